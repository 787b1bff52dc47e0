"""One row of an inject table, cell by cell, as what the plan language would say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from drillkit.exchange.cells import Said, Sheet, said, text_of
from drillkit.exchange.draft import Action, Wanted, Words, as_planned, is_default
from drillkit.exchange.headings import Key
from drillkit.exchange.moments import Story, length, read_clock, read_span
from drillkit.exchange.naming import Names, as_id, is_id, yes_or_no
from drillkit.exchange.report import Notes
from drillkit.language import N_
from drillkit.plan.scenario import Scenario

Find: TypeAlias = Callable[[str], str | None]

MINUTE: Final = 60_000
EXPECTED: Final = frozenset(
    ("expected action", "expected response", "expectation", "ожидаемое действие")
)
INJECT: Final = frozenset(
    (
        "",
        "inject",
        "contingency",
        "contingency inject",
        "event",
        "information",
        "вводная",
        "резервная вводная",
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row from 0, the inject it is, and what it says; ``recipients`` may be many."""

    number: int
    name: str
    is_nameless: bool
    wanted: Mapping[str, Wanted]
    recipients: tuple[str, ...] = ()


class RowReader:
    """Reads rows from top to bottom: a clock without a date follows the row before."""

    def __init__(
        self,
        sheet: Sheet,
        heads: Mapping[int, Key],
        header: int,
        names: Names,
        scenario: Scenario,
        story: Story,
        notes: Notes,
    ) -> None:
        self._sheet = sheet
        self._column_of = {key: column for column, key in heads.items()}
        self._header = header
        self._names = names
        self._scenario = scenario
        self._story = story
        self._notes = notes
        self._before = 0
        self._made: set[str] = set()
        # Injects whose row says too little to be written.
        self.left_out: set[str] = set()

    def cell(self, number: int, name: str, of: str = "") -> str:
        """A cell's words; "" also if there is no such column."""
        column = self._column_of.get((name, of))
        return "" if column is None else text_of(self._sheet.at(number, column))

    def is_expected(self, number: int) -> bool:
        """Whether a row is about something expected, and no inject of its own."""
        return self.cell(number, "category").casefold() in EXPECTED

    def read(self, number: int) -> Row | None:
        """The inject of a row; None if it says too little to be one."""
        name, is_nameless = self._name(number)
        known = self._scenario.injects.get(name)
        planned = as_planned(known) if known else {}
        self._look_at_category(number)
        wanted = self._wanted(number, planned)
        recipients = self._recipients(number)
        if recipients is not None and not recipients and self._has("to"):
            wanted["to"] = ""
        if known is None and not self._is_enough(number, wanted, recipients):
            self.left_out.add(name)
            return None
        return Row(number, name, is_nameless, wanted, tuple(recipients or ()))

    def action(self, number: int) -> Action | None:
        """What a row says is expected; None if it says nothing or cannot be read."""
        do = self._words(number, "do", {}) or self._words(number, "says", {})
        within = self.cell(number, "within")
        if not do:
            return None
        column = self._column_of.get(("within", ""))
        if column is None or not within:
            self._lost(number, "do", N_("what is expected has no time allowed"))
            return None
        span = read_span(self._sheet.at(number, column), self._story.numbers)
        if isinstance(span, Said):
            self._lost_as(number, "within", span)
            return None
        objective = self._named(number, "do-objective", self._names.objective, "")
        by = self._named(number, "by", self._names.role, "")
        return Action(do, span, objective, by)

    def _has(self, name: str) -> bool:
        return any(key[0] == name for key in self._column_of)

    def _name(self, number: int) -> tuple[str, bool]:
        """The inject's id, and whether it had to be made."""
        named = self.cell(number, "id")
        if is_id(named):
            return named, False
        made = as_id(named)
        if made and not made.isdigit():
            says = N_('"{text}" cannot be an id, so it is called "{name}"')
            self._notes.remark(number, says, text=named, name=made)
            return made, False
        counted = as_id(named or self.cell(number, "no")) or str(number - self._header)
        made = f"inject-{counted}"
        while made in self._made:
            made += "-2"
        self._made.add(made)
        return made, True

    def _look_at_category(self, number: int) -> None:
        said_so = self.cell(number, "category")
        if said_so.casefold() not in INJECT:
            why = N_('"{text}" is no category; it was taken for an inject')
            self._lost(number, "category", why, text=said_so)

    def _wanted(self, number: int, planned: Mapping[str, Wanted]) -> dict[str, Wanted]:
        wanted: dict[str, Wanted] = {}
        at = self._at(number)
        if at is not None:
            wanted["at"] = at
        for key in ("when", "if-missed", "number"):
            if self._has(key):
                wanted[key] = self.cell(number, key)
        if self._has("hold"):
            held = yes_or_no(self.cell(number, "hold"))
            if held is None:
                why = N_('"{text}" is neither yes nor no')
                self._lost(number, "hold", why, text=self.cell(number, "hold"))
            else:
                wanted["hold"] = held
        if self._has("via"):
            before = str(planned.get("via", "message"))
            via = self._named(number, "via", self._names.delivery, before)
            wanted["via"] = via or "message"
        if self._has("objective"):
            before = str(planned.get("objective", ""))
            named = self._named(number, "objective", self._names.objective, before)
            wanted["objective"] = named
        for key in ("sender", "script", "says"):
            if self._has(key):
                wanted[key] = self._words(number, key, _words(planned.get(key)))
        if not wanted.get("says", "."):
            self._lost(number, "says", N_("an inject needs a message"))
            del wanted["says"]
        self._expects(number, planned, wanted)
        return wanted

    def _expects(
        self, number: int, planned: Mapping[str, Wanted], wanted: dict[str, Wanted]
    ) -> None:
        """What the row itself expects; without a column the plan's stays."""
        if not self._has("do"):
            return
        before = planned.get("expects", ())
        if not any(self.cell(number, *key) for key in self._columns("do")):
            wanted["expects"] = ()
            return
        action = self.action(number)
        wanted["expects"] = (action,) if action else before

    def _columns(self, name: str) -> Sequence[Key]:
        return [key for key in self._column_of if key[0] == name]

    def _at(self, number: int) -> int | str | None:
        """When it comes; "" is at no time of its own, None is not understood."""
        since, clock = self._time(number, "since"), self._time(number, "clock")
        if since is not None and clock is not None:
            if abs(since - clock) >= MINUTE:
                self._lost(
                    number,
                    "clock",
                    N_('that is {clock} since STARTEX, and "{since}" beside it counts'),
                    clock=length(clock),
                    since=length(since),
                )
            clock = since
        at = clock if since is None else since
        if at is not None:
            self._before = at
            return at
        if self.cell(number, "since") or self.cell(number, "clock"):
            return None
        return "" if self._has("since") or self._has("clock") else None

    def _time(self, number: int, name: str) -> int | None:
        """The time in a cell; None if it is empty or cannot be read."""
        column = self._column_of.get((name, ""))
        if column is None or not self.cell(number, name):
            return None
        value = self._sheet.at(number, column)
        read = (
            read_span(value, self._story.numbers)
            if name == "since"
            else read_clock(value, self._story, self._before)
        )
        if isinstance(read, Said):
            self._lost_as(number, name, read)
            return None
        return read

    def _recipients(self, number: int) -> list[str] | None:
        """Whom it is for; [] is nobody named, None is not understood."""
        named = self.cell(number, "to")
        if not named:
            return []
        found = self._names.addressees(named)
        if found is None:
            why = N_('"{text}" is no department and no role')
            self._lost(number, "to", why, text=named)
        return found

    def _is_enough(
        self,
        number: int,
        wanted: Mapping[str, Wanted],
        recipients: Sequence[str] | None,
    ) -> bool:
        """Whether a new inject can be made of it; what is missing is noted."""
        if not wanted.get("says"):
            why = N_("left out: a new inject needs a message")
        elif recipients is None:
            why = N_("left out: whom it is for was not understood")
        elif not any(
            key in wanted and not is_default(key, wanted[key])
            for key in ("at", "when", "if-missed", "hold")
        ):
            why = N_("left out: nothing says when it comes")
        else:
            return True
        self._notes.lost_row(number, why)
        return False

    def _words(self, number: int, name: str, before: Words) -> Words:
        """A text by language; languages without a column stay as they are."""
        cells = {of: self.cell(number, name, of) for _, of in self._columns(name)}
        words = {lang: text for lang, text in before.items() if lang not in cells}
        spoken = {lang: text for lang, text in cells.items() if lang and text}
        plain = cells.get("", "")
        if plain and spoken:
            self._lost(number, name, N_("the words of the languages were taken"))
        elif plain and plain not in words.values():
            return {"": plain}
        words |= spoken
        if any(words):
            # Plain words are for want of a language, and cannot stand beside one.
            words.pop("", None)
        return words

    def _named(self, number: int, name: str, find: Find, before: str) -> str:
        """The id that a cell means; what was there before if it means none."""
        named = self.cell(number, name)
        if not named:
            return ""
        found = find(named)
        if found is None:
            self._lost(number, name, N_('"{text}" is not known'), text=named)
            return before
        return found

    def _lost(self, number: int, name: str, why: str, **words: object) -> None:
        self._lost_as(number, name, said(why, **words))

    def _lost_as(self, number: int, name: str, why: Said) -> None:
        column = next(self._column_of[key] for key in self._columns(name))
        heading = text_of(self._sheet.at(self._header, column))
        self._notes.lost_as(number, column, heading, why)


def _words(value: Wanted | None) -> Words:
    return value if isinstance(value, Mapping) else {}
