"""Injects of a scenario as a table for people who write in a spreadsheet.

A row is an inject with the first thing expected; whatever else is expected has rows of
its own below, as a Master Scenario Events List has them.
"""

from collections.abc import Iterator, Sequence

from drillkit.exchange.draft import Action, Words, as_planned
from drillkit.exchange.headings import BY_NAME, COLUMNS, Key, heading
from drillkit.exchange.moments import Story, clock_text, length
from drillkit.language import N_, Language, translator
from drillkit.plan.scenario import Inject, Scenario

INJECT = N_("Inject")
CONTINGENCY = N_("Contingency inject")
EXPECTED = N_("Expected action")
YES = N_("yes")


def table_of(
    scenario: Scenario, languages: Sequence[str], story: Story, lang: Language
) -> list[list[str]]:
    """The table with its headings; texts have a column for each of *languages*."""
    keys = [*_keys(scenario, languages)]
    rows = [[heading(key, lang) for key in keys]]
    translate = translator(lang)
    number = 0
    for name, inject in scenario.injects.items():
        for cells in _rows(name, inject, story):
            number += 1
            said = {("no", ""): str(number)} | cells
            category = said[("category", "")]
            said[("category", "")] = translate(category)
            if ("hold", "") in said:
                said[("hold", "")] = translate(YES)
            rows.append([said.get(key, "") for key in keys])
    return rows


def _keys(scenario: Scenario, languages: Sequence[str]) -> Iterator[Key]:
    used: dict[str, set[str]] = {}
    for inject in scenario.injects.values():
        for (name, of), _text in _all_words(inject):
            used.setdefault(name, set()).add(of)
    for column in COLUMNS:
        if not column.by_lang:
            yield (column.name, "")
            continue
        langs = used.get(column.name) or set(languages[1:] and languages)
        yield from ((column.name, of) for of in sorted(langs or {""}))


def _all_words(inject: Inject) -> Iterator[tuple[Key, str]]:
    planned = as_planned(inject)
    for name in ("sender", "script", "says"):
        words = planned[name]
        assert isinstance(words, dict), "these three are words"
        yield from _words(name, words)
    for action in _actions(inject):
        yield from _words("do", action.do)


def _words(name: str, words: Words) -> Iterator[tuple[Key, str]]:
    return (((name, lang), text) for lang, text in words.items())


def _actions(inject: Inject) -> Sequence[Action]:
    actions = as_planned(inject)["expects"]
    assert isinstance(actions, tuple), "what is expected is a row of actions"
    return actions


def _rows(name: str, inject: Inject, story: Story) -> Iterator[dict[Key, str]]:
    actions = _actions(inject)
    first = _expected(actions[0]) if actions else {}
    yield _first(name, inject, story) | first
    for action in actions[1:]:
        yield {("id", ""): name, ("category", ""): EXPECTED} | _expected(action)


def _first(name: str, inject: Inject, story: Story) -> dict[Key, str]:
    cells: dict[Key, str] = {
        ("id", ""): name,
        ("category", ""): CONTINGENCY if inject.if_missed else INJECT,
    }
    for key in ("when", "if-missed", "to", "via", "number", "objective"):
        assert key in BY_NAME, "every key of an inject has a column"
        value = as_planned(inject)[key]
        cells[(key, "")] = str(value)
    if inject.at is not None:
        cells[("since", "")] = length(inject.at)
        cells[("clock", "")] = clock_text(story, inject.at)
    if inject.hold:
        cells[("hold", "")] = YES
    own = (pair for pair in _all_words(inject) if pair[0][0] != "do")
    return cells | dict(own)


def _expected(action: Action) -> dict[Key, str]:
    return {
        ("within", ""): length(action.within),
        ("by", ""): action.by,
        ("do-objective", ""): action.objective,
        **dict(_words("do", action.do)),
    }
