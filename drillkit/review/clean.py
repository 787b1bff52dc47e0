"""What people typed, without what would steer whatever shows it.

ANSI sequences move a terminal's cursor, and marks of writing direction make a
sentence read backwards; neither is a word.
"""

import re
from typing import Final

_CONTROL: Final = re.compile(
    "\x1b\\[[0-9;?]*[ -/]*[@-~]"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u2069\ufeff]"
)


def plain(text: object) -> str:
    """Words alone; line ends stay."""
    return _CONTROL.sub("", str(text))


def one_line(text: object) -> str:
    """Words alone, on one line."""
    return " ".join(plain(text).split())
