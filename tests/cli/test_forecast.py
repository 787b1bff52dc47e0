"""`forecast`, as it is typed and as it answers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from drillkit.cli.main import main
from drillkit.errors import Misuse
from drillkit.forecast import sampling
from drillkit.forecast.changes import advised, what_if
from drillkit.forecast.kernels import kind
from tests.cli.test_rehearse import edit, said, workspace

__all__ = ["workspace"]
FEW = ("-n", "30")


def answer(capsys: pytest.CaptureFixture[str], *line: str) -> dict[str, Any]:
    code, out, _ = said(capsys, "forecast", "first-light", "--format", "json", *line)
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_first_thing_told_is_whether_the_promise_would_hold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = said(capsys, "forecast", "first-light", *FEW)

    lines = out.splitlines()
    assert code == 0
    assert lines[:4] == [
        "Forecast of first-light",
        "  30 replications, seed 1",
        "",
        "Would the promise hold?",
    ]
    assert re.match(
        r" +the company\s+4\sh\s+\d+\.\d\s%\s+\d+\.\d\s% – \d+\.\d\s%", lines[5]
    )
    assert "What was assumed" in lines
    assert "first-light: 30 of 30 replications, the promise holds in " in err


def test_the_same_seed_gives_the_same_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    once = answer(capsys, *FEW)

    assert answer(capsys, *FEW, "--threads", "1") == once
    assert answer(capsys, *FEW, "--seed", "2")["milestones"] != once["milestones"]


def test_it_speaks_russian(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "forecast", "first-light", *FEW, "--lang", "ru")[1]

    assert re.search(r"\d,\d\s%", out)


@pytest.mark.parametrize(
    ("form", "first"),
    [("md", "# Forecast of first-light"), ("html", "<!doctype html>")],
)
def test_it_is_a_page_as_well(
    capsys: pytest.CaptureFixture[str], form: str, first: str
) -> None:
    out = said(capsys, "forecast", "first-light", *FEW, "--format", form)[1]

    assert out.splitlines()[0] == first
    assert "restored-confirmed" in out


def test_a_change_that_buys_nothing_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    [found] = answer(capsys, *FEW, "--what-if", "legal-officer +1")["what-if"]

    assert found["time"] == {"mean": 0.0, "low": 0.0, "high": 0.0}
    assert found["worse"] == 0.0


def test_a_slower_partner_makes_it_later(capsys: pytest.CaptureFixture[str]) -> None:
    slower = ("--what-if", "volga-fibre restore 3h -> 5h")

    [found] = answer(capsys, *FEW, *slower)["what-if"]

    assert found["time"]["mean"] > 0
    assert found["worse"] > 0.1


def test_a_change_nobody_understands_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = said(
        capsys, "forecast", "first-light", *FEW, "--what-if", "more luck"
    )

    assert code == 2
    assert 'the change "more luck" is not understood' in err
    assert "replications" not in err


def test_a_change_starts_from_what_the_plan_says() -> None:
    from tests.forecast.test_contract import tables_of

    play = tables_of("first-light").play
    said = {n: x.acknowledge_within for n, x in play.company.levels.items()}
    first = min(said.values())

    with pytest.raises(Misuse) as refused:
        what_if(play, "volga-fibre restore 8h -> 2h")
    assert refused.value.word_way_out(str) == 'say "volga-fibre restore 180m -> 120m"'
    with pytest.raises(Misuse, match="does not say"):
        what_if(play, "acknowledge-within 999m -> 2m")
    apart = what_if(play, "volga-fibre restore 3h -> 1h 30m")
    assert apart is not None
    assert apart.play.company.providers["volga-fibre"].restore_within == 5_400_000
    changed = what_if(play, f"acknowledge-within {first // 1000}s -> 1s")
    assert changed is not None
    assert {
        n: x.acknowledge_within for n, x in changed.play.company.levels.items()
    } == {n: 1000 if ms == first else ms for n, ms in said.items()}


def test_a_step_without_its_time_is_refused_with_its_place(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    book = workspace / "runbooks/network-operations/backbone-outage.yaml"
    text = book.read_text("utf-8")
    takes = re.search(r"\n +takes: \[1m, 2m, 6m\]|\n +takes: \[1m, 2m, \d+m\]", text)
    assert takes is not None
    edit(book, takes[0], "")

    code, out, err = said(capsys, "forecast", "first-light", *FEW)

    assert code != 0
    assert out == ""
    assert re.search(r"backbone-outage\.yaml:\d+:\d+: .*how? ?.* long step", err)
    assert "add takes: [low, likely, high]" in err


def test_whoever_breaks_it_off_gets_what_there_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sampling._chunks

    def broken(*given: Any) -> Any:
        for number, chunk in enumerate(real(*given)):
            yield None if number == 2 else chunk

    monkeypatch.setattr(sampling, "_chunks", broken)
    many = 2000 if kind() == "compiled" else 50

    code, out, _ = said(capsys, "forecast", "first-light", "-n", str(many))

    assert code == 0
    half = f"{many // 2:,}" if kind() == "compiled" else "20"
    assert f"Broken off: {half} of {many:,} replications are in here." in out


def test_advice_tries_every_role_and_partner_that_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from tests.forecast.test_contract import tables_of

    tables = tables_of("first-light")
    books = dict.fromkeys(run.runbook for run in tables.began.runs)

    changes = list(advised(tables.play, books))

    assert "noc-duty-engineer +1" in changes
    assert "volga-fibre restore 180m -> 120m" in changes
    assert any(x.startswith("acknowledge-within") for x in changes)
    assert all(what_if(tables.play, change) for change in changes)
    assert main(["forecast", "first-light", "-n", "12", "--advise"]) == 0
    told = capsys.readouterr().out
    assert all(change in told for change in changes)
