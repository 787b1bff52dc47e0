"""One of several, its mark a letter and not a colour; what it brings about beside it.

Nothing is picked until somebody picks it: to hurry past a question answers nothing.
"""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from drillkit.tui.actions.action import Choice
from drillkit.tui.view.values import Cell, Column, Row, Table
from drillkit.tui.widgets.table import TableView

MOST = 8
COLUMNS = (Column("", 3), Column("", 0))


class Choices(TableView):
    """The choices of a question; ``space``, ``enter`` or a digit picks."""

    class Picked(Message):
        """A choice was picked; ``is_final`` if the person wants to go on."""

        def __init__(self, view: "Choices", is_final: bool) -> None:
            super().__init__()
            self.view = view
            self.is_final = is_final

        @property
        def control(self) -> "Choices":
            return self.view

    def __init__(self, choices: Sequence[Choice], proposed: str, *, id: str) -> None:
        super().__init__(id=id, classes="field")
        self.choices = tuple(choices)
        values = [choice.value for choice in choices]
        self._at = values.index(proposed) if proposed in values else None

    @property
    def value(self) -> str:
        """The picked value; "" while there is none."""
        return "" if self._at is None else self.choices[self._at].value

    def on_mount(self) -> None:
        self.styles.height = min(MOST, len(self.choices))
        self.cursor = self._at or 0
        self._draw()

    def _draw(self) -> None:
        rows = (
            Row((Cell("(x)" if at == self._at else "( )"), Cell(_words(choice))))
            for at, choice in enumerate(self.choices)
        )
        self.show(Table("", COLUMNS, tuple(rows)))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("space", "enter"):
            self._pick(self.cursor, event.key == "enter")
        elif event.key.isdecimal() and 0 < int(event.key) <= len(self.choices):
            self.select(int(event.key) - 1)
            self._pick(self.cursor, False)
        else:
            return
        event.stop()
        event.prevent_default()

    def type_key(self, key: events.Key) -> None:
        """A key that came before the focus did."""
        self.on_key(key)

    def on_click(self, event: events.Click) -> None:
        super().on_click(event)
        self._pick(self.cursor, False)

    def _pick(self, at: int, is_final: bool) -> None:
        # The same again takes it back, so that a question can be left open.
        self._at = None if at == self._at and not is_final else at
        self._draw()
        self.post_message(self.Picked(self, is_final))


def _words(choice: Choice) -> str:
    return (
        f"{choice.text}  ({choice.consequence})" if choice.consequence else choice.text
    )
