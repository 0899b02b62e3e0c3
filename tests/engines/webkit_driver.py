"""WebKit, driven by its own WebKitWebDriver: JSON over HTTP. Every tab has a driver and a browser of its own.

WebKitGTK has no mode without a window: where there is no display, Xvfb gives one that nobody sees.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from engine_driver import SIZE, Tab, named
from listening_host import HEARD
from webdriver import PATIENCE, STALL, TIMEOUTS, WebDriverTab, wait_for


class Session:
    """One WebKitWebDriver with one browser, in a home of its own."""

    def __init__(self, display: str | None, dark: bool):
        self.home = Path(tempfile.mkdtemp(prefix="webkit-"))
        self.saved = self.home / "saved"
        self.saved.mkdir()
        (self.home / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/saved"\n', encoding="utf-8")
        self.log = self.home / "console.txt"
        # The driver keeps what the browser says to itself.
        self.browser = self.home / "browser"
        program, log = shlex.quote(named("WEBKIT_BROWSER")), shlex.quote(str(self.log))
        self.browser.write_text(f'#!/bin/sh\nexec {program} "$@" >>{log} 2>&1\n', encoding="utf-8")
        self.browser.chmod(0o700)
        environment = {**os.environ, "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home)}
        environment |= {"GTK_THEME": "Adwaita:dark" if dark else "Adwaita", "LIBGL_ALWAYS_SOFTWARE": "1"}
        if display:
            environment["DISPLAY"] = display
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [named("WEBKIT_DRIVER"), f"--port={port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.root = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the driver is on this machine
        try:
            self._start(port)
        except BaseException:
            self.close()
            raise

    def _start(self, port: int) -> None:
        def listening() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        wait_for(listening, "WebKitWebDriver did not start")
        browser = {"binary": str(self.browser), "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": browser, "unhandledPromptBehavior": "accept", "timeouts": TIMEOUTS}
        begun = self.send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.root += f"/session/{begun['sessionId']}"
        self.version = str(begun["capabilities"]["browserVersion"])

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Carry out a command; raise AssertionError with the driver's own words when it fails."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with self.opener.open(request, timeout=STALL) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            with refused:
                told = json.load(refused)["value"]
            raise AssertionError(f"{method} {path}: {told['error']}: {told['message']}") from None
        except TimeoutError:
            said = self.log.read_text("utf-8", errors="replace") if self.log.exists() else "nothing"
            raise TimeoutError(f"WebKit does not answer {method} {path}. It has said: {said}") from None

    def close(self) -> None:
        """End the browser and the driver, and forget the profile."""
        if "/session/" in self.root:
            with contextlib.suppress(AssertionError, OSError):  # it may be gone already
                self.send("DELETE", "")
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        with contextlib.suppress(ProcessLookupError):  # a browser that has stalled outlives its driver
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


class WebKitEngine:
    """WebKitGTK."""

    def __init__(self) -> None:
        self.screen: subprocess.Popen[bytes] | None = None
        self.display: str | None = None
        self.version = ""
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            self._show_nobody()

    def _show_nobody(self) -> None:
        reading, writing = os.pipe()
        command = [named("XVFB"), "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        quiet = subprocess.DEVNULL
        self.screen = subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet)
        os.close(writing)
        told = b""
        # To the end of the line: Xvfb gives up when nobody is there to hear the rest.
        while not told.endswith(b"\n") and select.select([reading], [], [], PATIENCE)[0]:
            if not (more := os.read(reading, 20)):
                break
            told += more
        os.close(reading)
        if not told.endswith(b"\n"):
            self.close()
            raise TimeoutError("Xvfb did not start")
        self.display = f":{told.decode().strip()}"

    def tab(self, *, dark: bool = False) -> Tab:
        session = Session(self.display, dark)
        self.version = session.version
        tab = WebDriverTab(session.send, session.saved, lambda: tab.js(HEARD), session.close)
        tab.open("about:blank")
        tab.resize(*SIZE)
        return tab

    def close(self) -> None:
        if self.screen:
            self.screen.terminate()
            self.screen.wait(10)
