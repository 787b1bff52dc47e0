"""Simulated players who are called, and who are told the news."""

from collections.abc import Callable

from drillkit.conduct.players.profile import MINUTE, SECOND
from drillkit.conduct.players.scene import Scene
from drillkit.engine.calendar import is_open
from drillkit.engine.charts import Expectation
from drillkit.engine.commands import AnswerCall, MeetExpectation, Observe
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin
from drillkit.engine.events import (
    CallMade,
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
)
from drillkit.engine.evolve.people import LADDER
from drillkit.language import N_

SLOW = (6 * MINUTE, 18 * MINUTE)
FOUND_LATER = (20 * MINUTE, 60 * MINUTE)
DONE_LATE = (2 * MINUTE, 30 * MINUTE)
EVALUATOR = "evaluator"


def called(scene: Scene, drill: Drill, at: int, event: CallMade) -> None:
    """Most answer soon, some late, some never, so that ladders climb."""
    key = f"call:{event.call}:{event.role}"
    profile = scene.profile
    fate = scene.dice.pair(key)[0]
    if fate < profile.lost_calls:
        if event.why in LADDER:
            return
        after = scene.dice.between(*FOUND_LATER, key)
    elif fate < profile.lost_calls + profile.slow_answers:
        after = scene.dice.between(*SLOW, key)
    else:
        after = scene.dice.between(*profile.answers_within, key)
    role = scene.play.company.roles[event.role]
    if not is_open(role.hours, drill.starts_ms + at):
        after *= 2
    scene.plan(
        at + after,
        key,
        AnswerCall(event.call, event.answer),
        scene.origin(event.role, key, "phone"),
        lambda now: event.call in now.calls,
        moves=event.why in LADDER,
    )


def delivered(scene: Scene, drill: Drill, at: int, event: InjectDelivered) -> None:
    """News asks for something: most is done in time, the rest when asked again."""
    for number, expected in enumerate(_expected(scene, event.inject), start=1):
        key = f"expected:{event.inject}#{number}"
        by = expected.by or scene.play.company.role_at(event.to) or event.to
        scene.plan(
            at + _done_after(scene, expected.within, key),
            key,
            MeetExpectation(event.inject, number),
            scene.origin(by, key),
            owed(key),
        )


def owed(obligation: str) -> Callable[[Drill], bool]:
    """Whether it still is, late or not."""
    return lambda drill: obligation in drill.obligations


def _done_after(scene: Scene, within: int, key: str) -> int:
    if scene.dice.hit(scene.profile.missed_expectations, key):
        return within + scene.dice.between(*DONE_LATE, key)
    return scene.dice.between(min(20 * SECOND, within), within * 9 // 10, key)


def _expected(scene: Scene, inject: str) -> tuple[Expectation, ...]:
    story = scene.play.story
    scripted = story.injects.get(inject) if story else None
    return scripted.expects if scripted else ()


def met(scene: Scene, drill: Drill, at: int, event: ExpectationMet) -> None:
    """An evaluator stood by."""
    if event.inject not in drill.missed:
        text = N_("Done in time: {what}")
        _observe(scene, at, event.inject, event.number, text)


def missed(scene: Scene, drill: Drill, at: int, event: ExpectationMissed) -> None:
    """An evaluator waited for it."""
    _observe(scene, at, event.inject, event.number, N_("Not done in time: {what}"))


def _observe(scene: Scene, at: int, inject: str, number: int, text: str) -> None:
    key = f"observed:{inject}#{number}"
    expects = _expected(scene, inject)
    if len(expects) < number or not scene.dice.hit(scene.profile.observed, key):
        return
    expected = expects[number - 1]
    story = scene.play.story
    assert story is not None
    to = story.injects[inject].to
    roles = scene.play.company.roles
    department = roles[to].department if to in roles else to
    what = scene.known.said(expected.text)
    said = Observe(scene.known.word(text, what=what), department, expected.objective)
    after = scene.dice.between(30 * SECOND, 3 * MINUTE, key)
    scene.plan(at + after, key, said, Origin(EVALUATOR))
