"""Across a jump nothing is rated; at another speed the wall's time stands beside.

Drills of the engine, measured (semantics, rules 15 to 17).  Each began when the
wall showed 1,000,000 ms.
"""

from typing import Any

import pytest

from drillkit.engine.commands import (
    AnswerCall,
    AnswerRequest,
    EndDrill,
    Jump,
    MarkItem,
    MeetExpectation,
    Observe,
    Pass,
    Pause,
    ReportDelivery,
    Resume,
    SendUpdate,
    SetSpeed,
    StandDownRequest,
)
from drillkit.language import LANGUAGES, Language
from drillkit.log.line import Stored
from drillkit.review.books import record_of
from drillkit.review.measures import Measures, measure
from drillkit.review.measures.silence import Hearing
from drillkit.review.reader import Reader
from drillkit.review.record import Record
from drillkit.review.view import view
from tests.engine.semantics.play import (
    HOUR,
    MINUTE,
    Life,
    done,
    lived,
)

BOOK = """
escalation:
  - {call: boss}
phases:
  triage:
    target: 10m
    steps:
      real:
        decide: Real?
        outcomes: {yes: "Yes", no: "No"}
        by: boss
        target: 5m
        reaches: {yes: declared}
      ask: {request: fibre/repair, needs: []}
    leads-to: {yes: mend, no: over}
  mend:
    target: 90m
    steps: {fix: {do: Fix, by: worker, target: 1h}}
    reaches: restored-confirmed
    leads-to: {done: over}
  over: {final: true, reaches: normal}
"""
STORY = """
affected:
  till: {kind: service, client: mine}
injects:
  alarm: {at: 0m, to: ops, says: It rings, expects: {do: Look, within: 5m}}
objectives:
  fast: {title: Fast, capability: recovery, measure: time-to-normalisation,
         at-most: 1h}
  told: {title: Told, capability: notification, measure: time-to-notify-clients,
         at-most: 5m}
"""
# Told within fifteen minutes, called within five, heard of every twenty.
LEVEL = ("until-classified: minor", "until-classified: crisis")
YES = ("2m", done("triage/real", "yes"))
ASKED = "ops/fix/triage/ask#1"


def wall(at: float) -> int:
    return 1_000_000 + round(at * MINUTE)


def life_of(*moves: tuple[Any, Any], **more: Any) -> Life:
    return lived(BOOK, *moves, scenario=STORY, company=LEVEL, **more)


def record(life: Life, stamps: dict[int, int] | None = None) -> Record:
    """What the log has, stamped with drill time, but as *stamps* say by number."""
    stored = [
        Stored(n, (stamps or {}).get(n, 1_000_000 + e.at), f"{n:064x}", e)
        for n, e in enumerate(life.entries, 1)
    ]
    return record_of(stored)


def measured(life: Life) -> Measures:
    return measure(record(life))


def heard(found: Measures) -> Hearing:
    return next(one for one in found.hearings if one.audience == "clients")


def verdict(found: Measures, key: str) -> object:
    one = found.get(key)
    assert one is not None, key
    return one.verdict


# Everything is late by the drill's clock; whoever jumped did not live it.
JUMPED = (
    YES,
    ("3m", SendUpdate("clients")),
    ("3m", AnswerRequest(ASKED, "done")),
    ("4m", Jump(10 * HOUR, wall(4))),
    ("10h", AnswerCall("call-1", "took-charge")),
    ("10h", MeetExpectation("alarm", 1)),
    ("10h", SendUpdate("clients")),
    ("10h", MarkItem("till", "restored-reported")),
    ("10h", MarkItem("till", "restored-confirmed", "shop")),
    ("601m", done("mend/fix")),
)
RATED_AFTER_ALL = {
    # A partner's time is the partner's, and classification has none.
    "partner-acknowledged",
    "partner-restored",
    # These were over before the jump.
    "phase-time-ops/fix/triage",
    "step-time-ops/fix/triage/real",
    "time-to-notify-clients",
}


def test_rule_16_no_measure_whose_time_was_jumped_has_a_verdict() -> None:
    found = measured(life_of(*JUMPED))
    rated = {one.key for one in found.all if one.verdict is not None}
    kept = {one for one in rated if one not in RATED_AFTER_ALL}

    assert {name for name in kept if not name.startswith("partner-")} == set()
    for key in (
        "time-to-acknowledge",
        "time-to-restore",
        "time-to-normalisation",
        "sla-time-mine",
        "longest-silence-clients",
        "phase-time-ops/fix/mend",
        "step-time-ops/fix/mend/fix",
    ):
        one = found.get(key)
        assert one is not None, key
        assert one.is_jumped, key
        assert one.limit_ms is not None, key
        assert (one.value_ms or 0) > one.limit_ms, "else it would be kept anyway"


