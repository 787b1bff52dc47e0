"""Pasted text stays text: no part of it is ever taken for a key.

Textual 8.2.8 reads escape sequences inside a bracketed paste too, and what it does not
know of them arrives as keys; a log line with colours could so mark a step as done.
Not known here: who the text is for.
"""

from collections.abc import Iterable
from typing import Final

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

ESCAPE: Final = "\x1b"
START: Final = "\x1b[200~"
END: Final = "\x1b[201~"


class PasteParser(XTermParser):
    """Textual's parser of what a terminal sends, without escapes inside a paste."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._is_pasting = False
        # The last characters: a mark may have begun in the read before.
        self._tail = ""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in *data*; an empty one is the end of the stream."""
        text = "".join(map(self._passed, data))
        # Everything may have been held back, and "" would end the stream.
        return super().feed(text) if text or not data else ()

    def _passed(self, char: str) -> str:
        """What goes on to the parser when *char* has come."""
        self._tail += char
        if not self._is_pasting:
            self._tail = self._tail[-len(START) :]
            if self._tail == START:
                self._is_pasting, self._tail = True, ""
            return char
        if self._tail == END:
            self._is_pasting, self._tail = False, ""
            return END
        if END.startswith(self._tail):
            return ""
        # It was no end: the new character may still begin one.
        kept = ESCAPE if char == ESCAPE else ""
        text, self._tail = self._tail, kept
        return text.replace(ESCAPE, "")


def keep_pastes_apart() -> None:
    """Let Textual's driver read through this parser; it offers no other way in."""
    vars(linux_driver)["XTermParser"] = PasteParser
