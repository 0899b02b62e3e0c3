"""The only file that knows mkdocs-static-i18n: languages, alternates, and pages made by the build.

The plugin builds the site once for each language on one and the same config object; every event
from on_config to on_post_build comes once per language. Ask for the language from on_pre_build on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page


def plugin(config: MkDocsConfig) -> Any:
    """Return the plugin that builds one language after the other."""
    return config.plugins["i18n"]


def current(config: MkDocsConfig) -> str:
    """Return the language that is being built."""
    return str(plugin(config).current_language)


def default(config: MkDocsConfig) -> str:
    """Return the language at the root of the site."""
    return str(plugin(config).default_language)


def built(config: MkDocsConfig) -> list[str]:
    """Return the languages of this build, the default first."""
    languages = [str(lang) for lang in plugin(config).build_languages]
    return sorted(languages, key=lambda lang: lang != default(config))


def is_last_event(config: MkDocsConfig) -> bool:
    """Tell, in on_post_build after the plugin's own (priority below -100), whether every language is done."""
    return not plugin(config).building


def file_language(file: File) -> str:
    """Return the language a page's text is in: another than the site's on a fallback page."""
    return str(file.locale)  # type: ignore[attr-defined]


def key(file: File) -> str:
    """Return the page's place in the docs tree, the same in all languages: ``steg/forberedelse.md``."""
    return str(getattr(file, "norm_src_uri", file.src_uri))


def uri(config: MkDocsConfig, side: str) -> str:
    """Return the source address of ``side`` in the language being built, as links name it."""
    return f"{current(config)}/{side}"


def folder(config: MkDocsConfig, lang: str) -> str:
    """Return the language's folder on the site: empty at the root, else ``nn/``."""
    return "" if lang == default(config) else f"{lang}/"


def alternates(config: MkDocsConfig, page: Page | None) -> list[tuple[str, str]]:
    """Return (language, address from the site's root) of a page in every language of this build.

    On a template without a page (404) these are the home pages.
    """
    if page is None:
        return [(lang, folder(config, lang)) for lang in built(config)]
    rest = page.url.removeprefix(folder(config, current(config)))
    return [(lang, (folder(config, lang) + rest).removeprefix("./")) for lang in built(config)]


def made_file(config: MkDocsConfig, side: str, markdown: str, text_language: str) -> File:
    """Return a page made by the build, as the plugin would have read it from the docs folder.

    ``text_language`` is another than the site's where the text it is made from has not been translated.
    """
    lang = current(config)
    file = File.generated(config, f"{lang}/{side}", content=markdown)
    file.dest_uri = folder(config, lang) + file.dest_uri.removeprefix(f"{lang}/")
    # abs_dest_path and url were worked out from the address we have just changed.
    file.__dict__.pop("url", None)
    file.__dict__.pop("abs_dest_path", None)
    file.locale = text_language  # type: ignore[attr-defined]
    file.locale_alternate_of = lang  # type: ignore[attr-defined]
    file.localization = lang  # type: ignore[attr-defined]
    file.norm_src_uri = side  # type: ignore[attr-defined]
    file.alternates = {lang: file}  # type: ignore[attr-defined]
    return file


def has_text(config: MkDocsConfig, lang: str, side: str) -> bool:
    """Tell whether the docs folder has the page ``side`` in ``lang``."""
    return Path(config.docs_dir, lang, side).is_file()


def remember_pages(config: MkDocsConfig, files: list[File]) -> None:
    """Add pages made by the build to what the plugin knows of this language."""
    plugin(config).i18n_files_per_language[current(config)] += files
