"""Every kind of entry has its sentence, in both languages."""

from dataclasses import MISSING, fields
from typing import Any, get_args

import pytest

from drillkit.engine import amendments, events
from drillkit.engine.events import Event, JourneyLeg, PlanAmended
from drillkit.language import LANGUAGES, Language
from drillkit.review.books import record_of
from drillkit.review.reader import Reader
from drillkit.review.telling import department_of, kind_of, kinds, tell
from tests.review.tale import RUN, Tale, began, whole_drill

RECORD = record_of(whole_drill().stored)
# A value for each field that an event of this kind needs.
SAMPLE: dict[str, Any] = {
    "run": RUN, "runbook": RUN, "path": "triage/confirm", "verb": "do", "crew": {},
    "visit": 2, "order": 0, "how": "done", "outcome": "done", "name": "declared",
    "count": 3, "total": 12, "facts": {"scale": "city", "ok": True, "n": 4},
    "level": "critical", "was": "minor", "obligation": "confirm#1", "due": None,
    "kind": "sla", "subject": "bank", "anchor": "ticket", "anchored_at": 0, "limit": 1,
    "by": "noc-lead", "until_ms": 1_795_500_000_000, "reason": "a reason", "call": "c1",
    "role": "noc-lead", "answer": "received", "audience": "clients",
    "says": {"en": "words"}, "next_due": 60_000, "notice": "regulator", "request": "r1",
    "provider": "volga-fibre", "service": "repair", "journey": "j1",
    "legs": (JourneyLeg("city-node", "island", 0, 60_000),), "leg": 0, "store": "main",
    "part": "card", "left": 2, "client": "bank", "code": "client-power-off",
    "stopped_at": 0, "item": "tills", "milestone": "workaround", "restored_at": 60_000,
    "inject": "alarm", "to": "network-operations", "via": "phone", "sender": {},
    "number": 1, "what": "go on", "text": "words", "objective": "normalise",
    "rating": "P", "seq": 3, "move": "SettleStep", "department": "network-operations",
    "wall_ms": 0, "numerator": 4, "denominator": 1, "waits": ("a", "b"), "hash": "0",
    "phase": "triage", "step": "call", "target": 60_000, "site": "city-node",
    "opens": 0, "closes": 60_000, "lines": (), "message": "c1",
    "sort": "improve", "whom": "the shift", "heard": "they come", "answers": {},
    "channel": "phone", "dues": {"answer:c1": 1_795_500_000_000},
}  # fmt: skip
OF: dict[str, dict[str, Any]] = {
    "MoveRefused": {"why": "{what} is over", "words": {"what": "it"}},
    "StepWaited": {"why": "window"},
    "ObligationMoved": {"why": "level"},
    "ObligationClosed": {"why": "overtaken"},
    "CallMade": {"why": "alarm"},
    "DecisionTaken": {"why": "because"},
    "RequestAnswered": {"outcome": "done"},
    "DrillEnded": {"how": "time"},
    "StepAdded": {"text": {"en": "Call the guard"}},
    "InjectDelivered": {"number": "tel"},
    "Jumped": {"to": 3_600_000},
    "InstantStated": {"instant": "onset", "time": -60_000, "source": "radio"},
}


def sample(kind: type[Any]) -> Any:
    if kind is events.DrillBegan:
        return began()
    if kind is PlanAmended:
        return PlanAmended(sample(amendments.StepDropped), "no longer needed")
    values = SAMPLE | OF.get(kind.__name__, {})
    needed = [
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    ]
    return kind(**{name: values[name] for name in needed})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_every_kind_is_told_without_a_brace_left_open(
    kind: type[Any], lang: Language
) -> None:
    said = tell(Reader(lang, RECORD), sample(kind))

    assert said
    assert "{" not in said
    assert not said.endswith((": ", ":"))


@pytest.mark.parametrize("change", get_args(amendments.Change))
def test_every_amendment_is_told(change: type[Any]) -> None:
    event = PlanAmended(sample(change), "a reason")

    said = tell(Reader("en", RECORD), event)

    assert said.startswith("Plan amended: ")
    assert said.endswith("a reason")


def test_kinds_are_named_as_they_are_stored() -> None:
    assert kind_of(sample(events.PhaseEntered)) == "phase-entered"
    assert len(kinds()) == len(set(kinds())) == len(get_args(Event))


def test_an_entry_belongs_to_the_department_of_its_run_or_of_whom_it_went_to() -> None:
    reader = Reader("en", RECORD)
    homes = {kind_of(h.event): department_of(reader, h) for h in RECORD.happenings}

    assert homes["phase-entered"] == "network-operations"
    assert homes["inject-delivered"] == "client-care"
    assert homes["drill-ended"] == ""


def test_words_of_the_author_stand_behind_a_dash() -> None:
    tale = Tale()
    tale.stored = whole_drill().stored[:]
    said = tell(Reader("en", RECORD), sample(events.InjectSkipped))

    assert said == "Inject skipped: “All ports down.”"
    skipped = events.InjectSkipped("alarm", "it rained")
    assert tell(Reader("en", RECORD), skipped) == f"{said} – it rained"
