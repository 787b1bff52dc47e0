"""One line to type in, without a blinking cursor."""

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """A field of one line."""

    def __init__(self, value: str = "", *, hint: str = "", id: str) -> None:
        super().__init__(value, hint, compact=True, id=id, select_on_focus=False)
        self.cursor_blink = False

    def type_key(self, key: events.Key) -> None:
        """A key that came before the focus did."""
        if key.key == "enter":
            self.post_message(self.Submitted(self, self.value))
        elif key.is_printable and key.character:
            self.insert_text_at_cursor(key.character)
