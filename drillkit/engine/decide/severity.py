"""How bad it is, and what that obliges the company to.

Each run has its level, the drill has the worst (semantics, rule 8).  Company
obligations follow the drill's level: nothing restarts, what was promised
stands, and what a worse level makes overdue is due now.
"""

from collections.abc import Iterator

from drillkit.engine.calendar import add_months
from drillkit.engine.charts import Chart, Limit, Notice
from drillkit.engine.decide.contracts import affected_clients, open_clock
from drillkit.engine.decide.people import open_silence
from drillkit.engine.decide.promises import (
    close,
    keep,
    move_promise,
    open_promise,
    owed_by_kind,
)
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Run
from drillkit.engine.events import Classified, LevelChanged


def row_of(chart: Chart, run: Run) -> str | None:
    """The level a run's facts give; None while unknown facts could change it."""
    for row in chart.rows:
        holds = True if row.condition is None else row.condition.settled(run.facts)
        if holds is None:
            return None
        if holds:
            return row.level
    return None


def classify(turn: Turn, name: str, was: str | None) -> None:
    """Classify a run anew after its facts changed; every change is kept.

    *was* is what the facts gave before: a level by decision stands until they give
    another one.
    """
    run = turn.run(name)
    level = row_of(turn.chart(name), run)
    if level is not None and level != run.level and (level != was or not run.level):
        set_level(turn, name, level, "")


def set_level(turn: Turn, name: str, level: str, reason: str) -> None:
    """Give a run a level, and the drill the worst of all."""
    run = turn.run(name)
    event = Classified(name, level, run.level, run.facts, reason)
    if reason:
        turn.act(event)
    else:
        turn.emit(event)
    given = [r.level for r in turn.drill.runs.values() if r.level]
    worst = given[0]
    for other in given:
        worst = turn.play.company.worse(worst, other)
    if worst != turn.drill.level:
        turn.emit(LevelChanged(worst, turn.drill.level))
        follow_level(turn)


def anchor_at(turn: Turn, anchor: str) -> int | None:
    """When an anchor was, if it was: an instant of the drill or a notice."""
    if anchor == "onset":
        return turn.drill.onset
    if anchor == "ticket":
        # Where nobody says otherwise, it is opened when the fault is detected.
        stated = turn.drill.milestones.get("ticket")
        return turn.drill.milestones.get("detected") if stated is None else stated
    if anchor in turn.drill.notices:
        return turn.drill.notices[anchor]
    return turn.drill.milestones.get(anchor)


def follow_level(turn: Turn) -> None:
    """Open, and move, every company obligation the level and anchors call for."""
    _restore(turn)
    _tell(turn)
    _silence(turn)
    for notice in turn.play.company.notices.values():
        _notice(turn, notice)
    for client in affected_clients(turn):
        open_clock(turn, client, anchor_at(turn, client.counts_from))


def _restore(turn: Turn) -> None:
    detected = anchor_at(turn, "detected")
    if detected is None or "restored-confirmed" in turn.drill.milestones:
        return
    limit = turn.level.restore_within
    if not _tighten(turn, "restore:company", detected, limit):
        open_promise(
            turn,
            "restore:company",
            "restore",
            "company",
            anchor="detected",
            anchored_at=detected,
            limit=limit,
        )


def _tell(turn: Turn) -> None:
    declared = anchor_at(turn, "declared")
    if declared is None:
        return
    for audience, limit in turn.level.tell.items():
        name = f"tell:{audience}"
        if _is_told(turn, audience) or _tighten(turn, name, declared, limit):
            continue
        open_promise(
            turn,
            name,
            "tell",
            audience,
            anchor="declared",
            anchored_at=declared,
            limit=limit,
        )


def _is_told(turn: Turn, audience: str) -> bool:
    roles = turn.play.company.audiences[audience].roles
    if not roles:
        return audience in turn.drill.updates
    return turn.drill.told.get(audience, frozenset()).issuperset(roles)


def _tighten(turn: Turn, name: str, since: int, limit: int) -> bool:
    """Whether it is owed already; a worse level's shorter limit then counts.

    Down, promises made stand.
    """
    owed = turn.drill.obligations.get(name)
    if owed is not None and owed.due is not None and since + limit < owed.due:
        move_promise(turn, owed, since + limit, "level", limit)
    return owed is not None


def _silence(turn: Turn) -> None:
    if "declared" not in turn.drill.milestones or "normal" in turn.drill.milestones:
        return
    for audience, period in turn.level.update.items():
        open_now = [o for o in owed_by_kind(turn, "update") if o.subject == audience]
        last = turn.drill.updates.get(audience, turn.drill.milestones["declared"])
        if not open_now:
            open_silence(turn, audience, last, last + period)
        for owed in open_now:
            if owed.due is not None and last + period < owed.due:
                move_promise(turn, owed, last + period, "level", period)


def _notice(turn: Turn, notice: Notice) -> None:
    if notice.name in turn.drill.notices:
        return
    if not turn.play.company.reaches_level(turn.drill.level, notice.level):
        return
    dues = sorted(_notice_dues(turn, notice))
    if not dues:
        return
    due, anchor, since = dues[0]
    owed = turn.drill.obligations.get(f"notice:{notice.name}")
    if owed is None:
        open_promise(
            turn,
            f"notice:{notice.name}",
            "notice",
            notice.name,
            anchor=anchor,
            anchored_at=since,
            limit=due - since,
            due=due,
        )
    elif owed.due is not None and due < owed.due:
        move_promise(turn, owed, due, "anchor", due - owed.anchored_at)


def _notice_dues(turn: Turn, notice: Notice) -> Iterator[tuple[int, str, int]]:
    for limit in notice.within:
        since = anchor_at(turn, limit.anchor)
        if since is not None:
            yield _limit_due(turn, since, limit), limit.anchor, since


def _limit_due(turn: Turn, since: int, limit: Limit) -> int:
    if not limit.months:
        return since + limit.ms
    # "1 month" is a calendar month of the company's zone, not 30 days.
    zone = turn.play.company.zone
    return turn.drill_time(add_months(turn.story(since), limit.months, zone))


def milestone_reached(turn: Turn, name: str) -> None:
    """What one of the company's milestones closes and opens."""
    if name == "restored-confirmed":
        keep(turn, "restore:company")
    if name == "normal":
        for owed in owed_by_kind(turn, "update"):
            close(turn, owed.obligation, "withdrawn")
    follow_level(turn)
