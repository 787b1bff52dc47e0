"""A file's values, each with the place where it was written.

Only offsets are kept for every value; lines and columns are counted when somebody
asks.  Knows nothing of YAML.
"""

from typing import Any, TypeAlias

from drillkit.plan.lines import Lines
from drillkit.plan.place import Place

Loc: TypeAlias = tuple[str | int, ...]
Node: TypeAlias = "Map | Seq | str"


class Map(dict[str, Any]):
    """A mapping; ``marks`` has offsets per key: key start, end, value start, end."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: dict[str, tuple[int, int, int, int]] = {}


class Seq(list[Any]):
    """A list; ``marks`` has the start and end offset of each item."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[tuple[int, int]] = []


class Tree:
    """One file's values, and the place of each of them."""

    __slots__ = ("_lines", "data")

    def __init__(self, lines: Lines, data: Map) -> None:
        self._lines = lines
        self.data = data

    @property
    def path(self) -> str:
        return self._lines.path

    @property
    def text(self) -> str:
        return self._lines.text

    @property
    def lines(self) -> Lines:
        return self._lines

    def renamed(self, written: str, meant: str) -> "Tree":
        """The same file with one of its uppermost keys spelt as it was meant."""
        names = {key: meant if key == written else key for key in self.data}
        data = Map()
        data.update((names[key], value) for key, value in self.data.items())
        data.marks = {names[key]: marks for key, marks in self.data.marks.items()}
        return Tree(self._lines, data)

    def place(self, loc: Loc, key: bool = False) -> Place:
        """Where the value at *loc* is written, or its key.

        A value over several lines is shown at its key, one that is not there at
        the nearest key above it.
        """
        key_start, key_end, start, end = self._marks(loc)
        whole = start < end and not self._is_block(start, end)
        if whole and not key:
            return self._lines.place(start, end)
        return self._lines.place(key_start, key_end)

    def place_inside(self, loc: Loc, start: int, end: int) -> Place:
        """Where characters *start* to *end* of the scalar at *loc* are written.

        Escapes and folded lines have no such place; then it is the whole value's.
        """
        _, _, first, last = self._marks(loc)
        value = self.value(loc)
        for shift in (0, 1):
            begun = first + shift
            if isinstance(value, str) and self.text.startswith(value, begun, last):
                return self._lines.place(begun + start, begun + end)
        return self.place(loc)

    def holds(self, loc: Loc) -> bool:
        """Whether something is written at *loc*."""
        return self.value(loc) is not None

    def keys(self, loc: Loc) -> list[str]:
        """The keys of the mapping at *loc*, in the order written."""
        node = self.value(loc)
        return list(node) if isinstance(node, Map) else []

    def last_line(self, loc: Loc) -> int:
        """The number of the last line that belongs to the value at *loc*."""
        key_start, key_end, start, end = self._marks(loc)
        written = self.text[: max(key_end, end)].rstrip()
        return self._lines.place(max(key_start, len(written) - 1), len(written)).line

    def is_quoted(self, loc: Loc) -> bool:
        """Whether the author set the scalar at *loc* apart by quotes or as a block."""
        _, _, start, end = self._marks(loc)
        return start < end and self.text[start] in "\"'|>"

    def is_alias(self, loc: Loc) -> bool:
        """Whether an alias stands at *loc*, which has been complained of already."""
        _, _, start, end = self._marks(loc)
        return start < end and self.text[start] == "*"

    def _is_block(self, start: int, end: int) -> bool:
        return "\n" in self.text[start:end] and self.text[start] not in "\"'{["

    def value(self, loc: Loc) -> Any:
        """What is written at *loc*: a mapping, a list, a text, or None."""
        node: Any = self.data
        for part in loc:
            if not holds(node, part):
                return None
            node = node[part]
        return node

    def _marks(self, loc: Loc) -> tuple[int, int, int, int]:
        node: Any = self.data
        # What is missing at the top is shown where the file begins.
        first = next(iter(self.data.marks.values()), (0, 0, 0, 0))
        marks = (first[0], first[1], 0, 0)
        for part in loc:
            if not holds(node, part):
                return (*marks[:2], 0, 0)
            found = node.marks[part]
            marks = found if len(found) == 4 else (*found, *found)
            node = node[part]
        return marks


def holds(node: Any, part: str | int) -> bool:
    """Whether *node* has something under *part*."""
    if isinstance(node, Map):
        return part in node
    return isinstance(node, Seq) and isinstance(part, int) and 0 <= part < len(node)
