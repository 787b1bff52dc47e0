"""Random plans that can be forecast: those of the laws, with times and chances."""

from random import Random

from drillkit.plan.plan import Plan
from tests.engine.semantics.play import plan_of
from tests.laws.plans import PlanDice, Tree

TAKES = (
    "[1m, 2m, 6m]",
    "[5m, 10m, 40m]",
    "{pert: [2m, 5m, 30m]}",
    "{lognormal: [8m, 45m]}",
    "{beta: [1m, 50m, 2, 3]}",
    "{fixed: 0s}",
    "{fixed: 10m}",
    "{fixed: 20m}",
)
CHANCES = {
    "decide": "{yes: 60%, no: 40%}",
    "request": "{done: 70%, refused: 30%}",
    "approve": "{done: 80%, refused: 20%}",
    "roll-call": "{done: 60%, short: 40%}",
}
UNTIMED = ("await", "watch")
ALSO_UNTIMED = ("request", "dispatch", "travel")
MOST_PEOPLE = 4


class Timed(PlanDice):
    """Plans in which every step says what it takes."""

    def phase(self, place: int, names: list[str], depth: int) -> dict[str, Tree]:
        phase = super().phase(place, names, depth)
        steps = phase.get("steps", {})
        assert isinstance(steps, dict)
        for step in steps.values():
            assert isinstance(step, dict)
            self._time(step)
        return phase

    def _time(self, step: dict[str, Tree]) -> None:
        verb = next(iter(step))
        free = verb in ALSO_UNTIMED and self.chance(0.6)
        if verb not in UNTIMED and not free:
            step["takes"] = self.one(*TAKES)
        if verb in CHANCES and (verb == "decide" or self.chance(0.5)):
            step["chance"] = CHANCES[verb]
        if verb == "approve" and self.chance(0.5):
            del step["later"]
        if verb == "batch" and self.chance(0.5):
            del step["takes"]
            step["each"] = "3m"
        if verb == "do" and self.chance(0.15):
            step["from"] = "crisis"


def texts_of(dice: Random) -> tuple[str, str, str]:
    """The phases of ops and care, and the story."""
    care = Timed(dice).book(declares=False)
    ops = Timed(dice)
    fix = ops.book(declares=True)
    return fix, care, ops.story() + expected(dice)


def expected(dice: Random) -> str:
    """What the facts are, now and then only some of them."""
    facts = {
        "service": dice.choice(["none", "lost"]),
        "clients": dice.choice(["0", "3", "9"]),
        "spare": dice.choice(["true", "false"]),
    }
    kept = [f"{name}: {value}" for name, value in facts.items() if dice.random() < 0.8]
    return f"expected: {{facts: {{{', '.join(kept)}}}}}\n" if kept else ""


HOURS = (
    "",
    ', hours: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"}',
    ', hours: {from: "08:00", to: "20:00"}',
)


def company(dice: Random) -> tuple[str, str]:
    """Something the company's text says, and what it says instead."""
    people = dice.randint(1, MOST_PEOPLE)
    hours = dice.choice(HOURS)
    return dice.choice(
        [
            ("worker: {people: 3,", f"worker: {{people: {people}{hours},"),
            ("boss: {deputy", f"boss: {{people: {people}{hours}, deputy"),
            ("speaker: {people: 2}", f"speaker: {{people: 1{hours}}}"),
            ("chief: {deputy", f"chief: {{people: 1{hours}, deputy"),
            ("parts: {router: 1}", "parts: {router: 3}"),
            ("{from: port, to: island, takes: 30m}",
             "{from: port, to: island, takes: 30m}\n"
             '  - {from: base, to: island, takes: 90m, departs: ["13:15"]}'),
        ]
    )  # fmt: skip


def plan(dice: Random) -> Plan:
    """A whole plan, read."""
    fix, care, story = texts_of(dice)
    return plan_of(fix, care, story, company(dice))
