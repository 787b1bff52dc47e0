"""Partners over all drills and events, each case by the terms of its own day."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from drillkit.cli.sheets import drawn
from drillkit.engine.entry import Entry
from drillkit.engine.events import (
    ClockStarted,
    ClockStopped,
    DrillBegan,
    ObligationOpened,
    RequestAnswered,
    RequestMade,
    RequestStoodDown,
)
from drillkit.review.history.past import Past
from drillkit.review.history.scorecard import scorecard
from drillkit.review.history.scoring import OWN, Score, scores
from tests.loop.company import broken_off, drill, pasts
from tests.loop.conftest import Said
from tests.review.tale import MINUTE

Change = Callable[[Entry], Entry | None]


def done_after(minutes: int) -> Change:
    """The repair was reported so long after it was asked for, at minute 15."""

    def change(entry: Entry) -> Entry:
        event = entry.event
        if isinstance(event, RequestAnswered) and event.outcome == "done":
            assert entry.origin is not None
            happened = (15 + minutes) * MINUTE
            return replace(entry, origin=replace(entry.origin, happened=happened))
        return entry

    return change


def promised(hours: int) -> Change:
    """Another contract: its text in the log, and the limit it gives."""

    def change(entry: Entry) -> Entry:
        event = entry.event
        if isinstance(event, DrillBegan):
            name = "organisation.yaml"
            text = event.plan[name].replace(
                "acknowledge-within: 15m, restore-within: 1h",
                f"acknowledge-within: 15m, restore-within: {hours}h,"
                " contract-from: 2026-06-01",
            )
            return replace(entry, event=replace(event, plan={**event.plan, name: text}))
        if isinstance(event, ObligationOpened) and event.obligation == "provider:r1":
            limit = hours * 60 * MINUTE
            due = event.anchored_at + limit
            return replace(entry, event=replace(event, limit=limit, due=due))
        return entry

    return change


def score(*logs: list[Entry]) -> Score:
    [found] = scores(pasts(**{f"d{n}": log for n, log in enumerate(logs)}))
    return found


def years(*changes: Change, first: int = 2020) -> list[list[Entry]]:
    return [
        drill(f"d-{first + n}", f"{first + n}-01-10", change)
        for n, change in enumerate(changes)
    ]


def told(found: Score) -> str:
    return drawn(scorecard([found], "en"), width=160)


def test_a_partner_with_three_cases_has_no_percentage() -> None:
    few = told(score(*years(*map(done_after, (50, 55, 70)))))
    many = told(score(*years(*map(done_after, (50, 55, 70, 40, 45)))))

    assert "2 of 3" in few
    assert "%" not in few
    assert "80\N{NO-BREAK SPACE}%" in many
    assert "4 of 5" in many


def test_old_scores_keep_old_terms() -> None:
    late = drill("old", "2025-01-10", done_after(73))
    kept = drill("new", "2027-01-10", done_after(73), promised(2))
    found = score(late, kept)

    assert found.restored == (1, 2)
    assert [(t.since and t.since.year, len(c)) for t, c in found.terms] == [
        (None, 1),
        (2026, 1),
    ]


def test_what_was_asked_for_again_was_no_first_fix() -> None:
    def again(entry: Entry) -> Entry:
        return entry

    entries = drill("again", "2025-01-10", again)
    at = next(
        n
        for n, entry in enumerate(entries)
        if isinstance(entry.event, RequestAnswered) and entry.event.outcome == "done"
    )
    asked = RequestMade(
        "r2", "network-operations/outage", "splice", 2, "volga-fibre", "repair"
    )
    entries.insert(at + 1, replace(entries[at], event=asked))

    assert score(drill("once", "2024-01-10")).first_fixed == (1, 1)
    assert score(entries).first_fixed == (0, 1)


def test_delay_has_the_codes_of_clocks_that_stood_and_the_rest_has_none() -> None:
    """Asked at 15, promised for 75, done at 88: late from minute 75 on.

    The bank's clock stood from 70 to 80, but that stop was taken back.
    """
    assert score(drill("d", "2025-01-10")).causes == ((OWN, 1, 13 * MINUTE),)

    def stand(entry: Entry) -> Entry:
        is_stop = isinstance(entry.event, ClockStopped | ClockStarted)
        if is_stop and entry.event.code == "site-access-refused":  # type: ignore[union-attr]
            assert entry.origin is not None
            starts = isinstance(entry.event, ClockStopped)
            happened = (74 if starts else 80) * MINUTE
            return replace(entry, origin=replace(entry.origin, happened=happened))
        return entry

    coded = score(drill("d", "2025-01-10", stand))
    assert coded.causes == (
        (OWN, 1, 8 * MINUTE),
        ("site-access-refused", 1, 5 * MINUTE),
    )
    assert "Access to the site refused" in told(coded)


def test_whom_we_stood_down_has_no_time_and_what_was_broken_off_no_score() -> None:
    def stood_down(entry: Entry) -> Entry | None:
        event = entry.event
        if isinstance(event, RequestAnswered) and event.outcome == "done":
            return replace(entry, event=RequestStoodDown("r1", "not needed"))
        return entry

    found = score(*years(stood_down, broken_off))
    assert len(found.cases) == 2
    assert len(found.rated) == 1
    assert found.restore_times is None
    only = told(score(drill("d", "2025-01-10", broken_off)))
    assert "None of its cases is comparable." in only


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_scorecard_fits_eighty_columns(lang: str) -> None:
    found = scores(pasts())

    made = drawn(scorecard(found, lang, 2))  # type: ignore[arg-type]
    assert max(map(len, made.splitlines())) <= 80


def test_without_an_organisation_partners_are_called_by_their_ids() -> None:
    def forgotten(past: Past) -> Past:
        books = replace(past.record.books, organisation=None)
        return replace(past, record=replace(past.record, books=books))

    found = scores(map(forgotten, pasts()))

    assert "volga-fibre" in told(found[0])


def test_scored_by_typing(said: Said) -> None:
    data = json.loads(said("providers", "--format", "json"))["data"]
    assert [case["drill"] for case in data[0]["cases"]][-1] == "node-2027"
    assert data[0]["restored"] == {"counted": 0, "of": 4}
    more = json.loads(said("providers", "--simulated", "--format", "json"))["data"]
    assert more[0]["restored"]["of"] == 5
    assert "Volga" in said("providers", "--provider", "volga-fibre")
    assert "did you mean" in said("providers", "--provider", "volga-fiber", code=2)
