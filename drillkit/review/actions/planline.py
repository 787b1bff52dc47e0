"""The line of the plan that an action is about, by a name that outlives line numbers.

``network-operations/backbone-outage/restore/repair/field`` is a runbook and the way
into its phases, lanes and steps; ``organisation/...`` and ``scenario/ID/...`` follow
the keys of those files.
"""

from collections.abc import Iterator

from drillkit.plan.place import Place
from drillkit.plan.plan import Plan
from drillkit.plan.tree import Loc, Tree

# What a path leaves out: a phase stands under "phases", a step under "steps".
HOLDERS = ("phases", "lanes", "steps")


def plan_line(plan: Plan, name: str) -> Place | None:
    """Where it is written today, if it still is."""
    mended = plan.mended or plan
    for tree, rest in _files(mended, name.split("/")):
        loc = _way(tree, rest)
        if loc is not None:
            return tree.place(loc, key=bool(loc))
    return None


def _files(plan: Plan, parts: list[str]) -> Iterator[tuple[Tree, list[str]]]:
    if parts[0] == "organisation" and plan.organisation:
        yield plan.organisation.tree, parts[1:]
    if parts[0] == "scenario" and len(parts) > 1 and parts[1] in plan.scenarios:
        yield plan.scenarios[parts[1]].tree, parts[2:]
    runbook = "/".join(parts[:2])
    if runbook in plan.runbooks:
        yield plan.runbooks[runbook].tree, parts[2:]


def _way(tree: Tree, parts: list[str]) -> Loc | None:
    """The keys that lead there, holders put in where a path leaves them out."""
    loc: Loc = ()
    for part in parts:
        ways = ((*loc, part), *((*loc, holder, part) for holder in HOLDERS))
        found = next((way for way in ways if tree.holds(way)), None)
        if found is None:
            found = _repeated(tree, loc, part)
        if found is None:
            return None
        loc = found
    return loc


def _repeated(tree: Tree, loc: Loc, part: str) -> Loc | None:
    """A lane written once for several carries the name of one behind its own."""
    for lane in tree.keys((*loc, "lanes")):
        way = (*loc, "lanes", lane)
        if part.startswith(f"{lane}-") and tree.holds((*way, "each")):
            return way
    return None
