"""A log that says little is measured by what it says, and by nothing else."""

from drillkit.engine.events import (
    CallAnswered,
    Classified,
    DrillEnded,
    ExpectationMet,
    InjectDelivered,
    InjectHeld,
    InjectReleased,
    ItemListed,
    ItemMarked,
    MilestoneReached,
    RunJoined,
    ScenarioRevealed,
)
from drillkit.review.books import record_of
from drillkit.review.measures import Measures, measure
from drillkit.review.measures.contracts import client_clocks
from drillkit.review.measures.moments import acknowledged, detected, instant
from drillkit.review.measures.notification import told
from drillkit.review.measures.paths import find
from drillkit.review.measures.promises import worst
from drillkit.review.record import Books, read_record
from tests.review.tale import MINUTE, RUN, Tale, begun, plan_texts, scenario_text


def measured(tale: Tale) -> Measures:
    return measure(record_of(tale.stored))


def news(inject: str, expects: int = 0) -> InjectDelivered:
    return InjectDelivered(inject, "network-operations", "phone", {}, {}, 0, expects)


def counting_from(anchor: str) -> dict[str, str]:
    """The plan, with a contract of the shops that counts from *anchor*."""
    was, now = "restore-within: 1h}", f"restore-within: 1h, counts-from: {anchor}}}"
    texts = plan_texts()
    company = texts["organisation.yaml"]
    fast = next(line for line in company.splitlines() if "fast-1h" in line)
    assert was in fast
    return texts | {"organisation.yaml": company.replace(fast, fast.replace(was, now))}


def test_the_first_news_detects_what_nothing_else_does() -> None:
    tale = begun()
    tale.add(7, news("alarm"))
    tale.add(9, news("hint"))

    assert detected(record_of(tale.stored)).at == 7 * MINUTE


def test_without_any_news_a_drill_detects_at_its_start() -> None:
    assert detected(record_of(begun().stored)).at == 0


def test_the_milestone_says_when_it_was_acknowledged_if_it_was_reached() -> None:
    tale = begun()
    tale.add(2, CallAnswered("c1", "took-charge"), "noc-engineer")
    before = acknowledged(record_of(tale.stored))
    tale.add(5, MilestoneReached("", "acknowledged"))
    after = acknowledged(record_of(tale.stored))

    assert before is not None
    assert after is not None
    assert (before.at, after.at) == (2 * MINUTE, 5 * MINUTE)


def test_every_anchor_of_a_contract_has_its_instant() -> None:
    tale = begun()
    tale.add(3, MilestoneReached("", "detected"))
    tale.add(8, Classified(RUN, "minor", "", {}))
    tale.add(9, MilestoneReached("", "declared"))
    record = record_of(tale.stored)
    anchors = ("onset", "detected", "ticket", "classified", "declared")
    found = [instant(record, name) for name in anchors]

    assert [x and x.at // MINUTE for x in found] == [-4, 3, 3, 8, 9]
    assert instant(record, "normal") is None


def test_a_contract_that_counts_from_what_never_came_has_no_clock() -> None:
    tale = begun(plan=counting_from("declared"))
    tale.add(90, DrillEnded("director"), "director")
    assert [clock.client for clock in measured(tale).clocks] == ["bank"]

    declared = begun(plan=counting_from("declared"))
    declared.add(30, MilestoneReached("", "declared"))
    declared.add(90, DrillEnded("director"), "director")
    clocks = {clock.client: clock for clock in measured(declared).clocks}
    assert clocks["shops"].counted_ms == 60 * MINUTE


def test_a_client_the_company_does_not_know_has_no_clock() -> None:
    tale = begun(items=(ItemListed("shed", "site", 1, 1, "nobody"),))

    assert measured(tale).clocks == ()
    assert client_clocks(read_record(tale.stored, Books()), ()) == ()


def test_a_contract_is_kept_by_its_promise_when_the_table_is_not_kept() -> None:
    tale = begun()
    tale.promise(0, "sla:bank", "sla", "bank", 240, "ticket")
    tale.kept(50, "sla:bank")
    tale.add(90, DrillEnded("director"), "director")
    clocks = {clock.client: clock for clock in measured(tale).clocks}

    assert clocks["bank"].counted_ms == 50 * MINUTE


def test_the_first_of_two_workarounds_is_when_users_were_back() -> None:
    tale = begun()
    tale.add(20, ItemMarked("tills", "workaround"), "client-manager")
    tale.add(40, ItemMarked("tills", "workaround"), "client-manager")
    tale.add(90, DrillEnded("director"), "director")
    rows = {row.item: row for row in measured(tale).items}

    assert rows["tills"].marks["workaround"].at == 20 * MINUTE


def test_without_a_table_nobody_is_without_service() -> None:
    found = measured(begun(items=()))

    assert found.items == ()
    assert found.get("user-minutes") is None


def test_an_audience_that_heard_nothing_was_not_told() -> None:
    assert told(record_of(begun().stored), "clients", ()) is None


CREWS = """
runbook: crews
department: network-operations
title: Crews
owner: noc-lead
phases:
  work:
    lanes:
      crew:
        each: {site: [city-node, port]}
        phases: {done: {final: true}}
    leads-to: {done: normal}
  normal: {final: true}
"""


def test_a_lane_that_is_repeated_is_found_once_for_each_and_nowhere_else() -> None:
    tale = begun()
    joined = RunJoined("crews", "network-operations/crews", "", {"crews.yaml": CREWS})
    tale.add(5, joined, "director")
    record = record_of(tale.stored)
    second = find(record, "crews", "work/crew-port")

    assert second is not None
    assert second.words == (("site", "port"),)
    assert find(record, "crews", "work/crew-elsewhere") is None
    assert find(record, RUN, "restore/repair-port") is None


def test_silence_is_counted_only_from_a_declaration() -> None:
    tale = begun()
    tale.promise(0, "tell:clients", "tell", "clients", 15, "declared")
    tale.kept(5, "tell:clients")

    assert all(hearing.gaps == () for hearing in measured(tale).hearings)


def test_clients_of_one_outage_are_one_trouble_and_other_steps_are_others() -> None:
    tale = begun()
    for name, kind, subject in (
        ("sla:bank", "sla", "bank"),
        ("sla:shops", "sla", "shops"),
        ("a#1", "step-target", f"{RUN}/triage/confirm"),
        ("a#2", "step-target", f"{RUN}/triage/confirm#2"),
        ("b#1", "step-target", f"{RUN}/triage/declare"),
    ):
        tale.promise(0, name, kind, subject, 10, run="" if kind == "sla" else RUN)
        tale.broken(10, name)
        tale.kept(30, name)

    found = [p.subject for p in worst(measured(tale).promises)]
    assert found == ["bank", f"{RUN}/triage/confirm", f"{RUN}/triage/declare"]


def test_a_released_inject_is_not_held_any_more() -> None:
    tale = begun()
    tale.add(1, InjectHeld("hint"))
    tale.add(2, InjectHeld("second-cut"))
    tale.add(3, InjectReleased("hint"))
    tale.add(9, ScenarioRevealed(scenario_text(), "0"))
    fates = {row.inject: row.fate for row in measured(tale).injects}

    assert (fates["hint"], fates["second-cut"]) == ("not-come", "held")


def test_what_was_expected_is_met_if_nobody_knows_within_what_time() -> None:
    tale = begun()
    tale.add(1, news("alarm", expects=1))
    tale.add(50, ExpectationMet("alarm", 1))
    [row] = measured(tale).expectations

    assert (row.standing, row.within_ms) == ("met", None)
