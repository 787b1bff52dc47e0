"""The terminal app of one seat: modes, keys, one tailer, and what is done on a row.

It shows a drill and holds nothing of it: what happened is at the desk, and every
screen is told anew what there is.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from textual import events, work
from textual.app import App

from drillkit.conduct.desk import Desk
from drillkit.language import N_, Language, translator
from drillkit.tui.actions.action import Action, Answers, Mode
from drillkit.tui.asked import Misread, read_line
from drillkit.tui.bell import Bell
from drillkit.tui.doing import refused_later, trouble_of
from drillkit.tui.keymap import Keymap
from drillkit.tui.notices import Notices
from drillkit.tui.pulse import Pulse
from drillkit.tui.scene import Scene
from drillkit.tui.scenes import Scenes
from drillkit.tui.screens.acting import UNDO, act, may_leave, setting
from drillkit.tui.screens.control import ControlScreen
from drillkit.tui.screens.dialog import Dialog, PageDialog
from drillkit.tui.screens.help import help_page
from drillkit.tui.screens.mine import MineScreen
from drillkit.tui.screens.mode import ModeScreen, Told, Wanted
from drillkit.tui.screens.palette import Palette, palette_keys
from drillkit.tui.screens.report import ReportScreen
from drillkit.tui.screens.timeline import TimelineScreen
from drillkit.tui.sights import Sights
from drillkit.tui.theme import DARK, LIGHT, THEMES
from drillkit.tui.view.values import Alarm, Page, Ref

LOOK_EVERY: Final = 0.05
# By then the first screen is drawn, and nobody has found the second key.
CALM_AFTER: Final = 1.0
SCREENS: Final = (MineScreen, ControlScreen, TimelineScreen, ReportScreen)
STAFF: Final = ("director", "controller", "evaluator")


class DrillApp(App[None], inherit_bindings=False):
    """One seat at one desk."""

    CSS_PATH = "drillkit.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (80, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (24, "-low"), (36, "-tall")]

    def __init__(
        self,
        desk: Desk,
        scenes: Scenes,
        sights: Sights,
        keymap: Keymap,
        lang: Language,
        *,
        theme: str = DARK.name,
        is_ascii: bool = False,
        is_plain: bool = False,
        is_still: bool = False,
    ) -> None:
        super().__init__(ansi_color=True if is_plain else None)
        self.animation_level = "none"
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme if theme in self.available_themes else DARK.name
        self.set_class(is_ascii, "-ascii")
        self.desk = desk
        self.lang: Language = lang
        self.sights = sights
        self.keymap = keymap
        self.notices = Notices()
        # Whether the next act is to ask for its manner too.
        self.asks_more = False
        # What may hold up a key once, as soon as the screen is there.
        self.once_calm: Callable[[], None] = lambda: None
        self._scenes = scenes
        self._pulse = Pulse()
        self._bell = Bell(is_still=is_plain or is_still)
        for screen in SCREENS:
            self.add_mode(screen.mode, partial(screen, sights, keymap))

    def on_ready(self) -> None:
        self.set_timer(CALM_AFTER, self.once_calm)

    def on_mount(self) -> None:
        self.switch_mode("control" if self.desk.seat.kind in STAFF else "mine")
        self.tail()

    @work(exclusive=True, group="tail")
    async def tail(self) -> None:
        """Look at the log; repaint once for whatever came, or when a second passed."""
        while True:
            if self.desk.look() or self._is_time():
                self.tell()
            if self.desk.is_sent_away:
                self.exit()
            await asyncio.sleep(LOOK_EVERY)

    def _is_time(self) -> bool:
        return self._pulse.is_time(self.desk.wall_ms(), self.desk.now())

    def wake(self) -> None:
        """Something was done here: tell it at once."""
        self.call_later(self.tell)

    def scene(self) -> Scene:
        """The drill at this moment, for this seat, in its language."""
        return self._scenes.scene(self.lang)

    def tell(self) -> None:
        """Tell whatever is in sight what there is now."""
        if not self.is_running:
            return
        scene = self.scene()
        frame = self.sights.frame(scene)
        self._pulse.told(scene.wall_ms, scene.now)
        if self._bell.rings(frame.alarms):
            self.bell()
        frame = replace(frame, alarms=self._bell.in_order(frame.alarms))
        notice = self.notices.now(scene, self.keymap.key_of(UNDO))
        trouble = trouble_of(self.desk, scene)
        refused = refused_later(self.desk, scene)
        mark = self._bell.mark(scene.wall_ms)
        told = Told(scene, frame, notice, trouble, refused, mark)
        for screen in self.screen_stack:
            if isinstance(screen, ModeScreen) and screen.is_mounted:
                screen.tell(told)
            elif isinstance(screen, Dialog) and screen.is_mounted:
                screen.tell(scene)

    def alarms(self, scene: Scene) -> tuple[Alarm, ...]:
        """The alarms in the order of the alarm line."""
        return self._bell.in_order(self.sights.frame(scene).alarms)

    def see(self, ref: Ref) -> None:
        """Somebody looks at an alarm, whose mark need not come and go any more."""
        self._bell.see(ref)
        self.wake()

    def on_wanted(self, event: Wanted) -> None:
        event.stop()
        if event.said:
            self._read(event.said, event.ref)
        elif action := self.sights.action(event.name):
            self.act(action, event.ref)
        else:
            self.command(event.name, event.ref)
            self.call_later(self._let_keys_go)

    def on_key(self, event: events.Key) -> None:
        # A dialog has no use for it, but everybody may want to leave.
        if "quit" in self.keymap.names(event.key, event.character):
            event.stop()
            self.command("quit")

    def _read(self, said: str, ref: Ref | None) -> None:
        """A line typed after a colon."""
        asked = read_line(self.scene(), self.sights, said, ref)
        if isinstance(asked, Misread):
            self.say(asked.says)
        elif action := self.sights.action(asked.name):
            self.act(action, asked.ref, asked.answers)
        else:
            self.command(asked.name, asked.ref)

    def say(self, text: str) -> None:
        """A sentence in the notice line."""
        self.notices.say(self.scene(), text, "attention")
        self.wake()

    def ask_more(self) -> None:
        """Let the next act ask whose it was, even if it asks nothing else."""
        self.asks_more = True
        self.say(translator(self.lang)(N_("whose act, when and how: which one?")))

    def command(self, name: str, ref: Ref | None = None) -> None:
        """Do what the screens themselves can do."""
        match name.split("."):
            case ["mode", mode]:
                self.switch_mode(mode)
            case ["open"] if ref is not None:
                self.open_page(ref)
            case ["help"]:
                self.open_help()
            case ["more"]:
                self.ask_more()
            case ["palette"]:
                self.open_palette()
            case ["language"]:
                self.lang = "ru" if self.lang == "en" else "en"
            case ["theme"]:
                self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
            case ["borders"]:
                self.toggle_class("-ascii")
            case ["quit"]:
                self.leave()
            case _ if isinstance(self.screen, ModeScreen):
                self.screen.meant(name)
        self.wake()

    @work(group="dialogs")
    async def act(
        self, action: Action, ref: Ref | None, given: Answers | None = None
    ) -> None:
        """Ask what an action asks, then do it."""
        try:
            await act(self, action, ref, given or {})
        finally:
            self._let_keys_go()

    def _let_keys_go(self) -> None:
        """Keys that were held back for a dialog are for the screen if none came."""
        for screen in self.screen_stack:
            if isinstance(screen, ModeScreen):
                for key in screen.typed_ahead():
                    self.screen.post_message(events.Key(key.key, key.character))

    @property
    def mode(self) -> Mode:
        """The mode in sight."""
        below = self.screen_stack[0]
        return below.mode if isinstance(below, ModeScreen) else "mine"

    def offered(self) -> tuple[Action, ...]:
        """What can be done now on the row that is selected."""
        below = self.screen_stack[0]
        return below.offered() if isinstance(below, ModeScreen) else ()

    def open_page(self, ref: Ref) -> None:
        """What there is to read about a row."""

        def page(scene: Scene) -> Page:
            return self.sights.instructions(scene, ref)

        self.push_screen(PageDialog(setting(self), self.scene(), page))

    def open_help(self) -> None:
        page = help_page(
            self.scene(), self.mode, self.keymap, self.offered(), self.sights.actions
        )
        self.push_screen(PageDialog(setting(self), self.scene(), lambda _: page))

    def open_palette(self) -> None:
        keys = palette_keys(self.keymap, self.offered(), translator(self.lang))
        self.push_screen(Palette(setting(self), keys), self._picked)

    def _picked(self, name: str | None) -> None:
        if name and isinstance(self.screen, ModeScreen):
            self.screen.meant(name)

    @work(group="dialogs", exclusive=True)
    async def leave(self) -> None:
        """Out of a drill that runs only after asking; the drill itself goes on."""
        if self.desk.drill.is_over or await may_leave(self):
            self.exit()
