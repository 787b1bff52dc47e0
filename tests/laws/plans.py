"""Random plans as texts that the real reader reads without a problem.

Lanes nest two deep and join by all or any, phases loop, keep and have deadlines; steps
are of every verb; the story has news of every kind.  The checker would find targets too
long and phases nobody comes to: the engine must run those as well.
"""

from collections.abc import Iterator
from random import Random
from typing import TypeAlias

from drillkit.plan.plan import Plan
from tests.engine.semantics.play import plan_of

Tree: TypeAlias = "dict[str, Tree] | str"

FACTS = """
facts:
  service: {ask: Lost?, one-of: [none, lost]}
  clients: {ask: How many?, count: true}
  spare: {ask: A spare?, yes-no: true}
classification:
  crisis: service == "lost" and clients > 5
  minor: otherwise
escalation:
  - {call: boss}
  - {call: chief, from: crisis}
"""
CONDITIONS = ("clients > 3", 'service == "lost"', "spare", "not spare or clients <= 2")
ROLES = ("worker", "boss", "speaker", "chief")
SPANS = ("1m", "7m", "20m", "1h", "5h", "26h")
MILESTONES = (
    "workaround",
    "restored-reported",
    "restored-confirmed",
    "half-way",
    "fitted",
)


class PlanDice:
    """One plan, thrown with *dice*."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.top: list[str] = []

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def one(self, *what: str) -> str:
        return self.dice.choice(what)

    def book(self, *, declares: bool) -> str:
        """A runbook's phases; the first may declare."""
        phases = self.phases(0)
        if declares:
            first = phases[next(iter(phases))]
            assert isinstance(first, dict)
            self._declares(first)
        return FACTS + "\n".join(_lines({"phases": phases})) + "\n"

    def _declares(self, first: Tree) -> None:
        assert isinstance(first, dict)
        leads = first["leads-to"]
        assert isinstance(leads, dict)
        first["reaches"] = dict.fromkeys(leads, "declared")

    def phases(self, depth: int) -> "dict[str, Tree]":
        """The phases of a runbook or of a lane, the last of them final."""
        names = list("abc"[: self.dice.randint(1, 3 - depth)])
        last: dict[str, Tree] = {"final": "true"}
        if depth == 0:
            last["reaches"] = "normal"
            self.top = names
        elif self.chance(0.4):
            last["reaches"] = self.one(*MILESTONES)
        found: dict[str, Tree] = {
            name: self.phase(i, names, depth) for i, name in enumerate(names)
        }
        return {**found, "z": last}

    def phase(self, place: int, names: list[str], depth: int) -> "dict[str, Tree]":
        """A phase that always has a way forward."""
        ahead = [*names[place + 1 :], "z"]
        phase: dict[str, Tree] = {}
        if self.chance(0.5):
            phase["target"] = self.one(*SPANS)
        leads: dict[str, Tree] = {}
        if depth < 2 and self.chance(0.4 - 0.15 * depth):
            phase["lanes"] = dict(self._lanes(depth))
            phase["join"] = self.one("all", "any")
            leads["done"] = ahead[0]
        else:
            phase["steps"] = steps = dict(self._steps())
            self._leads(steps, leads, ahead, names)
        if self.chance(0.3):
            phase["after"] = {self.one(*SPANS): self.one(*names, "z")}
        phase["leads-to"] = leads
        if self.chance(0.3):
            phase["reaches"] = {next(iter(leads)): self.one(*MILESTONES)}
        return phase

    def _lanes(self, depth: int) -> "Iterator[tuple[str, Tree]]":
        for name in "xyw"[: self.dice.randint(2, 3 - depth)]:
            lane: dict[str, Tree] = {}
            if self.chance(0.4):
                lane["keep"] = "true"
            lane["phases"] = self.phases(depth + 1)
            yield name, lane

    def _leads(
        self,
        steps: "dict[str, Tree]",
        leads: "dict[str, Tree]",
        ahead: list[str],
        names: list[str],
    ) -> None:
        if self.chance(0.4):
            steps["real"] = {
                "decide": "Real?",
                "outcomes": '{yes: "Yes", no: "No"}',
                "by": "boss",
                **self._common(),
            }
            leads["yes"] = self.one(*ahead)
            leads["no"] = self.one(*names, "z")
        else:
            leads["done"] = self.one(*ahead)
        verbs = {verb for s in steps.values() for verb in s}
        if verbs & {"request", "approve"} and self.chance(0.5):
            leads["refused"] = self.one(*names, "z")
        if verbs & {"dispatch"}:
            leads["no-part"] = self.one(*ahead)
            leads["missed"] = self.one(*ahead)
        elif verbs & {"travel"} and self.chance(0.7):
            leads["missed"] = self.one(*ahead)

    def _steps(self) -> "Iterator[tuple[str, Tree]]":
        for name in ("one", "two", "three")[: self.dice.randint(1, 3)]:
            step = {**self._verb(), **self._common()}
            if name != "one" and self.chance(0.3):
                step["needs"] = self.one("[]", "[one]")
            if self.chance(0.15):
                step["optional"] = "true"
            if self.chance(0.2):
                step["when"] = self.one(*CONDITIONS)
            yield name, dict(step)

    def _common(self) -> dict[str, str]:
        return {"target": self.one(*SPANS)} if self.chance(0.4) else {}

    def _verb(self) -> dict[str, str]:
        """What a step is about."""
        by = {"by": self.one(*ROLES)}
        return self.dice.choice(
            [
                {"do": "Fix", **by, "reaches": self.one(*MILESTONES)},
                {"do": "Look", "by": "{worker: 2}", "tells": "{clients: done}"},
                {"do": "Fit", "at": "island", **by},
                {"ask": self.one("[service, clients]", "[spare]"), **by},
                {"notify": self.one("board", "clients", "care", "chief"), **by},
                {"update": "clients", **by, "next": self.one("15m", "1h")},
                {"request": self.one("fibre/repair", "fibre/divert")},
                {"dispatch": "router", "to": self.one("port", "island")},
                {"travel": self.one("port", "island"), "from": "base", **by},
                {"await": self.one("ops/declared", "care/half-way")},
                {"approve": "Paper", **by, "later": "1h"},
                {"roll-call": "worker", "of": "4", "threshold": "50%", **by},
                {"batch": "5", "of": "Calls", **by},
                {"watch": "clients", "every": "10m"},
            ]
        )

    def story(self) -> str:
        """What the drill's staff put in."""
        entered = [f"ops/fix/{name}" for name in self.top]
        told = [
            "runs: [ops/fix, {runbook: care/talk, begins: {await: ops/declared}}]",
            f"ends: {{when: normal, at-latest: {self.one('3h', '30h', '70h')}}}",
            f"starts: 2026-{self.one('11-24T09:00', '11-24T16:40', '12-31T23:30')}",
            "affected:",
            "  north: {kind: site, client: mine}",
            "  south: {kind: site, site: island, client: shop}",
            "injects:",
            "  alarm: {at: 0m, to: ops, says: It rings, expects: {do: Look,"
            f" within: {self.one('1m', '5m', '1h')}}}}}",
            "  hint: {if-missed: alarm, says: Look there}",
            f"  shut: {{when: {self.one(*entered)}, to: ops, says: Shut}}",
            "  spare: {hold: true, to: ops, says: More}",
        ]
        told += [
            f"  late-{n}: {{at: {self.one(*SPANS)}, to: care, via: phone, says: Call}}"
            for n in range(self.dice.randint(0, 3))
        ]
        return "\n".join(told) + "\n"


def _lines(tree: Tree, indent: str = "") -> Iterator[str]:
    assert isinstance(tree, dict)
    for key, value in tree.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {value}"


def texts_of(dice: Random) -> tuple[str, str, str]:
    """The phases of ops and care, and the story."""
    care = PlanDice(dice).book(declares=False)
    ops = PlanDice(dice)
    fix = ops.book(declares=True)
    return fix, care, ops.story()


def plan(dice: Random) -> Plan:
    """A whole plan, read."""
    return plan_of(*texts_of(dice))