def test_rule_16_no_share_counts_what_was_jumped() -> None:
    found = measured(life_of(*JUMPED))

    for key in ("expectations-met", "acknowledged-in-time"):
        assert found.get(key) is None, key
    missed = found.get("broken-links")
    assert missed is not None
    assert missed.number == 0
    assert [row.standing for row in found.expectations] == ["jumped"]
    assert [row.is_in_time for row in found.calls] == [None]
    # Between declaration and first word, before the jump; the rest is not rated.
    cadence = found.get("cadence-kept-clients")
    assert cadence is not None
    assert cadence.share == (1, 1)
    [first, last] = heard(found).next_words
    assert (first.standing, last.standing) == ("jumped", "released")


def test_rule_16_what_had_passed_its_limit_before_the_jump_was_missed() -> None:
    found = measured(
        life_of(
            ("2m", Pass()),
            ("20m", done("triage/real", "yes")),
            # Somebody evaluates: what is not seen was not done.
            ("50m", Observe("Everybody is on the phone", "ops")),
            ("50m", Jump(10 * HOUR, wall(50))),
            ("10h", AnswerCall("call-1", "took-charge")),
            ("10h", SendUpdate("clients")),
        )
    )

    assert verdict(found, "time-to-acknowledge") == "missed"
    assert verdict(found, "phase-time-ops/fix/triage") == "missed"
    assert verdict(found, "step-time-ops/fix/triage/real") == "missed"
    assert [row.standing for row in found.expectations] == ["missed"]


def test_rule_16_what_begins_after_the_jump_is_rated() -> None:
    found = measured(
        life_of(
            ("1m", Jump(HOUR, wall(1))),
            ("61m", done("triage/real", "yes")),
            ("62m", SendUpdate("clients")),
            ("65m", done("mend/fix")),
        )
    )

    assert verdict(found, "phase-time-ops/fix/mend") == "kept"
    assert verdict(found, "time-to-notify-clients") == "kept"
    assert verdict(found, "phase-time-ops/fix/triage") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rule_16_a_report_shows_what_was_jumped_and_rates_it_nowhere(
    lang: Language,
) -> None:
    jumped = record(life_of(*JUMPED))
    document = view(jumped, lang)
    reader = Reader(lang, jumped)
    unrated = reader._("jumped over, not rated")
    sentence = reader._("; the promise of {limit} is not rated, for time was jumped.")
    first = document["first"]
    tables = {
        block["caption"]: block["rows"]
        for section in document["sections"]
        for block in section["blocks"]
        if block["kind"] == "table"
    }
    notes = {cell["note"] for rows in tables.values() for row in rows for cell in row}
    texts = {cell["text"] for rows in tables.values() for row in rows for cell in row}

    assert first["verdict"]["tone"] == ""
    assert first["broken"] == []
    assert sentence.partition("{limit}")[2] in first["verdict"]["text"]
    assert all(tile["tone"] in ("", "kept") for tile in first["tiles"])
    assert unrated in texts
    assert any(unrated in note for note in notes)
    keys = {one["key"] for one in document["measures"] if one["jumped"]}
    assert {"time-to-restore", "sla-time-mine", "time-to-normalisation"} <= keys


# From the fifth minute on ten times as fast: 60 drill minutes are six on the wall.
FAST = (
    YES,
    ("3m", AnswerRequest(ASKED, "acknowledged")),
    ("5m", SetSpeed(10, 1, wall(5))),
    ("35m", Pause(wall(8))),
    ("35m", Resume(wall(48))),
    ("65m", AnswerCall("call-1", "took-charge")),
    ("65m", done("mend/fix")),
)


@pytest.mark.parametrize(
    ("key", "drill", "on_wall"),
    [
        ("time-to-acknowledge", 65, 11),
        ("time-to-restore", 65, 11),
        ("phase-time-ops/fix/mend", 63, 9),
        ("step-time-ops/fix/mend/fix", 63, 9),
        ("longest-silence-clients", 63, 9),
        ("sla-time-mine", 65, 11),
        ("phase-time-ops/fix/triage", 2, None),
        (f"partner-acknowledged-{ASKED}", 3, None),
        (f"partner-restored-{ASKED}", 65, 11),
    ],
)
def test_rule_17_at_another_speed_the_walls_time_stands_beside(
    key: str, drill: float, on_wall: float | None
) -> None:
    one = measured(life_of(*FAST)).get(key)

    assert one is not None
    assert one.value_ms == drill * MINUTE
    assert one.wall_ms == (None if on_wall is None else on_wall * MINUTE)


def test_rule_17_promises_are_rated_by_drill_time_at_any_speed() -> None:
    found = measured(life_of(*FAST))

    assert verdict(found, "step-time-ops/fix/mend/fix") == "missed", "63 of 60 minutes"
    [target] = [p for p in found.promises if p.id == "target:ops/fix/mend/fix#1"]
    assert (target.standing, target.overrun_ms) == ("late", 3 * MINUTE)
    assert target.wall_ms == 9 * MINUTE
    assert found.calls[0].waited_ms == 65 * MINUTE
    assert found.calls[0].wall_ms == 11 * MINUTE


