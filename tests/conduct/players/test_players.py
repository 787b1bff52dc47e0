"""What simulated players do, read from the logs of a small company's rehearsals."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from drillkit.conduct.players import PROFILES, Profile
from drillkit.conduct.rehearsal import Rehearsal, StoryClock, rehearse
from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    Classified,
    ClockStarted,
    ClockStopped,
    CommandTaken,
    DecisionTaken,
    ExpectationMet,
    ExpectationMissed,
    FactsReported,
    ItemMarked,
    ItemsCounted,
    JourneyStoodDown,
    NoticeSent,
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    Observed,
    PhaseLeft,
    RequestAnswered,
    RequestStoodDown,
    StepResumed,
    StepSettled,
    StepStarted,
    StepWaited,
    UpdateSent,
)
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from tests.conduct.small import ORGANISATION, REPAIR, played, small_plan, texts

E = TypeVar("E")
IDEAL = PROFILES["ideal"]
MINUTE = 60_000


def play(plan: Plan, profile: Profile = IDEAL, seed: int = 1) -> "Story":
    log = MemoryLog(clock := StoryClock())
    came = rehearse(plan, "storm", seed=seed, log=log, clock=clock, profile=profile)
    return Story(came, tuple(log.read(came.drill)))


class Story:
    """A rehearsal, to ask for entries of a kind."""

    def __init__(self, came: Rehearsal, log: Sequence[Stored]) -> None:
        self.came = came
        self.log = log

    def of(self, kind: type[E]) -> list[E]:
        """Events of one kind, in order."""
        return [x.entry.event for x in self.log if isinstance(x.entry.event, kind)]

    def at(self, kind: type[E]) -> list[int]:
        """When they were."""
        return [x.entry.at for x in self.log if isinstance(x.entry.event, kind)]

    def settled(self, path: str) -> StepSettled:
        """How the last visit of a step came out."""
        return [s for s in self.of(StepSettled) if s.path == path][-1]


def repaired(repair: str, profile: Profile = IDEAL, seed: int = 1) -> Story:
    """A rehearsal whose repair has these steps."""
    return play(small_plan(texts(repair=repair)), profile, seed)


def test_a_real_alarm_is_declared_whatever_alarms_usually_are() -> None:
    stories = [play(small_plan(), seed=seed) for seed in range(8)]

    assert {s.settled("triage/declare").outcome for s in stories} == {"real"}


def test_facts_are_what_the_scenario_expects() -> None:
    [report] = play(small_plan()).of(FactsReported)

    assert report.facts == {"lost": "all", "sites": 3}


def test_a_wrong_first_answer_is_corrected_and_classified_again() -> None:
    story = play(small_plan(), replace(IDEAL, wrong_facts=1.0), seed=5)
    first, second = story.of(FactsReported)

    assert len(set(first.facts.items()) - {("lost", "all"), ("sites", 3)}) == 1
    assert {**first.facts, **second.facts} == {"lost": "all", "sites": 3}
    assert story.at(FactsReported)[1] - story.at(FactsReported)[0] >= 4 * MINUTE
    assert [c.level for c in story.of(Classified)][-1] == "major"


def test_a_roll_call_and_a_batch_are_counted_up() -> None:
    counts = play(small_plan()).of(ItemsCounted)
    by_step = {
        path: [c.count for c in counts if c.path == path]
        for path in ("repair/call-in", "repair/round")
    }

    assert by_step["repair/round"] == [2, 4, 6, 8, 10, 12]
    assert by_step["repair/call-in"] == sorted(by_step["repair/call-in"])
    assert 6 <= by_step["repair/call-in"][-1] <= 8


def test_a_batch_takes_its_time_each_and_at_once() -> None:
    story = play(small_plan())
    [began] = [
        x.entry.at
        for x in story.log
        if isinstance(x.entry.event, StepStarted)
        and x.entry.event.path == "repair/round"
    ]

    assert story.at(ItemsCounted)[-1] - began == 4 * MINUTE


def test_a_short_roll_call_says_so() -> None:
    story = repaired(
        "      call-in:\n"
        "        {roll-call: engineer, of: 8, threshold: 75%, by: lead,\n"
        "         takes: {fixed: 10m}, chance: {done: 0%, short: 100%}}\n"
    )

    assert story.of(ItemsCounted)[-1].count < 6
    assert story.settled("repair/call-in").outcome == "short"


def test_a_provider_acknowledges_and_then_answers() -> None:
    story = play(small_plan())

    assert [a.outcome for a in story.of(RequestAnswered)] == ["acknowledged", "done"]
    first, last = story.at(RequestAnswered)
    assert last - first >= 0
    assert story.settled("repair/splice").outcome == "done"


def test_whoever_waits_for_a_provider_is_free_for_other_work() -> None:
    story = repaired(
        "      splice: {request: fibre/splice, by: lead, takes: {fixed: 1h}}\n"
        "      write: {do: Write, by: lead, needs: [], takes: {fixed: 5m}}\n"
    )
    started = [s.path for s in story.of(StepStarted)]

    assert started[-2:] == ["repair/splice", "repair/write"]
    settled = [s.path for s in story.of(StepSettled)]
    assert settled.index("repair/write") < settled.index("repair/splice")


def test_work_at_a_shut_gate_stands_and_so_do_clocks_that_may() -> None:
    story = repaired(
        "      fix: {do: Fix, at: hut, by: engineer, takes: {fixed: 30m}}\n"
    )
    [waited], [resumed] = story.at(StepWaited), story.at(StepResumed)

    assert [c.client for c in story.of(ClockStopped)] == ["bank"]
    assert (story.at(ClockStopped), story.at(ClockStarted)) == ([waited], [resumed])
    # Story 10:00 is the hut's opening; nothing was done before it.
    assert resumed == 60 * MINUTE
    assert story.at(StepSettled)[-1] == 90 * MINUTE


def test_items_come_back_one_by_one_the_most_urgent_first() -> None:
    story = repaired(
        "      fix: {do: Fix, at: hut, by: engineer, takes: {fixed: 30m}}\n"
    )
    marks = [(m.item, m.milestone) for m in story.of(ItemMarked)]
    confirmed = [item for item, milestone in marks if milestone == "restored-confirmed"]

    assert confirmed == ["atm", "till"]
    for item in confirmed:
        reported = marks.index((item, "restored-reported"))
        assert reported < marks.index((item, "restored-confirmed"))
    assert min(story.at(ItemMarked)) >= 60 * MINUTE, "nothing is back before the gate"
    assert "sla:bank" in {k.obligation for k in story.of(ObligationKept)}


def test_calls_are_answered_as_they_ask() -> None:
    story = play(small_plan())
    asked = {c.call: c.answer for c in story.of(CallMade)}

    assert asked
    assert {a.call: a.answer for a in story.of(CallAnswered)} == asked


def test_a_ladder_climbs_while_nobody_answers() -> None:
    story = play(small_plan(), replace(IDEAL, lost_calls=1.0))
    climbed = [c.role for c in story.of(CallMade) if c.why == "no-answer"]

    assert climbed[:2] == ["lead", "chairman"]
    assert not any(
        c.why in ("alarm", "no-answer")
        for c in story.of(CallMade)
        if c.call in {a.call for a in story.of(CallAnswered)}
    )


def test_a_lost_message_is_found_later() -> None:
    long = "      work: {do: Work, by: engineer, takes: {fixed: 3h}}\n"
    found = []
    for seed in range(6):
        story = repaired(long, replace(IDEAL, lost_calls=0.5), seed)
        broken = {b.obligation for b in story.of(ObligationBroken)}
        found += [
            (story, call.call)
            for call in story.of(CallMade)
            if call.why == "tell" and f"answer:{call.call}" in broken
        ]

    assert found
    for story, call in found:
        assert call in {a.call for a in story.of(CallAnswered)}


def test_nobody_begins_before_the_alarm_is_answered() -> None:
    story = play(small_plan(), replace(IDEAL, slow_answers=1.0))

    assert story.at(CallAnswered)[0] > 5 * MINUTE
    assert story.at(StepStarted)[0] == story.at(CallAnswered)[0]


def test_a_drill_whose_alarm_nobody_hears_goes_on_calling_to_its_end() -> None:
    story = play(small_plan(), replace(IDEAL, lost_calls=1.0))

    assert story.came.how == "time"
    assert story.of(StepStarted) == []
    assert len(story.of(CallMade)) > 50


def test_slow_people_answer_after_the_window() -> None:
    story = play(small_plan(), replace(IDEAL, slow_answers=1.0))
    first = story.of(CallMade)[0].call

    assert f"answer:{first}" in {b.obligation for b in story.of(ObligationBroken)}
    assert first in {a.call for a in story.of(CallAnswered)}


def test_promised_words_go_out_before_their_time() -> None:
    story = play(small_plan())

    assert story.of(UpdateSent)
    assert len(story.of(NoticeSent)) == 1
    kinds = {b.obligation.partition(":")[0] for b in story.of(ObligationBroken)}
    assert kinds.isdisjoint({"update", "tell", "notice", "expected"})


def test_late_words_break_the_silence() -> None:
    late = replace(IDEAL, late_words=1.0, late_notices=1.0)
    broken = {
        b.obligation.partition(":")[0]
        for b in play(small_plan(), late).of(ObligationBroken)
    }

    assert {"update", "tell", "notice"} <= broken


def test_what_was_missed_is_done_late() -> None:
    careless = replace(IDEAL, missed_expectations=1.0, observed=1.0)
    story = play(small_plan(), careless)

    assert len(story.of(ExpectationMissed)) == 1
    assert story.at(ExpectationMet)[0] > 10 * MINUTE
    assert [o.text for o in story.of(Observed)] == ["Not done in time: Take charge"]


def test_what_was_done_in_time_is_seen() -> None:
    story = play(small_plan(), replace(IDEAL, observed=1.0))

    assert [o.text for o in story.of(Observed)] == ["Done in time: Take charge"]
    assert story.of(Observed)[0].department == "noc"


def test_decisions_are_written_down_with_a_name_and_a_reason() -> None:
    [decision] = play(small_plan()).of(DecisionTaken)

    assert (decision.what, decision.by) == ("Is it real? real", "lead")
    assert decision.why
    assert decision.rejected == "false-alarm"
    silent = play(small_plan(), replace(IDEAL, decisions_written=0.0))
    assert silent.of(DecisionTaken) == []


def test_command_is_taken_early_and_handed_over_once() -> None:
    assert [c.role for c in play(small_plan()).of(CommandTaken)] == ["lead", "chairman"]


def test_what_is_written_late_says_when_it_happened_and_why() -> None:
    story = repaired(REPAIR, replace(IDEAL, written_late=1.0))
    late = [x.entry for x in story.log if x.entry.origin and x.entry.origin.happened]

    assert late
    for entry in late:
        assert entry.origin is not None
        assert entry.origin.happened is not None
        assert MINUTE <= entry.at - entry.origin.happened <= 9 * MINUTE
        assert entry.origin.written_by == "scribe"
        assert entry.origin.why_late
        assert entry.origin.channel in ("phone", "radio")


def test_a_scribe_writes_for_some() -> None:
    story = play(small_plan(), replace(IDEAL, by_scribe=1.0))
    writers = {
        (x.entry.origin.by == "evaluator", x.entry.origin.written_by)
        for x in story.log
        if x.entry.origin
    }

    # An evaluator's notes are nobody else's to write.
    assert writers == {(False, "scribe"), (True, "")}


def test_who_signs_later_is_asked_now_and_signs_in_time() -> None:
    story = repaired(
        "      sign: {approve: Spend, by: chairman, later: 1h, takes: {fixed: 5m}}\n"
        "      work: {do: Work, by: engineer, takes: {fixed: 2h}}\n"
    )

    assert story.settled("repair/sign").how == "requested"
    kept = {k.obligation for k in story.of(ObligationKept)}
    assert "approval:noc/outage/repair/sign#1" in kept


def test_a_watched_fact_is_said_again_and_again() -> None:
    story = repaired(
        "      eye: {watch: sites, every: 15m, by: engineer}\n"
        "      work: {do: Work, by: lead, needs: [], takes: {fixed: 1h}}\n"
    )
    reports = story.of(FactsReported)

    assert len(reports) >= 4
    assert reports[-1].facts == {"sites": 3}
    broken = {b.obligation for b in story.of(ObligationBroken)}
    assert not any("repair/eye" in name for name in broken)


def test_overtaken_work_frees_its_people() -> None:
    book = texts(repair="      long: {do: Long, by: lead, takes: {fixed: 2h}}\n")
    book["noc/outage.yaml"] = (
        book["noc/outage.yaml"]
        .replace("    target: 3h\n", "    target: 3h\n    after: {30m: second}\n")
        .replace(
            "  calm: {",
            "  second:\n"
            "    title: Second\n"
            "    steps:\n"
            "      quick: {do: Quick, by: lead, takes: {fixed: 5m}}\n"
            "    leads-to: {done: calm}\n"
            "  calm: {",
        )
    )
    story = play(small_plan(book))

    assert story.settled("repair/long").how == "overtaken"
    [deadline] = [
        x.entry.at
        for x in story.log
        if isinstance(x.entry.event, PhaseLeft) and x.entry.event.how == "deadline"
    ]
    assert story.settled("second/quick").how == "done"
    assert story.at(StepSettled)[-1] == deadline + 5 * MINUTE


def test_who_is_not_needed_any_more_is_stood_down_once_everything_is_back() -> None:
    book = texts(
        repair=(
            "      splice: {request: fibre/splice, by: lead, optional: true,"
            " needs: [], takes: {fixed: 5h}}\n"
            "      ride: {travel: hut, from: base, by: engineer, optional: true,"
            " needs: []}\n"
            "      fix: {do: Fix, by: engineer, needs: [], takes: {fixed: 1h}}\n"
        ),
        organisation=ORGANISATION.replace("sites:\n", "sites:\n  base: {}\n")
        + "legs: [{from: base, to: hut, takes: 6h}]\n",
    )
    book["noc/outage.yaml"] = (
        book["noc/outage.yaml"]
        .replace("leads-to: {done: calm}", "leads-to: {done: tidy}")
        .replace(
            "  calm: {",
            "  tidy:\n"
            "    title: Tidy\n"
            "    steps:\n"
            "      ask: {request: fibre/splice, by: lead, takes: {fixed: 30m}}\n"
            "    leads-to: {done: calm, refused: calm}\n"
            "  calm: {",
        )
    )
    story = play(small_plan(book))
    [request] = story.of(RequestStoodDown)
    [journey] = story.of(JourneyStoodDown)

    assert request.request == "noc/outage/repair/splice#1", "the other is needed"
    assert journey.journey == "noc/outage/repair/ride#1"
    assert request.reason == journey.reason == "everything is back without it"
    closed = {c.obligation: c.why for c in story.of(ObligationClosed)}
    assert closed[f"provider:{request.request}"] == "withdrawn"


@pytest.mark.parametrize("chance", ["done", "refused"])
def test_outcomes_follow_their_chances(chance: str) -> None:
    other = "refused" if chance == "done" else "done"
    story = repaired(
        "      splice: {request: fibre/splice, by: lead, takes: {fixed: 30m},\n"
        f"               chance: {{{chance}: 100%, {other}: 0%}}}}\n"
    )

    assert story.settled("repair/splice").outcome == chance


def test_the_same_seed_plays_the_same() -> None:
    assert played(small_plan())[1] == played(small_plan())[1]
    assert played(small_plan())[1] != played(small_plan(), seed=2)[1]
