"""What happens to a step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A step may be worked on, by ``crew``: so many people of each role."""

    run: str
    path: str
    visit: int
    verb: str
    crew: Mapping[str, int]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StepStarted:
    """People took the step in hand; ``until`` is when its site closes, if it does."""

    run: str
    path: str
    visit: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class StepWaited:
    """Work stands: a closed window, a part, an answer from outside."""

    run: str
    path: str
    visit: int
    why: Literal["window", "part", "provider", "journey"]
    until: int | None = None


@dataclass(frozen=True, slots=True)
class StepResumed:
    """Work goes on after a wait; ``until`` is when its site closes, if it does."""

    run: str
    path: str
    visit: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class StepSettled:
    """A step needs nobody any more."""

    run: str
    path: str
    visit: int
    how: Literal["done", "skipped", "overtaken", "requested"]
    outcome: str = "done"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepReopened:
    """A step settled by mistake is open again.

    ``withdrawn`` are the steps it had opened, which nobody has begun.
    """

    run: str
    path: str
    visit: int
    reason: str = ""
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemsCounted:
    """A roll-call or batch stands at ``count`` of ``total``."""

    run: str
    path: str
    visit: int
    count: int
    total: int
