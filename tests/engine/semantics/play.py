"""A drill told in one call: texts and moves in, lines out.

``lived`` reads a runbook written as its phases alone, plays moves of the form
``("10m", SettleStep(...))`` and gives back what happened, entry by entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from textwrap import dedent

from drillkit.engine import commands
from drillkit.engine.charts import Play
from drillkit.engine.commands import Act, Begin, Move, Pass
from drillkit.engine.compile import began, compile_play
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.evolve import evolve, replay
from drillkit.plan.read import Plan, read_texts
from drillkit.plan.scalars.durations import read_duration

RUN = "ops/fix"
CARE = "care/talk"
MINUTE = 60_000
HOUR = 60 * MINUTE

COMPANY = """
organisation: Example
timezone: Europe/Moscow
levels:
  crisis:
    acknowledge-within: 5m
    restore-within: 2h
    tell: {board: 15m, clients: 15m}
    update: {clients: 20m}
  minor:
    acknowledge-within: 10m
    restore-within: 4h
    tell: {board: 1h}
    update: {clients: 30m}
until-classified: minor
audiences:
  board: {roles: [chief, lawyer], by: chief}
  clients: {by: speaker}
  court: {roles: [lawyer], by: chief, answer: written}
notices:
  first: {from: crisis, within: {classified: 4h, detected: 24h}, by: lawyer}
  last: {within: {first: 1 month}, by: lawyer}
departments:
  ops:
    roles:
      worker: {people: 3, deputy: boss}
      boss: {deputy: chief}
  care:
    roles:
      speaker: {people: 2}
  head:
    roles:
      chief: {deputy: lawyer}
      lawyer: {}
providers:
  fibre:
    restore-within: 3h
    acknowledge-within: 15m
    services: {repair: {}, divert: {lead-time: 40m}}
stop-clocks: {no-access: {}, no-power: {}}
contracts:
  gold: {restore-within: 4h, stop-clock: [no-access, no-power]}
  office:
    restore-within: 4h
    hours: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"}
    stop-clock: [no-access]
clients:
  mine: {contract: gold, sites: [island]}
  shop: {contract: office}
sites:
  base: {}
  port: {timezone: Asia/Sakhalin}
  island:
    timezone: Asia/Sakhalin
    access: {days: [tue, thu], from: "17:00", to: "19:00"}
stores:
  depot: {at: base, parts: {router: 1}}
legs:
  - {from: base, to: port, takes: 2h, departs: ["10:00", "12:00"], check-in: 30m}
  - {from: port, to: island, takes: 30m}
