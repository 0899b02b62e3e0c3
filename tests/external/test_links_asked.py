"""Asking external links: every answer is understood, and no host is bothered more than needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from host import Host, serving, silent_address

from guide.external.ask import Asker, as_written, in_ascii
from guide.external.rounds import Offline, Round


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as host:
        yield host


def round_of(timeout: float = 10) -> Round:
    return Round(Asker(timeout), pause=0)


@pytest.mark.parametrize(
    ("path", "verdict", "code", "methods"),
    [
        ("/ok", "svarer", 200, ["HEAD"]),
        ("/borte", "feilet", 404, ["HEAD", "GET"]),
        ("/nede", "feilet", 503, ["HEAD", "GET"]),
        ("/sperret", "ukjent", 403, ["HEAD", "GET"]),
        ("/fort", "ukjent", 429, ["HEAD"]),
        ("/uten-hode", "svarer", 200, ["HEAD", "GET"]),
        ("/hode-borte", "svarer", 200, ["HEAD", "GET"]),
        ("/hode-brutt", "svarer", 200, ["HEAD", "GET"]),
        ("/brutt", "feilet", None, ["HEAD", "GET"]),
        ("/tull", "feilet", None, ["HEAD", "GET"]),
    ],
)
def test_answers(host: Host, path: str, verdict: str, code: int | None, methods: list[str]) -> None:
    answer = Asker(10).ask(host.address + path)
    assert (answer.verdict, answer.code, answer.target) == (verdict, code, "")
    assert host.methods(path) == methods
    assert bool(answer.why) == (code is None)


def test_a_timeout(host: Host) -> None:
    answer = Asker(0.2).ask(f"{host.address}/treg")
    assert (answer.verdict, answer.code, answer.why) == ("feilet", None, "svarer ikke i tide")
    assert host.methods("/treg") == ["HEAD"], "who is slow is not asked twice"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://", "er ikke en gyldig adresse"),
        ("http://127.0.0.1:99999/", "er ikke en gyldig adresse"),
        ("http://[::1/", "er ikke en gyldig adresse"),
        (f"http://{'a' * 70}.no/", "er ikke en gyldig adresse"),
        ("file:///etc/hostname", "er ikke en nettside"),
    ],
)
def test_what_is_no_address_is_a_fault_and_no_traceback(address: str, why: str) -> None:
    assert Asker(1).ask(address).why == why


def test_nobody_listens() -> None:
    assert Asker(10).ask(silent_address()).why == "tar ikke imot forbindelser"


@pytest.mark.parametrize(
    ("path", "verdict", "target", "permanent"),
    [
        ("/flyttet", "flyttet", "/ok", True),
        ("/midlertidig", "flyttet", "/ok", False),
        ("/blandet", "flyttet", "/ok", False),
        ("/til-borte", "feilet", "/borte", True),
    ],
)
def test_redirects(host: Host, path: str, verdict: str, target: str, permanent: bool) -> None:
    answer = Asker(10).ask(host.address + path)
    assert (answer.verdict, answer.target, answer.permanent) == (verdict, host.address + target, permanent)


def test_redirects_that_lead_nowhere(host: Host) -> None:
    assert Asker(10).ask(f"{host.address}/til-fil").target == "file:///etc/hostname"
    assert Asker(10).ask(f"{host.address}/til-fil").verdict == "feilet"
    assert "ikke er gyldig" in Asker(10).ask(f"{host.address}/til-feil").why
    host.asked.clear()
    assert Asker(10).ask(f"{host.address}/ring").verdict == "ukjent"
    assert host.counts() == {"/ring": 6}


def test_norwegian_letters_are_sent_as_they_must_be(host: Host) -> None:
    assert Asker(10).ask(f"{host.address}/pa-norsk/§-4").verdict == "svarer"
    assert in_ascii("https://blåbær.no/søk?q=ål og%20sild") == "https://xn--blbr-roah.no/s%C3%B8k?q=%C3%A5l%20og%20sild"
    assert in_ascii("https://lovdata.no/lov/2005/§14-9a") == "https://lovdata.no/lov/2005/%C2%A714-9a"


@pytest.mark.parametrize("sent", ["/små", "/sm%C3%A5", "/sm\xe5 "])
def test_where_a_host_sends_us_is_read_as_browsers_read_it(sent: str) -> None:
    header = sent.encode("utf-8").decode("latin-1")  # as the header comes
    assert as_written(header) == sent
    assert as_written("/sm\xe5") == "/sm\xe5"  # a host that writes Latin-1


def test_who_asks_is_told(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://kommune.example/veien/")
    Asker(10).ask(f"{host.address}/ok")
    (agent,) = host.agents
    assert agent.startswith("veien-til-arbeid-lenkesjekk/")
    assert "+https://kommune.example/veien/" in agent


def test_a_host_is_asked_one_at_a_time_also_by_redirects(host: Host) -> None:
    with ExitStack() as stack:
        others = [stack.enter_context(serving()) for _ in range(3)]
        for other in others:
            other.redirects |= {f"/{n}": (301, f"{host.address}/ok") for n in range(5)}
        wanted = [f"{other.address}/{n}" for other in others for n in range(5)]
        wanted += [f"{host.address}/{path}" for path in ("ok", "flyttet", "borte", "midlertidig")]
        run = round_of()
        run.run(wanted)
        assert set(run.answers) == set(wanted)
        assert [h.most for h in (host, *others)] == [1, 1, 1, 1]
        assert host.counts()["/ok"] == 15 + 3


def test_a_host_that_wants_a_pause_gets_it(host: Host) -> None:
    run = round_of()
    run.run(f"{host.address}/{path}" for path in ("a", "fort", "ok"))
    assert {address.removeprefix(host.address) for address in run.answers} == {"/a", "/fort"}
    assert host.methods("/ok") == []


def test_a_host_that_is_down_does_not_hold_up_the_others(host: Host) -> None:
    silent = silent_address()
    run = round_of()
    run.run([*(f"{silent}/{n}" for n in range(5)), f"{host.address}/ok"])
    assert sorted(run.answers) == sorted([f"{silent}/0", f"{silent}/1", f"{host.address}/ok"])


@pytest.mark.parametrize("hosts", [1, 3, 8])
def test_nobody_answers_at_all(hosts: int) -> None:
    with pytest.raises(Offline):
        round_of().run(f"{silent_address()}/{n}" for n in range(hosts))


def test_nothing_to_ask_is_no_fault() -> None:
    run = round_of()
    run.run([])
    assert run.answers == {}
