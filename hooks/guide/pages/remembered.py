"""Remembers finished pages from one build of the preview to the next."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finished:
    """A page as it was written: what it was made from, and what links are checked against.

    ``links`` are those to an anchor: page linked to → anchor → the link as it was written.
    """

    text: str
    html: str
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]


@dataclass
class Memory:
    """The pages of the last builds, by address, as long as the frame (guide.pages.frame) is the same."""

    frame: bytes = b""
    pages: dict[str, Finished] = field(default_factory=dict)
    made: dict[str, Finished] = field(default_factory=dict)

    def begin(self, frame: bytes) -> None:
        """Begin a build; in another frame nothing of the last one can be used."""
        if frame != self.frame:
            self.pages = {}
        self.frame, self.made = frame, {}

    def find(self, address: str, text: str) -> Finished | None:
        """Return the page, where it was last made from the same text."""
        page = self.pages.get(address)
        return page if page and page.text == text else None

    def keep(self, address: str, page: Finished) -> None:
        """Keep a page that has been made, for when the build has ended."""
        self.made[address] = page

    def end(self, sound: bool) -> None:
        """End a build; where it was not sound, nothing of it is remembered, nor of those before."""
        self.pages = {**self.pages, **self.made} if sound else {}
        self.made = {}


# The preview's own: it survives from build to build, which the hooks do not.
memory = Memory()
