"""Simulated players who keep the company's word: updates, notices, papers.

A promise is planned a little before its time, sometimes too late, and dropped
when somebody kept it first.
"""

from drillkit.conduct.players.profile import MINUTE, SECOND
from drillkit.conduct.players.scene import Scene
from drillkit.engine.commands import Act, SendNotice, SendUpdate, SignPaper, Tell
from drillkit.engine.drill import Drill, Obligation
from drillkit.engine.events import ObligationMoved, ObligationOpened
from drillkit.language import N_

LATE_BY = (MINUTE, 12 * MINUTE)
SAYS = N_("What is known now, what is being done, and when we write again.")


def opened(scene: Scene, drill: Drill, at: int, event: ObligationOpened) -> None:
    """Something is owed by words."""
    _plan(scene, drill, at, event.obligation)


def moved(scene: Scene, drill: Drill, at: int, event: ObligationMoved) -> None:
    """It is owed by another time."""
    if event.due is not None:
        _plan(scene, drill, at, event.obligation)


def _plan(scene: Scene, drill: Drill, at: int, name: str) -> None:
    owed = drill.obligations.get(name)
    if owed is None or owed.due is None:
        return
    found = _act(scene, drill, owed)
    if found is None:
        return
    act, by = found
    key = f"owed:{name}"
    when = max(at, _when(scene, owed, owed.due, key))
    scene.diary.forget(key)
    scene.plan(
        when,
        key,
        act,
        scene.origin(by, key, "e-mail"),
        lambda now: _is_still_owed(now, name, act),
    )


def _is_still_owed(drill: Drill, name: str, act: Act) -> bool:
    # Whoever is being called already need not be told a second time.
    is_being_told = isinstance(act, Tell) and any(
        call.audience == act.audience for call in drill.calls.values()
    )
    return name in drill.obligations and not is_being_told


def _act(scene: Scene, drill: Drill, owed: Obligation) -> tuple[Act, str] | None:
    """What keeps a promise, and who does it; None if steps or others do."""
    company = scene.play.company
    match owed.kind:
        case "update":
            by = company.audiences[owed.subject].by
            return SendUpdate(owed.subject, scene.known.texts(SAYS)), by
        case "tell":
            by = company.audiences[owed.subject].by
            says = scene.known.texts(SAYS)
            if "@" in owed.obligation:
                return SendUpdate(owed.subject, says), by
            return Tell(owed.subject, says), by
        case "notice":
            return SendNotice(owed.subject), company.notices[owed.subject].by
        case "approval":
            path = owed.subject.removeprefix(f"{owed.run}/")
            crew = scene.step(drill, owed.run, path).crew
            return SignPaper(owed.obligation), next(iter(crew), "")
        case _:
            return None


def _when(scene: Scene, owed: Obligation, due: int, key: str) -> int:
    """Shortly before it is due; papers and notices when they are ready."""
    profile = scene.profile
    if owed.kind in ("notice", "approval"):
        if scene.dice.hit(profile.late_notices, key):
            return due + scene.dice.between(*LATE_BY, key, 1)
        return due - scene.dice.between(owed.limit // 10, owed.limit // 2, key)
    if scene.dice.hit(profile.late_words, key):
        return due + scene.dice.between(*LATE_BY, key, 1)
    most = max(30 * SECOND, min(6 * MINUTE, owed.limit // 4))
    return due - scene.dice.between(15 * SECOND, most, key)
