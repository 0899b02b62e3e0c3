"""The Jinja environment of the fragments in overrides/fragments/, shared with the theme's templates."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from guide.data.types import Tekst


def environment(overrides: Path) -> Environment:
    """Return the environment that renders fragments; unknown names are errors."""
    env = Environment(
        loader=FileSystemLoader(overrides),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install(env, overrides)
    return env


def install(env: Environment, overrides: Path) -> None:
    """Add what our templates use to an environment: the icons, the language filter, and compiled templates."""
    env.globals["icon"] = Icons(overrides / ".icons")
    env.filters["t"] = in_language
    env.bytecode_cache = _compiled


def in_language(text: Tekst, lang: str) -> Markup:
    """Return the text in ``lang``; where only nb has it, marked as nb."""
    value, found = text.get(lang)
    escaped = Markup.escape(value)
    return escaped if found == lang else Markup('<span lang="{}">{}</span>').format(found, escaped)


class Compiled(BytecodeCache):
    """Keeps compiled templates in memory: each language, and each build of a preview, has a new environment."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the place of a template; environments that compile in different ways do not share it."""
        how = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks, environment.undefined)
        return super().get_bucket(environment, f"{how} {name}", filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self.code[bucket.key] = bucket.bytecode_to_string()


_compiled = Compiled()


class Icons:
    """Returns the SVG of an icon, drawn by us in overrides/.icons/, as decoration without a name."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.cache: dict[str, Markup] = {}

    def __call__(self, name: str) -> Markup:
        """Return the SVG; raises FileNotFoundError for a name that is not drawn."""
        if name not in self.cache:
            svg = (self.folder / f"{name}.svg").read_text(encoding="utf-8")
            svg = re.sub(r">\s+<", "><", svg.strip())
            self.cache[name] = Markup(svg.replace("<svg ", '<svg class="ikon" aria-hidden="true" ', 1))
        return self.cache[name]
