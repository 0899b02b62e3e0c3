"""The only file that patches Material: every patch must match exactly once, or the build stops.

Material gives the page's frame and the styles of its content. Its JavaScript, its checkboxes for
drawer and search, and its English leftovers are taken away before the template is compiled.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import material
from jinja2 import BaseLoader, Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

THEME = Path(material.__file__).parent / "templates"

# template → (what Material has, what we have instead)
PATCHES: dict[str, list[tuple[str, str]]] = {
    "base.html": [
        (
            """<html lang="{{ lang.t('language') }}" class="no-js">""",
            """<html lang="{{ v.html_lang }}" dir="{{ v.dir }}">""",
        ),
        ("""<body dir="{{ direction }}">""", "<body>"),
        ("""<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">""", ""),
        ("""<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">""", ""),
        ("""<label class="md-overlay" for="__drawer"></label>""", ""),
        (
            """<div data-md-component="skip">
      {% if page.toc | first is defined %}
        {% set skip = page.toc | first %}
        <a href="{{ skip.url | url }}" class="md-skip">
          {{ lang.t("action.skip") }}
        </a>
      {% endif %}
    </div>""",
            """<a class="hopp" href="#innhold">{{ v.word("hopp-til-innhold") }}</a>""",
        ),
        (
            """<div data-md-component="announce">
      {% if self.announce() %}""",
            """{% if self.announce() | trim %}<div>""",
        ),
        (
            """        </aside>
      {% endif %}
    </div>
    {% if config.extra.version %}""",
            """        </aside></div>
      {% endif %}
    {% if config.extra.version %}""",
        ),
        ("""<div class="md-container" data-md-component="container">""", ""),
        ("""<main class="md-main" data-md-component="main">""", """<main id="innhold" tabindex="-1">"""),
        ("""<div class="md-main__inner md-grid">""", ""),
        (
            """          {% include "partials/javascripts/content.html" %}
        </div>""",
            "",
        ),
        (
            """    </div>
    <div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>""",
            "",
        ),
        ("""{% include "partials/javascripts/base.html" %}""", ""),
    ],
}


class PatchingLoader(BaseLoader):
    """Hands out the theme's templates with our patches applied."""

    def __init__(self, inner: BaseLoader):
        self.inner = inner

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Any]:
        """Return a template's source; raises PluginError when a patch does not fit the theme."""
        source, path, fresh = self.inner.get_source(environment, template)
        if template in PATCHES and path and Path(path).is_relative_to(THEME):
            source = patch(source, PATCHES[template], template)
        return source, path, fresh

    def list_templates(self) -> list[str]:
        """Return the names of all templates but Material's own.

        MkDocs asks for what lies beside them and is to be published: of Material's, nothing is, and it has thousands.
        """
        assert isinstance(self.inner, FileSystemLoader)
        ours = [place for place in self.inner.searchpath if Path(place) != THEME]
        return FileSystemLoader(ours).list_templates()


def patch(source: str, patches: list[tuple[str, str]], name: str) -> str:
    """Apply patches in order, each to exactly one place."""
    for old, new in patches:
        found = source.count(old)
        if found != 1:
            raise PluginError(
                f"hooks/tema.py: a patch of Material's {name} matches {found} places, not 1. "
                f"The theme has changed; look at the patch again:\n{old}"
            )
        source = source.replace(old, new)
    return source


def on_config(config: MkDocsConfig) -> None:
    """Put our loader before the theme's, in every environment that MkDocs makes of the theme."""
    theme = config.theme

    def get_env() -> Environment:
        env = type(theme).get_env(theme)
        if env.loader is not None:
            env.loader = PatchingLoader(env.loader)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish nothing of the theme's own scripts, styles, icons and maps, nor what the build alone reads."""
    ours = Path(str(config.theme.custom_dir))
    unpublished = (THEME, ours / "typst", ours / "offline")
    for file in list(files):
        if file.abs_src_path and any(Path(file.abs_src_path).is_relative_to(place) for place in unpublished):
            files.remove(file)
    return files
