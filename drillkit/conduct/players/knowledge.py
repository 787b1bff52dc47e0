"""What simulated players know: the facts as they are, who is who, their language.

The scenario says what a perfect report would be; facts it does not name are drawn
by their names, so that two departments never know different things.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drillkit.conduct.players.dice import Dice
from drillkit.engine.events import FactValue, Texts
from drillkit.language import Language, translator
from drillkit.plan.plan import Plan
from drillkit.plan.runbook import Fact

# A count nobody expects anything of: some, but never so many that it frightens.
MOST_COUNTED = 20


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``facts`` and ``wrong`` are by runbook; ``persons`` holds names by role."""

    facts: Mapping[str, Mapping[str, FactValue]]
    wrong: Mapping[str, Mapping[str, FactValue]]
    persons: Mapping[str, str]
    languages: tuple[Language, ...]

    def word(self, text: str, **words: object) -> str:
        """A sentence as players write it: in the company's first language."""
        return translator(self.languages[0])(text).format(**words)

    def texts(self, text: str) -> Texts:
        """A sentence in all languages of the company."""
        return {lang: translator(lang)(text) for lang in self.languages}

    def said(self, texts: Texts) -> str:
        """A text of the plan as players write it down."""
        return next((texts[x] for x in (*self.languages, "") if x in texts), "")


def knowledge(plan: Plan, scenario: str, dice: Dice) -> Knowledge:
    """What the players of *scenario* know."""
    expected = plan.scenarios[scenario].model.expected.facts
    facts: dict[str, dict[str, FactValue]] = {}
    wrong: dict[str, dict[str, FactValue]] = {}
    for path, file in plan.runbooks.items():
        known = {
            name: _value(fact, expected.get(name), name, dice)
            for name, fact in file.model.facts.items()
        }
        facts[path] = known
        wrong[path] = {
            name: _other(fact, known[name]) for name, fact in file.model.facts.items()
        }
    organisation = plan.organisation
    assert organisation is not None
    languages = organisation.model.languages
    return Knowledge(facts, wrong, dict(_persons(plan)), languages)


def _value(fact: Fact, expected: str | None, name: str, dice: Dice) -> FactValue:
    share = dice.pair(f"fact:{name}")[0]
    if fact.one_of is not None:
        if expected in fact.one_of:
            return expected
        return fact.one_of[int(share * len(fact.one_of))]
    if fact.yes_no:
        return expected in ("true", "yes") if expected else share < 0.5
    if expected is not None and expected.isdecimal():
        return int(expected)
    return 1 + int(share * MOST_COUNTED)


def _other(fact: Fact, known: FactValue) -> FactValue:
    """What somebody says who has not looked closely."""
    if isinstance(known, bool):
        return not known
    if isinstance(known, int):
        return known * 2 + 1
    values = fact.one_of or (known,)
    return values[values.index(known) - 1]


def _persons(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.roster is None:
        return
    roster = plan.roster.model
    for role, holders in roster.roles.items():
        if holders.persons and holders.persons[0] in roster.persons:
            yield role, roster.persons[holders.persons[0]].name
