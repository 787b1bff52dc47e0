"""Figures of the hand-made drill, each reckoned by hand beside its test."""

import pytest

from drillkit.review.books import record_of
from drillkit.review.measures import Measure, Measures, measure
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.measures.promises import worst
from tests.review.tale import MINUTE, RUN, Tale, whole_drill

TALE = whole_drill()
RECORD = record_of(TALE.stored)
FOUND = measure(RECORD)


def minutes(value: float) -> int:
    return round(value * MINUTE)


def the(key: str, measures: Measures = FOUND) -> Measure:
    found = measures.get(key)
    assert found is not None, key
    return found


def entries(*names: str) -> tuple[int, ...]:
    return tuple(TALE.names[name] for name in names)


@pytest.mark.parametrize(
    ("key", "value", "since", "until"),
    [
        ("time-to-detect", 4, "began", "detected"),
        ("time-to-acknowledge", 2, "detected", "c1 answered"),
        ("time-to-classify", 6, "c1 answered", "first class"),
        ("time-to-declare", 12, "detected", "declared"),
        ("time-to-workaround", 58, "c1 answered", "workaround"),
        ("time-to-restore-reported", 110, "detected", "reported"),
        ("time-to-restore", 115, "detected", "confirmed company"),
        ("time-to-normalisation", 122, "began", "normal"),
        ("time-to-normalisation-from-startex", 118, "began", "normal"),
        ("time-to-notify-executives", 14, "declared", "kept tell:executives"),
        ("time-to-notify-from-onset-executives", 30, "began", "kept tell:executives"),
        ("time-to-notify-clients", 10, "declared", "kept tell:clients"),
    ],
)
def test_a_duration_counts_between_two_entries(
    key: str, value: float, since: str, until: str
) -> None:
    assert the(key).value_ms == minutes(value)
    assert the(key).entries == entries(since, until)
    assert not the(key).is_censored


def test_a_late_entry_counts_from_when_it_happened_and_shows_both() -> None:
    plan = the("time-to-plan")

    assert plan.value_ms == minutes(20), "signed at 32, declared at 12"
    assert plan.recorded_ms == minutes(33), "written at 45"


def test_a_correction_moves_what_the_entry_brought_about() -> None:
    told = the("time-to-notify-executives")

    assert told.verdict == "kept", "26, not 29: the promise was for 27"
    assert told.recorded_ms == minutes(17)


def test_a_void_entry_did_not_happen() -> None:
    shops = the("sla-time-shops")

    assert shops.is_censored, "the only mark of the tills is void"
    assert shops.value_ms == minutes(125)


def test_the_first_workaround_and_the_last_restoration_count() -> None:
    assert TALE.names["reported 1"] not in the("time-to-restore-reported").entries


def test_normalisation_is_held_against_the_scenarios_objective() -> None:
    normal = the("time-to-normalisation")

    assert normal.limit_ms == minutes(120)
    assert normal.verdict == "missed"


def test_restoration_is_held_against_the_final_levels_promise() -> None:
    assert the("time-to-restore").limit_ms == minutes(240)
    assert the("time-to-restore").verdict == "kept"


def test_first_and_final_class_are_compared_with_the_expected_answer() -> None:
    assert the("first-level").text == "minor"
    assert the("final-level").text == "critical"
    first, final = the("first-classification-accuracy"), the("classification-accuracy")
    assert (first.text, first.number) == ("under", -1)
    assert (final.text, final.number, final.share) == ("correct", 0, (1, 1))


def test_calls_are_counted_with_their_windows() -> None:
    # c1 in 2, c2 in 4, c3 in 12 as corrected, c4 never; every window is 5 minutes.
    assert the("calls-answered").share == (3, 4)
    assert the("acknowledged-in-time").share == (2, 4)
    assert the("broken-links").number == 1
    assert the("broken-links").entries == entries("c4")


def test_an_unanswered_call_is_the_longest_and_not_dropped() -> None:
    assert the("call-answer-median").value_ms == minutes(4)
    slowest = the("call-answer-p90")
    assert slowest.is_censored
    assert slowest.value_ms == minutes(105)


def test_silence_runs_from_the_declaration_over_every_word() -> None:
    # Words at 22, 50, 68, 86, 116; gaps 10, 28, 18, 18, 30; the last one closes.
    longest = the("longest-silence-clients")
    assert longest.value_ms == minutes(30)
    assert longest.limit_ms == minutes(20)
    assert longest.verdict == "missed"
    assert longest.entries == entries("update 86", "update 116")
    assert the("cadence-kept-clients").share == (3, 5)


def test_an_audience_that_never_hears_again_waits_until_the_end() -> None:
    executives = the("longest-silence-executives")
    assert executives.is_censored
    assert executives.value_ms == minutes(125 - 26)


