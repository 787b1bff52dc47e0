"""The file of one drill's corrective actions, as people write it.

An action that lacks an owner, a date or a retest is a draft: findings come first, and
people decide afterwards.
"""

from typing import Final, Literal, get_args

from pydantic import Field

from drillkit.plan.form import Form
from drillkit.plan.scalars import (
    Count,
    Date,
    Duration,
    Id,
    Ref,
    Share,
    Text,
    Words,
    YesNo,
)

# The five elements of a capability that exercise doctrine sorts actions by.
Element = Literal["planning", "organisation", "equipment", "training", "exercise"]
Priority = Literal["high", "medium", "low"]
ELEMENTS: Final[tuple[Element, ...]] = get_args(Element)
PRIORITIES: Final[tuple[Priority, ...]] = get_args(Priority)


class Retest(Form):
    """What a later drill must show: an expected action, or a measure within a limit.

    ``expected`` is an inject of ``scenario``, ``number`` which of the actions it asks
    for, all of them unless said.  A measure without a limit is held against its own
    promise.  Simulated players prove a plan and no person, so they count only where it
    is said.
    """

    scenario: Id | None = None
    expected: Id | None = None
    number: Count | None = None
    measure: Ref | None = None
    at_most: Duration | None = None
    at_least: Share | None = None
    simulation: YesNo = False


class Closed(Form):
    """How it ended: by the drill that passed the retest, or by somebody's word."""

    date: Date
    by: Id | None = None
    passed_in: Words | None = None
    entry: Count | None = None
    because: Text | None = None


class Action(Form):
    """One thing that will be different, by whom and when."""

    finding: Text
    entries: tuple[Count, ...] = ()
    do: Text | None = None
    owner: Id | None = None
    due: Date | None = None
    element: Element | None = None
    priority: Priority = "medium"
    plan: Ref | None = None
    retest: Retest | None = None
    closed: Closed | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What a draft still lacks, as its author would write it."""
        wanted = ("do", "owner", "due", "element", "retest")
        return tuple(name for name in wanted if getattr(self, name) is None)


class ActionsFile(Form):
    """All actions of one drill."""

    actions_of: Words
    held: Date | None = None
    scenario: Id | None = None
    actions: dict[Id, Action] = Field(default_factory=dict)
