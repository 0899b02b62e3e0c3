"""Firefox, driven by its own Marionette: WebDriver's commands as JSON over a socket, each with its length before it.

The machine's own Firefox needs nothing between it and the tests. It starts once; a tab is a tab of it.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine_driver import SIZE, Tab, named
from webdriver import STALL, TIMEOUTS, WebDriverTab, wait_for

COMMANDS = {
    "/url": "WebDriver:Navigate",
    "/refresh": "WebDriver:Refresh",
    "/execute/sync": "WebDriver:ExecuteScript",
    "/elements": "WebDriver:FindElements",
    "/actions": "WebDriver:PerformActions",
    "/window/rect": "WebDriver:SetWindowRect",
    "/click": "WebDriver:ElementClick",
    "/value": "WebDriver:ElementSendKeys",
}
# What pages say; Firefox's own parts have other addresses.
ERROR = re.compile(r"JavaScript error: http")

# All tabs share a profile: a tab leaves nothing on the machine for the next.
FORGET = """() => {
  localStorage.clear();
  return navigator.serviceWorker?.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())));
}"""


class Firefox:
    """One Firefox with a profile of its own."""

    def __init__(self, *, dark: bool):
        self.home = Path(tempfile.mkdtemp(prefix="firefox-"))
        self.saved = self.home / "saved"
        self.saved.mkdir()
        self.log = self.home / "console.txt"
        self.number = 0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        prefs = {
            "marionette.port": port,
            "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.saved),
            "browser.download.alwaysOpenPanel": False,
            "browser.helperApps.neverAsk.saveToDisk": "application/json,text/calendar",
            "browser.shell.checkDefaultBrowser": False,
            "browser.dom.window.dump.enabled": True,
            "datareporting.policy.dataSubmissionEnabled": False,
            "network.proxy.type": 0,
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()]
        (self.home / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [named("FIREFOX"), "--headless", "--marionette", "--no-remote", "--profile", str(self.home)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([*command, "about:blank"], stdout=log, stderr=subprocess.STDOUT)
        try:
            self._connect(port)
        except BaseException:
            self.close()
            raise

    def _connect(self, port: int) -> None:
        def connected() -> socket.socket | None:
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), STALL)
            return None

        self.socket: socket.socket = wait_for(connected, "Firefox did not start")
        self.stream = self.socket.makefile("rb")
        self._receive()  # it introduces itself
        begun = self.command("WebDriver:NewSession", unhandledPromptBehavior="accept", timeouts=TIMEOUTS)
        self.version = str(begun["capabilities"]["browserVersion"])
        self.first = self.now = self.command("WebDriver:GetWindowHandle")

    def _switch(self, handle: str) -> None:
        if self.now != handle:
            self.command("WebDriver:SwitchToWindow", handle=handle, focus=True)
            self.now = handle

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            sign = self.stream.read(1)
            assert sign, "Firefox has hung up"
            length += sign
        return json.loads(self.stream.read(int(length[:-1])))

    def command(self, name: str, **body: Any) -> Any:
        """Carry out a command; raise AssertionError with Firefox's own words when it fails."""
        self.number += 1
        data = json.dumps([0, self.number, name, body]).encode()
        try:
            self.socket.sendall(b"%d:%b" % (len(data), data))
            _, _, error, result = self._receive()
        except TimeoutError:
            raise TimeoutError(f"Firefox does not answer {name}") from None
        assert not error, f"{name}: {error['error']}: {error['message']}"
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def tab(self) -> Tab:
        """Open a tab that remembers nothing."""
        handle = self.command("WebDriver:NewWindow", type="tab")["handle"]

        def send(_: str, path: str, body: dict[str, Any]) -> Any:
            self._switch(handle)
            if path.startswith("/element/"):
                _, _, id, path = path.split("/")
                body, path = {**body, "id": id}, f"/{path}"
            return self.command(COMMANDS[path], **body)

        def leave() -> None:
            tab.js(FORGET)
            self.command("WebDriver:CloseWindow")
            self._switch(self.first)  # a tab can be opened only from one that is there

        before = self.log.stat().st_size
        tab = WebDriverTab(send, self.saved, lambda: self._errors(before), leave)
        tab.resize(*SIZE)
        return tab

    def _errors(self, since: int) -> Iterator[str]:
        lines = self.log.read_bytes()[since:].decode("utf-8", errors="replace").splitlines()
        return (line for line in lines if ERROR.match(line))

    def close(self) -> None:
        """End Firefox and forget its profile."""
        if hasattr(self, "stream"):
            self.stream.close()
            self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


class FirefoxEngine:
    """Firefox; a second one is started when a tab is to be dark."""

    def __init__(self) -> None:
        self.started = {False: Firefox(dark=False)}
        self.version = self.started[False].version

    def tab(self, *, dark: bool = False) -> Tab:
        if dark not in self.started:
            self.started[dark] = Firefox(dark=dark)
        return self.started[dark].tab()

    def close(self) -> None:
        for one in self.started.values():
            one.close()
