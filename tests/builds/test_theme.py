"""The theme's patches fit the theme that is installed, and fail loudly when one does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

import tema


@pytest.mark.parametrize("template", tema.PATCHES)
def test_every_patch_fits_the_installed_theme(template: str) -> None:
    source = (tema.THEME / template).read_text(encoding="utf-8")
    assert tema.patch(source, tema.PATCHES[template], template) != source


@pytest.mark.parametrize("source", ["ingen", "her og her"])
def test_a_patch_that_does_not_match_once_stops_the_build(source: str) -> None:
    with pytest.raises(PluginError, match=r"matches (0|2) places"):
        tema.patch(source, [("her", "der")], "x.html")
