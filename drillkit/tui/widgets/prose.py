"""Some lines to type in: a field that breaks a long text where it is seen whole."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class ProseInput(TextArea):
    """As in a field of one line, ``enter`` says it; ``ctrl+j`` begins another line."""

    class Submitted(Message):
        """The text was said."""

        def __init__(self, field: "ProseInput") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "ProseInput":
            return self.field

    def __init__(self, value: str = "", *, id: str) -> None:
        super().__init__(
            value, compact=True, soft_wrap=True, highlight_cursor_line=False, id=id
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """What stands in the field."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.text = text

    def type_key(self, key: events.Key) -> None:
        """A key that came before the focus did."""
        if key.key == "enter":
            self.post_message(self.Submitted(self))
        elif key.is_printable and key.character:
            self.insert(key.character)

    def on_resize(self, _event: events.Resize) -> None:
        # The toolkit breaks the lines anew, and draws only those that are more.
        self.call_after_refresh(self.refresh)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self))
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)
