"""Every header the site is served with: which files get which policy, how long they are kept, what they are.

The servers' own files are made from this (guide.site.servers); so is ``_headers``, which some hosts read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from guide.site.policy import NONE, Policy, needs_of, policy_of, written

# The same for every answer, also «not found». COOP: no other page gets a handle on ours.
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{name}=()" for name in "camera display-capture geolocation hid microphone midi payment serial usb".split()
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000",
}
POLICY = "Content-Security-Policy"
FRESH = "no-cache"
FOREVER = "public, max-age=31536000, immutable"
# A file that carries a print of its content in its name, or lies in a folder that does, never changes.
HASHED = r"(assets|pagefind)/(.*/)?([0-9a-f]{8}/.*|[^/]*[._][0-9a-f]{7,}\.[a-z0-9_]+)"
# Viewers of PDF differ in what they need, and a document cannot run our scripts: nothing but the frame is refused.
DOCUMENTS = "dokumenter/.*"
DOCUMENT_POLICY: Policy = {"base-uri": NONE, "form-action": NONE, "frame-ancestors": NONE}

OCTETS = "application/octet-stream"
# What the files are; a file of another kind stops the build, so that none is guessed at.
MEDIA_TYPES = {
    "css": "text/css",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gz": "application/gzip",
    "html": "text/html",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "pagefind": OCTETS,
    "pdf": "application/pdf",
    "pf_filter": OCTETS,
    "pf_fragment": OCTETS,
    "pf_index": OCTETS,
    "pf_meta": OCTETS,
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "zip": "application/zip",
}
TEXT = ("css", "html", "ics", "js", "json", "mjs", "svg", "txt", "webmanifest", "xml")
# Files beside the pages that are for hosts, not for readers.
UNPUBLISHED = ("_headers",)
COMPRESSED = (".br", ".gz")


@dataclass(frozen=True)
class SitePolicies:
    """The policies of a built site: the usual one, and those of the pages that have another.

    ``pages`` are addresses from the site's root that end in ``/`` or ``.html``.
    """

    usual: Policy
    pages: dict[str, Policy]


class UnknownKind(ValueError):
    """Files of a kind that no media type is known for."""


def site_policies(site: Path) -> SitePolicies:
    """Return the policies of a built site: a page that needs less than the others gets a stricter one."""
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.css")))
    needs = {address(path, site): needs_of(path.read_text("utf-8"), styles=styles) for path in site.rglob("*.html")}
    usual = max(needs.values())
    return SitePolicies(
        policy_of(usual), {page: policy_of(own) for page, own in sorted(needs.items()) if own != usual}
    )  # fmt: skip


def address(path: Path, site: Path) -> str:
    """Return a page's address from the site's root."""
    return path.relative_to(site).as_posix().removesuffix("index.html")


def media_types(site: Path) -> dict[str, str]:
    """Return the media types of the files of a site, by suffix; raises UnknownKind for one that is not known."""
    files = [path for path in site.rglob("*") if path.is_file() and path.name not in UNPUBLISHED]
    # What is compressed with Brotli is only sent in the place of the file itself.
    found = {path.suffix.removeprefix("."): path for path in files if path.suffix != ".br"}
    if unknown := sorted(set(found) - set(MEDIA_TYPES)):
        where = ", ".join(found[suffix].relative_to(site).as_posix() for suffix in unknown)
        raise UnknownKind(f"no media type is known for {where}; add it to hooks/guide/site/headers.py")
    return {suffix: MEDIA_TYPES[suffix] for suffix in sorted(found)}


def headers_file(site: Path, policies: SitePolicies, root: str) -> str:
    """Return ``_headers`` for hosts that read one (Cloudflare Pages, Netlify); ``root`` is the site's path, ``/…/``.

    All rules that fit an address apply, and several policies are all kept: a page's own is always the stricter.
    So what applies everywhere can only be what documents get too. (What is not found has its page's own <meta>.)
    These hosts ask again for every file by themselves, so that only files that never change are named.
    """
    lines = ["# Made by scripts/build.py.", f"{root}*", f"  {POLICY}: {written(DOCUMENT_POLICY)}"]
    lines += [f"  {name}: {value}" for name, value in COMMON.items()]
    for place in places(site):
        lines += [f"{root}{place}", f"  {POLICY}: {written(policies.usual)}"]
    for page, policy in policies.pages.items():
        lines += [f"{root}{page}", f"  {POLICY}: {written(policy)}"]
    for path in unchanging(site):
        lines += [f"{root}{path}", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def places(site: Path) -> list[str]:
    """Return where what runs is: pages and workers at the top by name, folders with any as ``folder/*``."""
    running = [path.relative_to(site) for kind in ("*.html", "sw.js") for path in site.rglob(kind)]
    return sorted(
        {"" if path.name == "index.html" else path.name for path in running if len(path.parts) == 1}
        | {f"{path.parts[0]}/*" for path in running if len(path.parts) > 1}
    )


def unchanging(site: Path) -> list[str]:
    """Return the files that never change: folders that hold nothing else as ``folder/*``, the others one by one."""
    files = sorted(p.relative_to(site) for p in site.rglob("*") if p.is_file() and p.suffix not in COMPRESSED)
    changing = {path for path in files if not re.fullmatch(HASHED, path.as_posix())}
    mixed = {folder for path in changing for folder in path.parents}
    found = {}
    for path in files:
        if path not in changing:
            whole = next((folder for folder in reversed(path.parents) if folder not in mixed), None)
            found[f"{whole.as_posix()}/*" if whole else path.as_posix()] = True
    return list(found)
