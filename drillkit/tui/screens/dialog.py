"""A dialog: a box over a mode, with the mark of an exercise; escape writes nothing."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from drillkit.tui.keymap import Keymap
from drillkit.tui.scene import Scene
from drillkit.tui.screens.moving import moved
from drillkit.tui.view.values import Page
from drillkit.tui.widgets.page import PageView

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every dialog is given: words, keys, and the mark of an exercise."""

    words: Callable[[str], str]
    keymap: Keymap
    exercise: str
    more: str = "…"


def escaped(text: str) -> str:
    """*text* as it stands, where square brackets would be markup."""
    return text.replace("[", r"\[")


@runtime_checkable
class Ahead(Protocol):
    """A screen that holds keys back while a dialog opens over it."""

    def typed_ahead(self) -> list[events.Key]: ...


@runtime_checkable
class Field(Protocol):
    """A field that can be told a key before it has the focus."""

    def type_key(self, key: events.Key) -> None: ...


class Dialog(ModalScreen[Result], Generic[Result]):
    """A box with a title; what is inside is each dialog's own."""

    def __init__(self, setting: Setting, title: str) -> None:
        super().__init__()
        self.setting = setting
        self.caption = title
        self._is_left = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = escaped(self.caption)
            box.border_subtitle = escaped(self.setting.exercise)
            yield from self.inside()
            yield Static(escaped(self.hint()), id="hint")

    @abstractmethod
    def inside(self) -> ComposeResult:
        """The widgets in the box."""

    def hint(self) -> str:
        """The line at the foot: how to go on and how to leave."""
        _ = self.setting.words
        return f"{self.setting.keymap.key_of('back')} {_('back')}"

    def leave(self, result: Result | None) -> None:
        """Close the dialog; keys that come faster than it closes close nothing more."""
        if not self._is_left:
            self._is_left = True
            self.dismiss(result)

    def on_mount(self) -> None:
        self.call_after_refresh(self._take_ahead)

    def on_resize(self, event: events.Resize) -> None:
        # Never over the clock that runs out first, nor over the alarms.
        head = 2 if self.has_class("-flat") else 3
        self.query_one("#dialog").styles.max_height = event.size.height - head

    def _take_ahead(self) -> None:
        """What was typed before the dialog was there was meant for it."""
        stack = self.app.screen_stack
        if self not in stack[1:]:
            # Whoever is quick has answered already.
            return
        below = stack[stack.index(self) - 1]
        for key in below.typed_ahead() if isinstance(below, Ahead) else ():
            self.take(key)

    def take(self, key: events.Key) -> None:
        """A key that came before any field had the focus: it is the first field's."""
        field = next((x for x in self.query("*") if isinstance(x, Field)), None)
        if field:
            field.type_key(key)

    def tell(self, scene: Scene) -> None:
        """Time has passed or something happened; most dialogs stay as they are."""

    def on_key(self, event: events.Key) -> None:
        if self.focused is None and (event.is_printable or event.key == "enter"):
            self.take(event)
        for name in self.setting.keymap.names(event.key, event.character):
            if name == "back" or self.meant(name):
                event.stop()
                event.prevent_default()
            if name == "back":
                self.leave(None)
                return

    def meant(self, name: str) -> bool:
        """Whether a key of this name was for the dialog."""
        return moved(self.focused, name)


class PageDialog(Dialog[None]):
    """A page to read, kept up to date while it is open."""

    def __init__(
        self, setting: Setting, scene: Scene, page: Callable[[Scene], Page]
    ) -> None:
        self._page = page
        self._first = page(scene)
        super().__init__(setting, self._first.title)

    def inside(self) -> ComposeResult:
        yield PageView(id="page", classes="bare")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(PageView).show(self._first)

    def tell(self, scene: Scene) -> None:
        self.query_one(PageView).show(self._page(scene))
