"""People at the drill: calls, seats, and who has more work than hands."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.engine.events import CallAnswered
from drillkit.engine.evolve.people import LADDER
from drillkit.engine.staffing import on_duty
from drillkit.review.telling import tell
from drillkit.review.telling.people import WHY_CALLED
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import waits
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.ladder import is_at_the_top
from drillkit.tui.view.names import seat_called
from drillkit.tui.view.times import left_of, left_words, pressing, span, stamp
from drillkit.tui.view.values import CallRef, Cell, EntryRef, Row, SeatRef, Table

_ANSWERED: Final = 12


def calls(scene: Scene) -> Table:
    """Who was called and has not answered, who was told, and the last answers."""
    _ = scene.reader._
    fits = (Fit("", 3), Fit(), Fit("", 44, drops=1), Fit("", 20))
    rows = (*_open_calls(scene), *_told(scene), *_answered(scene))
    return fitted(_("Calls"), fits, rows, _("Nobody was called."))


def _open_calls(scene: Scene) -> Iterator[Row]:
    reader = scene.reader
    for call in scene.drill.calls.values():
        if not waits(scene, call):
            continue
        why = reader._(WHY_CALLED[call.why])
        if call.rung:
            why = reader._("{why}, rung {n}").format(why=why, n=call.rung)
        if call.why in LADDER and is_at_the_top(scene, scene.drill.runs[call.run]):
            why = reader._("{why}; everybody has been called").format(why=why)
        yield row(
            CallRef(call.call),
            cell("[ ]"),
            cell(reader.role(call.role)),
            cell(why, "dim"),
            _call_time(scene, call.call, call.made_at),
        )


def _call_time(scene: Scene, call: str, made_at: int) -> Cell:
    owed = scene.drill.obligations.get(f"answer:{call}")
    if owed is None or owed.due is None:
        return cell(scene.reader._("{time} ago").format(time=span(scene.now - made_at)))
    left = left_of(scene, owed)
    return cell(left_words(scene.reader, left), pressing(left, owed.limit).tone)


def _told(scene: Scene) -> Iterator[Row]:
    """How many of each audience have answered that they were told."""
    for name, told in scene.drill.told.items():
        known = scene.play.company.audiences.get(name)
        if known is None or not known.roles:
            continue
        heard = len(told.intersection(known.roles))
        mark = "[x]" if heard == len(known.roles) else "[>]"
        share = f"{heard}/{len(known.roles)}"
        words = cell(scene.reader.audience(name))
        yield row(None, cell(mark), words, cell(""), cell(share))


def _answered(scene: Scene) -> Iterator[Row]:
    last = scene.reader.record.of(CallAnswered)[-_ANSWERED:]
    for h in reversed(last):
        words = cell(tell(scene.reader, h.event), "dim")
        time = cell(stamp(h.at), "dim")
        yield row(EntryRef(h.seq), cell("[x]", "dim"), words, cell(""), time)


def seats(scene: Scene) -> Table:
    """Every department of the drill, and who sits there."""
    _ = scene.reader._
    fits = (Fit("", 1), Fit(), Fit("", 24))
    rows = (*_held(scene), *_unheld(scene))
    return fitted(_("Seats"), fits, rows, _("Nobody is there."))


def _held(scene: Scene) -> Iterator[Row]:
    for name, seen in sorted(scene.present.items()):
        ago = scene.wall_ms - seen
        is_away = ago > OFFLINE_AFTER_MS
        away = scene.reader._("offline {time}").format(time=span(ago))
        state = away if is_away else scene.reader._("present")
        yield row(
            SeatRef(name),
            cell("!" if is_away else "", "attention"),
            cell(seat_called(scene.reader, name)),
            cell(state, "attention" if is_away else "good"),
        )


def _unheld(scene: Scene) -> Iterator[Row]:
    """Departments at which nobody sits: played by simulated people, or empty."""
    roles = scene.play.company.roles
    held = {roles[name].department for name in scene.present if name in roles}
    homes = dict.fromkeys(chart.department for chart in scene.charts.values())
    for home in homes:
        if home in held:
            continue
        is_played = home in scene.simulated
        state = scene.reader._("simulated") if is_played else scene.reader._("empty")
        tone = cell(state, "dim" if is_played else "attention")
        yield row(None, cell(""), cell(scene.reader.department(home)), tone)


def workload(scene: Scene) -> Table:
    """Roles with work: people in work against people on duty, and what waits."""
    _ = scene.reader._
    busy, wanted = demand(scene)
    rows = [
        _load(scene, role, busy[role], wanted[role])
        for role in scene.play.company.roles
        if busy[role] or wanted[role]
    ]
    # Who has too much comes first; otherwise the order of the organisation.
    rows.sort(key=lambda line: line.cells[0].text == "")
    fits = (Fit("", 1), Fit(), Fit("", 8, is_right=True), Fit("", 14))
    return fitted(_("Workload"), fits, rows, _("Nobody has work in hand."))


def demand(scene: Scene) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How many of each role are in work, and how many open steps wait for."""
    busy: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for run in scene.drill.runs.values():
        chart = scene.charts[run.run]
        for path, state in run.steps.items():
            phase = path.rpartition("/")[0]
            if state.status == "settled" or phase not in run.configuration:
                continue
            step = chart.steps.get(path)
            # Nobody works at what is awaited or watched, or waits at a partner's.
            if step is None or step.verb in ("await", "watch"):
                continue
            is_travel = step.verb == "travel" and state.status == "waiting"
            if state.status == "working" or is_travel:
                busy.update(state.crew)
            elif state.status == "open":
                wanted.update(state.crew)
    return busy, wanted


def _load(scene: Scene, role: str, busy: int, wanted: int) -> Row:
    known = scene.play.company.roles[role]
    there = on_duty(known.hours, known.people, scene.drill.starts_ms + scene.now)
    is_over = busy + wanted > there
    text = scene.reader._("{n} to do").format(n=wanted) if wanted else ""
    if not there:
        text = scene.reader._("not on duty")
    return row(
        None,
        cell("!" if is_over else "", "attention"),
        cell(scene.reader.role(role)),
        cell(f"{busy}/{there}", "attention" if busy > there else "plain"),
        cell(text, "attention" if is_over else "dim"),
    )
