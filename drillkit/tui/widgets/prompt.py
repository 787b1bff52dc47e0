"""The line at the foot where a filter or a command is typed."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from drillkit.tui.widgets.line import LineInput


class PromptLine(Horizontal):
    """Hidden until it is asked for; ``kind`` is the sign in front: ``/`` or ``:``."""

    class Said(Message):
        """A line was typed; it is said at every letter while one filters."""

        def __init__(self, kind: str, text: str, is_over: bool) -> None:
            super().__init__()
            self.kind = kind
            self.text = text
            self.is_over = is_over

    kind = ""

    def compose(self) -> ComposeResult:
        yield Static(id="sign")
        yield LineInput(id="line")

    def ask(self, kind: str, text: str = "", names: "list[str] | None" = None) -> None:
        """Show the line; *names* are proposed while one types."""
        self.kind = kind
        self.query_one("#sign", Static).update(kind)
        field = self.query_one("#line", Input)
        field.suggester = SuggestFromList(names) if names else None
        with self.prevent(Input.Changed):
            field.value = text
        self.add_class("-open")
        field.focus()

    def type(self, event: events.Key) -> None:
        """A key for the line that came before the line had the focus."""
        if event.is_printable and event.character:
            self.query_one("#line", Input).insert_text_at_cursor(event.character)
        elif event.key == "enter":
            self._end(self.query_one("#line", Input).value)
        elif event.key == "escape":
            self._end("")
        event.stop()

    def close(self) -> None:
        self.kind = ""
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.kind == "/":
            self.post_message(self.Said(self.kind, event.value, False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._end(event.value)

    def on_key(self, event: events.Key) -> None:
        # Leaving a filter takes it away; leaving a command writes nothing.
        if event.key == "escape":
            event.stop()
            self._end("")

    def _end(self, text: str) -> None:
        kind = self.kind
        self.close()
        self.post_message(self.Said(kind, text, True))
