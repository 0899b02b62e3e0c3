"""One build in a process of its own; prints what its parts took as one line of JSON.

``--markdown`` writes the Markdown of every page, fragments filled in as HTML: what plain Material is measured with.
``--again FILE`` starts the preview instead, saves the page FILE, and tells when it could be seen.
``--bare`` leaves out what plain Material has no like of: documents and the search index.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class Clock:
    """Adds up the wall time and the processor time of named parts, in seconds."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[float, float]] = {}

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is counted."""

        def run(*args: Any, **values: Any) -> Any:
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                return function(*args, **values)
            finally:
                before = self.parts.get(name, (0.0, 0.0))
                self.parts[name] = (
                    before[0] + time.perf_counter() - wall,
                    before[1] + time.process_time() - cpu,
                )

        return run


def write_markdown(folder: Path) -> None:
    """Let the build write each page's Markdown under ``folder``."""
    from mkdocs.commands import build

    from guide.pages.page import MARK

    original = build._populate_page

    def populate(page: Any, config: Any, files: Any, dirty: bool = False) -> None:
        original(page, config, files, dirty)
        innhold: Any = next(hook for name, hook in config.hooks.items() if name.endswith("innhold.py"))
        marks = innhold.build.pages[page.file.src_uri].marks

        def fragment(match: re.Match[str]) -> str:
            # A blank line would end the HTML in the middle of the fragment.
            return re.sub(r"\n\s*\n", "\n", str(marks[int(match[1] or match[2])]()))

        target = folder / page.file.src_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(MARK.sub(fragment, page.markdown), encoding="utf-8")

    build._populate_page = populate


def tell_saved_page(guide: Path, page: Path, lang: str | None) -> int:
    """Run the preview, and tell how long its first build and a saved page took."""
    from benchmark.saved_page import saved_page

    with contextlib.redirect_stdout(sys.stderr):
        told = saved_page(guide, page, lang)
    print(json.dumps({name: {"wall": seconds} for name, seconds in told.items()}))
    return 0


def main() -> int:
    """Build, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--again", type=Path)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    lang = os.environ.get("GUIDE_LANG")
    if options.again:
        return tell_saved_page(options.config.parent, options.again, lang)
    import guide.documents.write
    import guide.site.search
    from build import build_into
    from guide.site.check import check_site

    clock = Clock()
    extras = {"documents": (guide.documents.write, "write_documents"), "search": (guide.site.search, "build_index")}
    # What follows the index moves its folder, whatever is in it.
    left_out = {"documents": lambda *_, **__: None, "search": lambda site: (site / "pagefind").mkdir()}
    for name, (module, function) in extras.items():
        do = left_out[name] if options.bare else getattr(module, function)
        setattr(module, function, clock.timed(name, do))
    if options.markdown:
        write_markdown(options.markdown)
    build = clock.timed("all", build_into)
    faults, whole = build(options.target, config_file=options.config, lang=lang, strict=False)
    if not whole:
        print("\n".join(faults[:5]), file=sys.stderr)
        return 1
    pages = list(options.target.rglob("*.html"))
    if not options.bare and not options.markdown:
        clock.timed("check", check_site)(options.target)
    told = {name: {"wall": wall, "cpu": cpu} for name, (wall, cpu) in clock.parts.items()}
    print(json.dumps({"pages": len(pages), **told}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
