"""Starts a real nginx or Caddy on this machine with the files the build makes, and asks it for things."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from guide.site.servers import PLACE, server_files
from servers import HOW, find

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
KINDS = ("nginx", "caddy")


@dataclass
class Answer:
    """What a server said; ``headers`` by name in small letters, each with every value it was sent with."""

    status: int
    headers: dict[str, list[str]]
    body: bytes


@contextmanager
def running(kind: str, site: Path, folder: Path, *, brotli: bool = False) -> Iterator[str]:
    """Run a server for a built site while the block runs; give its address without a slash at the end."""
    program = find(kind)
    if not program:
        pytest.fail(f"no {kind}: run the tests with python3 scripts/test.py, or install it. {HOW}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    files = server_files(site)
    if kind == "nginx":
        told = _changed(files["nginx.conf"], "listen 80;", f"listen 127.0.0.1:{port};")
        told = _changed(told, PLACE, str(site))
        if brotli:
            told = _changed(told, "# brotli_static on;", "brotli_static on;")
        (folder / "site.conf").write_text(told, encoding="utf-8")
        temporary = "".join(
            f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        load = f"load_module {BROTLI};" if brotli else ""
        (folder / "main.conf").write_text(
            f"{load} daemon off; master_process off; pid {folder}/pid; error_log stderr;"
            f"events {{}} http {{ access_log off; {temporary} include {folder}/site.conf; }}",
            encoding="utf-8",
        )
        command = [program, "-p", str(folder), "-e", "stderr", "-c", str(folder / "main.conf")]
    else:
        told = _changed(files["Caddyfile"], "\n:80 {", f"\nhttp://127.0.0.1:{port} {{")
        told = "{\n  admin off\n}\n" + told.replace(PLACE, str(site))
        (folder / "Caddyfile").write_text(told, encoding="utf-8")
        command = [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            _wait(server, port, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def _changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in:\n{text}"
    return text.replace(old, new)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")


def ask(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask a server once; nothing is followed, joined or unpacked."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        found: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            found.setdefault(name.lower(), []).append(value)
        return Answer(response.status, found, response.read())
    finally:
        connection.close()
