"""Finds the web servers that the tests start (nginx, Caddy) on this machine, or installs them."""

from __future__ import annotations

import os
import shutil

from environment import apt_install, say, stop

# What is started → Debian's package.
PACKAGES = {"nginx": "nginx-light", "caddy": "caddy"}
HOW = (
    "Debian, Ubuntu: sudo apt install nginx-light caddy. Fedora: sudo dnf install nginx caddy. "
    "macOS: brew install nginx caddy"
)
# Debian puts servers where only root looks.
PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"))


def find(name: str) -> str | None:
    """Return the path of a web server's program, or None."""
    return shutil.which(name, path=PLACES)


def missing() -> list[str]:
    """Return the web servers that are not here."""
    return [name for name in PACKAGES if not find(name)]


def find_or_install() -> None:
    """Return when every web server is here; installs what is missing, or stops and says how."""
    lacking = missing()
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"The tests of the servers' files lack {', '.join(lacking)}; installing Debian's …")
        os.environ["RUNLEVEL"] = "1"  # installed, and not started: the tests start their own
        apt_install(*(PACKAGES[name] for name in lacking))
        del os.environ["RUNLEVEL"]
        lacking = missing()
    if lacking:
        stop(f"The tests of the servers' files lack {', '.join(lacking)}, and could not install them. {HOW}.")
