"""What a drill changed in its plan, written into the plan's own text.

An amendment holds for one drill; whoever liked it takes it over.  Each is made in the
text as it is now, so that comments and layout stay and `git apply` takes the patch.
What cannot be written so is told, with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import assert_never

from drillkit.engine.amendments import (
    Change,
    PhaseRetimed,
    RunChange,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.events import PlanAmended
from drillkit.language import N_
from drillkit.plan import editing
from drillkit.plan.source import read_tree
from drillkit.plan.tree import Loc, Tree
from drillkit.plan.wording import spoken
from drillkit.review.measures.paths import without_run
from drillkit.review.record import Record

GONE = N_("the plan has changed since: there is no such place in it any more")
FOR_ONCE = N_("a site was opened for this once; its hours in the plan stay")
NO_FILE = N_("the plan's file is not in this workspace")
ONLY = N_("it is its phase's only step, and a plan's phase needs another in its place")
FOR_ALL = N_("it stands in a lane written once for several, so it holds for all")


@dataclass(frozen=True, slots=True)
class Drifted:
    """One amendment: entry, and why it is not in the patch, or what to mind."""

    seq: int
    change: Change
    is_in: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """All amendments of a drill, and the files' new texts by path."""

    amendments: tuple[Drifted, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]

    def patch(self) -> str:
        """What `git apply` takes; "" when no text changes."""
        return "".join(
            _diff(path, self.before[path], text)
            for path, text in self.after.items()
            if text != self.before[path]
        )


def drift(record: Record, texts: Mapping[str, str]) -> Drift:
    """What the drill says of the plan whose files have *texts*, by path."""
    files = {_runbook(path, text): path for path, text in texts.items()}
    after = dict(texts)
    told = []
    for amended in record.of(PlanAmended):
        change = amended.event.change
        told.append(_amended(record, amended.seq, change, files, after))
    return Drift(tuple(told), texts, after)


def _runbook(path: str, text: str) -> str:
    tree, _problems = read_tree(path, text)
    data = tree.data if tree else {}
    return f"{data.get('department', '')}/{data.get('runbook', '')}"


def _amended(
    record: Record,
    seq: int,
    change: Change,
    files: Mapping[str, str],
    after: dict[str, str],
) -> Drifted:
    if isinstance(change, WindowOpened):
        return Drifted(seq, change, False, FOR_ONCE)
    path = files.get(record.runbook_of.get(change.run, ""))
    if path is None:
        return Drifted(seq, change, False, NO_FILE)
    tree, _problems = read_tree(path, after[path])
    found = _edited(tree, change) if tree else GONE
    if isinstance(found, str):
        return Drifted(seq, change, False, found)
    after[path], is_for_all = found
    return Drifted(seq, change, True, FOR_ALL if is_for_all else "")


def _edited(tree: Tree, change: RunChange) -> tuple[str, bool] | str:
    """The text with the change in it, and whether it holds for several lanes.

    A text alone is why it cannot be in it.
    """
    if isinstance(change, StepAdded):
        return _with_step(tree, change)
    path = without_run(change.run, change.path)
    if isinstance(change, PhaseRetimed):
        place = _phase(tree, path)
        return GONE if place is None else (_timed(tree, place[0], change), place[1])
    phase, _, step = path.rpartition("/")
    place = _phase(tree, phase)
    if place is None or not tree.holds((*place[0], "steps", step)):
        return GONE
    steps = (*place[0], "steps")
    match change:
        case StepRetimed():
            return _timed(tree, (*steps, step), change), place[1]
        case StepReassigned():
            return editing.put(tree, (*steps, step), "by", _crew(change.crew)), place[1]
        case StepDropped():
            if len(tree.keys(steps)) == 1:
                return ONLY
            return _without_step(tree, steps, step), place[1]
        case _:
            assert_never(change)


