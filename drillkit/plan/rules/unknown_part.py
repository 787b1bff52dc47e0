"""A part that is sent lies in a store, or a fact names it.

A crew that waits for a part nobody stocks learns it on the road.

Wrong:

    phases:
      send:
        steps:
          go: {dispatch: edge-ruoter, to: island-node, by: lead}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      send:
        steps:
          go: {dispatch: edge-router, to: island-node, by: lead}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-part"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "part")
    if names is not None:
        says = N_('no store has part "{name}", and no fact is called that')
        yield from unknown(uses(plan, "part"), names, NAME, says)
