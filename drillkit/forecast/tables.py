"""The compiled form: one scenario as flat tables of integers, and what they are about.

The kernel reads the tables and nothing else; the names are for who reads its results.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from drillkit.engine.charts import Play
from drillkit.engine.events import DrillBegan

# The instants that are told of every company, in the order in which they come.
STANDARD = (
    "detected",
    "acknowledged",
    "classified",
    "declared",
    "plan-approved",
    "workaround",
    "restored-reported",
    "restored-confirmed",
    "normal",
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the plan does not say and the forecast takes to be so.

    *says* is a message id with placeholders for *words*.
    """

    says: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows of the tables are called; paths begin with the run's name."""

    runs: tuple[str, ...]
    phases: tuple[str, ...]
    lanes: tuple[str, ...]
    steps: tuple[str, ...]
    roles: tuple[str, ...]
    milestones: tuple[str, ...]
    audiences: tuple[str, ...]
    levels: tuple[str, ...]
    verbs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Tables:
    """Every table, by the columns of ``kernel.columns``."""

    numbers: "array[int]"
    runs: "array[int]"
    phases: "array[int]"
    lanes: "array[int]"
    steps: "array[int]"
    roles: "array[int]"
    hours: "array[int]"
    opens: "array[int]"
    legs: "array[int]"
    stock: "array[int]"
    ragged: "array[int]"
    laws: "array[int]"
    names: Names
    play: Play
    began: DrillBegan
    assumptions: tuple[Assumption, ...] = ()
