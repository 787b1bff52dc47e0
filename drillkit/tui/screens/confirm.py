"""Asking again: what cannot be taken back is said twice, some of it in a word."""

from textual.app import ComposeResult
from textual.widgets import Input, Static

from drillkit.language import N_
from drillkit.tui.screens.dialog import Dialog, Setting, escaped
from drillkit.tui.widgets.line import LineInput


class Confirm(Dialog[bool]):
    """A question that only ``y``, or only its word, answers with yes."""

    def __init__(self, setting: Setting, title: str, says: str, word: str = "") -> None:
        super().__init__(setting, title)
        self._says = says
        self._word = word

    def inside(self) -> ComposeResult:
        yield Static(escaped(self._says), classes="says")
        if self._word:
            asked = self.setting.words(N_('type "{word}" to go on'))
            yield Static(escaped(asked.format(word=self._word)), classes="prompt")
            yield LineInput(id="word")

    def hint(self) -> str:
        _ = self.setting.words
        yes = "" if self._word else f"y {_(N_('yes'))}   n {_(N_('no'))}   "
        return f"{yes}{super().hint()}"

    def key_y(self) -> None:
        if not self._word:
            self.leave(True)

    def key_n(self) -> None:
        if not self._word:
            self.leave(False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip().casefold() == self._word.casefold():
            self.leave(True)