"""

BOOK = """
runbook: {name}
department: {department}
title: A plan
owner: boss
"""

SCENARIO = """
scenario: story
title: A story
exercise: drill
lead: ops
"""


@dataclass(frozen=True)
class Life:
    """A drill that was lived, with every entry of it."""

    play: Play
    entries: tuple[Entry, ...]
    drill: Drill

    def lines(self, *kinds: str) -> list[str]:
        """The entries of these kinds, or all of them, as compact lines."""
        told = map(line, self.entries)
        return [x for x in told if not kinds or x.split()[1] in kinds]

    def after(self, *moves: tuple[str | int, Act]) -> "Life":
        """The same drill, lived on."""
        return played(self, moves)

    def said(self, kind: str) -> list[object]:
        """The events of one kind."""
        return [e.event for e in self.entries if kind_of(e.event) == kind]


def lived(
    phases: str,
    *moves: tuple[str | int, Act],
    care: str = "",
    scenario: str = "",
    company: tuple[str, str] = ("", ""),
    mode: str = "drill",
) -> Life:
    """What becomes of a drill of *phases*, a runbook of ops, under *moves*.

    *company* is something the company's text says, and what it says instead.
    """
    plan = plan_of(phases, care, scenario, company)
    event = began(plan, "story", drill="d", mode=mode, wall_ms=1_000_000)
    life = Life(_play(plan), (), Drill())
    return played(life, ((0, Begin(event)), *moves))


@lru_cache(maxsize=512)
def plan_of(
    phases: str, care: str = "", scenario: str = "", company: tuple[str, str] = ("", "")
) -> Plan:
    """The plan that these texts are, without a problem in its reading."""
    texts = {
        "organisation.yaml": COMPANY.replace(*company),
        "fix.yaml": BOOK.format(name="fix", department="ops") + dedent(phases),
    }
    runs = [RUN]
    if care:
        head = BOOK.format(name="talk", department="care")
        texts["talk.yaml"] = head + dedent(care)
        runs.append(CARE)
    story = f"{SCENARIO}{dedent(scenario)}\n"
    if "\nstarts:" not in story:
        story += "starts: 2026-11-24T09:00\n"
    if "\nruns:" not in story:
        story += f"runs: [{', '.join(runs)}]\n"
    if "\nends:" not in story:
        story += "ends: {at-latest: 100h}\n"
    texts["story.yaml"] = story
    plan, problems = read_texts(texts)
    assert not problems, problems
    return plan


@lru_cache(maxsize=512)
def _play(plan: Plan) -> Play:
    return compile_play(plan, "story")


def played(life: Life, moves: tuple[tuple[str | int, Act], ...]) -> Life:
    """*life*, with *moves* made in it."""
    entries, drill = list(life.entries), life.drill
    for at, act in moves:
        move = act if isinstance(act, Move) else Move(ms(at), act)
        for entry in decide(drill, move, life.play):
            entries.append(entry)
            drill = evolve(drill, entry)
    assert replay(entries) == drill
    return Life(life.play, tuple(entries), drill)


def ms(at: str | int) -> int:
    """A drill time as people write it."""
    return at if isinstance(at, int) else read_duration(at)


def said_by(who: str, at: str | int, act: Act, **origin: object) -> tuple[int, Act]:
    """A move with somebody behind it."""
    key = str(origin.pop("key", ""))
    return ms(at), Move(ms(at), act, Origin(who, **origin), key)


def done(path: str, outcome: str = "done", run: str = RUN) -> Act:
    """A step is done, or came out as *outcome*."""
    return commands.SettleStep(run, path, outcome)


def take(path: str, run: str = RUN) -> Act:
    """A step is taken in hand."""
    return commands.TakeStep(run, path)


PASS = Pass()


def kind_of(event: object) -> str:
    """``PhaseLeft`` is ``phase-left``."""
    name = type(event).__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def clock(at: int) -> str:
    """Drill time as a clock shows it, milliseconds only when there are some."""
    seconds, rest = divmod(at, 1000)
    shown = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{shown}.{rest:03}" if rest else shown


def line(entry: Entry) -> str:
    """One entry, short: its time, its kind, and what is worth comparing."""
    event = entry.event
    kind = kind_of(event)
    tell = TOLD.get(kind)
    words = tell(event) if tell else " ".join(_plain(event))
    return f"{clock(entry.at)} {kind} {words}".rstrip()


def _plain(event: object) -> list[str]:
    values = (getattr(event, f.name) for f in fields(event))  # type: ignore[arg-type]
    return [str(v) for v in values if isinstance(v, str | int) and v not in ("", None)]


def _due(event: object) -> str:
    due = getattr(event, "due")  # noqa: B009
    return "stands" if due is None else clock(due)


def _late(event: object) -> str:
    late = getattr(event, "late_by_classification")  # noqa: B009
    return " late-by-classification" if late else ""


def _step(event: object, *more: str) -> str:
    run, path = getattr(event, "run"), getattr(event, "path")  # noqa: B009
    return " ".join((f"{run}/{path}".removeprefix(f"{RUN}/"), *filter(None, more)))


def _milestone(event: object) -> str:
    run, name = getattr(event, "run"), getattr(event, "name")  # noqa: B009
    return f"{run}: {name}" if run else f"company: {name}"


TOLD: Mapping[str, Callable[..., str]] = {
    "drill-began": lambda e: e.drill,
    "run-began": lambda e: e.run,
    "phase-entered": lambda e: f"{_step(e)}#{e.visit}",
    "phase-left": lambda e: _step(e, e.how, e.outcome, e.to and f"-> {e.to}", e.reason),
    "milestone-reached": _milestone,
    "milestone-withdrawn": _milestone,
    "step-opened": lambda e: f"{_step(e)}#{e.visit}",
    "step-started": lambda e: _step(
        e, e.until is not None and f"until {clock(e.until)}"
    ),
    "step-waited": lambda e: _step(
        e, e.why, e.until is not None and f"until {clock(e.until)}"
    ),
    "step-resumed": lambda e: _step(
        e, e.until is not None and f"until {clock(e.until)}"
    ),
    "step-settled": lambda e: _step(
        e, e.how, "" if e.outcome in ("", "done") else e.outcome, e.reason
    ),
    "step-reopened": lambda e: _step(e, *e.withdrawn),
    "obligation-opened": lambda e: f"{e.obligation} due {_due(e)}{_late(e)}",
    "obligation-moved": lambda e: f"{e.obligation} {e.why} due {_due(e)}{_late(e)}",
    "obligation-closed": lambda e: f"{e.obligation} {e.why}",
    "call-made": lambda e: " ".join(
        filter(
            None, (e.call, e.role, e.why, e.deputy_for and f"deputy for {e.deputy_for}")
        )
    ),
    "classified": lambda e: f"{e.run} {e.was} -> {e.level}",
    "level-changed": lambda e: f"{e.was} -> {e.level}",
    "inject-delivered": lambda e: e.inject,
    "journey-planned": lambda e: ", ".join(
        f"{x.origin} {clock(x.departs_at)} - {clock(x.arrives_at)} {x.destination}"
        for x in e.legs
    ),
    "move-refused": lambda e: f"{e.move}: {e.why.format(**e.words)}",
    "drill-ended": lambda e: e.how,
    "scenario-revealed": lambda e: "story",
    "drill-stalled": lambda e: ", ".join(e.waits),
    "facts-reported": lambda e: ", ".join(f"{k}={v}" for k, v in e.facts.items()),
    "update-sent": lambda e: (
        f"{e.audience} next {'never' if e.next_due is None else clock(e.next_due)}"
    ),
}
