"""Runbook text, read into a tree that remembers where every value was written.

YAML 1.1 helps in ways a runbook cannot afford: ``severity: no`` is ``False``,
``rto: 1:30`` is ninety, and the second of two equal keys wins in silence.
Here every scalar stays the text its author typed, and a repeated key is a
problem.  Giving values a type is the reader's work.

Knows nothing of runbooks; any YAML mapping would do.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from drillkit.plan.lines import Lines
from drillkit.plan.problem import N_, Problem
from drillkit.plan.syntax import explained
from drillkit.plan.tree import Loc as Loc
from drillkit.plan.tree import Map as Map
from drillkit.plan.tree import Node as Node
from drillkit.plan.tree import Seq as Seq
from drillkit.plan.tree import Tree as Tree

LARGEST = 1_000_000
LONGEST = 10_000
# Six times the largest file of the plan we ship.
MOST_VALUES = 10_000
DEEPEST = 40
MOST_PROBLEMS = 100

# libyaml where it is installed with PyYAML; the same events, twenty times sooner.
FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Marks that make text read in another order than it is stored.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(f"{_FORBIDDEN.pattern}|{_REORDERING.pattern}")


def read_tree(
    path: str, text: str, loader: Any = FASTEST
) -> tuple[Tree | None, tuple[Problem, ...]]:
    """The tree of *text*, if there is one, and all that is wrong with its YAML."""
    lines = Lines(path, text.removeprefix("\ufeff"))
    builder = _Builder(lines)
    try:
        builder.look_for_unseen()
        builder.build(yaml.parse(lines.text, Loader=loader))
        builder.settle()
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(lines, error))
        return None, tuple(builder.problems)
    except _Unreadable:
        return None, tuple(builder.problems)
    return Tree(lines, builder.root), tuple(builder.problems)


def _syntax_problem(lines: Lines, error: yaml.MarkedYAMLError) -> Problem:
    found = error.problem_mark.index if error.problem_mark else 0
    begun = error.context_mark.index if error.context_mark else found
    return explained(lines, begun, found, f"{error.context or ''} {error.problem}")


class _Unreadable(Exception):
    """Nothing after this point can be trusted; the problems say why."""


class _Frame:
    """A collection that is still open, and the key that waits for its value."""

    __slots__ = (
        "holder",
        "is_key",
        "key",
        "key_end",
        "key_start",
        "marks",
        "start",
        "waits",
    )

    def __init__(self, holder: Map | Seq, start: int, is_key: bool) -> None:
        self.holder: Any = holder
        self.marks: Any = holder.marks
        self.start = start
        self.is_key = is_key
        self.waits = False
        self.key: str | None = None
        self.key_start = 0
        self.key_end = 0


class _Builder:
    """Takes events one by one, so that a limit acts before the text is read on."""

    def __init__(self, lines: Lines) -> None:
        self.problems: list[Problem] = []
        self.root: Any = None
        self._lines = lines
        self._escapes = "\\" in lines.text
        self._documents = 0
        self._values = 0
        self._open: list[_Frame] = []

    def look_for_unseen(self) -> None:
        """Characters nobody sees end the reading, or are told and read over."""
        text = self._lines.text
        if len(text) > LARGEST:
            self._fatal("too-large", N_("the file is larger than 1 MB"), 0, 1)
        for found in _UNSEEN.finditer(text):
            self._say_unseen(found[0], found.start(), found.end())
            if _FORBIDDEN.match(found[0]):
                raise _Unreadable

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                self._begin(event, Map() if kind is yaml.MappingStartEvent else Seq())
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._end(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._second_document(event)
                    return

    def settle(self) -> None:
        """A plan file is one mapping."""
        if isinstance(self.root, Map):
            return
        if self.root is None:
            self._fatal("empty-file", N_("the file has no content"), 0, 1)
        if isinstance(self.root, Seq):
            self._fatal(
                "wrong-kind", N_("the file is a list, and plans are mappings"), 0, 1
            )
        self._fatal(
            "wrong-kind", N_("the file is plain text, and plans are mappings"), 0, 1
        )

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        value = event.value
        if len(value) > LONGEST:
            says = N_("this text is longer than {most} characters")
            self._fatal("too-large", says, start, start + 1, {"most": str(LONGEST)})
        if self._escapes and event.style == '"' and (odd := _UNSEEN.search(value)):
            self._say_unseen(odd[0], start, end)
        frame = self._open[-1] if self._open else None
        if frame is not None and type(frame.holder) is Map and not frame.waits:
            self._key(frame, value, start, end)
        else:
            self._put(frame, value, start, end)

    def _key(self, frame: _Frame, key: str, start: int, end: int) -> None:
        frame.waits = True
        frame.key, frame.key_start, frame.key_end = key, start, end
        if key in frame.holder:
            frame.key = None
            first: tuple[int, int, int, int] = frame.marks[key]
            line = self._lines.place(first[0], first[1]).line
            self._say(
                "repeated-key",
                N_('key "{key}" was already given on line {line}'),
                start,
                end,
                {"key": key, "line": str(line)},
            )
        elif key == "<<" and self._lines.text[start] == "<":
            frame.key = None
            self._say(
                "merge-key",
                N_('"<<" would merge another mapping, and plans have no merging'),
                start,
                end,
                hint=N_("write the keys out"),
            )

    def _put(self, frame: _Frame | None, node: Node, start: int, end: int) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            says = N_("the file holds more than {most} values")
            self._fatal("too-large", says, start, end, {"most": str(MOST_VALUES)})
        if frame is None:
            self.root = node
        elif type(frame.holder) is Seq:
            frame.holder.append(node)
            frame.marks.append((start, end))
        else:
            frame.waits = False
            if frame.key is not None:
                frame.holder[frame.key] = node
                frame.marks[frame.key] = (frame.key_start, frame.key_end, start, end)

    def _begin(self, event: Any, holder: Map | Seq) -> None:
        start = event.start_mark.index
        if len(self._open) >= DEEPEST:
            self._fatal(
                "too-deep",
                N_("this is nested more than {most} levels deep"),
                start,
                start + 1,
                {"most": str(DEEPEST)},
            )
        above = self._open[-1] if self._open else None
        is_key = above is not None and type(above.holder) is Map and not above.waits
        if is_key:
            end = event.end_mark.index
            says = N_("a mapping or a list stands where a key belongs")
            self._say("odd-key", says, start, end, hint=N_("quote the text"))
        self._open.append(_Frame(holder, start, is_key))

    def _end(self, event: Any) -> None:
        frame = self._open.pop()
        above = self._open[-1] if self._open else None
        if frame.is_key and above is not None:
            above.waits, above.key = True, None
        else:
            self._put(above, frame.holder, frame.start, event.end_mark.index)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._say(
            "alias",
            N_('"*{name}" points at another value, and plans have no aliases'),
            start,
            end,
            {"name": event.anchor},
            N_("quote it if it is text, or write the value out"),
        )
        # Nothing is open when the alias is the whole file.
        frame = self._open[-1] if self._open else None
        if frame is not None and type(frame.holder) is Map and not frame.waits:
            frame.waits, frame.key = True, None
        else:
            self._put(frame, "", start, end)

    def _refuse_properties(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            self._say(
                "anchor",
                N_('"&{name}" names a value for aliases, and plans have no aliases'),
                start,
                start + 1 + len(event.anchor),
                {"name": event.anchor},
                N_("quote it if it is text"),
            )
        if event.tag is not None:
            end = event.end_mark.index
            self._say(
                "tag",
                N_('"{tag}" is a tag, and plans have none'),
                start,
                end,
                {"tag": self._lines.text[start:end].split()[0]},
                N_("quote it if it is text"),
            )

    def _second_document(self, event: Any) -> None:
        self._say(
            "second-document",
            N_("a second document begins here, and a plan file holds one"),
            event.start_mark.index,
            event.end_mark.index,
        )

    def _say_unseen(self, character: str, start: int, end: int) -> None:
        self._say(
            "unseen-character",
            N_("character {code} cannot be seen here"),
            start,
            end,
            {"code": f"U+{ord(character):04X}"},
            N_("delete it, or type the line again"),
        )

    def _say(
        self,
        rule: str,
        says: str,
        start: int,
        end: int,
        words: dict[str, str] | None = None,
        hint: str = "",
    ) -> None:
        place = self._lines.place(start, end)
        self.problems.append(Problem(place, rule, says, words or {}, hint))
        # A file with more is not a plan, and nobody reads the hundred-and-first.
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Unreadable

    def _fatal(
        self,
        rule: str,
        says: str,
        start: int,
        end: int,
        words: dict[str, str] | None = None,
    ) -> None:
        self._say(rule, says, start, end, words)
        raise _Unreadable
