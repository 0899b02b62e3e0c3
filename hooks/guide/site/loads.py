"""What a page loads at once, in the browser of a reader who has been nowhere else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from guide.site.script import modules

HOST = "https://site.invalid/"
# Relations of <link> whose file a browser fetches by itself.
FETCHED = {"stylesheet", "icon", "modulepreload", "manifest", "preload"}


# The elements that fetch something; only they are read.
LOADING = re.compile(r"<(?:link|script|img)\b[^>]*>", re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and FETCHED & set(values.get("rel", "").split()):
            self.addresses.append(values.get("href", ""))
        elif tag in {"script", "img"} and "src" in values:
            self.addresses.append(values["src"])


def page_loads(site: Path, page: Path, root: str = "/") -> list[Path]:
    """Return the page and every file of the site it loads at once, each once: styles, icon, scripts and their imports.

    ``root`` is the path the site is served under. What a reader asks for later (search, documents) is not among them,
    nor what lies elsewhere.
    """
    reader = _Reader()
    for element in LOADING.findall(page.read_text(encoding="utf-8")):
        reader.feed(element)
        reader.reset()
    here = urljoin(HOST, root + page.relative_to(site).as_posix())
    found = [page.resolve()]
    for address in reader.addresses:
        parts = urlsplit(urljoin(here, address))
        path = (site / unquote(parts.path).removeprefix(root)).resolve()
        if parts.netloc == urlsplit(HOST).netloc and path.is_file():
            found += modules(path) if path.suffix == ".mjs" else [path]
    return list(dict.fromkeys(found))
