"""Milestones: a run's, the company's, and those of affected items.

The company's are the lead department's; ``normal`` is the company's when every
run that names it holds it, and with an affected table a restoration is the
company's when the last item has it (semantics, rules 5 and 6).
"""

from drillkit.engine.commands import AddItem, EstimateItem, MarkItem
from drillkit.engine.decide.contracts import keep_sla
from drillkit.engine.decide.severity import follow_level, milestone_reached
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Run
from drillkit.engine.events import (
    ItemEstimated,
    ItemMarked,
    MilestoneReached,
    MilestoneWithdrawn,
)
from drillkit.plan.problem import N_

OF_ITEMS = frozenset(
    {"workaround", "restored-reported", "restored-confirmed", "normal"}
)
BY_ITEM = frozenset({"restored-reported", "restored-confirmed"})


def reach(turn: Turn, run: str, name: str, path: str = "") -> None:
    """The first to reach it reaches it; later ones change nothing."""
    if name in turn.run(run).milestones:
        return
    turn.emit(MilestoneReached(run, name, path))
    company(turn, name)


def withdraw(turn: Turn, run: str, name: str) -> None:
    """What reached it is being done again."""
    turn.emit(MilestoneWithdrawn(run, name))
    withdraw_company(turn, name)


def withdraw_company(turn: Turn, name: str) -> None:
    """What the company had reached and does not hold any more is owed again."""
    if name in turn.drill.milestones and not _holds(turn, name):
        turn.emit(MilestoneWithdrawn("", name))
        follow_level(turn)


def company(turn: Turn, name: str) -> None:
    """Let the company reach a milestone once the rule for it holds."""
    if name in turn.drill.milestones or not _holds(turn, name):
        return
    turn.emit(MilestoneReached("", name))
    milestone_reached(turn, name)


def _holds(turn: Turn, name: str) -> bool:
    drill = turn.drill
    if name in BY_ITEM and drill.items:
        return all(name in item.marks for item in drill.items.values())
    runs = drill.runs.values()
    if name == "normal":
        naming = [r for r in runs if _still_names(turn, r, name)]
        return bool(naming) and all(name in r.milestones for r in naming)
    return any(name in r.milestones for r in runs if r.department == drill.lead)


def _still_names(turn: Turn, run: Run, name: str) -> bool:
    """Whether a run can reach it: begun, and not ended some other way."""
    if run.begun_at is None or name not in turn.chart(run.run).named:
        return False
    return name in run.milestones or not is_finished(turn, run)


def is_finished(turn: Turn, run: Run) -> bool:
    """Whether a run stands in a final of its own."""
    phases = turn.chart(run.run).phases
    return any(phases[p].final and not phases[p].parent for p in run.configuration)


def mark_item(turn: Turn, act: MarkItem) -> None:
    """An affected item reached a milestone, and perhaps was the last."""
    item = turn.drill.items.get(act.item)
    counted = {c.counts_until for c in turn.play.company.clients.values()}
    if item is None:
        turn.refuse(act, N_('no item is called "{item}"'), item=act.item)
    elif act.milestone not in OF_ITEMS | counted:
        turn.refuse(
            act,
            N_('"{milestone}" is not a milestone that items have'),
            milestone=act.milestone,
        )
    elif act.milestone in item.marks:
        turn.refuse(
            act,
            N_('"{item}" has "{milestone}" already'),
            item=act.item,
            milestone=act.milestone,
        )
    else:
        turn.act(ItemMarked(act.item, act.milestone, act.confirmed_by))
        company(turn, act.milestone)
        keep_sla(turn)


def estimate_item(turn: Turn, act: EstimateItem) -> None:
    """When an item is expected back."""
    if act.item not in turn.drill.items:
        turn.refuse(act, N_('no item is called "{item}"'), item=act.item)
        return
    turn.act(ItemEstimated(act.item, act.restored_at, act.said_by))


def add_item(turn: Turn, act: AddItem) -> None:
    """One more broken thing; its client's clock starts."""
    if act.item.item in turn.drill.items:
        turn.refuse(act, N_('"{item}" is in the table already'), item=act.item.item)
        return
    turn.act(act.item)
    for name in sorted(BY_ITEM):
        withdraw_company(turn, name)
    follow_level(turn)
