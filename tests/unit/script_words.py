"""Which words the scripts ask for, read from their source: the ids they give to ``t``, ``notice`` and ``count``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "javascripts"
# The helpers that hand on an id they were given; their callers are looked at instead (comparisons are left out).
HANDED_ON = {"tittel", "word", '${id}.${String(antall)  ? "en" : "flere"}'}


class Scripts:
    """The scripts of a page: a folder of its own, and what all tools share."""

    def __init__(self, folder: str):
        paths = [*sorted((FOLDER / folder).glob("*.mjs")), FOLDER / "side.mjs", FOLDER / "fil.mjs"]
        self.text = {path.stem: path.read_text("utf-8") for path in paths}

    @property
    def codes(self) -> set[str]:
        """The codes of FileFaults."""
        faults = " ".join(re.findall(r"new FileFault\(([^;]*?)\);", "".join(self.text.values())))
        return set(re.findall(r'(?<!=== )"([a-z-]+)"', faults))

    @property
    def reasons(self) -> set[str]:
        """The reasons why something of a file is left out."""
        # drop("…"), reason: "…", reasons.push("…"), and the last argument of clean's replace.
        reason = r'(?:drop\(|reason: |push\()"([a-z-]+)"|replace\([^;]*, "([a-z]+)"\)'
        lines = self.text["fil"].splitlines()
        return {first or last for line in lines for first, last in re.findall(reason, line)}

    def asked_for(self, function: str) -> Iterator[str]:
        """Return the ids, or expressions for ids, that the scripts give a function."""
        for script in self.text.values():
            code = re.sub(r"(?m)^ *(//|/?\*).*$", "", script)
            for call in re.finditer(rf"(?<![\w.]){function}\((?!id, )", code):
                argument = first_argument(code, call.end())
                chosen = re.sub(r'=== "\w+"', "", argument)  # what is compared with is no id
                # A template may hold strings of its own, so it is taken whole.
                ids = re.findall(r"`([^`]+)`", chosen) or re.findall(r'"([^"]*)"', chosen) or [argument]
                if "`" in chosen and chosen.count("`") == 2 and not chosen.startswith("`"):
                    ids += re.findall(r'"([^"]*)"', re.sub(r"`[^`]*`", "", chosen))
                yield from ids

    def asked(self) -> set[str]:
        """Return the ids, or expressions for ids, of all words but the counted ones."""
        return {*self.asked_for("t"), *self.asked_for("notice")}

    def said(self, made: Mapping[str, Iterable[str]], handed_on: set[str] = HANDED_ON) -> set[str]:
        """Return the words that are said; ``made`` has the words that an expression may become."""
        asked = self.asked()
        assert asked & handed_on == handed_on
        ids = {word for id in asked - handed_on for word in made.get(id, {id})}
        return ids | {f"{id}.{form}" for id in self.asked_for("count") for form in ("en", "flere")}


def first_argument(script: str, at: int) -> str:
    """Return the first argument of the call whose bracket opens just before ``at``."""
    depth, quote, end = 0, "", at
    while depth or quote or script[end] not in ",)":
        sign = script[end]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        else:
            depth += (sign in "([{") - (sign in ")]}")
        end += 1
    return script[at:end]
