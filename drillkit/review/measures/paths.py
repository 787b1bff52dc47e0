"""What the plan says of a path of a run: the phase or step, its title, its target.

Targets are those of the plan as amended before the entry that asks.  A lane
written once for several providers is found under each of its names.
"""

from dataclasses import dataclass

from drillkit.engine.amendments import PhaseRetimed, StepAdded, StepRetimed
from drillkit.engine.events import PlanAmended
from drillkit.plan.runbook import AnyStep, Lane, Phase
from drillkit.review.record import Record


@dataclass(frozen=True, slots=True)
class Found:
    """A phase, lane or step, and what stands for the braces in its texts."""

    what: Phase | Lane | AnyStep
    words: tuple[tuple[str, str], ...] = ()


def find(record: Record, run: str, path: str) -> Found | None:
    """What stands at *path* in the runbook that *run* follows."""
    runbook = record.runbook(run)
    parts = without_run(run, path).split("/")
    if runbook is None or parts[0] not in runbook.phases:
        return None
    here: Phase | Lane | AnyStep = runbook.phases[parts[0]]
    words: tuple[tuple[str, str], ...] = ()
    for part in parts[1:]:
        inner, more = _inside(here, part)
        if inner is None:
            return None
        here, words = inner, words + more
    return Found(here, words)


def without_run(run: str, path: str) -> str:
    """The path inside its run: subjects of promises carry the run and the visit."""
    return path.removeprefix(f"{run}/").partition("#")[0]


def _inside(
    here: Phase | Lane | AnyStep, part: str
) -> tuple[Phase | Lane | AnyStep | None, tuple[tuple[str, str], ...]]:
    if isinstance(here, Lane):
        return here.phases.get(part), ()
    if isinstance(here, Phase):
        if part in here.lanes or part in here.steps:
            return here.lanes.get(part) or here.steps.get(part), ()
        for name, lane in here.lanes.items():
            for key, values in (lane.each or {}).items():
                for value in values:
                    if part == f"{name}-{value}":
                        return lane, ((key, value),)
    return None, ()


def phase_target(record: Record, run: str, path: str, seq: int) -> int | None:
    """A phase's target as of entry *seq*."""
    found = find(record, run, path)
    target = found.what.target if found and isinstance(found.what, Phase) else None
    for amended in record.of(PlanAmended):
        change = amended.event.change
        if (
            amended.seq < seq
            and isinstance(change, PhaseRetimed)
            and _same(change.run, change.path, run, path)
        ):
            target = change.target
    return target


def step_target(record: Record, run: str, path: str, seq: int) -> int | None:
    """A step's target as of entry *seq*.

    A longer target does not undo a breach, so an amendment counts only from the
    next opening on.
    """
    found = find(record, run, path)
    target = found.what.target if found and isinstance(found.what, AnyStep) else None
    for amended in record.of(PlanAmended):
        change = amended.event.change
        if amended.seq >= seq or not isinstance(change, StepRetimed | StepAdded):
            continue
        changed = (
            change.path
            if isinstance(change, StepRetimed)
            else f"{change.phase}/{change.step}"
        )
        if _same(change.run, changed, run, path):
            target = change.target
    return target


def _same(one_run: str, one_path: str, run: str, path: str) -> bool:
    return one_run == run and without_run(run, one_path) == without_run(run, path)
