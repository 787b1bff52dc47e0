"""What can go wrong outside a runbook and outside a drill.

    DrillkitError
    ├── Misuse               the command was asked for what it cannot give
    │   └── WorkspaceError   no workspace here, or no drill of that name in it
    ├── SeatTaken            somebody sits there already
    ├── PlanProblems         a plan has problems, so it cannot be drilled
    ├── TemplateError        a template asks for what a report does not have
    ├── TableError           a spreadsheet cannot be read, or is too large
    └── LogError
        ├── LogConflict      somebody else appended first
        ├── LogUnavailable   the database cannot be reached
        ├── StoryMissing     who directs has no copy of the director's log as it is now
        ├── UnknownKind      the log was written by a newer drillkit
        └── LogBroken        the chain of hashes does not close

An error carries a message id and its words, not a sentence, because the reader's
language is known only where the sentence is printed.  Knows no language itself.
"""

from collections.abc import Callable, Iterable
from typing import Any


class DrillkitError(Exception):
    """Names the thing, the state it is in and, where there is one, the way out."""

    def __init__(self, says: str, /, *, way_out: str = "", **words: object) -> None:
        super().__init__(says)
        self.says = says
        self.way_out = way_out
        self.words = words

    def word(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of *translate*."""
        return translate(self.says).format(**self.words)

    def word_way_out(self, translate: Callable[[str], str]) -> str:
        """What to do about it; empty when nobody knows."""
        return translate(self.way_out).format(**self.words) if self.way_out else ""

    def __str__(self) -> str:
        return self.word(lambda text: text)


class Misuse(DrillkitError):
    """The command was asked for what it cannot give."""


class WorkspaceError(Misuse):
    """No workspace here, or no drill of that name in it."""


class SeatTaken(DrillkitError):
    """Somebody sits there; whoever wants the seat has to say so."""


class PlanProblems(DrillkitError):
    """A plan has problems, so it cannot be drilled."""

    def __init__(
        self,
        problems: Iterable[Any],
        says: str,
        /,
        *,
        way_out: str = "",
        **words: object,
    ) -> None:
        super().__init__(says, way_out=way_out, **words)
        # Of no type here: what a problem is belongs to the plan room, above this one.
        self.problems = tuple(problems)


class TemplateError(DrillkitError):
    """A template asks for what a report does not have."""


class TableError(DrillkitError):
    """A spreadsheet cannot be read, or is too large."""


class LogError(DrillkitError):
    """The log refused, or could not be asked."""


class LogConflict(LogError):
    """Somebody else appended first."""


class LogUnavailable(LogError):
    """The database cannot be reached, so nothing was recorded."""


class StoryMissing(LogError):
    """Who directs has no copy of the director's log, or none as it is now."""


class UnknownKind(LogError):
    """The log was written by a newer drillkit."""


class LogBroken(LogError):
    """The chain of hashes does not close: an entry was edited, removed or moved."""
