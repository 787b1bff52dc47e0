"""All that can be done now, found by a few letters."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from drillkit.language import N_
from drillkit.tui.actions.action import Action
from drillkit.tui.commands import COMMANDS, Command
from drillkit.tui.keymap import Keymap
from drillkit.tui.screens.dialog import Dialog, Setting
from drillkit.tui.view.values import Cell, Column, Row, Table
from drillkit.tui.widgets.bars import Key
from drillkit.tui.widgets.line import LineInput
from drillkit.tui.widgets.table import TableView

COLUMNS = (Column("", 10), Column("", 0), Column("", 26, drops=1))


class Palette(Dialog[str]):
    """Dismissed with the name of a command or action."""

    def __init__(self, setting: Setting, keys: Sequence[Key]) -> None:
        super().__init__(setting, setting.words(N_("all commands")))
        self._keys = tuple(keys)

    def inside(self) -> ComposeResult:
        yield LineInput(id="words")
        yield TableView(id="found", classes="bare")

    def on_mount(self) -> None:
        super().on_mount()
        rows = tuple(
            Row((Cell(key.key, "strong"), Cell(key.says), Cell(key.name, "dim")))
            for key in self._keys
        )
        nothing = self.setting.words(N_("Nothing of that name can be done now."))
        self._list.can_focus = False
        self._list.show(Table("", COLUMNS, rows, nothing))
        self.query_one(Input).focus()

    @property
    def _list(self) -> TableView:
        return self.query_one("#found", TableView)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._list.filter_by(event.value)
        self._list.select(0)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self._leave()

    def on_table_view_opened(self, _event: TableView.Opened) -> None:
        self._leave()

    def _leave(self) -> None:
        row = self._list.row
        if row:
            self.leave(row.cells[2].text)

    def on_key(self, event: events.Key) -> None:
        ways = {"down": 1, "up": -1}
        if event.key in ways:
            self._list.move(ways[event.key])
            event.stop()
        else:
            super().on_key(event)


def palette_keys(
    keymap: Keymap, offered: Sequence[Action], words: Callable[[str], str]
) -> list[Key]:
    """Everything that can be done now; moving about needs no palette."""
    listed: list[Action | Command] = [*offered, *COMMANDS]
    return [
        Key(keymap.key_of(one.name), words(one.label), one.name)
        for one in listed
        if not one.name.startswith(("list.", "panel."))
    ]
