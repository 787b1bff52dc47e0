"""What the screens themselves can do; nothing of it comes to the log.

Beside the registry of actions this is the other half of keys, help and palette.
"""

from dataclasses import dataclass
from typing import Final

from drillkit.language import N_
from drillkit.tui.actions.action import EVERYWHERE, Mode


@dataclass(frozen=True, slots=True)
class Command:
    """A name, the keys it has at first, and a label that is a message id."""

    name: str
    keys: tuple[str, ...]
    label: str
    modes: tuple[Mode, ...] = EVERYWHERE


# What no screen does alone.
FOR_THE_APP: Final = (
    "mode.mine",
    "mode.control",
    "mode.timeline",
    "mode.report",
    "help",
    "palette",
    "language",
    "theme",
    "borders",
    "more",
    "quit",
)
TIMELINE: Final[tuple[Mode, ...]] = ("timeline",)

COMMANDS: Final = (
    Command("mode.mine", ("1", "f2"), N_("my work")),
    Command("mode.control", ("2", "f3"), N_("control room")),
    Command("mode.timeline", ("3", "f4"), N_("timeline")),
    Command("mode.report", ("4", "f5"), N_("report")),
    Command("help", ("?", "f1"), N_("help")),
    Command("palette", ("ctrl+p",), N_("all commands")),
    Command("prompt", (":",), N_("type a command")),
    Command("filter", ("/",), N_("filter the list")),
    Command("back", ("escape",), N_("back")),
    Command("more", ("ctrl+o",), N_("say whose act, when, how, why late")),
    Command("panel.next", ("tab",), N_("next panel")),
    Command("panel.previous", ("shift+tab",), N_("panel before")),
    Command("list.down", ("j", "down"), N_("down")),
    Command("list.up", ("k", "up"), N_("up")),
    Command("list.top", ("g", "home"), N_("to the top")),
    Command("list.bottom", ("G", "end"), N_("to the bottom")),
    Command("list.page-down", ("pagedown",), N_("a page down")),
    Command("list.page-up", ("pageup",), N_("a page up")),
    Command("list.open", ("enter",), N_("open")),
    Command("timeline.newest", ("F",), N_("follow the newest"), TIMELINE),
    Command("timeline.next-mark", ("]",), N_("next mark"), TIMELINE),
    Command("timeline.previous-mark", ("[",), N_("mark before"), TIMELINE),
    Command("language", ("f6",), N_("language: English, Russian")),
    Command("theme", ("f7",), N_("colours: dark, light")),
    Command("borders", ("f8",), N_("borders: lines, ASCII")),
    Command("quit", ("ctrl+q",), N_("leave this terminal")),
)
