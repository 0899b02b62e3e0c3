"""Finds a Chromium on this machine, or installs one by the way that works here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import apt_install, say, stop

# The shell without windows first: the same engine, and more than twice as fast in these tests.
NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def find() -> str | None:
    """Return the path of a Chromium: the variable CHROMIUM, the PATH, the usual places, Playwright's own."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return wanted if Path(wanted).is_file() else stop(f"CHROMIUM names {wanted}, which is not a file.")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in PLACES if Path(place).is_file()), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    if not _driver_starts():
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _driver_starts() -> bool:
    """Tell whether Playwright's own program starts: it needs libatomic, which a bare Debian lacks."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def find_or_install() -> str:
    """Return the path of a Chromium that the tests can drive; installs what is missing, or stops and says how."""
    return installed() or stop(
        "The tests need a Chromium they can drive, and it could not be installed. Install Chromium, Chrome or Edge "
        "(Debian, Ubuntu: sudo apt install chromium libatomic1), or let the variable CHROMIUM name one. "
        "Without a browser, only the quick tests can run: python3 scripts/test.py --fast"
    )


def installed() -> str | None:
    """Return the path of a Chromium that the tests can drive, installed if need be; None where that cannot be done."""
    found = find()
    if found and _driver_starts():
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("No browser that the tests can drive; installing Debian's …")
        # A bare machine has no fonts either, and a browser without fonts shows no text.
        others = ("libatomic1", "fonts-dejavu-core")
        apt_install("chromium-headless-shell", *others) or apt_install("chromium", *others)
    elif not found:
        say("No browser found; fetching one for the tests with Playwright …")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
    found = find()
    return found if found and _driver_starts() else None
