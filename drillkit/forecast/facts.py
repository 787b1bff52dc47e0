"""What people will find out: facts as they are, and what each state of knowledge gives.

Facts do not change in a forecast, so all that matters is which are known.  Facts that
are always reported by the same steps are one bit of a run's knowledge.
"""

from collections.abc import Iterator, Mapping
from itertools import compress

from drillkit.engine.charts import Chart, Step
from drillkit.engine.events import FactValue
from drillkit.forecast.tables import Assumption
from drillkit.plan.conditions import Condition
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_
from drillkit.plan.runbook import Fact

# So many bits of knowledge give a table of 4,096 rows.
MOST_BITS = 12


def reported(step: Step) -> frozenset[str]:
    """The facts a step reports when it is done."""
    if step.verb == "watch":
        return frozenset({step.about})
    return frozenset(step.asks)


class Knowledge:
    """One run's bits: which facts each stands for, and what is true of each state."""

    def __init__(self, chart: Chart, facts: Mapping[str, FactValue]) -> None:
        self._facts = facts
        reporters: dict[str, list[str]] = {}
        for step in chart.steps.values():
            for name in reported(step):
                reporters.setdefault(name, []).append(step.path)
        bits: dict[tuple[str, ...], list[str]] = {}
        for name, paths in reporters.items():
            bits.setdefault(tuple(paths), []).append(name)
        self.bits = [tuple(names) for names in bits.values()]

    def mask(self, names: frozenset[str]) -> int:
        """The bits of all facts named that anybody reports."""
        return sum(1 << i for i, bit in enumerate(self.bits) if names & set(bit))

    def value(self, name: str) -> FactValue:
        """What a fact is."""
        return self._facts[name]

    def states(self) -> Iterator[dict[str, FactValue]]:
        """What is known in each state, in the order of the states' numbers."""
        for state in range(1 << len(self.bits)):
            chosen = compress(self.bits, (state >> i & 1 for i in range(99)))
            yield {name: self._facts[name] for bit in chosen for name in bit}

    def ruled_out(self, when: Condition) -> list[int]:
        """For each state whether the condition certainly does not hold."""
        return [int(when.settled(known) is False) for known in self.states()]

    def level(self, chart: Chart, known: Mapping[str, FactValue]) -> str:
        """What the classification gives; "" while unknown facts could change it."""
        for row in chart.rows:
            holds = True if row.condition is None else row.condition.settled(known)
            if holds is None:
                return ""
            if holds:
                return row.level
        return ""


def facts_of(
    plan: Plan, scenario: str, runbooks: frozenset[str]
) -> tuple[dict[str, dict[str, FactValue]], tuple[Assumption, ...]]:
    """The facts of every runbook: what the scenario expects, else the mildest."""
    expected = plan.scenarios[scenario].model.expected.facts
    guessed: dict[str, str] = {}
    found: dict[str, dict[str, FactValue]] = {}
    for path, file in plan.runbooks.items():
        found[path] = {}
        for name, fact in file.model.facts.items():
            value, is_guess = _value(fact, expected.get(name))
            found[path][name] = value
            if is_guess and path in runbooks:
                guessed[name] = str(value)
    return found, tuple(
        Assumption(
            N_('the scenario does not say what "{fact}" is; it is taken as {value}'),
            {"fact": name, "value": value},
        )
        for name, value in sorted(guessed.items())
    )


def _value(fact: Fact, expected: str | None) -> tuple[FactValue, bool]:
    if fact.one_of is not None:
        known = expected in fact.one_of
        return (expected if known and expected else fact.one_of[0]), not known
    if fact.yes_no:
        return expected in ("true", "yes"), expected is None
    if expected is not None and expected.isdecimal():
        return int(expected), False
    return 1, True
