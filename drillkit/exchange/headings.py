"""The columns of an inject table, and what people call them.

The headings are those of a Master Scenario Events List; ours are written in the
reader's language and read in both.  Knows no cell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drillkit.language import LANGUAGES, N_, Language, translator


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``others`` are headings of other people's tables.

    ``by_lang`` columns come once for each language.  What ``has_no_place`` in a plan
    is written for people to fill in, and told when it is read back.
    """

    name: str
    heading: str
    others: tuple[str, ...] = ()
    by_lang: bool = False
    has_no_place: bool = False


COLUMNS: Final = (
    Column("no", N_("No."), ("#", "number", "seq", "sequence", "event number", "n")),
    Column("id", N_("Id"), ("inject", "inject id", "key")),
    Column(
        "category",
        N_("Event category"),
        ("category", "event type", "type", "inject type", "kind"),
    ),
    Column(
        "since",
        N_("Since STARTEX"),
        ("offset", "relative time", "trigger", "t+", "elapsed", "minute", "at"),
    ),
    Column(
        "clock",
        N_("Story time"),
        ("time", "real time", "scenario time", "event time", "date", "date time"),
    ),
    Column("when", N_("When a phase is entered"), ("when", "after phase")),
    Column("if-missed", N_("If missed"), ("contingency for", "depends on")),
    Column("hold", N_("Held back"), ("hold", "held")),
    Column(
        "sender",
        N_("Sender"),
        ("from", "originator", "source", "simulated by"),
        by_lang=True,
    ),
    Column(
        "to",
        N_("To"),
        ("recipient", "receiver", "player", "players", "team", "audience"),
    ),
    Column(
        "via",
        N_("Delivery"),
        ("delivery method", "method", "channel", "means", "media", "via"),
    ),
    Column("number", N_("Telephone"), ("phone", "phone number")),
    Column("script", N_("Script for the role-player"), ("script",), by_lang=True),
    Column(
        "says",
        N_("Message"),
        (
            "says",
            "text",
            "event description",
            "description",
            "inject text",
            "event synopsis",
            "synopsis",
            "content",
        ),
        by_lang=True,
    ),
    Column("objective", N_("Objective"), ("objective id", "exercise objective")),
    Column(
        "do",
        N_("Expected action"),
        ("expected response", "expected outcome", "expected player action"),
        by_lang=True,
    ),
    Column("within", N_("Time allowed"), ("within", "response time")),
    Column("by", N_("Expected of"), ("expected by", "responsible player")),
    Column("do-objective", N_("Objective of the action"), ("action objective",)),
    Column(
        "controller",
        N_("Responsible controller"),
        ("controller",),
        has_no_place=True,
    ),
    Column(
        "evaluator",
        N_("Instructions for evaluators"),
        ("evaluator instructions", "special instructions"),
        has_no_place=True,
    ),
    Column("status", N_("Status"), (), has_no_place=True),
    Column("delivered", N_("Actually delivered at"), (), has_no_place=True),
    Column("done", N_("Actually done at"), (), has_no_place=True),
    Column("remarks", N_("Remarks"), ("notes", "comments"), has_no_place=True),
)
BY_NAME: Final = {column.name: column for column in COLUMNS}

# A column and the language of what stands in it; "" where there is none.
Key = tuple[str, str]
_WITH_LANG: Final = re.compile(r"(.*?)\s*[(\[]([a-z]{2})[)\]]", re.IGNORECASE)


def heading(key: Key, lang: Language) -> str:
    """The heading of a column in the reader's language."""
    name, of = key
    said = translator(lang)(BY_NAME[name].heading)
    return f"{said} ({of})" if of else said


def key_text(key: Key) -> str:
    """A column as a mapping names it: ``says.en``."""
    return ".".join(part for part in key if part)


def read_key(text: str) -> Key | None:
    """The column that a mapping means; None if there is none of that name."""
    name, _, of = text.partition(".")
    column = BY_NAME.get(name)
    if column is None or (of and not (column.by_lang and re.fullmatch("[a-z]{2}", of))):
        return None
    return (name, of)


def known_as(text: str) -> Key | None:
    """The column that a heading means, in either language or a usual other word."""
    plain = _plain(text)
    if not plain:
        return None
    if found := _named(plain):
        return (found.name, "")
    with_lang = _WITH_LANG.fullmatch(plain)
    if with_lang and (found := _named(with_lang[1])) and found.by_lang:
        return (found.name, with_lang[2])
    return None


def _named(plain: str) -> Column | None:
    for column in COLUMNS:
        ours = {_plain(translator(lang)(column.heading)) for lang in LANGUAGES}
        if plain in ours or plain in column.others or plain == column.name:
            return column
    return None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").split()).rstrip(":*")


def heads_in(cells: Sequence[str]) -> dict[int, Key]:
    """The columns that a row of headings names, each once, the first that does."""
    heads: dict[int, Key] = {}
    for column, cell in enumerate(cells):
        key = known_as(cell)
        if key is not None and key not in heads.values():
            heads[column] = key
    return heads
