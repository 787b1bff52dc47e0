"""A hand-made drill, minute by minute, so that every figure can be reckoned by hand.

Two departments, two clients, a failed check, a late entry, a correction, a void
entry, hostile notes.  Minutes are drill time; the numbers that entries get are kept
by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drillkit.engine.amendments import StepRetimed
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    Classified,
    ClockStarted,
    ClockStopped,
    Corrected,
    DecisionTaken,
    DrillBegan,
    DrillEnded,
    Event,
    ExpectationMet,
    ExpectationMissed,
    FactsReported,
    InjectDelivered,
    InjectHeld,
    InjectSkipped,
    ItemListed,
    ItemMarked,
    LevelChanged,
    MilestoneReached,
    MilestoneWithdrawn,
    NoteWritten,
    ObligationBroken,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    Observed,
    PhaseEntered,
    PhaseLeft,
    PlanAmended,
    Rated,
    RequestAnswered,
    RequestMade,
    RunBegan,
    RunListed,
    ScenarioRevealed,
    StepOpened,
    StepResumed,
    StepSettled,
    StepWaited,
    StopReversed,
    TimeOutBegan,
    TimeOutEnded,
    UpdateSent,
)
from drillkit.log.line import Stored
from drillkit.plan.read import read_texts

MINUTE = 60_000
RUN = "network-operations/outage"
PLAN = Path(__file__).parent / "plan"
# 2026-11-24T09:00 in Moscow.
STARTS_MS = 1_795_500_000_000

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} {% raw %} "
    "\x1b[31mred\x1b[0m \u202eright to left\u202c | cell | `code` # head"
)


def plan_texts() -> dict[str, str]:
    names = ("organisation.yaml", "outage.yaml")
    return {name: (PLAN / name).read_text("utf-8") for name in names}


def scenario_text() -> str:
    return (PLAN / "scenario.yaml").read_text("utf-8")


@dataclass
class Tale:
    """Entries in the order told; ``names`` remembers the numbers of some."""

    stored: list[Stored] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        minute: float,
        event: Event,
        by: str = "",
        *,
        name: str = "",
        happened: float | None = None,
        why_late: str = "",
        written_by: str = "",
    ) -> int:
        seq = len(self.stored) + 1
        origin = None
        if by:
            told = None if happened is None else round(happened * MINUTE)
            origin = Origin(by, written_by, "", told, why_late)
        entry = Entry(round(minute * MINUTE), event, origin)
        wall = STARTS_MS + entry.at
        self.stored.append(Stored(seq, wall, f"{seq:064x}", entry))
        if name:
            self.names[name] = seq
        return seq

    def promise(
        self,
        minute: float,
        obligation: str,
        kind: str,
        subject: str,
        limit: float,
        anchor: str = "opened",
        run: str = "",
        anchored: float | None = None,
    ) -> int:
        since = minute if anchored is None else anchored
        return self.add(
            minute,
            ObligationOpened(
                obligation,
                kind,  # type: ignore[arg-type]
                subject,
                run,
                anchor,
                round(since * MINUTE),
                round(limit * MINUTE),
                round((since + limit) * MINUTE),
            ),
            name=f"owed {obligation}",
        )

    def kept(self, minute: float, obligation: str) -> int:
        return self.add(minute, ObligationKept(obligation), name=f"kept {obligation}")

    def broken(self, minute: float, obligation: str) -> int:
        return self.add(
            minute, ObligationBroken(obligation), name=f"broken {obligation}"
        )


def began(**changes: object) -> DrillBegan:
    facts: dict[str, object] = {
        "drill": "node-lost-1",
        "mode": "drill",
        "scenario": "node-lost",
        "scenario_hash": "5" * 64,
        "title": {"en": "A node is lost", "ru": "Потерян узел"},
        "exercise": "functional",
        "lead": "network-operations",
        "runs": (RunListed(RUN, RUN),),
        "items": (
            ItemListed("bank-net", "service", 2, 900, "bank"),
            ItemListed("tills", "service", 3, 350, "shops"),
        ),
        "level": "critical",
        "starts_ms": STARTS_MS,
        "zone": "Europe/Moscow",
        "onset": -4 * MINUTE,
        "ends_when": "normal",
        "ends_at": 480 * MINUTE,
        "plan": plan_texts(),
        "plan_hash": "7" * 64,
        "wall_ms": STARTS_MS,
        "seed": 1,
        "program": "drillkit 0.1.0",
    }
    return DrillBegan(**(facts | changes))  # type: ignore[arg-type]


def begun(**changes: object) -> Tale:
    tale = Tale()
    tale.add(0, began(**changes), "director", name="began")
    return tale


def whole_drill() -> Tale:
    """The drill from STARTEX to ENDEX at minute 125."""
    tale = begun()
    _triage(tale)
    _restore(tale)
    _clients(tale)
    _check_again(tale)
    _end(tale)
    return tale


def _triage(tale: Tale) -> None:
    tale.add(0, RunBegan(RUN, "network-operations"))
    tale.add(0, PhaseEntered(RUN, "triage", 1, 0), name="triage")
    tale.add(0, StepOpened(RUN, "triage/confirm", 1, "do", {"noc-engineer": 1}))
    tale.promise(0, "confirm#1", "step-target", f"{RUN}/triage/confirm", 3, run=RUN)
    tale.promise(0, "triage#1", "phase-target", f"{RUN}/triage", 10, run=RUN)
    tale.add(0, MilestoneReached("", "detected"), name="detected")
    tale.promise(0, "restore:company", "restore", "company", 240, "detected")
    tale.promise(0, "sla:bank", "sla", "bank", 240, "ticket")
    tale.promise(0, "sla:shops", "sla", "shops", 60, "ticket")
    says = {"en": "All ports down.", "ru": "Все порты недоступны."}
    tale.add(
        0,
        InjectDelivered("alarm", "network-operations", "message", {}, says, 0, 1),
        name="alarm",
    )
    call = CallMade("c1", RUN, "noc-engineer", "alarm", RUN, "took-charge", 1)
    tale.add(0, call, name="c1")
    tale.promise(0, "answer:c1", "acknowledge", "noc-engineer", 5, "called", RUN)
    tale.add(2, CallAnswered("c1", "took-charge"), "noc-engineer", name="c1 answered")
    tale.kept(2, "answer:c1")
    tale.broken(3, "confirm#1")
    done = StepSettled(RUN, "triage/confirm", 1, "done", "done", "")
    tale.add(5, done, "noc-engineer", name="confirmed")
    tale.kept(5, "confirm#1")
    tale.add(5, ExpectationMet("alarm", 1), name="alarm met")
    tale.add(5, StepOpened(RUN, "triage/declare", 1, "decide", {"noc-lead": 1}))
    tale.add(8, FactsReported(RUN, {"scale": "site"}), "noc-engineer")
    tale.add(8, Classified(RUN, "minor", "", {"scale": "site"}), name="first class")
    tale.add(8, LevelChanged("minor", "critical"), name="to minor")
    tale.broken(10, "triage#1")
    tale.add(11, FactsReported(RUN, {"scale": "city"}), "noc-engineer")
    tale.add(11, Classified(RUN, "critical", "minor", {"scale": "city"}), name="class")
    tale.add(11, LevelChanged("critical", "minor"), name="to critical")
    tale.add(12, StepSettled(RUN, "triage/declare", 1, "done", "real"), "noc-lead")
    tale.add(12, PhaseLeft(RUN, "triage", 1, "outcome", "real", "restore"))
    tale.kept(12, "triage#1")
    tale.add(12, MilestoneReached(RUN, "declared"))
    tale.add(12, MilestoneReached("", "declared"), name="declared")
    tale.promise(12, "tell:executives", "tell", "executives", 15, "declared")
    tale.promise(12, "tell:clients", "tell", "clients", 15, "declared")
    tale.promise(12, "notice:regulator", "notice", "regulator", 240, "declared")
    jumped = ObligationMoved("notice:regulator", None, "jumped", 240 * MINUTE)
    tale.add(12, jumped)


def _restore(tale: Tale) -> None:
    tale.add(12, PhaseEntered(RUN, "restore", 1, 1), name="restore")
    tale.add(12, PhaseEntered(RUN, "restore/repair/field", 1, 2))
    tale.promise(12, "restore#1", "phase-target", f"{RUN}/restore#1", 60, run=RUN)
    tale.add(12, StepOpened(RUN, "restore/repair/field/splice", 1, "request", {}))
    tale.add(12, StepOpened(RUN, "restore/repair/field/sign", 1, "approve", {}))
    for call, role, minute in (
        ("c2", "technical-director", 14),
        ("c3", "chief-executive", 14),
    ):
        tale.add(
            minute,
            CallMade(
                call, RUN, role, "tell", "executives", "received", audience="executives"
            ),
            name=call,
        )
        tale.promise(minute, f"answer:{call}", "answer", role, 5, "called", RUN)
    tale.add(
        15, RequestMade("r1", RUN, "splice", 1, "volga-fibre", "repair"), "noc-lead"
    )
    tale.promise(15, "provider-answer:r1", "provider", "volga-fibre", 15, run=RUN)
    tale.promise(15, "provider:r1", "provider", "volga-fibre", 60, run=RUN)
    tale.names["r1"] = len(tale.stored)
    tale.add(15, StepWaited(RUN, "restore/repair/field/splice", 1, "provider"))
    tale.add(18, CallAnswered("c2", "received"), "technical-director")
    tale.kept(18, "answer:c2")
    tale.broken(19, "answer:c3")
    tale.add(
        20,
        CallMade("c4", RUN, "noc-head", "no-answer", RUN, "took-charge", 2, "noc-lead"),
        name="c4",
    )
    tale.promise(20, "answer:c4", "acknowledge", "noc-head", 5, "called", RUN)
    tale.add(25, RequestAnswered("r1", "acknowledged"), "noc-lead", name="r1 heard")
    tale.kept(25, "provider-answer:r1")
    tale.broken(25, "answer:c4")
    tale.broken(27, "tell:executives")
    tale.add(29, CallAnswered("c3", "received"), "chief-executive", name="c3 answered")
    tale.kept(29, "answer:c3")
    tale.kept(29, "tell:executives")
    tale.add(30, TimeOutBegan("network-operations", "fire alarm"), "director")
    tale.add(35, TimeOutEnded("network-operations"), "director")
    tale.add(35, ObligationMoved("restore#1", 77 * MINUTE, "time-out", 60 * MINUTE))
    tale.add(
        45,
        StepSettled(RUN, "restore/repair/field/sign", 1, "done"),
        "noc-head",
        happened=32,
        why_late="on the telephone",
        written_by="log-keeper",
        name="signed",
    )
    tale.add(45, MilestoneReached("", "plan-approved"), name="plan approved")
    tale.add(46, Corrected(tale.names["c3 answered"], "wrong watch", "", 26 * MINUTE),
             "log-keeper", name="c3 corrected")  # fmt: skip


def _update(tale: Tale, minute: float, next_due: float | None) -> None:
    due = None if next_due is None else round(next_due * MINUTE)
    says = {"en": "We are working on it.", "ru": "Мы работаем."}
    event = UpdateSent("clients", RUN, "inform", says, due)
    tale.add(minute, event, "client-manager", name=f"update {minute}")


def _clients(tale: Tale) -> None:
    """In the order of time, the restoration going on in between."""
    tale.add(40, ClockStopped("bank", "client-not-available", "no guard"), "noc-lead",
             name="stop 1")  # fmt: skip
    # An update of minute 22 and injects were written when somebody had a hand free.
    _late_update(tale)
    _update(tale, 50, 70)
    tale.add(50, ClockStopped("bank", "site-access-refused"), "noc-lead", name="stop 2")
    tale.add(55, ClockStarted("bank", "client-not-available"), "noc-lead", name="go 1")
    tale.add(60, ClockStarted("bank", "site-access-refused"), "noc-lead", name="go 2")
    tale.broken(60, "sla:shops")
    tale.add(60, MilestoneReached("", "workaround"), name="workaround")
    tale.add(
        60, ItemMarked("bank-net", "workaround"), "noc-engineer", name="bank round"
    )
    tale.add(62, ItemMarked("tills", "workaround"), "noc-engineer", name="tills round")
    _update(tale, 68, 88)
    tale.add(70, ClockStopped("bank", "client-power-off"), "noc-lead", name="stop 3")
    tale.add(80, ClockStarted("bank", "client-power-off"), "noc-lead", name="go 3")
    tale.add(81, StopReversed("bank", "client-power-off", 70 * MINUTE, "had power"),
             "noc-lead", name="reversed")  # fmt: skip
    _update(tale, 86, 106)


def _late_update(tale: Tale) -> None:
    says = {"en": "What is happening?", "ru": "Что происходит?"}
    tale.add(
        47,
        UpdateSent("clients", RUN, "inform", {"en": "A node is lost."}, 42 * MINUTE),
        "client-manager",
        happened=22,
        name="update 22",
    )
    tale.kept(47, "tell:clients")
    delivered = InjectDelivered(
        "client-call", "client-care", "phone", {}, says, 25 * MINUTE, 1
    )
    tale.add(47, delivered, "director", happened=26, name="client-call")
    tale.add(48, ExpectationMissed("client-call", 1), name="client-call missed")
    tale.add(49, ExpectationMet("client-call", 1), "evaluator", happened=34,
             name="client-call met")  # fmt: skip
    tale.add(49, InjectHeld("second-cut"), "director", name="held")
    tale.add(49, InjectSkipped("hint", "not needed any more"), "director", name="hint")


def _check_again(tale: Tale) -> None:
    tale.add(88, RequestAnswered("r1", "done"), "noc-lead", name="r1 done")
    tale.kept(88, "provider:r1")
    tale.add(88, StepResumed(RUN, "restore/repair/field/splice", 1))
    tale.add(90, StepSettled(RUN, "restore/repair/field/splice", 1, "done"), "noc-lead")
    tale.add(90, PhaseLeft(RUN, "restore/repair/field", 1, "done", "done"))
    tale.add(90, PhaseLeft(RUN, "restore", 1, "done", "done", "verify"))
    tale.kept(90, "restore#1")
    tale.add(90, MilestoneReached("", "restored-reported"), name="reported 1")
    tale.add(90, PhaseEntered(RUN, "verify", 1, 3))
    tale.add(95, PhaseLeft(RUN, "verify", 1, "outcome", "bad", "restore"))
    tale.add(95, MilestoneWithdrawn("", "restored-reported"))
    tale.add(95, PhaseEntered(RUN, "restore", 2, 1))
    wrong = ItemMarked("tills", "restored-confirmed", "noc-lead")
    tale.add(100, wrong, "noc-lead", name="wrong mark")
    tale.add(101, Corrected(tale.names["wrong mark"], "another till", void=True),
             "noc-lead", name="void")  # fmt: skip
    tale.add(110, PhaseLeft(RUN, "restore", 2, "done", "done", "verify"))
    tale.add(110, MilestoneReached("", "restored-reported"), name="reported")
    tale.add(110, PhaseEntered(RUN, "verify", 2, 3))
    mark = ItemMarked("bank-net", "restored-confirmed", "client-manager")
    tale.add(115, mark, "client-manager", name="bank confirmed")
    tale.add(115, PhaseLeft(RUN, "verify", 2, "outcome", "good", "normal"))
    tale.add(115, MilestoneReached("", "restored-confirmed"), name="confirmed company")
    tale.kept(115, "restore:company")
    tale.kept(115, "sla:bank")
    _update(tale, 116, None)
    tale.add(118, MilestoneReached("", "normal"), name="normal")


def _end(tale: Tale) -> None:
    decision = DecisionTaken("Go on with the partner", "noc-lead", "Own crew is far")
    tale.add(119, decision, "noc-lead", name="decision")
    change = StepRetimed(RUN, "triage/confirm", 5 * MINUTE)
    tale.add(119, PlanAmended(change, "three minutes are too few"), "noc-lead")
    tale.add(120, NoteWritten(HOSTILE), "log-keeper", name="hostile")
    tale.add(
        125, DrillEnded("director", "exercise time is up"), "director", name="endex"
    )
    tale.add(125, ScenarioRevealed(scenario_text(), "5" * 64))
    tale.add(
        125,
        Rated("tell-executives", "S", "Reached, one by one", "executive"),
        "evaluator",
        name="rated",
    )
    tale.add(
        125,
        Observed("The deputy was not on the list", "network-operations", "speak"),
        "evaluator",
        name="observed",
    )


def problems_of(texts: dict[str, str]) -> Sequence[object]:
    return read_texts(texts)[1]
