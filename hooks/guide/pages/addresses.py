"""Addresses inside the site: from one page to another, and from nowhere in particular."""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit


def relative(target: str, page: str) -> str:
    """Return the way from ``page`` to ``target``; both are addresses from the site's root, folders end in ``/``."""
    way = posixpath.relpath("/" + target, "/" + page)
    return way + "/" if way != "." and (target.endswith("/") or not target) else "./" if way == "." else way


def root_path(site_url: str) -> str:
    """Return the path the site lies under, with a slash at both ends."""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"
