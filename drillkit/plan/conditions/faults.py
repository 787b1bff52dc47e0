"""What facts may be, and what can be wrong with a condition about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drillkit.plan.problem import Words

Value: TypeAlias = str | bool | int
Facts: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class FactType:
    """What answers a fact takes; ``values`` are those of a one-of."""

    kind: Literal["one-of", "yes-no", "count"]
    values: tuple[str, ...] = ()


FactTypes: TypeAlias = Mapping[str, FactType]


@dataclass(frozen=True, slots=True)
class ConditionFault:
    """What is wrong between two offsets of a condition's text."""

    start: int
    end: int
    rule: str
    says: str
    words: Words = field(default_factory=dict)
    hint: str = ""
    hint_words: Words = field(default_factory=dict)


class Puzzled(Exception):
    """A condition cannot be read on; carries the fault to whoever asked."""

    def __init__(self, fault: ConditionFault) -> None:
        super().__init__(fault.says)
        self.fault = fault
