"""What stands on the terminal while a log is read: that it is being read.

A seat has to read its drill before there is anything to show, and nobody should look
at a prompt meanwhile and press Enter again.  Knows no toolkit, which takes as long.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# The other screen of the terminal, and back; a frame is shown once it is whole.
TO_THE_OTHER: Final = "\x1b[?1049h"
BACK: Final = "\x1b[?1049l"
FRAME: Final = "\x1b[?2026h\x1b[2J\x1b[H{}\x1b[?2026l"


@contextmanager
def curtain(says: str) -> Iterator[None]:
    """Show a line until the screens are drawn over it; if they cannot be, go back, so
    that the reason is read where a command was typed."""
    _write(TO_THE_OTHER + FRAME.format(f" {says}"))
    try:
        yield
    except BaseException:
        _write(BACK)
        raise


def _write(text: str) -> None:
    # Where the toolkit draws too.
    sys.stderr.write(text)
    sys.stderr.flush()
