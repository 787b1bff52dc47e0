"""A mode: bars around some panels, which show what they are told and keep nothing.

On a narrow screen several panels share a place, and the one looked at last has it;
on a tiny one there is one panel.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from drillkit.language import N_
from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.commands import COMMANDS, FOR_THE_APP
from drillkit.tui.keymap import Keymap
from drillkit.tui.scene import Scene
from drillkit.tui.screens.moving import moved
from drillkit.tui.sights import Sights
from drillkit.tui.view.values import Cell, Frame, Ref, Tone
from drillkit.tui.widgets.bars import Key, KeyBar, LineBar, TopBar
from drillkit.tui.widgets.fitting import Part
from drillkit.tui.widgets.page import PageView
from drillkit.tui.widgets.prompt import PromptLine
from drillkit.tui.widgets.table import TableView

Panel = TableView | PageView
# Actions that may be about more than the selected row: the alarm, the step of before.
ANYWHERE: Final = ("call.answer", "step.undo")


@dataclass(frozen=True, slots=True)
class Told:
    """What a screen is told: the scene, what is on every screen, a notice."""

    scene: Scene
    frame: Frame
    notice: Cell
    trouble: str = ""
    refused: str = ""
    # What stands before an alarm, and may come and go.
    mark: str = "!!"


class Wanted(Message):
    """Somebody wants a command, an action on a row, or what they typed."""

    def __init__(self, name: str, ref: Ref | None = None, said: str = "") -> None:
        super().__init__()
        self.name = name
        self.ref = ref
        self.said = said


class Ground(Container):
    """What others stand on: nothing is drawn on it, so no line of it is kept."""

    BLANK = True


class ModeScreen(Screen[None]):
    """What all modes have in common."""

    BLANK = True

    mode: ClassVar[Mode]
    # Panels in the order of ``tab``; those of one tuple share a place when narrow.
    places: ClassVar[tuple[tuple[str, ...], ...]]
    AUTO_FOCUS = ""

    def __init__(self, sights: Sights, keymap: Keymap) -> None:
        super().__init__()
        self.sights = sights
        self.keymap = keymap
        self.told: Told | None = None
        self.looked_at = self.places[0][0]
        # Keys typed while something is about to open, which they may be meant for.
        self._ahead: list[events.Key] | None = None

    def compose(self) -> ComposeResult:
        with Ground(id="head"):
            yield TopBar(id="top")
            yield LineBar(id="alarm", classes="-empty")
        with Ground(id="foot"):
            yield LineBar(id="notice", classes="-empty")
            yield PromptLine(id="prompt")
            yield KeyBar(id="keys")
        with Ground(id="panels"):
            yield from self.panels()

    @abstractmethod
    def panels(self) -> Iterable[Panel]:
        """The panels, in the order they are laid out."""

    @abstractmethod
    def show(self, scene: Scene) -> None:
        """Give every panel its part of the scene."""

    def show_row(self, scene: Scene) -> None:
        """Another row is selected: show what there is to read about it."""

    def on_mount(self) -> None:
        for place in self.places:
            self._put_in_front(place[0])
        self.front(self.places[0][0])

    def tell(self, told: Told) -> None:
        """Show what there is at this moment."""
        self.told = told
        self.query_one(TopBar).show(told.frame.top)
        self.query_one("#alarm", LineBar).show(*self._alarm(told))
        self.query_one("#notice", LineBar).show(*_notice(told))
        self.show(told.scene)
        self._say_what_hides()
        self._show_keys()

    def _alarm(self, told: Told) -> tuple[Part, ...]:
        _ = told.scene.reader._
        if told.trouble:
            return (Part(Cell(f" !! {told.trouble}", "late"), 100, 20),)
        key = self.keymap.key_of("call.answer") or "a"
        acknowledge = Part(Cell(f"{key} {_(N_('acknowledge'))} "), 50)
        if told.refused:
            return (Part(Cell(f" !! {told.refused}", "late"), 100, 20), acknowledge)
        if not told.frame.alarms:
            return tuple(self._modes(_))
        count = len(told.frame.alarms)
        head = _(N_("ALARM 1/{n}")).format(n=count)
        return (
            Part(Cell(f" {told.mark} {head} ", "late"), 90),
            Part(Cell(told.frame.alarms[0].text, "urgent"), 100, 20),
            acknowledge,
        )

    def _modes(self, _: Callable[[str], str]) -> Iterator[Part]:
        """With no alarm the line says where one can go."""
        for command in COMMANDS:
            if command.name.startswith("mode."):
                key, here = self.keymap.key_of(command.name), f"mode.{self.mode}"
                text = f" {key} {_(command.label)}"
                tone: Tone = "strong" if command.name == here else "dim"
                yield Part(Cell(text, tone), 50)

    @property
    def panel(self) -> Panel:
        """The panel that keys go to."""
        found = self.query_one(f"#{self.looked_at}")
        assert isinstance(found, TableView | PageView)
        return found

    @property
    def ref(self) -> Ref | None:
        """What the selected row is about."""
        return self.panel.ref if isinstance(self.panel, TableView) else None

    def front(self, panel: str) -> None:
        """Look at *panel*: it has the place it shares, and the keys."""
        self._put_in_front(panel)
        # What was hidden can take the focus once it is laid out.
        self.call_after_refresh(self.panel.focus)

    def _put_in_front(self, panel: str) -> None:
        self.looked_at = panel
        for place in self.places:
            for other in place:
                view = self.query_one(f"#{other}")
                view.set_class(other == panel, "-front")
                if panel in place:
                    view.set_class(other != panel, "-back")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # The mouse may have brought the focus there, or it may be gone by now.
        if event.widget.has_focus and event.widget.id in self._order():
            self._put_in_front(event.widget.id)
        self._look_again()

    def _say_what_hides(self) -> None:
        """On a narrow screen: how many panels `tab` finds behind each."""
        is_roomy = self.has_class("-wide") and self.has_class("-tall")
        order = self._order()
        for place in self.places:
            known = [panel for panel in place if panel in order]
            hidden = 0 if is_roomy else len(known) - 1
            said = f"{self.keymap.key_of('panel.next')} +{hidden}" if hidden else ""
            for panel in known:
                view = self.query_one(f"#{panel}")
                if isinstance(view, TableView):
                    view.hide_behind(said)

    def _order(self) -> list[str]:
        """Panels in the order of ``tab``, but for those this seat may not know."""
        every = [panel for place in self.places for panel in place]
        return [x for x in every if not self.query_one(f"#{x}").has_class("-unknown")]

    def _to_panel(self, by: int) -> None:
        order = self._order()
        at = order.index(self.looked_at) if self.looked_at in order else 0
        self.front(order[(at + by) % len(order)])

    def offered(self) -> tuple[Action, ...]:
        """What can be done now with the selected row."""
        if self.told is None:
            return ()
        return tuple(self.sights.offered(self.told.scene, self.ref, self.mode))

    def on_key(self, event: events.Key) -> None:
        prompt = self.query_one(PromptLine)
        if self._ahead is not None:
            self._ahead.append(event)
            event.stop()
            return
        if prompt.kind:
            # The focus comes a moment later than the key that asked for it.
            prompt.type(event)
            return
        names = self.keymap.names(event.key, event.character)
        if any(self.meant(name) for name in names):
            event.stop()
            event.prevent_default()

    def meant(self, name: str) -> bool:
        """Whether something was done under this name."""
        if moved(self.panel, name):
            return True
        match name:
            case "panel.next":
                self._to_panel(1)
            case "panel.previous":
                self._to_panel(-1)
            case "list.open" if isinstance(self.panel, TableView):
                self.panel.open()
            case "filter" if isinstance(self.panel, TableView):
                self.query_one(PromptLine).ask("/", self.panel.filter)
            case "prompt":
                names = [action.name for action in self.sights.actions]
                self.query_one(PromptLine).ask(":", "", names)
            case "back":
                self._back()
            case _:
                return self._pass_on(name)
        return True

    def _pass_on(self, name: str) -> bool:
        """Commands go to the app; an action only if it can be done now."""
        action = self.sights.action(name)
        if name in FOR_THE_APP or name in ANYWHERE or action in self.offered():
            self._ahead = []
            self.post_message(Wanted(name, self.ref))
            return True
        return False

    def typed_ahead(self) -> list[events.Key]:
        """Keys that were held back, which go where they belong by now."""
        keys, self._ahead = self._ahead or [], None
        return keys

    def _back(self) -> None:
        if isinstance(self.panel, TableView) and self.panel.filter:
            self.filter_by(self.panel, "")

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        self.meant(event.name)

    def on_prompt_line_said(self, event: PromptLine.Said) -> None:
        if event.is_over:
            self.panel.focus()
        if event.kind == "/" and isinstance(self.panel, TableView):
            self.filter_by(self.panel, event.text)
        elif event.kind == ":" and event.text.strip():
            self.post_message(Wanted("", self.ref, event.text))

    def filter_by(self, view: TableView, words: str) -> None:
        """Show only rows that hold *words*."""
        view.filter_by(words)

    def on_table_view_moved(self, event: TableView.Moved) -> None:
        event.stop()
        self._look_again()

    def on_table_view_opened(self, event: TableView.Opened) -> None:
        event.stop()
        if event.view.ref is not None:
            self.post_message(Wanted("open", event.view.ref))

    def _look_again(self) -> None:
        """Another row is selected: what is shown of it, and what can be done."""
        if self.told:
            self.show_row(self.told.scene)
            self._show_keys()

    def on_screen_suspend(self) -> None:
        self._show_keys()

    def on_screen_resume(self) -> None:
        self._show_keys()

    def _show_keys(self) -> None:
        """What can be done here; nothing while a dialog has the keys."""
        if self.told and self.is_mounted:
            keys = self._footer(self.told.scene.reader._) if self.is_active else ()
            self.query_one(KeyBar).show(list(keys))

    def _footer(self, _: Callable[[str], str]) -> Iterator[Key]:
        for action in self.offered():
            if key := self.keymap.key_of(action.name):
                yield Key(key, _(action.short or action.label), action.name)
        for name, label in (("palette", N_("all")), ("help", N_("help"))):
            yield Key(self.keymap.key_of(name), _(label), name)


def _notice(told: Told) -> tuple[Part, ...]:
    words = told.notice if told.notice.text else Cell(told.frame.notice, "attention")
    return (Part(Cell(f" {words.text}", words.tone), 100, 20),) if words.text else ()
