"""The Jinja environment of the fragments in overrides/fragments/, shared with the theme's templates."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
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
    """Add what our templates use to an environment: the icons and the language filter."""
    env.globals["icon"] = Icons(overrides / ".icons")
    env.filters["t"] = in_language


def in_language(text: Tekst, lang: str) -> Markup:
    """Return the text in ``lang``; where only nb has it, marked as nb."""
    value, found = text.get(lang)
    escaped = Markup.escape(value)
    return escaped if found == lang else Markup('<span lang="{}">{}</span>').format(found, escaped)


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
