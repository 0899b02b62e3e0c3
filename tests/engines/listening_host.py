"""A host that hears what goes wrong on its pages. WebKit under automation keeps its console to itself.

Whoever asks for a page as WebKit does gets it with one script more, before all others: what it hears lies in the tab.
"""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

LISTENER = "/fault-listener.js"
HEARD = "() => JSON.parse(sessionStorage.getItem('fault-listener') ?? '[]')"
SCRIPT = """
const tell = (what) => {
  const told = JSON.parse(sessionStorage.getItem("fault-listener") ?? "[]");
  sessionStorage.setItem("fault-listener", JSON.stringify([...told, String(what)]));
};
const error = console.error;
console.error = (...all) => { tell(all.join(" ")); error(...all); };
addEventListener("error", ({ message, target }) => tell(message ?? `not loaded: ${target.src ?? target.href}`), true);
addEventListener("unhandledrejection", ({ reason }) => tell(reason));
addEventListener("securitypolicyviolation", (it) => tell(`${it.violatedDirective} forbids ${it.blockedURI}`));
"""


def listening(plain: type[http.server.SimpleHTTPRequestHandler]) -> type[http.server.SimpleHTTPRequestHandler]:
    """Return a host like ``plain`` that listens where WebKit asks for a page."""

    class Listening(plain):  # type: ignore[misc, valid-type]
        def do_GET(self) -> None:
            page = Path(self.translate_path(self.path), "index.html")
            agent, accepted = self.headers.get("User-Agent", ""), self.headers.get("Accept", "")
            webkit = "AppleWebKit" in agent and "Chrome" not in agent
            if self.path == LISTENER:
                self.give("text/javascript", SCRIPT)
            # The worker asks for pages too, and holds them against what they should be; but not as one opens a page.
            elif webkit and "text/html" in accepted and page.is_file():
                before, head, after = page.read_text("utf-8").partition("<head>")
                self.give("text/html; charset=utf-8", f'{before}{head}<script src="{LISTENER}"></script>{after}')
            else:
                super().do_GET()

        def give(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Listening


class Host:
    """Shows a folder at a free port of this machine, and can be turned off."""

    def __init__(self, folder: Path, plain: type[http.server.SimpleHTTPRequestHandler]):
        handler = functools.partial(listening(plain), directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]  # browsers leave before they have got all
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.on = True

    def turn_off(self) -> None:
        if self.on:
            self.server.shutdown()
            self.server.server_close()
            self.on = False
