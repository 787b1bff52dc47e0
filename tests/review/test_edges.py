"""What the hand-made drill does not come to, one short tale each."""

import pytest

from drillkit.engine.amendments import PhaseRetimed, StepAdded, StepRetimed
from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    Corrected,
    DrillEnded,
    InstantStated,
    ItemListed,
    ItemMarked,
    LevelChanged,
    MilestoneReached,
    MilestoneWithdrawn,
    ObligationAccepted,
    ObligationClosed,
    ObligationMoved,
    PhaseEntered,
    PhaseLeft,
    PlanAmended,
    RunJoined,
    ScenarioRevealed,
    StepOpened,
    StepSettled,
    StepStarted,
    StepWaited,
    TimeOutBegan,
    UpdateSent,
)
from drillkit.review.books import record_of
from drillkit.review.measures import Measures, measure
from drillkit.review.measures.moments import detected, level_at, onset, reached
from drillkit.review.measures.paths import find
from drillkit.review.reader import Reader
from drillkit.review.record import Books, read_record
from tests.review.tale import MINUTE, RUN, Tale, begun, plan_texts, scenario_text


def measured(tale: Tale) -> Measures:
    return measure(record_of(tale.stored))


def test_a_contract_counts_only_inside_its_hours() -> None:
    """09:30 to 10:30 on weekdays; the drill starts at 09:00."""
    tale = begun(items=(ItemListed("desk", "service", 3, 10, "school"),))
    tale.add(80, ItemMarked("desk", "restored-confirmed"), "noc-lead")
    [clock] = measured(tale).clocks

    assert clock.counted_ms == 50 * MINUTE
    assert clock.shut_ms == 30 * MINUTE
    assert clock.stopped_ms == 0


def test_without_milestones_the_nearest_entry_stands_for_a_moment() -> None:
    tale = begun()
    tale.promise(0, "sla:bank", "sla", "bank", 240, "detected", anchored=-1)
    tale.add(3, StepOpened(RUN, "triage/confirm", 1, "do", {}))
    tale.add(4, StepStarted(RUN, "triage/confirm", 1), "noc-engineer")
    record = record_of(tale.stored)

    assert detected(record).at == -MINUTE
    acknowledged = measure(record).get("time-to-acknowledge")
    assert acknowledged is not None
    assert acknowledged.until is not None
    assert acknowledged.until.name == "first-step"


def test_what_was_stated_last_of_an_instant_goes_before_all_that_shows_it() -> None:
    tale = begun(onset=-5 * MINUTE)
    tale.add(2, MilestoneReached("", "detected"), "noc-engineer")
    for source, stated in (("a caller", -30), ("the radio log", -40)):
        for name in ("onset", "detected"):
            tale.add(3, InstantStated(name, stated * MINUTE, source), "facilitator")
    record = record_of(tale.stored)

    assert onset(record).at == -40 * MINUTE
    assert detected(record).at == -40 * MINUTE
    assert detected(record).seq == tale.stored[-1].seq


@pytest.mark.parametrize(("stated", "is_judged"), [(None, True), (-30, False)])
def test_the_window_to_answer_counts_from_the_call_and_not_from_what_was_stated(
    stated: int | None, is_judged: bool
) -> None:
    """Nobody could answer before a real event was opened, so nobody was late."""
    tale = begun()
    tale.add(0, MilestoneReached("", "detected"))
    if stated is not None:
        told = InstantStated("detected", stated * MINUTE, "a caller")
        tale.add(0, told, "noc-lead")
    tale.add(0, CallMade("c1", RUN, "noc-engineer", "alarm", RUN, "received"))
    tale.add(1, MilestoneReached("", "acknowledged"), "noc-engineer")
    took = measure(record_of(tale.stored)).get("time-to-acknowledge")

    assert took is not None
    assert took.value_ms == (1 - (stated or 0)) * MINUTE
    assert (took.limit_ms is not None) is is_judged
    assert (took.verdict is not None) is is_judged


