"""A text as lines, and offsets into it as places.

Counts characters, never bytes or cells of a terminal.
"""

import re
from bisect import bisect_right

from drillkit.plan.place import Place

# Only the breaks every editor counts; YAML alone breaks at U+0085 and U+2028.
_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of one file, found when somebody first asks for a place."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] = []

    def place(self, start: int, end: int) -> Place:
        """Characters *start* to *end*, cut at the end of the first line."""
        starts = self._line_starts()
        row = bisect_right(starts, start) - 1
        stop = min(end, self._end(row + 1))
        return Place(self.path, row + 1, start - starts[row] + 1, max(1, stop - start))

    def every(self) -> list[str]:
        """All lines, without their breaks."""
        return _BREAK.split(self.text)

    def first_of(self, number: int) -> Place:
        """The first character of line *number* that is no space."""
        line = self.line(number)
        return Place(self.path, number, len(line) - len(line.lstrip()) + 1, 1)

    def line(self, number: int) -> str:
        """Line *number*, from one, without its break; nothing past the last."""
        starts = self._line_starts()
        if number > len(starts):
            return ""
        return self.text[starts[number - 1] : self._end(number)]

    def _end(self, number: int) -> int:
        """Where line *number* ends, before its break."""
        starts, text = self._line_starts(), self.text
        if number == len(starts):
            return len(text)
        end = starts[number] - 1
        return end - 1 if text[end - 1 : end + 1] == "\r\n" else end

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(self.text))]
        return self._starts