def test_rule_17_at_the_walls_own_speed_nothing_stands_beside() -> None:
    found = measured(
        life_of(
            YES,
            ("3m", SetSpeed(1, 1, wall(3))),
            ("5m", Pause(wall(5))),
            ("5m", Resume(wall(50))),
            ("65m", done("mend/fix")),
        )
    )

    assert {one.wall_ms for one in found.all} == {None}
    assert {one.wall_ms for one in found.promises} == {None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rule_17_a_report_and_its_twin_say_the_walls_time(lang: Language) -> None:
    reader = Reader(lang, record(life_of(*FAST)))
    nine, eleven = (
        reader._("{time} by the wall clock").format(
            time=reader.duration(minutes * MINUTE, is_fine=True)
        )
        for minutes in (9, 11)
    )
    document = view(record(life_of(*FAST)), lang)
    tables = {
        section["id"]: [
            cell["note"]
            for block in section["blocks"]
            if block["kind"] == "table"
            for row in block["rows"]
            for cell in row
        ]
        for section in document["sections"]
    }
    twin = {one["key"]: one["wall_ms"] for one in document["measures"]}

    assert nine in tables["phases"]
    assert nine in tables["silence"]
    for section in ("calls", "clients", "partners"):
        assert eleven in tables[section], section
    assert any(nine in one["why"] for one in document["first"]["delays"])
    assert twin["phase-time-ops/fix/mend"] == 9 * MINUTE
    assert twin["phase-time-ops/fix/triage"] is None


def test_rule_15_a_real_call_is_judged_by_the_wall() -> None:
    """Five minutes allowed, answered after one and three on the wall."""
    life = life_of(
        ("0m", ReportDelivery("call-1", wall(1), "phone")),
        ("2m", SetSpeed(10, 1, wall(2))),
        ("32m", AnswerCall("call-1", "took-charge")),
    )
    found = measured(life)
    [call] = found.calls

    assert (call.waited_ms, call.is_in_time) == (4 * MINUTE, True)
    assert call.wall_ms is None, "it is the wall's already"
    [promise] = [p for p in found.promises if p.id == "answer:call-1"]
    assert (promise.standing, promise.wall_due) == ("kept", wall(6))


def test_rule_15_who_answers_in_a_pause_is_late_by_the_stores_stamp() -> None:
    life = life_of(
        ("0m", ReportDelivery("call-1", wall(0), "phone")),
        ("4m", Pause(wall(4))),
        ("4m", AnswerCall("call-1", "took-charge")),
    )
    number = next(
        n
        for n, e in enumerate(life.entries, 1)
        if type(e.event).__name__ == "CallAnswered"
    )
    stamps = dict.fromkeys((number, number + 1), wall(40))
    late = record(life, stamps)
    [call] = measure(late).calls
    [promise] = [p for p in measure(late).promises if p.id == "answer:call-1"]

    assert (call.waited_ms, call.is_in_time) == (40 * MINUTE, False)
    assert (promise.standing, promise.overrun_ms) == ("late", 35 * MINUTE)
    assert late.late_by["answer:call-1"] == 35 * MINUTE
    assert measured(life).calls[0].is_in_time, "stamped at once"


def test_rule_15_a_jump_leaves_a_real_message_rated() -> None:
    found = measured(
        life_of(
            YES,
            ("3m", SendUpdate("clients", next_in=20 * MINUTE)),
            ("3m", ReportDelivery(f"clients@{3 * MINUTE}", wall(3), "e-mail")),
            ("4m", Jump(HOUR, wall(4))),
            ("90m", SendUpdate("clients")),
        )
    )
    [first, _] = heard(found).next_words
    silent = found.get("longest-silence-clients")

    # From 3 to 4 and from 60 to 90 are 31 minutes on the wall.
    assert (first.standing, first.late_ms) == ("missed", 11 * MINUTE)
    assert silent is not None
    assert (silent.value_ms, silent.verdict) == (31 * MINUTE, "missed")


def test_rule_2_whom_we_stood_down_is_censored_and_not_late() -> None:
    life = life_of(("20m", StandDownRequest(ASKED, "mended")), ("30m", EndDrill()))
    found = measured(life)
    [row] = found.requests
    [promise] = [p for p in found.promises if p.id == f"provider:{ASKED}"]
    restored = found.get(f"partner-restored-{ASKED}")

    assert row.outcome == "stood-down"
    assert (row.acknowledge_verdict, row.answer_verdict) == ("missed", None)
    assert promise.standing == "released"
    assert restored is not None
    assert restored.is_censored
    assert restored.value_ms == 20 * MINUTE
    assert len(restored.entries) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rule_2_a_report_says_who_was_stood_down(lang: Language) -> None:
    life = life_of(
        ("4h", StandDownRequest(ASKED, "mended")), ("5h", EndDrill()), care=""
    )
    found = measured(life)
    [promise] = [p for p in found.promises if p.id == f"provider:{ASKED}"]
    document = view(record(life), lang)
    partners = next(s for s in document["sections"] if s["id"] == "partners")

    assert (promise.standing, promise.overrun_ms) == ("missed", HOUR)
    assert promise.is_censored, "nobody knows how long it would have taken"
    if lang == "en":
        assert "stood down" in str(partners)
        assert any("Stood down: " in row["text"] for row in document["entries"])