def test_a_withdrawn_milestone_is_not_reached_until_it_is_again() -> None:
    tale = begun()
    tale.add(10, MilestoneReached("", "restored-reported"))
    tale.add(20, MilestoneWithdrawn("", "restored-reported"))
    assert reached(record_of(tale.stored), "restored-reported") is None

    tale.add(30, MilestoneReached("", "restored-reported"))
    found = reached(record_of(tale.stored), "restored-reported")
    assert found is not None
    assert found.at == 30 * MINUTE


def test_a_voided_correction_corrects_nothing() -> None:
    tale = begun()
    reach = MilestoneReached("", "declared")
    seq = tale.add(10, reach, "noc-lead")
    wrong = tale.add(11, Corrected(seq, "misheard", "", 5 * MINUTE), "log-keeper")
    tale.add(12, Corrected(wrong, "it was right", void=True), "log-keeper")
    found = reached(record_of(tale.stored), "declared")

    assert found is not None
    assert found.at == 10 * MINUTE


def test_what_followed_from_a_void_entry_did_not_happen_either() -> None:
    tale = begun()
    seq = tale.add(
        10, StepSettled(RUN, "verify/verdict", 1, "done", "good"), "noc-lead"
    )
    tale.add(10, MilestoneReached("", "restored-confirmed"))
    tale.add(12, Corrected(seq, "another node", void=True), "log-keeper")

    assert reached(record_of(tale.stored), "restored-confirmed") is None


def test_a_released_promise_is_not_rated_and_an_overrun_one_is() -> None:
    tale = begun()
    tale.promise(0, "early", "approval", f"{RUN}/a", 10, run=RUN)
    tale.promise(0, "late", "approval", f"{RUN}/b", 10, run=RUN)
    tale.promise(0, "accepted", "notice", "regulator", 10)
    tale.add(5, ObligationClosed("early", "skipped"))
    tale.add(15, ObligationClosed("late", "overtaken"))
    tale.add(16, ObligationAccepted("accepted", "noc-head", 1, "the road is shut"))
    tale.add(20, DrillEnded("director"), "director")
    found = {promise.id: promise for promise in measured(tale).promises}

    assert found["early"].standing == "released"
    assert (found["late"].standing, found["late"].overrun_ms) == ("missed", 5 * MINUTE)
    assert not found["late"].is_censored
    assert found["accepted"].accepted_by == "noc-head"
    assert found["accepted"].is_censored


def test_the_last_promised_word_is_released_when_all_is_well_before_it() -> None:
    tale = begun()
    tale.add(1, MilestoneReached("", "declared"))
    tale.add(5, UpdateSent("clients", RUN, "", {}, 25 * MINUTE), "client-manager")
    assert [w.standing for w in measured(tale).hearings[0].next_words] == ["open"]

    tale.add(20, MilestoneReached("", "normal"))
    assert [w.standing for w in measured(tale).hearings[0].next_words] == ["released"]


def test_an_audience_without_a_promise_was_told_by_its_first_word() -> None:
    tale = begun()
    tale.add(1, MilestoneReached("", "declared"))
    tale.add(5, UpdateSent("clients", RUN, "", {}, None), "client-manager")
    told = measured(tale).get("time-to-notify-clients")

    assert told is not None
    assert told.value_ms == 4 * MINUTE


def test_a_weaker_answer_is_no_answer() -> None:
    tale = begun()
    tale.add(0, CallMade("c", RUN, "noc-lead", "tell", RUN, "took-charge"))
    tale.add(1, CallAnswered("c", "received"), "noc-lead")
    [row] = measured(tale).calls
    assert row.answered is None

    tale.add(2, CallAnswered("c", "took-charge"), "noc-lead")
    [row] = measured(tale).calls
    assert row.waited_ms == 2 * MINUTE


