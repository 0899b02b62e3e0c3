"""The service worker: which files of a language are kept for when there is no network, and what else it must know.

Each language has a worker of its own (``sw.js``, ``nn/sw.js``), so a reader keeps only the languages they read.
Kept are its pages, the styles, scripts and icons, and its part of the search. Documents are not: they are saved where
they are downloaded to, and a copy that is the same for everyone tells nothing of what somebody has opened.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

# Letters of a file's SHA-256 in base64: enough to tell versions apart.
LETTERS = 12
WORKER = "sw.js"
NOTICE = "uten-nett.html"
# The policy some hosts send with every page: a new one is a new version.
HEADERS = "_headers"
NOT_PAGES = ("redaktor/",)
# Where the parts of pages lie, which nobody opens by themselves.
PARTS = ("assets/", "pagefind/")
# Not asked for by a page, or the same once more.
ASIDE = (".br", ".gz", ".map")


def kept(paths: Iterable[str], folder: str, others: Sequence[str], langs: Mapping[str, str]) -> list[str]:
    """Return the files a language keeps, of all that are published, sorted.

    ``folder`` is the language's (``""`` or ``"nn/"``), ``others`` the other languages' folders that lie inside it, and
    ``langs`` every language with its folder.
    """
    paths = set(paths)
    mine = next(lang for lang, place in langs.items() if place == folder)
    foreign = re.compile(rf"(?:^|[/.])(?:{'|'.join(sorted(set(langs) - {mine, ''})) or '(?!)'})[._]")

    def keep(path: str) -> bool:
        if path.endswith(ASIDE):
            return False
        if path.startswith("assets/"):
            return not (path.startswith("assets/sok/") and foreign.search(path))
        if path.startswith("pagefind/"):
            # Pagefind has a part for languages it does not know.
            known = f"{path.rpartition('/')[0]}/wasm.{mine}.pagefind" in paths
            return not foreign.search(path) and not (known and path.endswith("/wasm.unknown.pagefind"))
        if not path.endswith(".html") or not path.startswith(folder):
            return False
        if path.startswith(tuple(others)):
            return path.removesuffix(NOTICE) in others
        return not path.removeprefix(folder).startswith(NOT_PAGES)

    return sorted(path for path in paths if keep(path))


def away(paths: Iterable[str], keep: Sequence[str], folder: str) -> list[str]:
    """Return what is published under ``folder`` without being kept: folders without a kept file, and single files."""
    held = {f"{parent}/" for path in keep for parent in PurePosixPath(path).parents}
    found = set()
    for path in set(paths) - set(keep):
        if not path.startswith(folder) or path.startswith(PARTS) or path.endswith((*ASIDE, WORKER)) or path == HEADERS:
            continue
        found.add(address(next((one for one in _folders(path) if one not in held), path)))
    return sorted(one for one in found if not found.intersection(_folders(one.removesuffix("/"))))


def _folders(path: str) -> list[str]:
    """Return the folders a path lies in, the outermost first."""
    return [f"{parent}/" for parent in reversed(PurePosixPath(path).parents) if parent.name]


def inner_folders(folder: str, langs: Mapping[str, str]) -> list[str]:
    """Return the folders of other languages that lie inside this one's."""
    return sorted(place for place in langs.values() if place != folder and place.startswith(folder))


def address(path: str) -> str:
    """Return what a browser asks for to get a file: ``steg/index.html`` → ``steg/``."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def digest(content: bytes) -> str:
    """Return the first letters of the SHA-256 in base64, as the worker works it out."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()[:LETTERS]


def worker(template: str, site: Path, folder: str, langs: Mapping[str, str]) -> str:
    """Return the worker of the language whose folder is ``folder``, over the finished site.

    ``langs`` is every language with its folder. The same site gives the same worker; any kept file that is another
    gives another. Raises ValueError when the template lacks a place to fill in.
    """
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    inner = inner_folders(folder, langs)
    keep = kept(paths, folder, inner, langs)
    files = {address(path): digest((site / path).read_bytes()) for path in keep}
    policy = (site / HEADERS).read_bytes() if (site / HEADERS).is_file() else b""
    version = digest(json.dumps(files).encode() + policy + template.encode())
    values = {
        "ROOT": "../" * folder.count("/") or "./",
        "FILES": files,
        "AWAY": away(paths, keep, folder),
        "FOLDERS": [*inner, folder],
        "VERSION": version,
    }
    return _filled(template, values)


def _filled(template: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        place = f'"%{name}%"'
        if template.count(place) != 1:
            raise ValueError(f"the worker's template has {template.count(place)} places for {place}; expected one")
        template = template.replace(place, written)
    return without_comments(template)


def without_comments(script: str) -> str:
    """Return a script without indents, empty lines, and comments that have a line, or the rest of one, alone."""
    lines = (re.sub(r"(^|\s)//\s.*$", "", line).strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not re.fullmatch(r"/\*\*.*\*/", line))
