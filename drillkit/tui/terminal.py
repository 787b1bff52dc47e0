"""Whether there is a terminal that can show the screens; it says so if not."""

import sys

from drillkit.errors import Misuse
from drillkit.language import N_

WITHOUT = N_('"drillkit status DRILL" and "drillkit do DRILL" work without a screen')


def refuse_poor_terminal() -> None:
    """Misuse where the screens would be unreadable, or go into a file."""
    # Textual reads keys from stdin and draws on stderr.
    if not all(
        stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    ):
        raise Misuse(
            N_("this opens a screen, and there is no terminal to draw it on"),
            way_out=WITHOUT,
        )
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        raise Misuse(
            N_("the terminal is said to speak {encoding}, and the screens need UTF-8"),
            way_out=N_(
                "set LANG=C.UTF-8, or PYTHONUTF8=1 if the terminal can; "
                '"drillkit status DRILL" and "drillkit do DRILL" work in any encoding'
            ),
            encoding=sys.stdout.encoding,
        )