def test_any_answer_stops_a_ladder_and_counts() -> None:
    tale = begun()
    tale.add(0, CallMade("c", RUN, "noc-lead", "alarm", RUN, "took-charge"))
    tale.add(1, CallAnswered("c", "received"), "noc-lead")
    [row] = measured(tale).calls

    assert row.answered is not None
    assert not row.is_broken


def test_what_a_jump_skipped_is_shown_and_not_rated() -> None:
    tale = begun()
    tale.add(0, PhaseEntered(RUN, "triage", 1, 0))
    tale.add(0, StepOpened(RUN, "triage/confirm", 1, "do", {}))
    tale.add(0, CallMade("c", RUN, "noc-lead", "alarm", RUN, "took-charge"))
    step, phase = f"target:{RUN}/triage/confirm#1", f"phase:{RUN}/triage#1"
    tale.promise(0, phase, "phase-target", f"{RUN}/triage", 12, run=RUN)
    tale.promise(0, step, "step-target", f"{RUN}/triage/confirm", 3, run=RUN)
    tale.promise(0, "answer:c", "acknowledge", "noc-lead", 5, run=RUN)
    for owed, limit in ((phase, 12), (step, 3), ("answer:c", 5)):
        tale.add(1, ObligationMoved(owed, None, "jumped", limit * MINUTE))
    tale.add(600, DrillEnded("director"), "director")
    found = measured(tale)

    assert [timing.visits[0].verdict for timing in found.phases] == [None]
    assert [timing.visits[0].limit_ms for timing in found.steps] == [3 * MINUTE]
    assert [timing.verdict for timing in found.steps] == [None]
    assert [timing.over_ms for timing in found.steps] == [0]
    assert found.get("phase-targets-kept") is None
    assert found.get("acknowledged-in-time") is None
    assert [row.is_broken for row in found.calls] == [False]


def test_what_lies_at_a_clients_site_holds_its_clock() -> None:
    """The engine waits for it too before the contract is kept."""
    node = ItemListed("node", "site", 1, 10, site="city-node")
    own = ItemListed("link", "service", 2, 10, "school")
    tale = begun(items=(own, node))
    tale.add(30, ItemMarked("link", "restored-confirmed"), "noc-lead")
    tale.add(90, ItemMarked("node", "restored-confirmed"), "noc-lead")
    [clock] = measured(tale).clocks

    assert clock.stop is not None
    assert clock.stop.at == 90 * MINUTE


def test_an_amended_target_holds_from_the_next_opening_on() -> None:
    tale = begun()
    tale.add(0, PhaseEntered(RUN, "triage", 1, 0))
    tale.add(0, StepOpened(RUN, "triage/confirm", 1, "do", {}))
    for change in (
        PhaseRetimed(RUN, "triage", 20 * MINUTE),
        StepRetimed(RUN, "triage/confirm", None),
        StepAdded(RUN, "triage", "count", {"en": "Count"}, {}, 7 * MINUTE),
    ):
        tale.add(1, PlanAmended(change, "as it is"), "noc-lead")
    tale.add(2, PhaseLeft(RUN, "triage", 1, "returned", "", "triage"))
    tale.add(2, PhaseEntered(RUN, "triage", 2, 0))
    tale.add(2, StepOpened(RUN, "triage/confirm", 2, "do", {}))
    tale.add(2, StepOpened(RUN, "triage/count", 2, "do", {}))
    found = measured(tale)

    [triage] = found.phases
    confirm, count = found.steps
    assert [visit.limit_ms for visit in triage.visits] == [10 * MINUTE, 20 * MINUTE]
    assert [visit.limit_ms for visit in confirm.visits] == [3 * MINUTE, None]
    assert [visit.limit_ms for visit in count.visits] == [7 * MINUTE]


def test_a_step_still_waiting_and_a_time_out_still_on_run_to_the_end() -> None:
    tale = begun()
    tale.add(0, StepOpened(RUN, "restore/repair/field/splice", 1, "request", {}))
    tale.add(10, StepWaited(RUN, "restore/repair/field/splice", 1, "window"))
    tale.add(20, TimeOutBegan("network-operations"), "director")
    tale.add(30, DrillEnded("director"), "director")
    [step] = measured(tale).steps

    assert step.total_ms == 10 * MINUTE
    assert step.visits[0].waits == (("window", 20 * MINUTE),)
    assert step.is_censored


