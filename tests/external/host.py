"""A small web server on this machine that answers in every way a link can be answered."""

from __future__ import annotations

import http.server
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

REDIRECTS = {
    "/flyttet": (301, "/ok"),
    "/midlertidig": (302, "/ok"),
    "/blandet": (308, "/midlertidig"),
    "/forside": (301, "/"),
    "/til-borte": (301, "/borte"),
    "/til-fil": (302, "file:///etc/hostname"),
    "/til-feil": (302, "http://[::1/"),
    "/ring": (302, "/ring"),
}
STATUSES = {"/ok": 200, "/": 200, "/pa-norsk/%C2%A7-4": 200, "/borte": 404, "/sperret": 403, "/fort": 429, "/nede": 503}


@dataclass
class Host:
    """What has been asked, and by whom; ``most`` is the greatest number of requests at the same time."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    redirects: dict[str, tuple[int, str]] = field(default_factory=lambda: dict(REDIRECTS))
    most: int = 0
    now: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    let_go: threading.Event = field(default_factory=threading.Event)

    def methods(self, path: str) -> list[str]:
        return [method for method, asked in self.asked if asked == path]

    def counts(self) -> Counter[str]:
        return Counter(path for _, path in self.asked)


@contextmanager
def serving() -> Iterator[Host]:
    """Serve on a free port until the block ends."""
    host = Host()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            with host.lock:
                host.now += 1
                host.most = max(host.most, host.now)
                host.asked.append((self.command, self.path))
                host.agents.add(self.headers["User-Agent"])
            time.sleep(0.005)  # long enough that two at the same time meet here
            with host.lock:
                host.now -= 1
            self._say()

        def _say(self) -> None:
            head = self.command == "HEAD"
            if self.path in host.redirects:
                code, target = host.redirects[self.path]
                self._status(code, target)
            elif self.path == "/treg":
                host.let_go.wait(30)
                self.close_connection = True
            elif self.path == "/brutt" or (self.path == "/hode-brutt" and head):
                self._reset()
            elif self.path == "/tull":
                self.wfile.write(b"hei\r\n\r\n")
            elif self.path == "/uten-hode" and head:
                self._status(405)
            elif self.path == "/hode-borte" and head:
                self._status(404)
            elif self.path in {"/uten-hode", "/hode-borte", "/hode-brutt"}:
                self._status(200)
            else:
                self._status(STATUSES.get(self.path, 404))

        def _status(self, code: int, target: str = "") -> None:
            self.send_response(code)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _reset(self) -> None:
            # Closing at once with something unsent is a reset, not an end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.shutdown(socket.SHUT_RD)
            self.close_connection = True
            self.rfile.close()
            self.connection.close()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def finish(self) -> None:
            if self.connection.fileno() != -1:
                super().finish()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    host.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        host.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def silent_address() -> str:
    """Return an address of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"
