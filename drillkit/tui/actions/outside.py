"""The world outside: providers, journeys, clients' clocks, the affected table."""

from typing import Literal

from drillkit.engine import commands
from drillkit.engine.events import ItemListed
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import ItemRef, Ref, RequestRef

Reported = Literal["acknowledged", "done", "refused"]
REPORTS: dict[Reported, str] = {
    "acknowledged": N_("took it on"),
    "done": N_("done"),
    "refused": N_("refused"),
}
MARKS = ("workaround", "restored-reported", "restored-confirmed", "normal")


def _requests(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    picks = [Choice(x, scene.reader._(REPORTS[x])) for x in REPORTS]
    return (asking.choice(scene, "outcome", N_("what the provider reports"), picks),)


def _request(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, RequestRef), "the registry offers it for requests only"
    outcome = next(x for x in REPORTS if x == answers["outcome"])
    return commands.AnswerRequest(ref.request, outcome)


def _journeys(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    listed = [
        Choice(name, scene.reader.path(one.run, one.path))
        for name, one in scene.drill.journeys.items()
    ]
    way = asking.choice(scene, "journey", N_("journey"), listed)
    return (way, asking.reason(scene))


def _miss(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.MissLeg(answers["journey"], answers.get("reason", ""))


def _stand_down(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, RequestRef), "the registry offers it for requests only"
    return commands.StandDownRequest(ref.request, answers["reason"])


def _call_back(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.StandDownJourney(answers["journey"], answers["reason"])


def _clients(scene: Scene) -> tuple[Choice, ...]:
    return tuple(
        Choice(name, scene.reader.client(name)) for name in scene.play.company.clients
    )


def _codes(scene: Scene) -> tuple[Choice, ...]:
    codes = {x for c in scene.play.company.clients.values() for x in c.stop_clock}
    return tuple(Choice(x, scene.reader.stop_clock(x)) for x in sorted(codes))


def _stop_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (
        asking.choice(scene, "client", N_("client"), _clients(scene)),
        asking.choice(scene, "code", N_("stop-clock code"), _codes(scene)),
        asking.reason(scene, is_optional=True),
    )


def _stop(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.StopClock(
        answers["client"], answers["code"], answers.get("reason", "")
    )


def _start_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    stopped = [x for x in _clients(scene) if scene.drill.stops.get(x.value)]
    codes = {code for stops in scene.drill.stops.values() for code in stops}
    listed = [x for x in _codes(scene) if x.value in codes]
    return (
        asking.choice(scene, "client", N_("client"), stopped),
        asking.choice(scene, "code", N_("stop-clock code"), listed),
    )


def _start(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.StartClock(answers["client"], answers["code"])


def _missing(scene: Scene, ref: Ref | None) -> tuple[str, ...]:
    """What an item has not reached yet."""
    item = scene.drill.items.get(ref.item) if isinstance(ref, ItemRef) else None
    return tuple(x for x in MARKS if item is not None and x not in item.marks)


def _mark_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    picks = [Choice(x, scene.reader.milestone(x)) for x in _missing(scene, ref)]
    who = scene.reader._(N_("confirmed by"))
    return (
        asking.choice(scene, "milestone", N_("milestone"), picks),
        Question("confirmed", who, is_optional=True),
    )


def _mark(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, ItemRef), "the registry offers it for items only"
    return commands.MarkItem(
        ref.item, answers["milestone"], answers.get("confirmed", "")
    )


def _estimate_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    return (
        Question("back", words(N_("expected back at")), "time", is_optional=True),
        Question("by", words(N_("who says so")), is_optional=True),
    )


def _estimate(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    assert isinstance(ref, ItemRef), "the registry offers it for items only"
    back = asking.time_of(scene, answers, "back")
    if isinstance(back, Wrong):
        return back
    return commands.EstimateItem(ref.item, back, answers.get("by", ""))


def _add_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    sites = [Choice(x, scene.reader.site(x)) for x in scene.play.company.site_hours]
    return (
        Question("item", words(N_("id"))),
        Question("title", words(N_("name"))),
        Question("kind", words(N_("kind")), proposed="service"),
        Question("priority", words(N_("priority")), "count", (), "9"),
        Question("users", words(N_("users")), "count", (), "0"),
        Question("client", words(N_("client")), "choice", _clients(scene), "", True),
        Question("site", words(N_("site")), "choice", tuple(sites), "", True),
    )


def _add(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    priority = asking.count_of(scene, answers, "priority")
    if isinstance(priority, Wrong):
        return priority
    users = asking.count_of(scene, answers, "users")
    if isinstance(users, Wrong):
        return users
    return commands.AddItem(
        ItemListed(
            item=answers["item"],
            kind=answers["kind"],
            priority=priority,
            users=users,
            client=answers.get("client", ""),
            site=answers.get("site", ""),
            title={scene.reader.lang: answers["title"]},
        )
    )


ACTIONS = (
    Action(
        "request.answer",
        "r",
        N_("the provider reports"),
        _request,
        _requests,
        (RequestRef,),
        short=N_("provider"),
    ),
    Action(
        "request.stand-down",
        "",
        N_("stand the provider down"),
        _stand_down,
        lambda scene, _ref: (asking.reason(scene),),
        (RequestRef,),
    ),
    Action(
        "journey.stand-down",
        "",
        N_("call back a journey"),
        _call_back,
        _journeys,
        offered=lambda scene, _ref: bool(scene.drill.journeys),
    ),
    Action(
        "leg.miss",
        "",
        N_("a departure was missed"),
        _miss,
        _journeys,
        offered=lambda scene, _ref: bool(scene.drill.journeys),
    ),
    Action("client.stop", "", N_("stop a client's clock"), _stop, _stop_form),
    Action(
        "client.start",
        "",
        N_("start a client's clock again"),
        _start,
        _start_form,
        offered=lambda scene, _ref: any(scene.drill.stops.values()),
    ),
    Action(
        "item.mark",
        "m",
        N_("mark restored"),
        _mark,
        _mark_form,
        (ItemRef,),
        offered=lambda scene, ref: bool(_missing(scene, ref)),
        short=N_("restored"),
    ),
    Action("item.estimate", "e", N_("estimate"), _estimate, _estimate_form, (ItemRef,)),
    Action("item.add", "", N_("add an affected item"), _add, _add_form),
)
