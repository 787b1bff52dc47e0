"""Conditions: a typed subset of Python's comparisons over declared facts.

Nothing can be called and nothing looked into, so a runbook is never a program.
"""

from drillkit.plan.conditions.compiled import Condition, read_condition
from drillkit.plan.conditions.coverage import Coverage, Row, each_alone, first_row_wins
from drillkit.plan.conditions.faults import (
    ConditionFault,
    Facts,
    FactType,
    FactTypes,
    Value,
)
from drillkit.plan.conditions.tokens import LONGEST

__all__ = [
    "LONGEST",
    "Condition",
    "ConditionFault",
    "Coverage",
    "FactType",
    "FactTypes",
    "Facts",
    "Row",
    "Value",
    "each_alone",
    "first_row_wins",
    "read_condition",
]
