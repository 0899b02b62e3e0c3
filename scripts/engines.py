#!/usr/bin/env python3
"""Does what people come to do in every browser engine: Chromium, Firefox and WebKit."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from environment import ROOT, apt_install, in_venv, say, stop

Programs = dict[str, str]
FIREFOX = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
# Where Debian, Fedora and Arch put WebKit's small browser.
MINI_BROWSER = (
    "/usr/lib/*/webkit2gtk-4.*/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.*/MiniBrowser",
    "/usr/lib/webkit2gtk-4.*/MiniBrowser",
)
PACKAGES = {"firefox": ("firefox-esr",), "webkit": ("webkit2gtk-driver", "xvfb")}
HOW = {
    "chromium": "Debian, Ubuntu: sudo apt install chromium libatomic1",
    "firefox": "Debian: sudo apt install firefox-esr. Elsewhere: Firefox 140 or newer, named by the variable FIREFOX",
    "webkit": "Debian, Ubuntu: sudo apt install webkit2gtk-driver xvfb. Only Linux has it",
}


def chromium() -> Programs | None:
    """Return the Chromium that the tests use, installed if need be."""
    from browser import installed

    found = installed()
    return {"CHROMIUM": found} if found else None


def firefox() -> Programs | None:
    """Return the machine's own Firefox, or the one that the variable FIREFOX names."""
    wanted = os.environ.get("FIREFOX")
    if wanted and not shutil.which(wanted):
        stop(f"FIREFOX names {wanted}, which is not a program.")
    found = next(filter(None, map(shutil.which, (wanted, *FIREFOX) if wanted else FIREFOX)), None)
    return {"FIREFOX": found} if found else None


def webkit() -> Programs | None:
    """Return WebKit's driver and browser, and what shows its window to nobody where there is no display."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next((str(path) for where in MINI_BROWSER for path in Path("/").glob(where[1:])), None)
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not driver or not browser or not (screen or shown):
        return None
    return {"WEBKIT_DRIVER": driver, "WEBKIT_BROWSER": browser, "XVFB": screen or ""}


FINDERS: dict[str, Callable[[], Programs | None]] = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


def find_or_install(name: str) -> Programs | None:
    """Return an engine's programs by the variables the tests know them by; None when it cannot be had here."""
    found = FINDERS[name]()
    if not found and name in PACKAGES and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"No {name}; installing Debian's …")
        apt_install(*PACKAGES[name])
        found = FINDERS[name]()
    return found


def main() -> int:
    """Run the tasks; return 1 when one failed, 2 when an engine that was asked for by name is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", nargs="*", help=f"{', '.join(FINDERS)}; without a name, all that can be had here")
    parser.add_argument("-k", metavar="EXPRESSION", help="only the tasks whose names match")
    options = parser.parse_args()
    if unknown := set(options.engine) - set(FINDERS):
        parser.error(f"unknown engine: {', '.join(sorted(unknown))}. There are {', '.join(FINDERS)}.")
    started = time.perf_counter()

    programs = {name: find_or_install(name) for name in options.engine or FINDERS}
    missing = [name for name, found in programs.items() if not found]
    for name in missing:
        say(f"{name} is missing. {HOW[name]}.")
    if missing and options.engine:
        stop(f"Asked for, and missing: {', '.join(missing)}. Nothing was run.")
    for found in programs.values():
        os.environ.update(found or {})
    os.environ["ENGINES"] = " ".join(name for name, found in programs.items() if found)
    say(f"Main tasks in {os.environ['ENGINES'].replace(' ', ', ')} …")
    command = [sys.executable, "-m", "pytest", "-q", "tests/engines", *(["-k", options.k] if options.k else [])]
    failed = subprocess.call(command, cwd=ROOT)
    result = "Failed" if failed else "All passed"
    say(f"{result}, {time.perf_counter() - started:.0f} s.{' Not run: ' + ', '.join(missing) + '.' if missing else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    in_venv("test")
    raise SystemExit(main())
