"""Help, generated: the keys of the mode and the selected row, then all others."""

from collections.abc import Iterable, Iterator, Sequence

from drillkit.language import N_
from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.commands import COMMANDS
from drillkit.tui.keymap import Keymap
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Cell, Page

NO_KEY = ":"


def help_page(
    scene: Scene,
    mode: Mode,
    keymap: Keymap,
    offered: Sequence[Action],
    actions: Iterable[Action],
) -> Page:
    """Every key there is, those that do something right now first."""
    _ = scene.reader._
    lines = [Cell(_(N_("On this row, now")), "strong")]
    lines += [_line(keymap, a.name, _(a.label)) for a in offered if a.of]
    lines += [Cell(""), Cell(_(N_("At any time on this screen")), "strong")]
    lines += [_line(keymap, a.name, _(a.label)) for a in offered if not a.of]
    lines += [Cell(""), Cell(_(N_("Moving about")), "strong")]
    lines += [
        _line(keymap, command.name, _(command.label))
        for command in COMMANDS
        if mode in command.modes
    ]
    now = {action.name for action in offered}
    rest = [action for action in actions if action.name not in now]
    if rest:
        lines += [Cell(""), Cell(_(N_("On other rows or screens")), "strong")]
        lines += [_line(keymap, a.name, _(a.label), "dim") for a in rest]
    lines += list(_footnotes(scene))
    return Page(_(N_("Help")), tuple(lines))


def _line(keymap: Keymap, name: str, label: str, tone: str = "plain") -> Cell:
    keys = keymap.keys_of(name) or f"{NO_KEY}{name}"
    said = f"  {keys:<14} {label}" if len(keys) < 15 else f"  {keys}  {label}"
    return Cell(said, "dim" if tone == "dim" else "plain")


def _footnotes(scene: Scene) -> Iterator[Cell]:
    _ = scene.reader._
    yield Cell("")
    yield Cell(_(N_("Marks")), "strong")
    for text in (
        N_("[ ] open   [>] in hand   [x] done   [-] skipped or overtaken"),
        N_("[.] waits for a site, a part or somebody else   [!] late"),
        N_("! attention   !! urgent   LATE mm:ss since it was due"),
    ):
        yield Cell("  " + _(text))
    yield Cell("")
    yield Cell(_(N_("Every command can be typed: a colon, its name, name=value …")))
