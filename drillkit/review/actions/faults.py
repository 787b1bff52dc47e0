"""What can be wrong with actions beyond being readable, and what is overdue.

Held against the plan as it is today.  The date comes from the caller, and without
one nothing is overdue.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from drillkit.plan.near import nearest
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.review.actions.form import Retest
from drillkit.review.actions.planline import plan_line
from drillkit.review.actions.reading import Agenda, Todo
from drillkit.review.measures.definitions import DEFINITIONS

# By the name of the rule, as `drillkit explain` prints it.
PAGES: Final[Mapping[str, str]] = {
    "action-overdue": """An open action is done by its date.

It is closed by "drillkit actions close", once a later drill has passed its retest.

Wrong:

    # today: 2027-03-02
    due: 2027-03-01

Right:

    # today: 2027-03-01
    due: 2027-03-01""",
    "action-unfinished": """An action says what is done, by whom, when, and its retest.

What "drillkit actions draft" makes of a report are findings; people decide the
rest.""",
    "action-plan-gone": """The plan line of an open action is in the plan.

It is the runbook and the way into it, as in network-operations/backbone-outage/restore,
or organisation/..., or scenario/...; perhaps it was renamed since.""",
    "retest-unclear": """A retest is one expected action of a scenario, or one measure.

Wrong:

    retest: {scenario: first-light}

Right:

    retest: {scenario: first-light, expected: client-call}
    retest: {measure: time-to-notify-clients, at-most: 15m}""",
    "unknown-measure": """A retest names a measure that reports have.

It is the key in the JSON of a report, such as time-to-restore.""",
    "closed-without-reason": """An action is closed by a drill or by a person.

The drill has passed the retest; the person is named by post and says why there is
none.""",
}


def faults(agenda: Agenda, plan: Plan, today: date | None) -> tuple[Problem, ...]:
    """Every problem of *agenda* beside *plan*."""
    return tuple(
        problem
        for todo in agenda.todos
        for check in (_owner, _line, _retest, _closed, _unfinished, _overdue)
        for problem in check(todo, plan, today)
    )


def _owner(todo: Todo, plan: Plan, _today: date | None) -> Iterator[Problem]:
    roles = plan.organisation.model.roles() if plan.organisation else {}
    named = (
        (todo.action.owner, (*todo.loc, "owner")),
        (todo.action.closed.by if todo.action.closed else None,
         (*todo.loc, "closed", "by")),
    )  # fmt: skip
    for name, loc in named:
        if name and roles and name not in roles:
            place = todo.sheaf.tree.place(loc)
            says = N_('the organisation has no role "{name}"')
            words = {"name": name}
            yield Problem(place, "unknown-role", says, words, *nearest(name, roles))


def _line(todo: Todo, plan: Plan, _today: date | None) -> Iterator[Problem]:
    line = todo.action.plan
    if line is None or todo.action.closed or plan_line(plan, line):
        return
    yield Problem(
        todo.sheaf.tree.place((*todo.loc, "plan")),
        "action-plan-gone",
        N_('nothing in the plan is at "{path}"'),
        {"path": line},
        severity="warning",
    )


def _retest(todo: Todo, plan: Plan, _today: date | None) -> Iterator[Problem]:
    retest = todo.action.retest
    if retest is None:
        return
    loc = (*todo.loc, "retest")
    yield from _unclear(todo, retest, loc)
    scenario = retest.scenario
    if scenario and plan.scenarios and scenario not in plan.scenarios:
        place = todo.sheaf.tree.place((*loc, "scenario"))
        says = N_('there is no scenario "{name}"')
        hint = nearest(scenario, plan.scenarios)
        yield Problem(place, "unknown-scenario", says, {"name": scenario}, *hint)
    elif scenario and retest.expected and scenario in plan.scenarios:
        yield from _unknown_inject(todo, retest, plan)
    if retest.measure and not is_measure(retest.measure):
        place = todo.sheaf.tree.place((*loc, "measure"))
        says = N_('no report has a measure "{name}"')
        hint = nearest(retest.measure, DEFINITIONS)
        yield Problem(place, "unknown-measure", says, {"name": retest.measure}, *hint)


def _unclear(todo: Todo, retest: Retest, loc: tuple[str, ...]) -> Iterator[Problem]:
    place = todo.sheaf.tree.place(loc, key=True)
    if (retest.expected is None) == (retest.measure is None):
        says = N_("a retest is either an expected action or a measure")
        hint = N_('name one of "expected" and "measure"')
        yield Problem(place, "retest-unclear", says, hint=hint)
    elif retest.expected and retest.scenario is None:
        says = N_("an expected action belongs to a scenario, and none is named")
        yield Problem(place, "retest-unclear", says)


def _unknown_inject(todo: Todo, retest: Retest, plan: Plan) -> Iterator[Problem]:
    inject, number = retest.expected or "", retest.number
    injects = plan.scenarios[retest.scenario or ""].model.injects
    asked = {name: one for name, one in injects.items() if one.expects}
    loc = (*todo.loc, "retest")
    place = todo.sheaf.tree.place((*loc, "expected"))
    words = {"inject": inject, "scenario": retest.scenario or ""}
    if inject not in asked:
        says = N_('inject "{inject}" of scenario "{scenario}" expects nothing')
        if inject not in injects:
            says = N_('scenario "{scenario}" has no inject "{inject}"')
        yield Problem(place, "unknown-inject", says, words, *nearest(inject, asked))
    elif number is not None and not 1 <= number <= len(asked[inject].expects):
        place = todo.sheaf.tree.place((*loc, "number"))
        says = N_(
            'of what inject "{inject}" expects, {count} in all, none is number {n}'
        )
        words |= {"n": str(number), "count": str(len(asked[inject].expects))}
        yield Problem(place, "unknown-inject", says, words)


def is_measure(key: str) -> bool:
    """Whether reports can have a measure of this key."""
    return any(key == name or key.startswith(f"{name}-") for name in DEFINITIONS)


def _closed(todo: Todo, _plan: Plan, _today: date | None) -> Iterator[Problem]:
    closed = todo.action.closed
    if closed is None or closed.passed_in or (closed.by and closed.because):
        return
    yield Problem(
        todo.sheaf.tree.place((*todo.loc, "closed"), key=True),
        "closed-without-reason",
        N_("closed without a drill that passed the retest, and without who says why"),
        hint=N_('write "passed-in", or "by" and "because"'),
    )


def _unfinished(todo: Todo, _plan: Plan, _today: date | None) -> Iterator[Problem]:
    missing = todo.action.missing
    if missing and not todo.action.closed:
        yield Problem(
            todo.sheaf.tree.place(todo.loc, key=True),
            "action-unfinished",
            N_('action "{name}" does not say yet: {missing}'),
            {"name": todo.loc[1], "missing": ", ".join(missing)},
            severity="warning",
        )


def _overdue(todo: Todo, _plan: Plan, today: date | None) -> Iterator[Problem]:
    due = todo.action.due
    if today and due and due < today and not todo.action.closed:
        yield Problem(
            todo.sheaf.tree.place((*todo.loc, "due")),
            "action-overdue",
            N_('action "{name}" was due on {date}'),
            {"name": todo.loc[1], "date": due.isoformat()},
            N_('"drillkit actions close {name}" closes it once its retest is passed'),
            {"name": todo.name},
            severity="warning",
        )
