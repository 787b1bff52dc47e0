"""What broke had broken before anybody could notice it.

"onset" is when it broke, "starts" is what the story's clock shows when the drill
begins. Every time to normal counts from the onset, and from one that is yet to
come nothing can be counted: the slowest answer would look like none was needed.

Wrong:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    onset: 2026-11-24T20:56
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}

Right:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    onset: 2026-11-24T08:56
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
"""

from collections.abc import Iterator
from datetime import date, timedelta

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.wording import spoken

NAME = "onset-after-start"
NEEDS_WHOLE = False
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.scenarios.values():
        onset, starts = file.model.onset, file.model.starts
        if ("starts",) in file.mended or onset is None or onset <= starts:
            continue
        late = (onset - starts) // timedelta(milliseconds=1)
        yield Problem(
            file.tree.place(("onset",)),
            NAME,
            N_("the onset is {late} after the drill starts, on line {line}"),
            {"late": spoken(late), "line": str(file.tree.place(("starts",)).line)},
            N_(
                'write when it broke, or leave "onset" out: then it breaks at the start'
            ),
            severity=SEVERITY,
        )
