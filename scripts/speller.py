"""Finds hunspell and its dictionaries on this machine, or installs them by the way that works here."""

from __future__ import annotations

import os
import shutil
import subprocess

from environment import apt_install, say, stop

# Debian's names; the dictionaries are under the GPL, and are used by the tests only, never shipped.
PACKAGES = ("hunspell", "hunspell-no", "hunspell-en-gb")
HOW = (
    "Debian, Ubuntu: sudo apt install hunspell hunspell-no hunspell-en-gb. "
    "Fedora: sudo dnf install hunspell hunspell-nb hunspell-nn hunspell-en-GB. "
    "macOS: brew install hunspell, and put nb_NO, nn_NO and en_GB (.aff and .dic) in ~/Library/Spelling"
)


def missing() -> list[str]:
    """Return what the spelling test lacks here: hunspell, or the names of dictionaries."""
    from guide.language.spelling import DICTIONARIES

    if not shutil.which("hunspell"):
        return ["hunspell"]
    return [name for name in DICTIONARIES.values() if not _has(name)]


def _has(dictionary: str) -> bool:
    command = ["hunspell", "-d", dictionary, "-l"]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def find_or_install() -> None:
    """Return when hunspell knows all languages of the guide; installs what is missing, or stops and says how."""
    lacking = missing()
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"The spelling test lacks {', '.join(lacking)}; installing Debian's {', '.join(PACKAGES)} …")
        apt_install(*PACKAGES)
        lacking = missing()
    if lacking:
        stop(f"The spelling test lacks {', '.join(lacking)}, and it could not be installed. {HOW}.")
