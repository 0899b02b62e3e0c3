"""What a checklist's own page hands to its scripts, in one language."""

from __future__ import annotations

from markupsafe import Markup

from guide.data.guide import Guide
from guide.data.moved import earlier_lists, moved_points
from guide.pages.file_format import LIST_FORMAT
from guide.pages.script_data import script_json


class ListView:
    """The words of the scripts, the format of their files, and the ids that have changed."""

    def __init__(self, guide: Guide, lang: str, id: str):
        self.guide, self.lang, self.id = guide, lang, id

    @property
    def json(self) -> Markup:
        """The data of the scripts."""
        words = self.guide.skript | self.guide.listeord
        return script_json(
            {
                "familie": "sjekkliste",
                "format": LIST_FORMAT,
                "flyttet": moved_points(self.guide.flyttet, self.id),
                "tidligere": earlier_lists(self.guide.flyttet, self.id),
                "ord": {id: text.in_language(self.lang) for id, text in words.items()},
            }
        )
