"""Which facts are due on a day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import check
from guide.data.facts import expired_rates, overdue_rates, overdue_sources, reminders
from guide.data.guide import Guide
from guide.data.load import load
from guide.data.models import Sats
from guide.pages.words import Words

DATA = Path(__file__).resolve().parents[2] / "data"
BASE = Path(__file__).resolve().parents[1] / "golden" / "base"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load(DATA)


def test_a_source_is_overdue_the_day_after_its_last_day(guide: Guide) -> None:
    source = min(guide.kilder.values(), key=lambda k: k.forfaller)
    assert source not in overdue_sources(guide, source.forfaller)
    assert source in overdue_sources(guide, date.fromordinal(source.forfaller.toordinal() + 1))


def rate(*periods: tuple[str, str | None, float], enhet: str = "kr", **more: object) -> Sats:
    name = {"nb": "Prøve", "nn": "Prøve", "en": "Trial"}
    perioder = [{"fra": fra, "verdi": verdi, **({"til": til} if til else {})} for fra, til, verdi in periods]
    data = {"id": "x", "navn": name, "enhet": enhet, "kilde": "tpf-3", "kontrollert": "2026-01-01", **more}
    return Sats.model_validate({**data, "perioder": perioder})


YEARS = (("2025-01-01", "2025-12-31", 1), ("2026-01-01", "2026-12-31", 2))


def test_a_rate_holds_on_its_first_and_last_day_and_not_after() -> None:
    sats = rate(*YEARS)
    values = {day: (found.verdi if (found := sats.on(date.fromisoformat(day))) else None) for day in (
        "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")}  # fmt: skip
    assert list(values.values()) == [None, 1, 1, 2, 2, None]
    guide = Guide(satser={"x": sats})
    assert expired_rates(guide, date(2026, 12, 31)) == []
    assert expired_rates(guide, date(2027, 1, 1)) == [(sats, date(2026, 12, 31))]


def test_a_rate_between_two_periods_has_expired() -> None:
    sats = rate(("2025-01-01", "2025-12-31", 1), ("2026-03-01", None, 2))
    assert expired_rates(Guide(satser={"x": sats}), date(2026, 2, 1)) == [(sats, date(2025, 12, 31))]
    assert expired_rates(Guide(satser={"x": sats}), date(2026, 3, 1)) == []
    assert expired_rates(Guide(satser={"x": sats}), date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    ("sats", "day", "said"),
    [
        (rate(*YEARS), "2026-05-01", "sats for 2026"),
        (rate(*YEARS), "2027-01-01", "gjaldt til 31. desember 2026"),
        (rate(*YEARS), "2024-12-31", "gjelder fra 1. januar 2025"),
        (rate(("2025-01-01", "2025-12-31", 1), ("2026-03-01", None, 2)), "2026-02-01", "gjaldt til 31. desember 2025"),
        (rate(("2026-01-01", None, 312), enhet="kr/dag"), "2027-05-01", "sats for 2027"),
        (rate(("2026-01-01", None, 12), enhet="måneder"), "2027-05-01", ""),
        (rate(("2026-01-01", None, 40), enhet="prosent"), "2026-05-01", ""),
        (rate(("2026-01-01", "2026-12-31", 40), enhet="prosent"), "2026-05-01", "sats for 2026"),
        (rate(("2026-01-01", "2026-12-31", 12), enhet="måneder"), "2027-01-01", "gjaldt til 31. desember 2026"),
    ],
)
def test_an_amount_says_its_year_and_a_rule_that_holds_does_not(guide: Guide, sats: Sats, day: str, said: str) -> None:
    assert Words(guide, "nb").gjelder(sats, date.fromisoformat(day)) == said


def test_a_rate_is_checked_as_often_as_its_source_unless_it_says_otherwise(guide: Guide) -> None:
    follows, own = rate(*YEARS), rate(*YEARS, id="y", intervall=1)
    small = Guide(kilder=guide.kilder, satser={"x": follows, "y": own})
    months = guide.kilder["tpf-3"].intervall
    last = date.fromordinal(follows.kontrollert.toordinal() + round(months * 30.4))
    assert overdue_rates(small, date(2026, 1, 31)) == []
    assert overdue_rates(small, date(2026, 2, 1)) == [own]
    assert overdue_rates(small, last) == [own]
    assert overdue_rates(small, date.fromordinal(last.toordinal() + 1)) == [own, follows]


def test_what_must_be_seen_to_is_told_with_its_place(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    rates = tmp_path / "data" / "satser" / "arbeidstid.yml"
    text = rates.read_text(encoding="utf-8").replace("- fra: 2026-01-01", "- fra: 2026-01-01\n        til: 2027-06-30")
    rates.write_text(text, encoding="utf-8")
    guide = load(tmp_path / "data")
    assert reminders(guide, date(2026, 11, 21)) == []
    assert [str(told) for told in reminders(guide, date(2027, 11, 22))] == [
        "data/kilder/lover.yml:2:9: kilden «aml-10» skulle vært kontrollert innen 2027-11-21: "
        "https://lovdata.no/lov/2005-06-17-62",
        "data/satser/arbeidstid.yml:2:9: satsen «arbeidsuke» gjaldt til 2027-06-30; legg inn den nye perioden",
        "data/satser/arbeidstid.yml:2:9: satsen «arbeidsuke» skulle vært kontrollert innen 2027-11-21",
    ]


def run_check(monkeypatch: pytest.MonkeyPatch, root: Path, *arguments: str) -> int:
    (root / "docs").mkdir(exist_ok=True)
    monkeypatch.setattr(check, "ROOT", root)
    monkeypatch.setattr("sys.argv", ["check.py", *arguments])
    return check.main()


@pytest.mark.parametrize(
    ("day", "code", "told"),
    [
        ("2026-12-31", 0, []),
        ("2027-01-01", 1, ["gjaldt til 2026-12-31"]),
        ("2027-12-31", 1, ["gjaldt til 2026-12-31", "kilden «aml-10» skulle", "satsen «arbeidsuke» skulle"]),
    ],
)
def test_an_expired_rate_fails_the_check_and_an_overdue_source_does_not(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    day: str,
    code: int,
    told: list[str],
) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    rates = tmp_path / "data" / "satser" / "arbeidstid.yml"
    text = rates.read_text(encoding="utf-8").replace("- fra: 2026-01-01", "- fra: 2026-01-01\n        til: 2026-12-31")
    rates.write_text(text, encoding="utf-8")
    assert run_check(monkeypatch, tmp_path, "--as-of", day) == code
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("data/")]
    assert len(lines) == len(told)
    assert all(any(part in line for line in lines) for part in told)


def test_an_overdue_source_alone_passes_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    assert run_check(monkeypatch, tmp_path, "--as-of", "2028-01-01") == 0
    assert "data/kilder/lover.yml:2:9: kilden «aml-10» skulle" in capsys.readouterr().out


def test_the_guide_has_no_expired_rate_on_the_day_it_was_checked(guide: Guide) -> None:
    assert expired_rates(guide, max(s.kontrollert for s in guide.satser.values())) == []
