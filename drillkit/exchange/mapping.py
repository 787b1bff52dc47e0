"""A saved mapping: how one department's table says what an inject has.

A text in Git beside the plan, read with the same manners: a key it does not know has
a place and a hint.

    mapping: injects
    header: 4
    columns: {clock: "Real Time", to: "Player", says: "Message"}
    recipients: {"Blue team": network-operations}
"""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Final, Literal

from drillkit.exchange.headings import BY_NAME, Key, key_text, read_key
from drillkit.language import N_
from drillkit.plan.editing import plain
from drillkit.plan.form import Form
from drillkit.plan.mend import fitted
from drillkit.plan.near import nearest
from drillkit.plan.problem import Problem
from drillkit.plan.scalars import Count, Id, Words
from drillkit.plan.source import read_tree

Dates = Literal["day-first", "month-first"]
Unit = Literal["minutes", "hours"]
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}


class _Written(Form):
    """The whole of a mapping's file."""

    mapping: Literal["injects"]
    sheet: Words | None = None
    header: Count | None = None
    separator: Words | None = None
    dates: Dates | None = None
    numbers: Unit | None = None
    columns: dict[str, Words] = {}
    recipients: dict[str, Id] = {}
    deliveries: dict[str, Id] = {}


@dataclass(frozen=True, slots=True)
class Mapping:
    """``header`` counts rows from 1 and is 0 if it is to be found.

    ``numbers`` is what bare numbers count; "" refuses them.
    """

    sheet: str = ""
    header: int = 0
    separator: str = ""
    dates: Dates | Literal[""] = ""
    numbers: Unit | Literal[""] = ""
    columns: MappingOf[Key, str] = field(default_factory=dict)
    recipients: MappingOf[str, str] = field(default_factory=dict)
    deliveries: MappingOf[str, str] = field(default_factory=dict)


def read_mapping(path: str, text: str) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The mapping in *text*, unless there is a problem with it."""
    tree, problems = read_tree(path, text)
    if tree is None:
        return None, problems
    found = fitted(tree, _Written)
    problems = (*problems, *found.problems)
    if problems or not isinstance(found.model, _Written):
        return None, problems
    written = found.model
    columns: dict[Key, str] = {}
    for name, heading in written.columns.items():
        key = read_key(name)
        if key is not None:
            columns[key] = heading
            continue
        hint, words = nearest(name, BY_NAME)
        place = tree.place(("columns", name), key=True)
        says = N_('an inject table has no column "{name}"')
        problem = Problem(place, "unknown-column", says, {"name": name}, hint, words)
        problems = (*problems, problem)
    separator = SEPARATORS.get(written.separator or "", written.separator or "")
    # A quote or a line's end separates nothing.
    if separator and (len(separator) > 1 or separator in '"\r\n'):
        says = N_('"{text}" separates no cells')
        hint = N_("write one character, or one of: {known}")
        place = tree.place(("separator",))
        problem = Problem(
            place, "separator", says, {"text": separator}, hint,
            {"known": ", ".join(SEPARATORS)},
        )  # fmt: skip
        problems = (*problems, problem)
    mapping = Mapping(
        written.sheet or "",
        written.header or 0,
        separator,
        written.dates or "",
        written.numbers or "",
        columns,
        {name.casefold(): to for name, to in written.recipients.items()},
        {name.casefold(): via for name, via in written.deliveries.items()},
    )
    return (None if problems else mapping), problems


def mapping_text(mapping: Mapping, columns: MappingOf[Key, str], header: int) -> str:
    """A mapping as a file: what was given, with the columns that were found."""
    lines = ["mapping: injects"]
    if mapping.sheet:
        lines.append(f"sheet: {plain(mapping.sheet)}")
    lines.append(f"header: {header}")
    if mapping.separator:
        named = "tab" if mapping.separator == "\t" else mapping.separator
        lines.append(f"separator: {plain(named)}")
    lines += [
        f"{name}: {said}"
        for name, said in (("dates", mapping.dates), ("numbers", mapping.numbers))
        if said
    ]
    lines.append("columns:")
    lines += [f"  {key_text(key)}: {plain(head)}" for key, head in columns.items()]
    for name, words in (
        ("recipients", mapping.recipients),
        ("deliveries", mapping.deliveries),
    ):
        if words:
            lines.append(f"{name}:")
            lines += [f"  {plain(said)}: {meant}" for said, meant in words.items()]
    return "\n".join(lines) + "\n"
