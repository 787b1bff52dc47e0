"""Providers, as the people who ask them hear them answer, and the end of asking.

When everything is back, whoever is still at work or on the way for a step that is
over is told that nobody waits for them.
"""

from typing import Literal, cast

from drillkit.conduct.players.profile import MINUTE
from drillkit.conduct.players.scene import Scene, is_at
from drillkit.conduct.players.table import CONFIRMED, speaker
from drillkit.engine.commands import (
    Act,
    AnswerRequest,
    StandDownJourney,
    StandDownRequest,
)
from drillkit.engine.draws import choose, sample_ms, table
from drillkit.engine.drill import Drill, Journey, OpenRequest
from drillkit.engine.events import MilestoneReached, PhaseLeft, RequestMade
from drillkit.language import N_

Outcome = Literal["acknowledged", "done", "refused"]
SOONEST = MINUTE
REMEMBERED = (MINUTE, 5 * MINUTE)
BACK = N_("everything is back without it")


def requested(scene: Scene, drill: Drill, at: int, event: RequestMade) -> None:
    """The provider acknowledges, and later says that it is done or refused.

    It goes on when the phase is left, so it does not hang on the step.
    """
    step = scene.step(drill, event.run, event.path)
    provider = scene.play.company.providers[event.provider]
    key = f"{event.run}/{event.path}"
    limit = provider.promised(event.service)
    takes = scene.dice.between(limit // 3, limit, key, event.visit)
    if step.takes is not None:
        drawn = scene.dice.pair(key, event.visit)[0] * scene.profile.luck
        takes = sample_ms(table(step.takes), drawn)
    chances = tuple(step.chance.items()) or (("done", 1.0),)
    # The plan's rules allow chances of the verb's outcomes only.
    outcome = cast("Outcome", choose(chances, scene.dice.pair(key, event.visit)[1]))
    heard = provider.acknowledge_within or takes // 4
    known = scene.dice.between(min(SOONEST, takes), min(heard, takes), f"ack:{key}")
    by = next(iter(step.crew), event.provider)
    _answer(scene, at + known, event, "acknowledged", by)
    _answer(scene, at + takes, event, outcome, by)


def _answer(
    scene: Scene, at: int, event: RequestMade, outcome: Outcome, by: str
) -> None:
    def is_open(drill: Drill) -> bool:
        request = drill.requests.get(event.request)
        is_news = outcome != "acknowledged"
        return request is not None and (is_news or not request.acknowledged)

    scene.plan(
        at,
        f"request:{event.request}",
        AnswerRequest(event.request, outcome),
        scene.origin(by, f"request:{event.request}:{outcome}", "phone"),
        is_open,
        moves=True,
    )


def over(
    scene: Scene, drill: Drill, at: int, event: MilestoneReached | PhaseLeft
) -> None:
    """Once everything is back, who works for a step that is over is not needed."""
    if CONFIRMED not in drill.milestones:
        return
    why = scene.known.word(BACK)
    for request in drill.requests.values():
        asked = StandDownRequest(request.request, why)
        _stand_down(scene, drill, at, request, asked)
    for journey in drill.journeys.values():
        sent = StandDownJourney(journey.journey, why)
        _stand_down(scene, drill, at, journey, sent)


def _stand_down(
    scene: Scene, drill: Drill, at: int, what: OpenRequest | Journey, act: Act
) -> None:
    if is_at(drill, what.run, what.path, what.visit) is not None:
        return
    key = f"stand-down:{what.run}/{what.path}#{what.visit}"
    by = speaker(scene, drill)
    scene.plan(
        at + scene.dice.between(*REMEMBERED, key),
        key,
        act,
        scene.origin(by, key, "phone"),
        lambda now: _is_under_way(now, what),
    )


def _is_under_way(drill: Drill, what: OpenRequest | Journey) -> bool:
    if isinstance(what, Journey):
        return what.journey in drill.journeys
    return what.request in drill.requests
