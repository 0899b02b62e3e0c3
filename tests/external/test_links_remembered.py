"""External links over several days: what is remembered, when a link is dead, and what the editor is told."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from host import Host, serving, silent_address

import check
from guide.data.faults import Faults
from guide.data.load import load
from guide.external import ledger
from guide.external.ask import Asker
from guide.external.collect import collect, in_markdown
from guide.external.rounds import Round
from guide.external.run import OFFLINE, check_external

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 21)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as host:
        yield host


class Links:
    """A guide of one page with links; ``run`` checks them as on a day."""

    def __init__(self, path: Path):
        self.path = path
        self.told: list[str] = []
        self.said: list[str] = []
        shutil.copytree(ROOT / "tests" / "golden" / "base", path / "data")
        for file in (path / "data").rglob("*.yml"):
            text = re.sub(r"https://[\w.]+", "https://kilde.example", file.read_text(encoding="utf-8"))
            file.write_text(text, encoding="utf-8")
        (path / "docs" / "nb").mkdir(parents=True)

    def have(self, *addresses: str) -> None:
        lines = "".join(f"Se [her]({address}).\n" for address in addresses)
        (self.path / "docs" / "nb" / "om.md").write_text(lines, encoding="utf-8")

    def run(self, days: int = 0, max_age: int = 7, timeout: float = 10) -> int:
        self.told, self.said = [], []
        return check_external(
            self.path, DAY + timedelta(days), max_age=max_age, round_=Round(Asker(timeout), pause=0),
            say=self.said.append, tell=lambda finding: self.told.append(str(finding)),
        )  # fmt: skip

    @property
    def file(self) -> Path:
        return self.path / ledger.NAME


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(tmp_path)


def test_every_address_of_the_guide_is_found_at_its_place() -> None:
    found = collect(ROOT)
    sources = {kilde.adresse.partition("#")[0] for kilde in load(ROOT / "data").kilder.values()}
    assert sources <= set(found)
    for address, places in found.items():
        for place in places:
            line = (ROOT / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1]
            assert address in line[place.column - 1 :], (place, address)
    pages = {place.file for places in found.values() for place in places if place.file.startswith("docs/")}
    assert {f"docs/{lang}/tilskudd.md" for lang in ("nb", "nn", "en")} <= pages


def test_addresses_in_a_page() -> None:
    text = (
        "Se [a](https://a.no/x_(y)/z), (https://b.no/en/) og <https://c.no>.\n"
        "`https://kode.no` <!-- https://kommentar.no -->\n\n```sh\ncurl https://gjerde.no\n```\n"
        'Les **https://d.no/e.** [f](http://f.no/?a=1&b=å "tittel"){.x}\n'
    )
    assert [(address, place.line, place.column) for address, place in in_markdown(text, "x.md")] == [
        ("https://a.no/x_(y)/z", 1, 8),
        ("https://b.no/en/", 1, 32),
        ("https://c.no", 1, 54),
        ("https://d.no/e", 7, 7),
        ("http://f.no/?a=1&b=å", 7, 29),
    ]


def test_examples_are_not_asked_and_the_part_after_the_hash_is_not_sent(links: Links) -> None:
    links.have(
        "https://kommune.example/veien/", "http://localhost:8000/", "https://ekte.no/side#b", "https://ekte.no/side#a"
    )
    assert {address: len(places) for address, places in collect(links.path).items()} == {"https://ekte.no/side": 2}


def test_what_is_no_address_is_told_with_its_place(links: Links) -> None:
    links.have("https://[kommune].no/", "https://ekte.no/")
    with pytest.raises(Faults, match=r":\d+:\d+: .*\[kommune\]"):
        collect(links.path)


def test_a_link_is_dead_after_two_days_and_alive_after_one_answer(links: Links, host: Host) -> None:
    links.have(f"{host.address}/borte", f"{host.address}/ok")
    assert links.run(0) == 0
    (told,) = links.told
    assert told == f"docs/nb/om.md:1:10: {host.address}/borte svarer 404 (prøvd 21.11.2026); prøv igjen en annen dag"

    asked = len(host.asked)
    assert links.run(0) == 0, "twice on one day is one try"
    assert len(host.asked) == asked
    assert links.run(0, max_age=0) == 0
    assert "1 failed once, 0 are dead" in links.said[-1]

    assert links.run(1) == 1
    (told,) = links.told
    assert "lenken er død (prøvd 21.11.2026 og 22.11.2026)" in told
    assert host.counts()["/ok"] == 2, "who answered is left alone for a week; --max-age 0 asks all"

    host.redirects["/borte"] = (302, "/ok")
    assert links.run(2) == 0
    del host.redirects["/borte"]
    assert links.run(9) == 0, "an answer in between: one bad day is one again"
    assert "1 failed once, 0 are dead" in links.said[-1]


def test_who_would_not_say_neither_kills_nor_revives(links: Links, host: Host) -> None:
    host.redirects["/side"] = (302, "/borte")
    links.have(f"{host.address}/side")
    links.run(0)
    host.redirects["/side"] = (302, "/sperret")
    assert links.run(1) == 0
    assert links.told == [f"{host.address.removeprefix('http://')}: 1 ukjent (svarer 403); åpne i en nettleser"]
    host.redirects["/side"] = (302, "/borte")
    assert links.run(2) == 1


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/flyttet", "er flyttet til {}/ok; skriv den nye adressen"),
        ("/midlertidig", "sender videre til {}/ok; se at det er riktig side"),
        ("/forside", "sender videre til {}/; siden er trolig borte"),
        ("/til-borte", "svarer 404, etter å ha sendt videre til {}/borte (prøvd 21.11.2026); prøv igjen en annen dag"),
    ],
)
def test_redirects_are_told(links: Links, host: Host, path: str, message: str) -> None:
    links.have(f"{host.address}{path}")
    assert links.run() == 0
    assert links.told == [f"docs/nb/om.md:1:10: {host.address}{path} {message.format(host.address)}"]


def test_every_place_of_a_link_is_told(links: Links, host: Host) -> None:
    links.have(f"{host.address}/borte#a", f"{host.address}/ok", f"{host.address}/borte#b")
    links.run()
    assert [told.split(": ")[0] for told in links.told] == ["docs/nb/om.md:1:10", "docs/nb/om.md:3:10"]
    assert host.counts()["/borte"] == 2, "HEAD and GET, once"


def test_slow_broken_and_unknown_addresses_in_one_run(links: Links, host: Host) -> None:
    links.have(*(f"{host.address}{path}" for path in ("/brutt", "/ok", "/treg", "/uten-hode", "/z")))
    assert links.run(timeout=0.3) == 0
    assert [told.split(" ", 2)[2].split(" (")[0] for told in links.told] == [
        "brøt forbindelsen", "svarer ikke i tide", "svarer 404",
    ]  # fmt: skip


def test_without_a_network_nothing_is_forgotten(links: Links, host: Host) -> None:
    links.have(f"{host.address}/borte")
    links.run(0)
    before = links.file.read_bytes()
    links.have(*(silent_address() for _ in range(4)), f"{host.address}/borte")
    host.redirects["/borte"] = (301, "/ok")
    links.have(*(silent_address() for _ in range(4)))
    assert links.run(1) == 2
    assert links.said[-1] == OFFLINE
    assert links.told == []
    assert links.file.read_bytes() == before


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"format": 2}', b'{"adresser": {"x": {"sist": "i dag"}}}', b"\xff\xfe"]
)
def test_a_damaged_file_is_told_and_made_anew(links: Links, host: Host, damage: bytes) -> None:
    links.have(f"{host.address}/ok")
    links.file.write_bytes(damage)
    assert links.run() == 0
    assert "could not be read" in links.said[0]
    kept = json.loads(links.file.read_text(encoding="utf-8"))
    assert kept == {
        "format": 1,
        "adresser": {f"{host.address}/ok": {"sist": "2026-11-21", "status": "svarer", "kode": 200}},
    }
    assert ledger.read(links.file)[1] == ""


def test_a_link_that_is_taken_away_is_forgotten(links: Links, host: Host) -> None:
    links.have(f"{host.address}/borte", f"{host.address}/ok")
    links.run(0)
    links.have(f"{host.address}/ok", f"{host.address}/uten-hode")
    assert links.run(1) == 0
    assert set(ledger.read(links.file)[0]) == {f"{host.address}/ok", f"{host.address}/uten-hode"}


def test_who_breaks_off_keeps_what_was_answered(links: Links, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    links.have(f"{host.address}/ok", f"{host.address}/z")
    ask = Asker.ask

    def break_off(self: Asker, address: str, *rest: object) -> object:
        if address.endswith("/z"):
            raise KeyboardInterrupt
        return ask(self, address, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Asker, "ask", break_off)
    with pytest.raises(KeyboardInterrupt):
        links.run()
    assert set(ledger.read(links.file)[0]) == {f"{host.address}/ok"}


def test_the_command(
    links: Links, host: Host, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "ROOT", links.path)
    monkeypatch.setattr("guide.external.rounds.PAUSE", 0)
    monkeypatch.setattr("sys.argv", ["check.py", "--external"])
    links.have(f"{host.address}/ok")
    assert check.main() == 0
    assert "1 addresses: 1 answer" in capsys.readouterr().out

    (links.path / "data" / "roller.yml").write_text("roller: 1\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        check.main()
    assert ended.value.code == 2
    assert "data/roller.yml:1:9: " in capsys.readouterr().err


def test_no_test_command_and_no_build_asks_anybody() -> None:
    scripts = {
        name: (ROOT / "scripts" / name).read_text(encoding="utf-8") for name in ("test.py", "build.py", "serve.py")
    }
    assert [name for name, text in scripts.items() if "external" in text] == []
    assert f"/{ledger.NAME}\n" in (ROOT / ".gitignore").read_text(encoding="utf-8")
