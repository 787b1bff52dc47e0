"""Keys: which name each of them stands for, as shipped and as a person changed them.

A keymap file names commands and actions, and the key or keys of each:

    step.done: X
    list.down: [j, down]
    mode.mine: []

What it does not name keeps its key.  A key that would stand for two things in one
mode is refused, because one of the two would be gone without a word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillkit.conduct.workspace import find_workspace
from drillkit.errors import Misuse
from drillkit.language import N_
from drillkit.plan.excerpt import headline
from drillkit.plan.source import Seq, Tree, read_tree
from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.commands import COMMANDS

# A key as a toolkit calls it, by what people type into the file and see in the footer.
SAME: Final = {
    "space": " ",
    "esc": "escape",
    "return": "enter",
    "page down": "pagedown",
    "page up": "pageup",
}
# Terminals and multiplexers keep these for themselves.
TAKEN: Final = ("ctrl+a", "ctrl+b", "ctrl+c", "ctrl+s", "ctrl+z")


@dataclass(frozen=True, slots=True)
class Use:
    """A name that wants keys: where it can be used, and on which kinds of row."""

    name: str
    keys: tuple[str, ...]
    modes: frozenset[Mode]
    kinds: frozenset[type]

    def meets(self, other: "Use") -> bool:
        """Whether one key could mean both at one moment."""
        same_mode = bool(self.modes & other.modes)
        same_row = not self.kinds or not other.kinds or self.kinds & other.kinds
        return same_mode and bool(same_row)


@dataclass(frozen=True)
class Keymap:
    """Names by key and keys by name."""

    keys: Mapping[str, tuple[str, ...]]

    def names(self, *pressed: str | None) -> tuple[str, ...]:
        """All names that a pressed key may stand for: a command, or several actions."""
        asked = {key for key in pressed if key}
        return tuple(name for name, keys in self.keys.items() if asked & set(keys))

    def key_of(self, name: str) -> str:
        """The first key of a name, as people call it; "" if it has none."""
        return next((_said(key) for key in self.keys.get(name, ())), "")

    def keys_of(self, name: str) -> str:
        """All keys of a name, as people call them."""
        return " ".join(_said(key) for key in self.keys[name])


def _said(key: str) -> str:
    return {" ": "space", "escape": "esc"}.get(key, key)


def uses(actions: Sequence[Action]) -> tuple[Use, ...]:
    """Everything that can have a key, commands first."""
    own = (
        Use(command.name, command.keys, frozenset(command.modes), frozenset())
        for command in COMMANDS
    )
    registered = (
        Use(
            action.name,
            (action.key,) if action.key else (),
            frozenset(action.modes),
            frozenset(action.of),
        )
        for action in actions
    )
    return tuple(_plain(use) for use in (*own, *registered))


def _plain(use: Use, keys: Iterable[str] | None = None) -> Use:
    named = use.keys if keys is None else keys
    plain = tuple(SAME.get(key.lower(), _cased(key)) for key in named)
    return Use(use.name, plain, use.modes, use.kinds)


def _cased(key: str) -> str:
    """Names of keys are small; a single letter is what it is."""
    return key if len(key) == 1 else key.lower()


def shipped(actions: Sequence[Action]) -> Keymap:
    """The keys as they are before anybody changes them."""
    return Keymap({use.name: use.keys for use in uses(actions)})


def read_keymap(path: Path, actions: Sequence[Action]) -> Keymap:
    """The keys as a file changes them; Misuse says what is wrong with the file."""
    if not path.is_file():
        return shipped(actions)
    text = path.read_text("utf-8", "replace")
    tree, problems = read_tree(str(path), text)
    for problem in problems:
        raise Misuse("{problem}", problem=headline(problem, lambda text: text))
    changed = dict(_changes(tree, uses(actions))) if tree else {}
    wanted = [_plain(use, changed.get(use.name)) for use in uses(actions)]
    _refuse_clashes(path, wanted, changed)
    return Keymap({use.name: use.keys for use in wanted})


def _changes(tree: Tree, known: Sequence[Use]) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = {use.name for use in known}
    for name, value in tree.data.items():
        line = tree.place((name,), key=True).line
        if name not in names:
            raise Misuse(
                N_('{path}:{line}: there is no command "{name}"'),
                way_out=N_("the help screen lists them all"),
                path=tree.path,
                line=line,
                name=name,
            )
        keys = tuple(value) if isinstance(value, Seq) else (value,)
        for key in keys:
            _refuse_key(tree.path, line, key)
        yield name, tuple(key for key in keys if key)


def _refuse_key(path: str, line: int, key: object) -> None:
    if not isinstance(key, str):
        raise Misuse(
            N_("{path}:{line}: a key is a word, and several are a list"),
            path=path,
            line=line,
        )
    if key.lower() in TAKEN:
        raise Misuse(
            N_('{path}:{line}: terminals keep "{key}" for themselves'),
            path=path,
            line=line,
            key=key,
        )


def _refuse_clashes(
    path: Path, wanted: Sequence[Use], changed: Mapping[str, object]
) -> None:
    """Only what the file brought about: shipped keys are checked by a test."""
    for one, other, key in clashes(wanted):
        if one.name in changed or other.name in changed:
            raise Misuse(
                N_('{path}: "{key}" would be both {one} and {other}'),
                way_out=N_("give one of the two another key, or none: []"),
                path=str(path),
                key="space" if key == " " else key,
                one=one.name,
                other=other.name,
            )


def keys_file(environ: Mapping[str, str]) -> Path:
    """Where a person's keys are: DRILLKIT_KEYS, else `keys.yaml` of the workspace."""
    if named := environ.get("DRILLKIT_KEYS", ""):
        return Path(named)
    return find_workspace(Path.cwd()).root / ".drillkit" / "keys.yaml"


def clashes(wanted: Sequence[Use]) -> Iterator[tuple[Use, Use, str]]:
    """Pairs that one key could both mean at one moment."""
    for at, one in enumerate(wanted):
        for other in wanted[at + 1 :]:
            for key in one.keys:
                if key in other.keys and one.meets(other):
                    yield one, other, key
