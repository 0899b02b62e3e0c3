"""What a page lets the browser do: one Content-Security-Policy per kind of page, from what the built page needs.

Everything is forbidden, and then what the page cannot do without is allowed, from the site itself alone. A page
without search fetches nothing at all: the forms are such pages, and get the strictest policy there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Policy = dict[str, tuple[str, ...]]

NONE = ("'none'",)
SELF = ("'self'",)
# What a policy in a <meta> cannot say: browsers ignore it there, and complain.
HEADER_ONLY = ("frame-ancestors", "report-to", "report-uri", "sandbox")
CHARSET = '<meta charset="utf-8">'
# The button that opens the search (overrides/parts/header.html): its presence is what makes a page fetch.
SEARCH = re.compile(r'<button\b[^>]*\bclass="[^"]*\bsok-apne\b')
MANIFEST = re.compile(r"<link\b[^>]*\brel=\"?manifest\b")
DATA_IMAGE = re.compile(r"url\(\s*[\"']?data:image/")


@dataclass(frozen=True, order=True)
class Needs:
    """What a page cannot do without, besides its own scripts, styles and images.

    ``search`` fetches an index and runs WebAssembly; such a page also starts the worker for reading without network.
    """

    search: bool = False
    manifest: bool = False
    data_images: bool = False


def needs_of(html: str, *, styles: str = "") -> Needs:
    """Return what a built page needs; ``styles`` are the stylesheets it may use."""
    images = bool(DATA_IMAGE.search(styles) or DATA_IMAGE.search(html))
    return Needs(bool(SEARCH.search(html)), bool(MANIFEST.search(html)), images)


def policy_of(needs: Needs) -> Policy:
    """Return the policy of a page with these needs: directive → sources."""
    policy: Policy = {
        "default-src": NONE,
        "script-src": (*SELF, "'wasm-unsafe-eval'") if needs.search else SELF,
        "style-src": SELF,
        "img-src": (*SELF, "data:") if needs.data_images else SELF,
        "connect-src": SELF if needs.search else NONE,
        "worker-src": SELF if needs.search else NONE,
        "manifest-src": SELF if needs.manifest else NONE,
        "base-uri": NONE,
        "form-action": NONE,
        "frame-ancestors": NONE,
        "require-trusted-types-for": ("'script'",),
        # The one address that is run by its name is the worker's (guide.mjs).
        "trusted-types": ("guide",) if needs.search else NONE,
    }
    return policy


def written(policy: Policy) -> str:
    """Return a policy as the header says it."""
    return "; ".join(" ".join((name, *sources)) for name, sources in policy.items())


def written_for_meta(policy: Policy) -> str:
    """Return a policy as a page can say it itself: without what only a header can say."""
    return written({name: sources for name, sources in policy.items() if name not in HEADER_ONLY})


def with_policy(html: str, policy: Policy) -> str:
    """Return the page with its policy, before anything it can forbid; raises ValueError without one charset."""
    if html.count(CHARSET) != 1:
        raise ValueError(f"the page has {html.count(CHARSET)} {CHARSET}, not 1: the policy must stand right after it")
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{written_for_meta(policy)}">'
        '<meta name="referrer" content="no-referrer">'
    )
    return html.replace(CHARSET, CHARSET + meta)
