"""What can be changed in a plan while it runs: edit a little and use.

An amendment holds from now on, for the drill alone; turning it into a patch
of the runbook's text is another room's work.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepAdded:
    """A new ``do`` step at the end of a phase, or after the step named."""

    run: str
    phase: str
    step: str
    text: Mapping[str, str]
    crew: Mapping[str, int]
    target: int | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class StepDropped:
    """A step nobody needs to take any more."""

    run: str
    path: str


@dataclass(frozen=True, slots=True)
class StepRetimed:
    """Another target for a step."""

    run: str
    path: str
    target: int | None


@dataclass(frozen=True, slots=True)
class StepReassigned:
    """Another crew for a step."""

    run: str
    path: str
    crew: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PhaseRetimed:
    """Another target for a phase."""

    run: str
    path: str
    target: int | None


@dataclass(frozen=True, slots=True)
class WindowOpened:
    """A site may be entered between two drill times outside its hours."""

    site: str
    opens: int
    closes: int


RunChange = StepAdded | StepDropped | StepRetimed | StepReassigned | PhaseRetimed
Change = RunChange | WindowOpened
