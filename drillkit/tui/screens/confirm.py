"""Asking again: what cannot be taken back is said twice, some of it in a word."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Input, Static

from drillkit.language import N_
from drillkit.tui.screens.dialog import Dialog, Setting, escaped
from drillkit.tui.widgets.line import LineInput


class Confirm(Dialog[bool]):
    """A question that only ``y``, or only one of its words, answers with yes.

    ``words`` are message ids: whoever changes the language may type either.
    """

    def __init__(
        self, setting: Setting, title: str, says: str, words: Sequence[str] = ()
    ) -> None:
        super().__init__(setting, title)
        self._says = says
        self._words = dict.fromkeys(setting.words(word) for word in words)
        self._taken = {word.casefold() for word in (*words, *self._words)}

    def inside(self) -> ComposeResult:
        yield Static(escaped(self._says), classes="says")
        if self._words:
            said = self.setting.words(N_(" or ")).join(f'"{x}"' for x in self._words)
            asked = self.setting.words(N_("type {words} to go on"))
            yield Static(escaped(asked.format(words=said)), classes="prompt")
            yield LineInput(id="word")

    def hint(self) -> str:
        _ = self.setting.words
        yes = "" if self._words else f"y {_(N_('yes'))}   n {_(N_('no'))}   "
        return f"{yes}{super().hint()}"

    def key_y(self) -> None:
        if not self._words:
            self.leave(True)

    def key_n(self) -> None:
        if not self._words:
            self.leave(False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip().casefold() in self._taken:
            self.leave(True)
