"""What a table wants an inject to be, beside what the plan has.

Values are those of the plan language, compared by what they mean, so that a cell that
says the same in another way changes nothing.  Knows neither tables nor files.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from drillkit.exchange.moments import length
from drillkit.plan import editing
from drillkit.plan.scalars import Text
from drillkit.plan.scenario import Expectation, Inject

# Words by language; plain words stand under the empty one.
Words: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Action:
    """What players should do about an inject."""

    do: Words
    within: int
    objective: str = ""
    by: str = ""


Wanted: TypeAlias = str | int | bool | Words | tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One inject as the table has it.

    ``wanted`` has an entry for each key that the table speaks of; "", {} and () mean
    that there is none.  ``row`` is the table's, from 0.
    """

    name: str
    row: int
    wanted: Mapping[str, Wanted] = field(default_factory=dict)


_NAME: Final = re.compile(r"[a-z0-9/-]+")

# In the order in which authors write them.
KEYS: Final = (
    "at",
    "when",
    "if-missed",
    "hold",
    "to",
    "via",
    "sender",
    "number",
    "script",
    "says",
    "objective",
    "expects",
)


def as_planned(inject: Inject) -> dict[str, Wanted]:
    """An inject of the plan in the same terms."""
    return {
        "at": "" if inject.at is None else inject.at,
        "when": inject.when or "",
        "if-missed": inject.if_missed or "",
        "hold": inject.hold,
        "to": inject.to or "",
        "via": inject.via,
        "sender": words_of(inject.sender),
        "number": inject.number or "",
        "script": words_of(inject.script),
        "says": words_of(inject.says),
        "objective": inject.objective or "",
        "expects": tuple(map(_action, inject.expects)),
    }


def words_of(text: Text | None) -> Words:
    """A text by language; {} if there is none."""
    return dict(text.by_lang) if text else {}


def _action(expected: Expectation) -> Action:
    return Action(
        words_of(expected.do),
        expected.within,
        expected.objective or "",
        expected.by or "",
    )


def is_default(key: str, value: Wanted) -> bool:
    """Whether an author would leave the key out."""
    if key == "via":
        return value == "message"
    if key == "hold":
        return value is False
    return value in ("", {}, ())


def written(key: str, value: Wanted) -> str:
    """A value as YAML."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return length(value)
        case str():
            # Whatever else stood in a cell is quoted, and found wrong by the check.
            is_name = key != "number" and _NAME.fullmatch(value)
            return value if is_name else editing.plain(value)
        case tuple():
            return _actions(value)
        case _:
            return words_text(value)


def words_text(words: Words) -> str:
    """Words as YAML: alone, or by language."""
    if "" in words:
        return editing.plain(words[""])
    return editing.flow({lang: editing.plain(text) for lang, text in words.items()})


def _actions(actions: Sequence[Action]) -> str:
    several = [editing.flow(action_values(one)) for one in actions]
    return several[0] if len(several) == 1 else editing.flow_list(several)


def action_values(action: Action) -> dict[str, str]:
    """An expected action's keys and their values as YAML."""
    values = {"do": words_text(action.do), "within": length(action.within)}
    if action.objective:
        values["objective"] = action.objective
    if action.by:
        values["by"] = action.by
    return values
