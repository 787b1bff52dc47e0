"""Where something stands in an author's text.

Lines and columns are counted from one, in characters.  Knows nothing of files.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line: *width* characters, at least one."""

    path: str
    line: int
    column: int
    width: int
