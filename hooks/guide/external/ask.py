"""Asks one address whether it is there: HEAD first, GET where HEAD is refused, redirects step by step."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

Verdict = Literal["svarer", "flyttet", "ukjent", "feilet"]

TIMEOUT = 20.0
MOST_REDIRECTS = 5
PERMANENT = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
# Says who asks for what, not whether the page is there: not for you, not so fast, not by a program, not now.
UNKNOWN = {401, 402, 403, 405, 406, 407, 408, 418, 421, 425, 428, 429, 451, 999}


@dataclass(frozen=True)
class Answer:
    """What an address said. ``code`` is None where nobody answered; ``why`` then tells why, in Norwegian.

    ``target`` is where redirects ended, if there were any; ``permanent`` tells that all of them are for good.
    """

    verdict: Verdict
    code: int | None = None
    why: str = ""
    target: str = ""
    permanent: bool = False

    @property
    def silent(self) -> bool:
        """Whether the host itself said nothing; a redirect to somebody who is silent is an answer."""
        return self.code is None and not self.target

    @property
    def too_fast(self) -> bool:
        """Whether the host asked for a pause."""
        return self.code == 429


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, *_: object, **__: object) -> None:
        """Follow nothing: every step is ours to see."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class Asker:
    """Asks addresses, with a time limit in seconds for each request."""

    def __init__(self, timeout: float = TIMEOUT):
        self.timeout = timeout
        # Proxies of the environment are used. Files and other schemes are refused before a request is made.
        self.opener = urllib.request.build_opener(_NoRedirect)

    def ask(self, address: str, turn: Callable[[str], AbstractContextManager[object]] | None = None) -> Answer:
        """Return what ``address`` says; never raises. ``turn(host)`` is held during each request to a host."""
        turn = turn or (lambda _: nullcontext())
        here, permanent = address, True
        for _ in range(MOST_REDIRECTS + 1):
            try:
                if urlsplit(here).scheme not in {"http", "https"}:
                    return Answer("feilet", None, "er ikke en nettside", here if here != address else "")
                with turn(host_of(here)):
                    code, location = self._status(here)
            except (OSError, http.client.HTTPException, ValueError) as error:
                return Answer("feilet", None, explain(error), "" if here == address else here)
            if code not in REDIRECTS or not location:
                break
            permanent = permanent and code in PERMANENT
            try:
                here = urldefrag(urljoin(here, location)).url
            except ValueError:
                return Answer("feilet", code, "sender videre til en adresse som ikke er gyldig")
        else:
            # A page that wants a cookie first does the same, and opens in a browser.
            return Answer("ukjent", code, f"sender videre mer enn {MOST_REDIRECTS} ganger")
        return Answer(_verdict(code, here != address), code, "", "" if here == address else here, permanent)

    def _status(self, address: str) -> tuple[int, str]:
        """Return the status and the Location of an address; raises what urllib raises."""
        try:
            code, location = self._request("HEAD", address)
        except (ConnectionError, http.client.HTTPException):
            return self._request("GET", address)
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionError) and not isinstance(error.reason, ConnectionRefusedError):
                return self._request("GET", address)
            raise
        # Many servers refuse HEAD, each in its own way. Who asks us to wait is not asked once more.
        if code >= 400 and code != 429:
            return self._request("GET", address)
        return code, location

    def _request(self, method: str, address: str) -> tuple[int, str]:
        headers = {"User-Agent": user_agent(), "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.8"}
        request = urllib.request.Request(in_ascii(address), method=method, headers=headers)
        try:
            with self.opener.open(request, timeout=self.timeout) as answer:
                return int(answer.status), ""
        except urllib.error.HTTPError as error:
            with error:
                return error.code, as_written(error.headers.get("Location") or "")


def _verdict(code: int, moved: bool) -> Verdict:
    if code in UNKNOWN:
        return "ukjent"
    if 200 <= code < 300:
        return "flyttet" if moved else "svarer"
    return "feilet"


def user_agent() -> str:
    """Return how the check presents itself; SITE_URL tells whose links they are."""
    site = os.environ.get("SITE_URL", "")
    about = f"; +{site}" if site.isascii() and site.isprintable() and site else ""
    return f"veien-til-arbeid-lenkesjekk/1.0 (checks the links of a guide, each a few times a month{about})"


def host_of(address: str) -> str:
    """Return host and port, which share one queue; empty where the address names none."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].casefold()
    except ValueError:
        return ""


def as_written(location: str) -> str:
    """Return a header's address as its host wrote it: in UTF-8 as browsers read it, though headers are Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except ValueError:
        return location


def in_ascii(address: str) -> str:
    """Return the address as it is sent: «§» and «å» in percent signs, the host in punycode."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    if not host:
        raise ValueError("adressen mangler et navn")
    if ":" in host:
        host = f"[{host}]"
    netloc = f"{host}:{parts.port}" if parts.port else host
    keep = "%/:@!$&'()*+,;=~-._"
    return urlunsplit((parts.scheme, netloc, quote(parts.path, keep) or "/", quote(parts.query, keep + "?"), ""))


def explain(error: Exception) -> str:
    """Return in Norwegian why nobody answered."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    match reason:
        case TimeoutError():
            return "svarer ikke i tide"
        case socket.gaierror():
            return "finner ikke tjeneren (navnet er ukjent)"
        case ssl.SSLError():
            return "har et sertifikat som ikke er gyldig"
        case ConnectionRefusedError():
            return "tar ikke imot forbindelser"
        case ConnectionError() | http.client.HTTPException():
            return "brøt forbindelsen"
        case ValueError():
            return "er ikke en gyldig adresse"
    return f"kan ikke nås ({reason})"
