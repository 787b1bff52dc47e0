"""What comes next: one order for everything that time brings."""

from drillkit.engine.agenda import CADENCE, DEADLINE, END, FINISHED, INJECT, agenda
from drillkit.engine.agenda import next_due as first_due
from drillkit.engine.commands import (
    BeginTimeOut,
    EndDrill,
    HoldInject,
    Note,
    Pause,
    SendUpdate,
    SkipInject,
    WriteInject,
)
from tests.engine.semantics.play import CARE, MINUTE, RUN, Life, lived, take

BOOK = """
phases:
  mend:
    target: 20m
    steps:
      fix: {do: Fix, by: worker, target: 20m, needs: []}
      gate: {do: Look, at: island, by: worker, needs: []}
      far: {travel: port, by: worker, from: base, needs: []}
    after: {20m: over}
    leads-to: {done: over}
  over: {final: true}
"""
STORY = """
injects:
  second: {at: 20m, to: ops, says: Two}
  first: {at: 20m, to: ops, says: One}
  spare: {hold: true, to: ops, says: More}
  called: {when: ops/fix/over, to: ops, says: Over}
ends: {at-latest: 20m}
"""


def life(*moves, care: str = "") -> Life:
    return lived(BOOK, *moves, care=care, scenario=STORY)


def due(one: Life) -> list[tuple[int, str]]:
    """All that is due, in its order: rank and name."""
    charts = {run.run: one.play.charts[run.runbook] for run in one.drill.runs.values()}
    return [(x.rank, x.name) for x in sorted(agenda(one.drill, one.play, charts))]


def at_twenty(one: Life) -> list[tuple[int, str]]:
    charts = {run.run: one.play.charts[run.runbook] for run in one.drill.runs.values()}
    found = sorted(agenda(one.drill, one.play, charts))
    return [(x.rank, x.name) for x in found if x.at == 20 * MINUTE]


def test_deadlines_come_before_injects_and_the_end_after_all_of_it():
    assert at_twenty(life()) == [
        (DEADLINE, "phase:ops/fix/mend#1"),
        (DEADLINE, "ops/fix|mend|1200000"),
        (DEADLINE, "target:ops/fix/mend/fix#1"),
        (INJECT, "second"),
        (INJECT, "first"),
        (END, ""),
    ]


def test_silence_is_broken_after_the_news_of_its_instant():
    spoken = life(("10m", SendUpdate("clients", next_in=10 * MINUTE)))

    assert at_twenty(spoken)[-2:] == [(CADENCE, "update:clients@600000"), (END, "")]


def test_runs_come_in_the_order_of_the_scenario():
    both = at_twenty(life(care=BOOK.replace("by: worker", "by: speaker")))
    deadlines = [name for rank, name in both if rank == DEADLINE and "|" in name]

    assert deadlines == [f"{RUN}|mend|1200000", f"{CARE}|mend|1200000"]


def test_work_that_is_over_and_people_who_arrive_come_first():
    gone = life(("1m", take("mend/far")), ("1m", take("mend/gate")))
    finished = [name for rank, name in due(gone) if rank == FINISHED]

    assert finished == ["ops/fix/mend/far#1", "ops/fix|mend/gate"]


def test_time_brings_nothing_before_a_drill_goes_on():
    assert due(life(("1m", Pause(1_060_000)))) == []
    assert due(life(("1m", EndDrill()))) == []


def test_a_department_that_stands_aside_is_moved_by_no_deadline():
    aside = due(life(("1m", BeginTimeOut("ops"))))

    assert not [name for _, name in aside if name.startswith("ops/fix|")]


def test_an_inject_comes_at_its_time_unless_it_is_held_or_left_out():
    kept = life(("1m", HoldInject("first")), ("2m", SkipInject("second")))

    assert [name for rank, name in due(kept) if rank == INJECT] == []


def test_what_is_written_on_the_spot_comes_after_the_script():
    more = WriteInject("own", "ops", {"": "New"}, due=20 * MINUTE)
    later = WriteInject("later", "ops", {"": "New"})
    names = [n for r, n in due(life(("1m", more), ("2m", later))) if r == INJECT]

    assert names == ["second", "first", "own"]


def test_the_first_of_the_agenda_is_next():
    one = life(("1m", Note("hello")))
    charts = {RUN: one.play.charts[RUN]}
    over = one.after(("2m", EndDrill()))

    assert first_due(one.drill, one.play, charts) == min(
        agenda(one.drill, one.play, charts)
    )
    assert first_due(over.drill, over.play, charts) is None
