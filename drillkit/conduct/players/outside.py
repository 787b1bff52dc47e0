"""Providers, as the people who ask them hear them answer."""

from typing import Literal, cast

from drillkit.conduct.players.profile import MINUTE
from drillkit.conduct.players.scene import Scene
from drillkit.engine.commands import AnswerRequest
from drillkit.engine.draws import choose, sample_ms, table
from drillkit.engine.drill import Drill
from drillkit.engine.events import RequestMade

Outcome = Literal["acknowledged", "done", "refused"]
SOONEST = MINUTE


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
