"""Drills side by side and over the years: what so few values allow to be said."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from drillkit.cli.sheets import drawn
from drillkit.review.actions.reading import read_agenda
from drillkit.review.history.comparing import comparison
from drillkit.review.history.past import in_order, later_than
from drillkit.review.history.small import (
    Course,
    Value,
    as_clear,
    course,
    interval,
    middle,
)
from drillkit.review.history.trending import repeats, series_of, trend
from drillkit.review.sheet import Sheet
from tests.loop.company import (
    EVENT,
    FIRST,
    MODEL,
    SECOND,
    THIRD,
    broken_off,
    drill,
    normal_after,
    pasts,
)
from tests.loop.conftest import Said


def values(*minutes: int, censored: int = 0) -> list[Value]:
    found = [Value(minute) for minute in minutes]
    return [*found, *(Value(minutes[-1], True) for _ in range(censored))]


def test_below_three_values_there_is_neither_median_nor_direction() -> None:
    assert middle(values(1, 2)) is None
    assert course(values(1, 2)) is None


def test_three_values_that_fall_do_so_by_chance_once_in_three() -> None:
    assert course(values(9, 5, 2)) == Course("down", pytest.approx(1 / 3))
    assert course(values(2, 5, 9)) == Course("up", pytest.approx(1 / 3))
    assert course(values(2, 9, 5)) == Course("unclear", 1.0)
    assert course(values(5, 5, 5)) == Course("unclear", 1.0)


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_the_chance_of_an_order_is_counted_over_all_orders(n: int) -> None:
    def score(order: tuple[int, ...]) -> int:
        pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
        return sum(1 if order[b] > order[a] else -1 for a, b in pairs)

    orders = list(permutations(range(n)))
    for least in range(n * (n - 1) // 2 + 1):
        far = sum(abs(score(order)) >= least for order in orders) / len(orders)

        assert as_clear(n, least) == pytest.approx(far)


def test_what_was_not_finished_ranks_last_and_decides_no_order_it_cannot() -> None:
    unfinished = [Value(5), Value(9), Value(3, True)]

    found = middle(unfinished)
    assert found is not None
    assert (found.median, found.most) == (Value(9), Value(3, True))
    assert course(unfinished) == Course("unclear", pytest.approx(1.0))
    assert course([Value(1), Value(2), Value(7, True)]) == Course(
        "up", pytest.approx(1 / 3)
    )
    assert course([Value(7, True), Value(2), Value(1)]) == Course(
        "down", pytest.approx(1 / 3)
    )
    assert course([Value(1, True), Value(2, True), Value(3)]).direction == "unclear"  # type: ignore[union-attr]


def test_the_interval_of_a_share_is_that_of_the_tables() -> None:
    """Clopper and Pearson for 0, 2 and 4 of 4, as any table of them has it."""
    assert interval(2, 4) == pytest.approx((0.0676, 0.9324), abs=1e-4)
    assert interval(0, 4) == pytest.approx((0.0, 0.6024), abs=1e-4)
    assert interval(4, 4) == pytest.approx((0.3976, 1.0), abs=1e-4)


def test_drills_stand_in_the_order_they_were_held() -> None:
    assert [past.drill for past in in_order(reversed(pasts()))] == [
        FIRST, EVENT, SECOND, THIRD, MODEL,
    ]  # fmt: skip
    assert [past.drill for past in later_than(pasts(), SECOND)] == [THIRD, MODEL]


def cells(made: Sheet, section: str) -> dict[str, list[str]]:
    """The rows of a section's tables, by their first words."""
    [found] = [one for one in made["sections"] if one["id"] == section]
    return {
        row[0]["text"]: [cell["text"] for cell in row[1:]]
        for block in found["blocks"]
        if block["kind"] == "table"
        for row in block["rows"]
    }


def test_a_drill_is_compared_with_a_real_event_of_the_same_runbook() -> None:
    made = comparison(pasts()[:2], "en")

    rows = cells(made, "measures")
    assert rows["Time to normalisation"] == [
        "2\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}min",
        "3\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}24\N{NO-BREAK SPACE}min",
        "+1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}22\N{NO-BREAK SPACE}min",
    ]
    assert "Restore the service" in cells(made, "phases")
    assert any("real events" in note for note in made["notes"])
    both = [one["phases"] for one in made["data"]]
    assert set(both[0]) == set(both[1])  # type: ignore[call-overload]


def test_three_drills_have_no_column_of_differences() -> None:
    made = comparison(pasts()[:3], "en")

    assert all(len(row) == 3 for row in cells(made, "measures").values())


