"""The other execution: perfect players at the real engine, in virtual time.

They draw by the kernel's keys and take exactly the time that was drawn; everything else
is `decide` and `evolve`.  Written from the rules, not from the kernel: what is here as
names and dataclasses is there as numbers.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from drillkit.conduct.players.crews import Crews, Waiting
from drillkit.engine import commands, events
from drillkit.engine.agenda import next_due
from drillkit.engine.calendar import closes_at, is_open, next_open
from drillkit.engine.charts import Chart, Play, Step
from drillkit.engine.commands import Act, Begin, Move, Pass
from drillkit.engine.decide import decide
from drillkit.engine.decide.turn import step_id
from drillkit.engine.draws import choose, key_of, sample_ms, table, uniforms
from drillkit.engine.drill import Drill, StepState
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan, FactValue
from drillkit.engine.evolve import evolve
from drillkit.engine.evolve.people import LADDER
from drillkit.forecast import players
from drillkit.forecast.steps import law_of, outcomes_of

ANSWER, FINISH, PROVIDER, WATCH, WORD = range(5)
AFTER_STEPS = 10_000


@dataclass(order=True)
class Planned:
    """An act at a time; at one instant by its sort and its place."""

    at: int
    sort: int
    place: int
    count: int
    subject: str = field(compare=False)
    act: Act | None = field(compare=False, default=None)


class Driver:
    """One replication at the engine."""

    def __init__(
        self,
        play: Play,
        began: DrillBegan,
        facts: Mapping[str, Mapping[str, FactValue]],
        seed: int,
        replication: int,
    ) -> None:
        self.play, self.began, self.facts = play, began, facts
        self.seed, self.replication = seed, replication
        self.drill = Drill()
        self.entries: list[Entry] = []
        self.heap: list[Planned] = []
        self.valid: dict[str, int] = {}
        self.aside: dict[str, tuple[int, Planned]] = {}
        self.count = 0
        self.crews = Crews(play.company.roles)
        self.granted: deque[Waiting] = deque()
        self.marks: deque[str] = deque()
        self.unheard: dict[str, list[events.StepOpened]] = {}
        self.ladder: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.word_state: dict[str, str] = {}
        self.orders = {
            (run.run, path): number * AFTER_STEPS + place
            for number, run in enumerate(began.runs)
            for place, path in enumerate(play.charts[run.runbook].steps)
        }

    # -- The loop. --

    def live(self) -> "Driver":
        """From STARTEX to the end, or until nothing can happen any more."""
        self.move(0, Begin(self.began))
        while not self.drill.is_over:
            due = next_due(self.drill, self.play, self.charts())
            planned = self.next_planned()
            shift = self.next_shift()
            times = [due.at if due else None, planned and planned.at, shift]
            known = [at for at in times if at is not None]
            if not known or len(self.entries) > 60_000:
                break
            at = max(self.drill.at, min(known))
            if planned and planned.at <= at:
                self.act(heappop(self.heap))
            elif shift == at:
                self.share_out(at)
                self.follow(at)
            else:
                self.move(at, Pass())
        return self

    def move(self, at: int, act: Act) -> None:
        """Let something happen, and all that people at once do about it."""
        self.one_move(at, act)
        self.follow(at)

    def one_move(self, at: int, act: Act) -> None:
        entries = decide(self.drill, Move(at, act), self.play)
        for entry in entries:
            self.drill = evolve(self.drill, entry)
            assert not isinstance(entry.event, events.MoveRefused), entry
        self.entries += entries
        self.shifted_at = -1
        if not self.drill.is_over:
            for entry in entries:
                self.notice(entry.at, entry.event)
            self.share_out(self.drill.at)

    def follow(self, at: int) -> None:
        """Mark what is back and take what was given, in the order given."""
        while not self.drill.is_over:
            if self.marks:
                name = self.marks.popleft()
                for item in self.drill.items.values():
                    if name not in item.marks:
                        self.one_move(at, commands.MarkItem(item.item, name))
            elif self.granted:
                work = self.granted.popleft()
                if work.run == "":
                    self.take_word(at, work)
                elif (state := self.state(work.run, work.path, work.visit)) and (
                    state.status == "open"
                ):
                    self.one_move(at, commands.TakeStep(work.run, work.path))
            else:
                return

    def next_planned(self) -> Planned | None:
        while self.heap and self.valid.get(self.heap[0].subject) != self.heap[0].count:
            heappop(self.heap)
        return self.heap[0] if self.heap else None

    def plan(self, at: int, sort: int, place: int, subject: str, act: Act | None):
        self.count += 1
        planned = Planned(at, sort, place, self.count, subject, act)
        self.valid[subject] = self.count
        heappush(self.heap, planned)
        return planned

    def act(self, planned: Planned) -> None:
        del self.valid[planned.subject]
        if planned.sort == WORD:
            self.want_word(planned)
        elif planned.subject.startswith("word:"):
            audience = planned.subject.removeprefix("word:")
            self.move(planned.at, commands.SendUpdate(audience, {"": "word"}))
        elif planned.sort == ANSWER:
            call = self.drill.calls.get(planned.subject)
            if call and "acknowledged" not in self.drill.runs[call.run].milestones:
                self.move(planned.at, planned.act)
        elif planned.sort == PROVIDER:
            # A provider goes on when the phase is left, and reports all the same.
            self.move(planned.at, planned.act)
        else:
            self.move(planned.at, planned.act)

    # -- What people see, and what they mean to do about it. --

    def notice(self, at: int, event: object) -> None:
        match event:
            case events.CallMade():
                self.called(at, event)
            case events.StepOpened():
                self.opened(at, event)
            case events.StepStarted():
                self.started(at, event)
            case events.StepWaited():
                self.waited(at, event)
            case events.StepResumed():
                subject = step_id(event.run, event.path, event.visit)
                left, planned = self.aside.pop(subject)
                self.plan(at + left, planned.sort, planned.place, subject, planned.act)
            case events.StepSettled():
                subject = step_id(event.run, event.path, event.visit)
                self.valid.pop(subject, None)
                self.aside.pop(subject, None)
                self.crews.release(subject)
            case events.FactsReported():
                self.reported(at, event)
            case events.MilestoneReached():
                self.reached(at, event)
            case events.ObligationOpened() | events.ObligationMoved():
                self.owes_word(at, event.obligation)
            case events.ObligationKept() | events.ObligationClosed():
                if event.obligation.startswith("update:"):
                    self.no_word(event.obligation)

    def called(self, at: int, event: events.CallMade) -> None:
        run = event.run
        if event.why not in LADDER:
            return
        if "acknowledged" in self.drill.runs[run].milestones:
            return
        number = self.ladder[run] = self.ladder.get(run, 0) + 1
        drawn = uniforms(self.seed, self.replication, key_of(f"{run}!call"), number)
        if drawn[1] < players.LOST_SHARE:
            return
        is_slow = drawn[1] < players.LOST_SHARE + players.SLOW_SHARE
        after = sample_ms(table(players.SLOW if is_slow else players.PROMPT), drawn[0])
        place = int(event.call.removeprefix("call-"))
        act = commands.AnswerCall(event.call, event.answer)
        self.plan(at + after, ANSWER, place, event.call, act)

    def is_unheard(self, run: str) -> bool:
        calls = self.drill.calls.values()
        is_called = any(c.run == run and c.why in LADDER for c in calls)
        return is_called and "acknowledged" not in self.drill.runs[run].milestones

    def opened(self, at: int, event: events.StepOpened) -> None:
        state = self.state(event.run, event.path, event.visit)
        if state is None or state.status != "open" or event.verb == "await":
            return
        if self.is_unheard(event.run):
            self.unheard.setdefault(event.run, []).append(event)
            return
        if event.verb == "watch":
            self.plan_watch(at, event.run, event.path, event.visit)
            return
        level = self.drill.runs[event.run].level or self.drill.level
        self.crews.want(
            Waiting(
                step_id(event.run, event.path, event.visit),
                event.run,
                event.path,
                event.visit,
                event.crew,
                self.play.company.levels[level].rank,
                at,
                self.orders[event.run, event.path],
            )
        )

    def plan_watch(self, at: int, run: str, path: str, visit: int) -> None:
        step = self.step(run, path)
        act = commands.ReportFacts(run, self.known(run, [step.about]))
        place = self.orders[run, path]
        self.plan(at + step.every, WATCH, place, step_id(run, path, visit), act)

    def known(self, run: str, names: object) -> dict[str, FactValue]:
        facts = self.facts[self.drill.runs[run].runbook]
        return {name: facts[name] for name in names}

    def reported(self, at: int, event: events.FactsReported) -> None:
        run = self.drill.runs[event.run]
        for step in self.chart(event.run).steps.values():
            state = run.steps.get(step.path)
            if step.verb != "watch" or step.about not in event.facts or not state:
                continue
            if state.status != "settled" and not self.is_unheard(event.run):
                self.plan_watch(at, event.run, step.path, state.visit)

    def started(self, at: int, event: events.StepStarted) -> None:
        step = self.step(event.run, event.path)
        if self.state(event.run, event.path, event.visit) is None:
            return
        key = key_of(f"{event.run}/{event.path}")
        drawn = uniforms(self.seed, self.replication, key, event.visit)
        names, shares = outcomes_of(step, is_real=bool(self.began.items))
        outcome = choose(tuple(zip(names, shares, strict=True)), drawn[1])
        law = law_of(step, self.play)
        takes = 0 if law is None else sample_ms(table(law), drawn[0])
        place = self.orders[event.run, event.path]
        subject = step_id(event.run, event.path, event.visit)
        if step.verb == "request":
            act: Act = commands.AnswerRequest(subject, outcome)
            # Not the step's own subject: it goes on when the phase is left.
            self.plan(at + takes, PROVIDER, place, f"provider:{subject}", act)
            return
        if step.verb in ("await", "watch") or law is None:
            return
        if step.verb == "ask":
            act = commands.ReportFacts(event.run, self.known(event.run, step.asks))
        elif step.verb in ("roll-call", "batch") and outcome == "done":
            act = commands.Count(event.run, event.path, step.total)
        else:
            act = commands.SettleStep(event.run, event.path, outcome)
        self.plan(at + takes, FINISH, place, subject, act)

    def waited(self, at: int, event: events.StepWaited) -> None:
        subject = step_id(event.run, event.path, event.visit)
        verb = self.step(event.run, event.path).verb
        if event.why == "window":
            number = self.valid.pop(subject)
            [planned] = [p for p in self.heap if p.count == number]
            self.aside[subject] = (planned.at - at, planned)
        elif verb != "travel":
            self.crews.release(subject)

    def reached(self, at: int, event: events.MilestoneReached) -> None:
        if not event.run:
            return
        if event.name == "acknowledged":
            for step in self.unheard.pop(event.run, ()):
                self.opened(at, step)
        run = self.drill.runs[event.run]
        counted = {c.counts_until for c in self.play.company.clients.values()}
        if run.department == self.drill.lead and event.name in OF_ITEMS | counted:
            self.marks.append(event.name)

    # -- Words to audiences. --

    def owes_word(self, at: int, name: str) -> None:
        owed = self.drill.obligations.get(name)
        if owed is None or owed.kind != "update" or owed.due is None:
            return
        audience = owed.subject
        if self.word_state.get(audience, "") not in ("", "planned"):
            return
        self.word_state[audience] = "planned"
        when = max(at, owed.due - players.WORD_LEAD)
        place = self.word_place(audience)
        self.plan(when, WORD, place, f"owed:{audience}", None)

    def word_place(self, audience: str) -> int:
        number = list(self.play.company.audiences).index(audience)
        return len(self.began.runs) * AFTER_STEPS + number

    def no_word(self, name: str) -> None:
        audience = name.removeprefix("update:").partition("@")[0]
        self.valid.pop(f"owed:{audience}", None)
        self.valid.pop(f"word:{audience}", None)
        self.word_state[audience] = ""
        self.crews.release(f"word:{audience}")

    def want_word(self, planned: Planned) -> None:
        audience = planned.subject.removeprefix("owed:")
        self.word_state[audience] = "waiting"
        by = self.play.company.audiences[audience].by
        self.crews.want(
            Waiting(
                f"word:{audience}",
                "",
                audience,
                0,
                {by: 1} if by else {},
                self.play.company.levels[self.drill.level].rank,
                planned.at,
                self.word_place(audience),
            )
        )
        self.share_out(planned.at)
        self.follow(planned.at)

    def take_word(self, at: int, work: Waiting) -> None:
        audience = work.path
        if self.word_state.get(audience) != "waiting":
            return
        self.word_state[audience] = "writing"
        number = self.words[audience] = self.words.get(audience, 0) + 1
        key = key_of(f"update:{audience}")
        drawn = uniforms(self.seed, self.replication, key, number)
        takes = sample_ms(table(players.WORD), drawn[0])
        place = self.word_place(audience)
        self.plan(at + takes, FINISH, place, f"word:{audience}", None)

    # -- People on duty. --

    def share_out(self, at: int) -> None:
        self.granted.extend(self.crews.share_out(self.drill.starts_ms + at))
        self.shifted_at = at

    def next_shift(self) -> int | None:
        """When somebody comes or goes for whom work waits."""
        story = self.drill.starts_ms + max(self.drill.at, self.shifted_at)
        changes = list(self.changes(story))
        return min(changes, default=None)

    def changes(self, story: int) -> Iterator[int]:
        roles = self.play.company.roles
        for one in self.crews._waiting.values():
            for role in one.crew:
                for other in self.crews._line(role):
                    hours = roles[other].hours
                    if is_open(hours, story):
                        at = closes_at(hours, story)
                    else:
                        at = next_open(hours, story)
                    if at is not None:
                        yield at - self.drill.starts_ms

    # -- Looking things up. --

    def charts(self) -> dict[str, Chart]:
        return {run.run: self.play.charts[run.runbook] for run in self.began.runs}

    def chart(self, run: str) -> Chart:
        return self.play.charts[self.drill.runs[run].runbook]

    def step(self, run: str, path: str) -> Step:
        return self.chart(run).steps[path]

    def state(self, run: str, path: str, visit: int) -> StepState | None:
        state = self.drill.runs[run].steps.get(path)
        if state is None or state.visit != visit or state.status == "settled":
            return None
        return state


OF_ITEMS = {"workaround", "restored-reported", "restored-confirmed", "normal"}


def told(entries: list[Entry]) -> list[tuple[int, str, str]]:
    """Every phase entered and left, milestone reached and step settled, in order."""
    lines = []
    for entry in entries:
        match entry.event:
            case events.PhaseEntered(run=run, path=path):
                lines.append((entry.at, "entered", f"{run}/{path}"))
            case events.PhaseLeft(run=run, path=path):
                lines.append((entry.at, "left", f"{run}/{path}"))
            case events.MilestoneReached(run=run, name=name):
                lines.append((entry.at, "reached", f"{run}: {name}"))
            case events.StepStarted(run=run, path=path):
                lines.append((entry.at, "started", f"{run}/{path}"))
            case events.StepSettled(run=run, path=path):
                lines.append((entry.at, "settled", f"{run}/{path}"))
    return lines
