"""Scalars of the plan language, each made from the text its author typed.

Every type here refuses with a message id and words of its own, so that what a
person reads never depends on the library that validates.
"""

from drillkit.plan.scalars.durations import Duration, Span
from drillkit.plan.scalars.names import ConditionText, Id, Ref, Words, Zone
from drillkit.plan.scalars.numbers import Count, Share, YesNo
from drillkit.plan.scalars.refusal import refused, wrong_kind
from drillkit.plan.scalars.takes import (
    Beta,
    Fixed,
    Lognormal,
    Pert,
    Takes,
    Triangular,
)
from drillkit.plan.scalars.texts import Text
from drillkit.plan.scalars.times import (
    DAYS,
    Date,
    Day,
    DayName,
    Hours,
    Moment,
    TimeOfDay,
    Window,
)

__all__ = [
    "DAYS",
    "Beta",
    "ConditionText",
    "Count",
    "Date",
    "Day",
    "DayName",
    "Duration",
    "Fixed",
    "Hours",
    "Id",
    "Lognormal",
    "Moment",
    "Pert",
    "Ref",
    "Share",
    "Span",
    "Takes",
    "Text",
    "TimeOfDay",
    "Triangular",
    "Window",
    "Words",
    "YesNo",
    "Zone",
    "refused",
    "wrong_kind",
]