def test_what_only_one_drill_had_is_shown_as_nothing_and_not_as_zero() -> None:
    without = drill("other", "2026-01-01", lambda e: e if e.at < 20 * 60_000 else None)
    made = comparison(pasts(a=drill(FIRST, "2025-11-20"), b=without), "en")

    assert cells(made, "measures")["Contract time: Retail chain"][2] == "–"
    assert any("not over" in note for note in made["notes"])
    assert "–" in cells(made, "phases")["Make sure"]


def test_a_sheet_fits_eighty_columns_in_both_languages() -> None:
    for lang in ("en", "ru"):
        for made in (comparison(pasts()[:3], lang), trend(pasts(), lang)):
            assert max(map(len, drawn(made).splitlines())) <= 80


def test_only_like_is_put_beside_like() -> None:
    found = [[past.drill for past in one.pasts] for one in series_of(pasts())]

    assert found == [[FIRST, SECOND, THIRD], [EVENT], [MODEL]]


def text_of(made: Sheet) -> str:
    return drawn(made, width=200)


def test_a_trend_says_how_many_and_what_they_allow() -> None:
    told = text_of(trend(pasts(), "en", ["time-to-normalisation"]))

    assert "n = 3: median 2\N{NO-BREAK SPACE}h" in told
    assert "no one direction" in told
    assert "n = 1: too few for a median or a direction (3 at least)." in told
    assert "shorter each time" not in told


def test_three_drills_that_got_faster_are_told_with_the_part_of_chance() -> None:
    logs = pasts(
        a=drill("a", "2025-01-01"),
        b=drill("b", "2026-01-01", normal_after(110)),
        c=drill("c", "2027-01-01", normal_after(100)),
    )

    told = text_of(trend(logs, "en", ["time-to-normalisation"]))
    assert "↓ shorter each time (chance alone: 33 of 100)" in told


def test_what_was_broken_off_is_shown_and_not_counted() -> None:
    logs = pasts(
        a=drill("a", "2025-01-01"),
        b=drill("b", "2026-01-01", broken_off),
        c=drill("c", "2027-01-01"),
    )

    made = trend(logs, "en", ["time-to-normalisation", "acknowledged-in-time"])
    told = text_of(made)
    assert "broken off" in told
    assert "n = 2: too few" in told
    measures = made["data"][0]["measures"]
    counted = [one["counted_in"] for one in measures["time-to-normalisation"]]  # type: ignore[index,call-overload]
    assert counted == [True, False, True]


def test_a_finding_that_came_back_is_told_with_its_action() -> None:
    text = (
        f"actions-of: {FIRST}\nactions:\n  ring: {{finding: x, retest:"
        " {scenario: node-lost, expected: client-call}}\n"
    )
    agenda, _ = read_agenda({"a.yaml": text})

    made = repeats(pasts(), "en", agenda)
    [block] = made["blocks"]
    rows = {row[0]["text"]: row for row in block["rows"]}  # type: ignore[typeddict-item]
    call = next(row for text, row in rows.items() if "next message" in text)
    assert (call[1]["text"], call[2]["text"]) == ("2", f"{FIRST}/ring")
    normal = next(row for text, row in rows.items() if "Back to normal" in text)
    assert (normal[1]["text"], normal[2]["text"]) == ("3", "no action")


def test_compared_and_trended_by_typing(said: Said, root: Path) -> None:
    assert "Time to normalisation" in said("compare", FIRST, EVENT)
    assert "cannot be compared" in said("compare", FIRST, code=2)
    told = json.loads(said("trend", "--scenario", "node-lost", "--format", "json"))
    assert [one["mode"] for one in told["data"]] == ["drill", "rehearsal"]
    assert "did you mean" in said("trend", "--measure", "time-to-restor", code=2)
    assert "no drill here is of scenario" in said("trend", "--scenario", "x", code=2)
    page = root / "trend.html"
    said("trend", "--format", "html", "--output", str(page), "--lang", "ru")
    assert '<html lang="ru">' in page.read_text("utf-8")
    for file in (root / ".drillkit" / "drills").iterdir():
        file.unlink()
    assert "drillkit run" in said("trend")
    assert "drillkit run" in said("trend", "--measure", "time-to-restore")


def test_a_log_that_cannot_be_read_is_passed_over_with_a_note(
    said: Said, root: Path
) -> None:
    (root / ".drillkit" / "drills" / "torn.db").write_bytes(b"not a log")

    assert "passed over" in said("trend")