EACH = """
runbook: cuts
department: network-operations
title: Cuts
owner: noc-lead
phases:
  work:
    lanes:
      crew:
        title: "Crew at {site}"
        each: {site: [city-node]}
        phases:
          go:
            title: "Go to {site}"
            steps:
              drive: {travel: city-node, by: noc-engineer}
              look: {watch: water, every: 5m, by: noc-engineer}
              tell: {notify: executives, by: noc-lead}
              part: {dispatch: card, from: main, to: city-node, by: noc-engineer}
              hear: {await: network-operations/declared, by: noc-lead}
              roll: {roll-call: noc-engineer, by: noc-lead}
              many: {batch: 12, of: "clients called", by: noc-lead}
              know: {ask: [scale], by: noc-lead}
              word: {update: clients, by: noc-lead}
            leads-to: {done: done}
          done: {final: true}
    leads-to: {done: normal}
  normal: {final: true}
"""


def test_a_run_that_joins_brings_its_plan_and_its_titles() -> None:
    tale = begun()
    joined = RunJoined("cuts", "network-operations/cuts", "", {"cuts.yaml": EACH})
    tale.add(5, joined, "director")
    record = record_of(tale.stored)
    reader = Reader("en", record)
    go = "work/crew-city-node/go"

    assert reader.path("cuts", go) == "Go to Central node"
    assert reader.path("cuts", "work/crew-city-node") == "Crew at Central node"
    assert reader.run("cuts") == "Network operations centre (Cuts)"
    assert find(record, "cuts", f"{go}/nowhere") is None
    assert find(record, "cuts", f"{go}/drive/further") is None
    said = {
        step: reader.path("cuts", f"cuts/{go}/{step}#2")
        for step in ("drive", "look", "tell", "part", "hear", "roll", "many", "know")
    }
    assert said == {
        "drive": "travel to Central node",
        "look": "watch: water",
        "tell": "tell: Executives",
        "part": "card to Central node",
        "hear": "wait for Network operations centre (network-operations): declared",
        "roll": "roll call: NOC engineer",
        "many": "clients called",
        "know": "find out: scale",
    }


def test_the_level_of_a_moment_is_the_last_one_before_it() -> None:
    tale = begun()
    tale.add(10, LevelChanged("minor", "critical"))
    record = record_of(tale.stored)

    assert level_at(record, 9 * MINUTE) == "critical"
    assert level_at(record, 10 * MINUTE) == "minor"


def test_without_a_plan_there_are_times_and_no_promises() -> None:
    tale = begun()
    tale.add(0, PhaseEntered(RUN, "triage", 1, 0))
    found = measure(read_record(tale.stored, Books()))

    normal = found.get("time-to-normalisation")
    assert normal is not None
    assert normal.limit_ms is None
    assert normal.verdict is None
    assert found.clocks == ()
    assert found.phases[0].limit_ms is None


def test_the_plan_in_the_log_is_read_and_the_scenario_only_once_revealed() -> None:
    tale = begun()
    assert record_of(tale.stored).books.scenario is None

    tale.add(1, ScenarioRevealed(scenario_text(), "0"))
    scenario = record_of(tale.stored).books.scenario
    assert scenario is not None
    assert scenario.scenario == "node-lost"


@pytest.mark.parametrize("gone", ["organisation.yaml", "outage.yaml"])
def test_a_file_nobody_can_read_is_left_out(gone: str) -> None:
    tale = begun(plan=plan_texts() | {gone: "no: [plan"})
    books = record_of(tale.stored).books

    assert (books.organisation is None) == (gone == "organisation.yaml")
    assert (not books.runbooks) == (gone == "outage.yaml")
