"""The rules: what a plan must keep beyond being readable, one rule to a file.

A rule has a ``NAME``, which names the fault; a docstring, which is its manual; and
``check(plan, today)``, which yields problems.  ``SEVERITY`` is "error" unless the
module says otherwise.
"""

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Protocol, cast

from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem


class Rule(Protocol):
    """What the rest of the room asks of a rule's module."""

    NAME: str
    __doc__: str | None

    def check(self, plan: Plan, today: date | None) -> Iterator[Problem]:
        """The problems this rule sees, in any order."""
        ...


_MODULES: tuple[ModuleType, ...] = ()

RULES: tuple[Rule, ...] = tuple(cast("Rule", module) for module in _MODULES)
