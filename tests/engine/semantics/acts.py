"""Acts of every kind, likely and unlikely, thrown with the dice of a seed."""

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import get_args

from drillkit.engine import amendments, commands
from drillkit.engine.charts import Play
from drillkit.engine.commands import Act, Begin, Move
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin
from drillkit.engine.events import ItemListed

NOWHERE = ("", "nobody", "ops/nothing", "a|b#1", "work/")
ALL_ACTS = frozenset(get_args(Act))
HOUR = 3_600_000


class Throw:
    """What may be said to this drill now, a word at a time."""

    def __init__(self, dice: Random, drill: Drill, play: Play, begin: Begin) -> None:
        self.dice = dice
        self.drill = drill
        self.play = play
        self.begin = begin
        self.charts = [play.charts[run.runbook] for run in drill.runs.values()]

    def move(self) -> Move:
        """Any act, at the same time or later, sometimes with somebody behind it."""
        later = self.dice.choice([0, 0, 1, 60_000, 600_000, HOUR, -60_000])
        who = Origin("somebody", happened=self.dice.choice([None, self.drill.at, 7]))
        is_likely = self.dice.random() < 0.6
        act = self.likely() if is_likely else self.any()
        key = self.dice.choice(["", "key"])
        by, wall = self.dice.choice([None, who]), self.dice.choice([None, self.wall()])
        return Move(self.drill.at + later, act, by, key, wall)

    def likely(self) -> Act:
        """Something that can go through."""
        open_now = [
            (run, path, state)
            for run in self.drill.runs.values()
            for path, state in run.steps.items()
            if state.status != "settled"
        ]
        found: list[Act] = [commands.Pass()]
        found += [commands.AnswerCall(call) for call in self.drill.calls]
        found += [commands.AnswerRequest(r, "done") for r in self.drill.requests]
        for run, path, state in open_now:
            step = self.play.charts[run.runbook].steps.get(path)
            for outcome in (step and step.outcomes) or ("done",):
                found.append(commands.SettleStep(run.run, path, outcome))
            if state.status == "open":
                found.append(commands.TakeStep(run.run, path))
        return self.dice.choice(found)

    def any(self) -> Act:
        """Anything at all."""
        return self.dice.choice(list(self.table().values()))()

    def name(self, known: Iterable[str]) -> str:
        """A name that is there, or now and then one that is not."""
        real = list(known)
        if real and self.dice.random() < 0.85:
            return self.dice.choice(real)
        return self.dice.choice(NOWHERE)

    def time(self) -> int:
        """A drill time."""
        return self.dice.randint(-HOUR, 40 * HOUR)

    def maybe(self) -> int | None:
        """A drill time, or none."""
        return self.dice.choice([None, self.time(), self.drill.at + 60_000])

    def word(self) -> str:
        """A reason, or none."""
        return self.dice.choice(["because", "because", ""])

    def texts(self) -> Mapping[str, str]:
        """A text, or none."""
        return self.dice.choice([{}, {"": "word"}, {"en": "word"}])

    def run(self) -> str:
        """A run."""
        return self.name(self.drill.runs)

    def step(self) -> str:
        """A step."""
        return self.name(s for chart in self.charts for s in chart.steps)

    def phase(self) -> str:
        """A phase."""
        return self.name(p for chart in self.charts for p in chart.phases)

    def wall(self) -> int:
        """An instant of the wall."""
        return self.dice.randint(0, 10**7)

    def number(self) -> int:
        """A small number."""
        return self.dice.randint(-1, 9)

    def crew(self) -> dict[str, int]:
        """People of some roles."""
        return {self.name(self.play.company.roles): self.number()}

    def facts(self) -> dict[str, str | int | bool]:
        """What a department says."""
        values = ["lost", "none", "x", 0, 7, -1, True, False]
        known = [f for chart in self.charts for f in chart.facts]
        return {
            self.name(known): self.dice.choice(values)
            for _ in range(self.dice.randint(0, 3))
        }

    def change(self) -> amendments.Change:
        """An amendment."""
        run, step, phase = self.run(), self.step(), self.phase()
        new = self.dice.choice(["new", "one", "", "a/b", "A#1"])
        opens = self.time()
        return self.dice.choice(
            [
                amendments.StepAdded(
                    run, phase, new, {}, self.crew(), self.maybe(), self.name(["fit"])
                ),
                amendments.StepDropped(run, step),
                amendments.StepRetimed(run, step, self.maybe()),
                amendments.StepReassigned(run, step, self.crew()),
                amendments.PhaseRetimed(run, phase, self.maybe()),
                amendments.WindowOpened(
                    self.name(self.play.company.site_hours), opens, opens + self.time()
                ),
            ]
        )

    def table(self) -> Mapping[type, Callable[[], Act]]:
        """How to throw an act of each class."""
        c, name, company = commands, self.name, self.play.company
        injects = [*(self.play.story.injects if self.play.story else ()), "spot"]
        objectives = self.play.story.objectives if self.play.story else ()
        stops = [at for s in self.drill.stops.values() for at in s.values()]
        return {
            c.Begin: lambda: self.begin,
            c.Pass: c.Pass,
            c.SettleStep: lambda: c.SettleStep(
                self.run(), self.step(), name(["done", "yes", "no", "refused"])
            ),
            c.TakeStep: lambda: c.TakeStep(self.run(), self.step()),
            c.SkipStep: lambda: c.SkipStep(self.run(), self.step(), self.word()),
            c.UndoStep: lambda: c.UndoStep(self.run(), self.step(), self.word()),
            c.Count: lambda: c.Count(self.run(), self.step(), self.number()),
            c.ReportFacts: lambda: c.ReportFacts(self.run(), self.facts()),
            c.SetLevel: lambda: c.SetLevel(
                self.run(), name(company.levels), self.word()
            ),
            c.AnswerCall: lambda: c.AnswerCall(
                name(self.drill.calls),
                self.dice.choice(["received", "took-charge", "written"]),
            ),
            c.ReportDelivery: lambda: c.ReportDelivery(
                name(o.partition(":")[2] for o in self.drill.obligations), self.wall()
            ),
            c.CallOut: lambda: c.CallOut(self.run(), name(company.roles), self.texts()),
            c.Tell: lambda: c.Tell(name(company.audiences), self.texts(), self.run()),
            c.SendUpdate: lambda: c.SendUpdate(
                name(company.audiences), self.texts(), self.maybe(), self.run()
            ),
            c.SendNotice: lambda: c.SendNotice(name(company.notices)),
            c.SignPaper: lambda: c.SignPaper(name(self.drill.obligations)),
            c.TakeCommand: lambda: c.TakeCommand(name(company.roles)),
            c.AnswerRequest: lambda: c.AnswerRequest(
                name(self.drill.requests),
                self.dice.choice(["acknowledged", "done", "refused"]),
            ),
            c.StandDownRequest: lambda: c.StandDownRequest(
                name(self.drill.requests), self.word()
            ),
            c.StandDownJourney: lambda: c.StandDownJourney(
                name(self.drill.journeys), self.word()
            ),
            c.MissLeg: lambda: c.MissLeg(name(self.drill.journeys)),
            c.StopClock: lambda: c.StopClock(
                name(company.clients), name(["no-access", "no-power"])
            ),
            c.StartClock: lambda: c.StartClock(
                name(company.clients), name(["no-access", "no-power"])
            ),
            c.ReverseStop: lambda: c.ReverseStop(
                name(company.clients),
                name(["no-access", "no-power"]),
                self.dice.choice([*stops, 0]),
                self.word(),
            ),
            c.AddItem: lambda: c.AddItem(
                ItemListed(name(["extra"]), "site", client=name(company.clients))
            ),
            c.MarkItem: lambda: c.MarkItem(
                name(self.drill.items),
                name(["restored-confirmed", "restored-reported", "workaround"]),
            ),
            c.EstimateItem: lambda: c.EstimateItem(
                name(self.drill.items), self.maybe()
            ),
            c.TriggerInject: lambda: c.TriggerInject(name(injects)),
            c.HoldInject: lambda: c.HoldInject(name(injects)),
            c.ReleaseInject: lambda: c.ReleaseInject(name(injects)),
            c.SkipInject: lambda: c.SkipInject(name(injects)),
            c.EditInject: lambda: c.EditInject(
                name(injects), self.texts(), self.maybe()
            ),
            c.WriteInject: lambda: c.WriteInject(
                name(["spot"]), "ops", self.texts(), due=self.maybe()
            ),
            c.ReportSpoken: lambda: c.ReportSpoken(
                name(injects), self.word(), self.word(), self.dice.random() < 0.5
            ),
            c.MeetExpectation: lambda: c.MeetExpectation(name(injects), self.number()),
            c.Pause: lambda: c.Pause(self.wall()),
            c.Resume: lambda: c.Resume(self.wall()),
            c.SetSpeed: lambda: c.SetSpeed(self.number(), self.number(), self.wall()),
            c.Jump: lambda: c.Jump(self.time(), self.wall()),
            c.BeginTimeOut: lambda: c.BeginTimeOut(name(["ops", "care"])),
            c.EndTimeOut: lambda: c.EndTimeOut(name(["ops", "care"])),
            c.DeclareEmergency: lambda: c.DeclareEmergency(self.wall()),
            c.EndEmergency: lambda: c.EndEmergency(self.wall()),
            c.Stall: c.Stall,
            c.StateInstant: lambda: c.StateInstant(
                self.dice.choice(["onset", "detected", "ticket"]),
                self.dice.choice([-60_000, self.drill.at, self.drill.at + HOUR]),
                self.word(),
            ),
            c.EndDrill: lambda: c.EndDrill(self.dice.choice([True, False])),
            c.JoinRun: lambda: c.JoinRun(
                name(["ops/second", "third"]),
                name(self.play.charts),
                name(["ops/declared", ""]),
            ),
            c.ReturnTo: lambda: c.ReturnTo(self.run(), self.phase(), self.word()),
            c.Amend: lambda: c.Amend(self.change(), self.word()),
            c.AcceptLoss: lambda: c.AcceptLoss(
                name(self.drill.obligations), self.word(), self.time(), self.word()
            ),
            c.EnterDecision: lambda: c.EnterDecision(
                self.word(), self.word(), self.word()
            ),
            c.Note: lambda: c.Note(self.word()),
            c.Observe: lambda: c.Observe(self.word()),
            c.Rate: lambda: c.Rate(name(objectives), "P"),
            c.WriteHotWash: lambda: c.WriteHotWash(
                name(["ops", "care"]), "improve", self.word(), self.word()
            ),
            # With a role, for a form without one says no origin.
            c.GiveFeedback: lambda: c.GiveFeedback(
                {"prepared": self.number()}, self.word(), "worker"
            ),
            c.Correct: lambda: c.Correct(self.number(), self.word()),
        }