def _timed(tree: Tree, loc: Loc, change: StepRetimed | PhaseRetimed) -> str:
    if change.target is not None:
        return editing.put(tree, loc, "target", _length(change.target))
    if tree.holds((*loc, "target")):
        return editing.drop(tree, loc, "target")
    return tree.text


def _length(ms: int) -> str:
    return spoken(ms).replace(" ", "")


def _crew(crew: Mapping[str, int]) -> str:
    if list(crew.values()) == [1]:
        return next(iter(crew))
    return editing.flow({role: str(people) for role, people in crew.items()})


def _with_step(tree: Tree, change: StepAdded) -> tuple[str, bool] | str:
    place = _phase(tree, without_run(change.run, change.phase))
    if place is None or not tree.keys((*place[0], "steps")):
        return GONE
    said = {lang: editing.plain(text) for lang, text in change.text.items() if lang}
    words = editing.flow(said) if said else editing.plain(change.text[""])
    values = {"do": words}
    if change.crew:
        values["by"] = _crew(change.crew)
    if change.target is not None:
        values["target"] = _length(change.target)
    steps = (*place[0], "steps")
    names = tree.keys(steps)
    after = change.after if change.after in names else names[-1]
    text = editing.put_entry(tree, steps, after, change.step, values)
    return _as_before(tree, text, steps, change.step, ()), place[1]


def _without_step(tree: Tree, steps: Loc, gone: str) -> str:
    """Without a step; whoever needed it needs what it needed."""
    before = _needs(tree, steps, gone)
    return _as_before(tree, editing.drop(tree, steps, gone), steps, gone, before)


def _as_before(
    tree: Tree, text: str, steps: Loc, step: str, instead: Sequence[str]
) -> str:
    """Every other step waits for what it waited for, with *instead* of *step*."""
    for name in tree.keys(steps):
        if name == step:
            continue
        needs = _needs(tree, steps, name)
        rest = [x for x in needs if x != step]
        if step in needs:
            rest += [x for x in instead if x not in rest]
        new, _problems = read_tree(tree.path, text)
        assert new is not None, "a plan with a line more or less is still YAML"
        if _needs(new, steps, name) != rest:
            linked = editing.flow_list(rest)
            text = editing.put(new, (*steps, name), "needs", linked)
    return text


def _needs(tree: Tree, steps: Loc, step: str) -> list[str]:
    """What a step waits for: as it says, or the one before it that ever ends."""
    found = tree.value((*steps, step, "needs"))
    if found is not None:
        return [found] if isinstance(found, str) else list(found)
    names = tree.keys(steps)
    before = names[: names.index(step)]
    return [x for x in before if not tree.holds((*steps, x, "watch"))][-1:]


def _phase(tree: Tree, path: str) -> tuple[Loc, bool] | None:
    """Where a phase is written, and whether its lane is written once for several."""
    first, *rest = path.split("/")
    loc: Loc = ("phases", first)
    is_for_all = False
    for lane, phase in zip(rest[::2], rest[1::2], strict=False):
        name = _lane(tree, (*loc, "lanes"), lane)
        is_for_all = is_for_all or name != lane
        loc = (*loc, "lanes", name, "phases", phase)
    return (loc, is_for_all) if tree.holds(loc) else None


def _lane(tree: Tree, loc: Loc, name: str) -> str:
    """The lane itself, or the one that is unfolded to this name."""
    written = tree.keys(loc)
    unfolded = [
        lane
        for lane in written
        for values in (tree.value((*loc, lane, "each")) or {}).values()
        if name in [f"{lane}-{value}" for value in values]
    ]
    return name if name in written or not unfolded else unfolded[0]


def _diff(path: str, before: str, after: str) -> str:
    lines = unified_diff(
        _lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm="\n"
    )
    return "".join(_ended(line) for line in lines)


def _lines(text: str) -> Sequence[str]:
    """Lines as Git sees them: nothing but a line feed ends one."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [x for x in lines[-1:] if x]


def _ended(line: str) -> str:
    if line.endswith("\n"):
        return line
    return f"{line}\n\\ No newline at end of file\n"
