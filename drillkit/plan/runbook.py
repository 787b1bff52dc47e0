"""A runbook: one department's plan for one kind of threat.

Phases lead to phases by outcomes; a phase has steps, or lanes that run side
by side.  A step's verb is its key, so which keys a step may have depends on
its verb; ``Step`` is the union of the verbs.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from drillkit.plan.form import Form
from drillkit.plan.organisation import Accepts, Answer
from drillkit.plan.problem import N_
from drillkit.plan.scalars import (
    ConditionText,
    Count,
    Date,
    Duration,
    Id,
    Ref,
    Share,
    Takes,
    Text,
    YesNo,
    refused,
)
from drillkit.plan.scalars.durations import read_duration


class Fact(Form):
    """One typed thing people report and conditions speak of."""

    ask: Text
    one_of: tuple[Id, ...] | None = None
    yes_no: YesNo | None = None
    count: YesNo | None = None


class Rung(Form):
    """Whom to call next when somebody does not answer."""

    call: Id
    from_: Id | None = None


def _as_crew(value: Any) -> Any:
    return {value: "1"} if isinstance(value, str) else value


def _as_by_outcome(value: Any) -> Any:
    return {"done": value} if isinstance(value, str) else value


def _apart(value: Any) -> Any:
    """Two deadlines that are one time would leave one of them out in silence."""
    seen: dict[int, str] = {}
    for text in value if isinstance(value, dict) else ():
        try:
            ms = read_duration(text)
        except PydanticCustomError:
            # The key itself is refused where it stands.
            continue
        if ms in seen:
            raise refused(
                "repeated-key",
                N_('"{text}" is the same time as "{other}"'),
                {"text": text, "other": seen[ms]},
                at=(text,),
                key=True,
            )
        seen[ms] = text
    return value


After = Annotated[dict[Duration, Id], BeforeValidator(_apart)]
Crew = Annotated[dict[Id, Count], BeforeValidator(_as_crew)]
ByOutcome = Annotated[dict[Id, Id], BeforeValidator(_as_by_outcome)]


class AnyStep(Form):
    """What every step may say, whatever its verb."""

    by: Crew | None = None
    needs: tuple[Id, ...] | None = None
    target: Duration | None = None
    takes: Takes | None = None
    chance: dict[Id, Share] | None = None
    optional: YesNo = False
    from_: Id | None = None
    when: ConditionText | None = None
    reaches: ByOutcome = Field(default_factory=dict)
    tells: dict[Id, Literal["each-leg", "done"]] = Field(default_factory=dict)
    note: Text | None = None


class Do(AnyStep):
    """Somebody does something and says when it is done."""

    do: Text
    at: Id | None = None


class Ask(AnyStep):
    """Somebody finds out facts."""

    ask: tuple[Id, ...]


class Decide(AnyStep):
    """Somebody decides; the answer leaves the phase at once."""

    decide: Text
    outcomes: dict[Id, Text] = Field(min_length=2)
    every: Duration | None = None


class Notify(AnyStep):
    """A role, an audience or a department is told."""

    notify: Id
    says: Text | None = None
    answer: Answer | None = None


class Update(AnyStep):
    """An audience hears how it stands, and when it will hear next."""

    update: Id
    says: Text | None = None
    next: Duration | None = None


class Request(AnyStep):
    """A provider is asked for one of its services."""

    request: Ref
    for_: Text | None = None


class Dispatch(AnyStep):
    """A part travels; ``from`` is the store it leaves, ``to`` the site."""

    dispatch: Id
    to: Id


class Travel(AnyStep):
    """People travel to a site; ``from`` is the site they leave."""

    travel: Id


class Await(AnyStep):
    """A milestone of another department is waited for."""

    await_: Ref


class Approve(AnyStep):
    """A paper is signed, or asked for and signed later."""

    approve: Text
    later: Duration | None = None


class RollCall(AnyStep):
    """People of a role are counted until enough have answered."""

    roll_call: Id
    of: Literal["roster", "on-shift"] | Count = "roster"
    threshold: Share = 1.0


class Batch(AnyStep):
    """Many like items, counted off."""

    batch: Count
    of: Text
    each: Duration | None = None
    at_once: Count = 1


class Watch(AnyStep):
    """A fact is looked at again and again; never blocks its phase."""

    watch: Id
    at_least: Count | None = None
    at_most: Count | None = None
    every: Duration


VERBS: dict[str, type[AnyStep]] = {
    "do": Do,
    "ask": Ask,
    "decide": Decide,
    "notify": Notify,
    "update": Update,
    "request": Request,
    "dispatch": Dispatch,
    "travel": Travel,
    "await": Await,
    "approve": Approve,
    "roll-call": RollCall,
    "batch": Batch,
    "watch": Watch,
}


def verb_of(step: Any) -> str | None:
    """The verb a step's text uses, or None when it has none."""
    if isinstance(step, AnyStep):
        return next(verb for verb, form in VERBS.items() if type(step) is form)
    if isinstance(step, dict):
        return next((key for key in step if key in VERBS), None)
    return None


Step = Annotated[
    Annotated[Do, Tag("do")]
    | Annotated[Ask, Tag("ask")]
    | Annotated[Decide, Tag("decide")]
    | Annotated[Notify, Tag("notify")]
    | Annotated[Update, Tag("update")]
    | Annotated[Request, Tag("request")]
    | Annotated[Dispatch, Tag("dispatch")]
    | Annotated[Travel, Tag("travel")]
    | Annotated[Await, Tag("await")]
    | Annotated[Approve, Tag("approve")]
    | Annotated[RollCall, Tag("roll-call")]
    | Annotated[Batch, Tag("batch")]
    | Annotated[Watch, Tag("watch")],
    Discriminator(verb_of),
]


class Lane(Form):
    """Phases that run beside those of the other lanes."""

    title: Text | None = None
    each: dict[Id, tuple[Id, ...]] | None = Field(
        default=None, min_length=1, max_length=1
    )
    keep: YesNo = False
    phases: dict[Id, "Phase"] = Field(min_length=1)


class Phase(Form):
    """A state of the runbook: steps, or lanes, or an end."""

    title: Text | None = None
    final: YesNo = False
    target: Duration | None = None
    steps: dict[Id, Step] = Field(default_factory=dict)
    lanes: dict[Id, Lane] = Field(default_factory=dict)
    join: Literal["all", "any"] | None = None
    after: After = Field(default_factory=dict)
    reaches: ByOutcome = Field(default_factory=dict)
    leads_to: dict[Id, Id] = Field(default_factory=dict)


class Runbook(Form):
    """The whole of one runbook's file."""

    runbook: Id
    department: Id
    title: Text
    revision: Count = 1
    owner: Id
    review_by: Date | None = None
    facts: dict[Id, Fact] = Field(default_factory=dict)
    classification: dict[Id, ConditionText] = Field(default_factory=dict)
    escalation: tuple[Rung, ...] = ()
    phases: dict[Id, Phase] = Field(min_length=1)
    accepts: Accepts = Field(default_factory=dict)

    @property
    def path(self) -> str:
        """The run this runbook makes unless a scenario names it otherwise."""
        return f"{self.department}/{self.runbook}"


Lane.model_rebuild()
