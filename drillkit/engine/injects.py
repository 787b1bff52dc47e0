"""When an inject is due: at its time, or once what it waits for has happened.

Found in the drill alone, so that whoever knows the story delivers it, whoever's move
brought it about and however long ago.  Delivers nothing.
"""

from collections.abc import Iterator

from drillkit.engine.charts import Inject, Story
from drillkit.engine.drill import Drill, InjectState


def state_of(drill: Drill, inject: Inject) -> InjectState:
    """What became of a scripted inject so far."""
    known = drill.injects.get(inject.name)
    if known is not None:
        return known
    return InjectState("held" if inject.hold else "coming")


def written(name: str, state: InjectState, story: Story | None) -> Inject:
    """One that was written on the spot; it stands behind all that were scripted."""
    return Inject(
        name=name,
        order=len(story.injects) if story else 0,
        to=state.to,
        via=state.via or "message",
        says=state.says,
        sender=state.sender,
    )


def coming(drill: Drill, story: Story | None) -> Iterator[tuple[Inject, InjectState]]:
    """Every inject that nobody has delivered, holds back or left out."""
    scripted = story.injects if story else {}
    for inject in scripted.values():
        state = state_of(drill, inject)
        if state.status == "coming":
            yield inject, state
    for name, state in drill.injects.items():
        if name not in scripted and state.status == "coming":
            yield written(name, state, story), state


def time_of(inject: Inject, state: InjectState) -> int | None:
    """The time it has of its own, a controller's before the author's."""
    return inject.at if state.due is None else state.due


def news_since(drill: Drill, inject: Inject) -> int | None:
    """Since when what an inject without a time waits for has happened, if it has."""
    if inject.if_missed:
        return drill.missed.get(inject.if_missed)
    if inject.when:
        return min(_entries(drill, inject.when), default=None)
    # Only a hold kept it.
    return drill.at


def _entries(drill: Drill, when: str) -> Iterator[int]:
    """When runs entered a phase, named by the run or by its runbook."""
    for run in drill.runs.values():
        for name in (run.run, run.runbook):
            path = when.removeprefix(f"{name}/")
            if path != when and path in run.entered_at:
                yield run.entered_at[path]
