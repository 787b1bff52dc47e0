"""Did a later drill pass an action's retest?  Which, and by which entries?

The newest drill that tried it has the last word: what was shown once and failed since
is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from drillkit.review.actions.form import Retest
from drillkit.review.actions.reading import Todo
from drillkit.review.history.past import Past, later_than
from drillkit.review.measures import Measure
from drillkit.review.measures.story import ExpectationRow

Outcome = Literal["passed", "failed", "untested"]
State = Literal[
    "draft", "open", "overdue", "passed", "retested", "by-word", "doubted", "failed"
]
OPEN: tuple[State, ...] = ("draft", "open", "overdue", "passed", "doubted", "failed")


@dataclass(frozen=True, slots=True)
class Trial:
    """What one drill shows of a retest, and the entries that show it."""

    past: Past
    outcome: Outcome
    entries: tuple[int, ...] = ()
    measure: Measure | None = None
    expected: ExpectationRow | None = None

    @property
    def entry(self) -> int:
        """The entry that decides."""
        return self.entries[-1] if self.entries else 0


def trial(past: Past, retest: Retest) -> Trial:
    """What *past* shows of *retest*."""
    counts = retest.simulation or not past.is_simulated
    named = retest.scenario in (None, past.began.scenario)
    if not (counts and named and past.is_comparable):
        return Trial(past, "untested")
    if retest.expected:
        return _expected(past, retest.expected, retest.number)
    measure = past.measures.get(retest.measure or "")
    if measure is None:
        return Trial(past, "untested")
    return Trial(past, _within(measure, retest), measure.entries, measure)


def _expected(past: Past, inject: str, number: int | None) -> Trial:
    rows = [
        row
        for row in past.measures.expectations
        if row.inject == inject and number in (None, row.number)
    ]
    if not rows or any(row.standing in ("open", "jumped") for row in rows):
        return Trial(past, "untested")
    bad = [row for row in rows if row.standing != "met"]
    row = bad[0] if bad else rows[-1]
    return Trial(past, "failed" if bad else "passed", row.entries, expected=row)


def _within(measure: Measure, retest: Retest) -> Outcome:
    if measure.is_jumped:
        return "untested"
    if retest.at_most is not None and measure.value_ms is not None:
        if measure.value_ms > retest.at_most:
            return "failed"
        return "untested" if measure.is_censored else "passed"
    if retest.at_least is not None and measure.share is not None:
        counted, of = measure.share
        return "passed" if counted >= retest.at_least * of else "failed"
    if measure.verdict == "kept":
        return "passed"
    return "failed" if measure.verdict == "missed" else "untested"


def trials(todo: Todo, pasts: Iterable[Past]) -> tuple[Trial, ...]:
    """What each later drill shows that tried it, in order."""
    retest = todo.action.retest
    if retest is None:
        return ()
    held = todo.sheaf.model.held
    later = (trial(past, retest) for past in later_than(pasts, todo.drill, held))
    return tuple(one for one in later if one.outcome != "untested")


def state(todo: Todo, tried: tuple[Trial, ...], today: date) -> State:
    """How an action stands; a claim that the logs do not bear out is doubted."""
    action = todo.action
    if action.closed is not None:
        if action.closed.passed_in is None:
            return "by-word"
        said = [one for one in tried if one.past.drill == action.closed.passed_in]
        if not said or said[-1].outcome != "passed":
            return "doubted"
        return "retested" if tried[-1].outcome == "passed" else "failed"
    if tried and tried[-1].outcome == "passed":
        return "passed"
    if action.due is not None and action.due < today:
        return "overdue"
    return "draft" if action.missing else "open"
