"""Makes the configuration of web servers (nginx, Caddy) for a built site: policy, headers, types, «not found»."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guide.pages.addresses import root_path
from guide.site.headers import (
    COMMON,
    DOCUMENT_POLICY,
    DOCUMENTS,
    FOREVER,
    FRESH,
    HASHED,
    OCTETS,
    POLICY,
    TEXT,
    UNPUBLISHED,
    SitePolicies,
    media_types,
    site_policies,
)
from guide.site.policy import Policy, written

TEMPLATES = Path(__file__).parent / "tjener"
NOT_FOUND = "404.html"
# Where the files of the site lie on the server; whoever sets it up changes this line.
PLACE = "/srv/veien-til-arbeid"


def server_files(site: Path) -> dict[str, str]:
    """Return the servers' files by name, for a built site; its sitemap tells the path it is served under.

    Raises guide.site.headers.UnknownKind when a file of the site is of a kind without a media type.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    types, policies = media_types(site), site_policies(site)
    facts = {
        "root": served_under(site),
        "root_pattern": re.escape(served_under(site)).replace(r"\-", "-"),
        "place": PLACE,
        "common": COMMON,
        "policy_header": POLICY,
        "policies": [(pattern(pages), written(policy)) for policy, pages in by_policy(policies)],
        "usual": written(policies.usual),
        "documents": DOCUMENTS,
        "document_policy": written(DOCUMENT_POLICY),
        "hashed": HASHED,
        "fresh": FRESH,
        "forever": FOREVER,
        "types": types,
        "octets": OCTETS,
        "text_types": sorted({kind for suffix, kind in types.items() if suffix in TEXT}),
        "languages": languages(site),
        "not_found": NOT_FOUND,
        "unpublished": UNPUBLISHED,
    }
    return {path.stem: environment.get_template(path.name).render(facts) for path in sorted(TEMPLATES.glob("*.jinja"))}


def served_under(site: Path) -> str:
    """Return the path a built site is made for, with a slash at both ends: that of its home page."""
    addresses = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    return root_path(min(addresses, key=len))


def languages(site: Path) -> list[str]:
    """Return the languages that have a page «not found» of their own, besides the one at the root."""
    return sorted(path.parent.name for path in site.glob(f"*/{NOT_FOUND}"))


def by_policy(policies: SitePolicies) -> list[tuple[Policy, list[str]]]:
    """Return the pages that have another policy than the usual one, by policy."""
    groups: dict[str, tuple[Policy, list[str]]] = {}
    for page, policy in policies.pages.items():
        groups.setdefault(written(policy), (policy, []))[1].append(page)
    return list(groups.values())


def pattern(pages: list[str]) -> str:
    """Return what matches the addresses of the pages, from the site's root, in nginx' regular expressions and Go's."""
    return "(" + "|".join(re.escape(page).replace(r"\-", "-") for page in pages) + r")(index\.html)?"
