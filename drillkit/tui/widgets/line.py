"""One line to type in, without a blinking cursor."""

from textual.widgets import Input


class LineInput(Input):
    """A field of one line."""

    def __init__(self, value: str = "", *, hint: str = "", id: str) -> None:
        super().__init__(value, hint, compact=True, id=id, select_on_focus=False)
        self.cursor_blink = False