def test_promises_of_the_next_word_are_kept_by_the_next_word() -> None:
    # Promised 42 came 50; 70 came 68; 88 came 86; 106 came 116.
    assert the("promises-kept-clients").share == (2, 4)
    assert the("promises-kept").share == (2, 4)


def test_stops_are_deducted_once_where_they_overlap() -> None:
    # 40-55 and 50-60 are 20 minutes together; 70-80 was taken back.
    bank = the("sla-time-bank")
    assert bank.value_ms == minutes(115 - 20)
    [clock] = [c for c in FOUND.clocks if c.client == "bank"]
    assert [bool(stop.reversed_seq) for stop in clock.stops] == [False, False, True]


def test_users_are_without_service_until_something_carries_it() -> None:
    # 900 users from -4 to 60, 350 from -4 to 62.
    assert the("user-minutes").number == 900 * 64 + 350 * 66
    assert the("items-restored").share == (1, 2)


def test_a_phases_time_is_the_sum_over_its_visits_without_time_outs() -> None:
    restore = the(f"phase-time-{RUN}/restore")
    # 12-90 less five minutes of time-out, and 95-110.
    assert restore.value_ms == minutes(73 + 15)
    assert restore.number == 2
    assert restore.verdict == "missed", "73 of 60"
    assert the(f"phase-time-{RUN}/verify").verdict == "kept"
    assert the("phase-targets-kept").share == (3, 6)


def test_a_target_is_the_one_that_held_when_the_step_opened() -> None:
    confirm = the(f"step-time-{RUN}/triage/confirm")
    assert confirm.limit_ms == minutes(3), "amended to 5 after it was over"
    assert confirm.verdict == "missed"


def test_promises_are_rated_by_when_they_were_really_kept() -> None:
    standing = {promise.id: promise.standing for promise in FOUND.promises}

    assert standing["tell:executives"] == "kept", "broken at 27, corrected to 26"
    assert standing["confirm#1"] == "late"
    assert standing["answer:c4"] == "missed"
    assert standing["notice:regulator"] == "jumped"
    assert the("obligations-kept").share == (7, 14)


def test_one_trouble_is_one_of_the_worst_delays() -> None:
    delays = [(promise.id, promise.overrun_ms) for promise in worst(FOUND.promises)]

    assert delays == [
        ("sla:shops", minutes(65)),
        ("restore#1", minutes(13)),
        ("provider:r1", minutes(13)),
    ]


def test_expected_actions_may_be_late_or_in_time() -> None:
    assert [row.standing for row in FOUND.expectations] == ["met", "late"]
    assert the("expectations-met").share == (1, 2)


def test_every_inject_has_a_fate() -> None:
    fates = {row.inject: row.fate for row in FOUND.injects}
    assert fates == {
        "alarm": "delivered",
        "client-call": "delivered",
        "hint": "skipped",
        "second-cut": "held",
        "reminder": "not-needed",
    }
    assert the("inject-lateness-client-call").value_ms == minutes(1)


def test_partners_are_held_against_their_contract() -> None:
    assert the("partner-acknowledged-r1").value_ms == minutes(10)
    assert the("partner-acknowledged-r1").verdict == "kept"
    assert the("partner-restored-r1").value_ms == minutes(73)
    assert the("partner-restored-r1").verdict == "missed"


def test_lateness_of_writing_is_a_measure() -> None:
    # Signed 13 late, update 25 late, inject 21 late, action seen 15 late.
    assert the("entries-written-late").share is not None
    assert the("entries-written-late").entries == entries(
        "signed", "update 22", "client-call", "client-call met"
    )
    assert the("latest-writing").value_ms == minutes(25)


def test_every_measure_has_a_definition_and_its_entries() -> None:
    for one in FOUND.all:
        assert one.name in DEFINITIONS
        assert all(1 <= seq <= len(TALE.stored) for seq in one.entries), one.key


def test_what_runs_at_the_end_is_censored_and_never_shrinks() -> None:
    """Every duration of a prefix is at most that of the whole, while it runs."""
    whole = {one.key: one for one in FOUND.all}
    for count in range(20, len(TALE.stored), 5):
        prefix = measure(record_of(TALE.stored[:count]))
        for one in prefix.all:
            later = whole.get(one.key)
            if one.is_censored and one.value_ms is not None and later is not None:
                happened = one.key.startswith(("time-to-notify", "longest-silence"))
                # What was written late is shorter than it looked until then.
                if not happened and later.recorded_ms is None:
                    assert one.value_ms <= (later.value_ms or 0), (count, one.key)


def test_a_drill_of_one_entry_can_be_measured() -> None:
    tale = Tale()
    tale.stored = whole_drill().stored[:1]
    found = measure(record_of(tale.stored))

    assert the("time-to-normalisation", found).is_censored
    assert found.get("time-to-plan") is None


def test_the_room_names_nothing_that_it_does_not_have() -> None:
    from drillkit.review import measures

    assert measures.measure is measure
    assert not hasattr(measures, "guesses")
