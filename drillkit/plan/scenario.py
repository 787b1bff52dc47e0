"""A scenario: the story of one drill.

What is broken, what comes in when, what a good answer would be, and when
it ends.  Runbooks know nothing of scenarios.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from drillkit.plan.form import Form
from drillkit.plan.problem import N_
from drillkit.plan.scalars import (
    Count,
    Duration,
    Id,
    Moment,
    Ref,
    Share,
    Text,
    Words,
    YesNo,
    refused,
    wrong_kind,
)


class Begins(Form):
    """What a run waits for before it begins."""

    await_: Ref


class NamedRun(Form):
    """A run with a name of its own, or one that begins later."""

    runbook: Ref
    begins: Begins | None = None


def _as_run(value: Any) -> Any:
    return {"runbook": value} if isinstance(value, str) else value


def nameless(place: int) -> str:
    """What the run at *place* of a list is called that does not say its runbook."""
    return f"run-{place + 1}"


def _as_runs(value: Any) -> Any:
    """Runs by name; in a list, one is called after its runbook."""
    if not isinstance(value, list):
        return value
    named: dict[str, Any] = {}
    for place, item in enumerate(value):
        # A run without its runbook is told by its place, and then missed there.
        is_mapping = isinstance(item, dict)
        name = item.get("runbook", nameless(place)) if is_mapping else item
        if not isinstance(name, str):
            raise wrong_kind(name, at=(place,))
        if name in named:
            raise refused(
                "repeated-key",
                N_('run "{name}" is listed twice'),
                {"name": name},
                N_("to run it twice, write a mapping of names to runs"),
                at=(place,),
            )
        named[name] = item
    return named


class Expected(Form):
    """The answer a perfect classification would give."""

    level: Id | None = None
    facts: dict[Id, Words] = Field(default_factory=dict)


class Item(Form):
    """One broken thing: a site, a client, a service, a settlement."""

    title: Text | None = None
    kind: Id
    priority: Count = 9
    users: Count = 0
    client: Id | None = None
    site: Id | None = None
    emergency_services: YesNo = False


class Ends(Form):
    """When the drill is over."""

    when: Id | None = None
    at_latest: Duration


class Objective(Form):
    """Something specific and measurable that the drill tests."""

    title: Text
    capability: Id
    measure: Id | None = None
    at_most: Duration | None = None
    at_least: Share | None = None


class Expectation(Form):
    """What players should do about an inject, and how soon."""

    do: Text
    within: Duration
    objective: Id | None = None
    by: Id | None = None


def _as_many(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Inject(Form):
    """One scripted piece of news."""

    at: Duration | None = None
    when: Ref | None = None
    if_missed: Id | None = None
    hold: YesNo = False
    to: Id | None = None
    via: Literal["message", "phone", "radio", "in-person", "e-mail"] = "message"
    sender: Text | None = None
    number: Words | None = None
    script: Text | None = None
    says: Text
    expects: Annotated[tuple[Expectation, ...], BeforeValidator(_as_many)] = ()
    objective: Id | None = None


class Scenario(Form):
    """The whole of one scenario's file."""

    scenario: Id
    title: Text
    exercise: Literal["tabletop", "drill", "functional", "full-scale"]
    starts: Moment
    onset: Moment | None = None
    runs: Annotated[
        dict[Ref, Annotated[NamedRun, BeforeValidator(_as_run)]],
        BeforeValidator(_as_runs),
    ] = Field(min_length=1)
    lead: Id
    expected: Expected = Field(default_factory=Expected)
    affected: dict[Id, Item] = Field(default_factory=dict)
    ends: Ends
    objectives: dict[Id, Objective] = Field(default_factory=dict)
    injects: dict[Id, Inject] = Field(default_factory=dict)
    answers: dict[Id, Text] = Field(default_factory=dict)
