"""What people can do at a seat comes to acts the engine understands."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from drillkit.conduct.business import business_of
from drillkit.conduct.permissions import refusal
from drillkit.conduct.seats import Seat
from drillkit.engine import commands
from drillkit.engine.commands import Move
from drillkit.engine.decide import decide
from drillkit.engine.entry import Origin
from drillkit.engine.events import DrillBegan, MoveRefused
from drillkit.engine.evolve import evolve
from drillkit.tui.actions.action import Action, Mode, Question, Wrong
from drillkit.tui.actions.registry import ACTIONS, BY_NAME, offered, sort_of
from drillkit.tui.actions.times import drill_time, span_ms
from drillkit.tui.scene import Scene
from drillkit.tui.view.frame import frame
from drillkit.tui.view.values import (
    CallRef,
    EntryRef,
    ExpectedRef,
    InjectRef,
    ItemRef,
    PromiseRef,
    Ref,
    RequestRef,
    RunRef,
    StepRef,
)
from tests.tui.scenes import MINUTE, rehearsed, scene_at

MODES: tuple[Mode, ...] = ("mine", "control", "timeline", "report")
MOMENTS = tuple(range(0, 240 * MINUTE, 20 * MINUTE))


def refs(scene: Scene) -> Iterator[Ref | None]:
    """One row of everything there is."""
    drill = scene.drill
    yield None
    for run in drill.runs.values():
        yield RunRef(run.run)
        yield from (StepRef(run.run, path) for path in run.steps)
    yield from (CallRef(name) for name in drill.calls)
    yield from (PromiseRef(name) for name in drill.obligations)
    yield from (RequestRef(name) for name in drill.requests)
    yield from (ItemRef(name) for name in drill.items)
    story = scene.play.story
    for inject in story.injects.values() if story else ():
        yield InjectRef(inject.name)
        yield from (ExpectedRef(inject.name, n + 1) for n in range(len(inject.expects)))
    yield EntryRef(scene.stored[-1].seq)


def filled(question: Question) -> str:
    """An answer somebody could give."""
    if question.proposed:
        return question.proposed
    if question.choices:
        return question.choices[0].value
    return {"count": "1", "duration": "20m", "time": "+1h"}.get(
        question.kind, "words of a person"
    )


def act_of(scene: Scene, action: Action, ref: Ref | None) -> commands.Act | Wrong:
    answers = {q.name: filled(q) for q in action.asks(scene, ref)}
    return action.makes(scene, ref, answers)


@pytest.mark.parametrize("scenario", ["first-light", "partner-cut"])
@pytest.mark.parametrize("at", MOMENTS[::3])
def test_whatever_is_offered_comes_to_an_act_the_engine_decides(
    scenario: str, at: int
) -> None:
    scene = scene_at(at, scenario=scenario)
    tried = 0
    for ref in refs(scene):
        for action in offered(scene, ref, "control"):
            if any(
                not q.choices and q.kind == "choice" for q in action.asks(scene, ref)
            ):
                continue
            act = act_of(scene, action, ref)
            assert not isinstance(act, Wrong), (action.name, act)
            assert decide(scene.drill, Move(scene.now, act, Origin("lead")), scene.play)
            tried += 1
    assert tried > 20


# Facts of the present steps, and everything a department does by hand.
USUAL = (
    "step.take",
    "step.done",
    "step.decide",
    "step.count",
    "step.skip",
    "facts.report",
    "call.answer",
    "update.send",
    "note.write",
    "decision.enter",
    "request.answer",
    "item.mark",
    "plan.add-step",
    "plan.retime-step",
    "plan.reassign-step",
)


def test_what_is_offered_for_a_row_is_never_refused() -> None:
    seen = set()
    for at in MOMENTS:
        scene = scene_at(at)
        if scene.drill.is_over:
            break
        for ref in refs(scene):
            for name in USUAL:
                action = BY_NAME[name]
                if action not in offered(scene, ref, "mine"):
                    continue
                act = act_of(scene, action, ref)
                assert not isinstance(act, Wrong)
                entries = decide(scene.drill, Move(scene.now, act), scene.play)
                refused = [e.event for e in entries if isinstance(e.event, MoveRefused)]
                assert not refused, (name, ref, refused)
                seen.add(name)
    assert len(seen) > 10


def test_names_are_unique_and_every_action_says_what_it_is() -> None:
    names = [action.name for action in ACTIONS]
    assert len(names) == len(set(names))
    assert all(action.label for action in ACTIONS)


@pytest.mark.parametrize("at", MOMENTS[:6])
@pytest.mark.parametrize("mode", MODES)
def test_no_two_actions_of_a_row_have_one_key(at: int, mode: Mode) -> None:
    scene = scene_at(at, scenario="partner-cut")
    for ref in refs(scene):
        keys = [a.key for a in offered(scene, ref, mode) if a.key]
        assert len(keys) == len(set(keys)), (ref, sorted(keys))


def test_a_decision_shows_where_each_answer_leads() -> None:
    for at in range(0, 90 * MINUTE, MINUTE):
        scene = scene_at(at)
        for ref in refs(scene):
            if BY_NAME["step.decide"] in offered(scene, ref, "mine"):
                (question,) = BY_NAME["step.decide"].asks(scene, ref)
                assert any("leads to" in c.consequence for c in question.choices)
                return
    pytest.fail("the scenario has a decision")


def test_an_answer_that_cannot_be_meant_does_nothing() -> None:
    scene = scene_at(10 * MINUTE)
    again = {"what": "go", "by": "Anna", "why": "must", "again": "soon"}
    wrong = BY_NAME["decision.enter"].makes(scene, None, again)
    assert isinstance(wrong, Wrong)
    assert wrong.question == "again"
    assert '"soon"' in wrong.says


def test_a_clock_means_the_time_nearest_to_now() -> None:
    scene = scene_at(30 * MINUTE)
    began = rehearsed("first-light")[0].entry.event
    assert isinstance(began, DrillBegan)
    shown = scene.reader.clock(20 * MINUTE)
    assert drill_time(scene, shown) == 20 * MINUTE
    assert drill_time(scene, "-10m") == 20 * MINUTE
    assert drill_time(scene, "T+1:20") == 80 * MINUTE
    assert drill_time(scene, "next week") is None


@pytest.mark.parametrize(
    ("said", "ms"),
    [("5m", 300_000), ("1h20m", 4_800_000), ("90 s", 90_000), ("", None), ("5", None)],
)
def test_stretches_of_time_are_written_with_units(said: str, ms: int | None) -> None:
    assert span_ms(said) == ms


@pytest.mark.parametrize("scenario", ["first-light", "partner-cut"])
def test_an_action_is_the_sort_of_business_its_act_is(scenario: str) -> None:
    checked = set()
    for at in MOMENTS[:6]:
        scene = scene_at(at, scenario=scenario)
        for ref in refs(scene):
            for action in offered(scene, ref, "control"):
                if action.name in checked or any(
                    not q.choices and q.kind == "choice"
                    for q in action.asks(scene, ref)
                ):
                    continue
                act = act_of(scene, action, ref)
                assert not isinstance(act, Wrong)
                sort = business_of(act, scene.drill, scene.play).sort
                assert sort_of(action) == sort, action.name
                checked.add(action.name)
    assert len(checked) > 25


def test_an_observer_is_offered_nothing_that_changes_the_drill() -> None:
    scene = scene_at(20 * MINUTE, Seat("observer"))
    names = {a.name for ref in refs(scene) for a in offered(scene, ref, "control")}
    assert names == {"observation.write", "entry.correct", "emergency.declare"}


def test_in_the_control_room_the_clock_comes_before_the_departments_work() -> None:
    scene = scene_at(MINUTE)
    row = RunRef(next(iter(scene.drill.runs)))
    first = [action.name for action in offered(scene, row, "control")][:4]
    assert first[:2] == ["clock.pause", "clock.faster"]
    mine = [action.name for action in offered(scene, row, "mine")]
    assert mine[0] == "facts.report"


def test_an_inject_that_came_is_acknowledged_by_a_note_on_it() -> None:
    scene = scene_at(MINUTE, Seat("participant", "noc-duty-engineer"))
    (name,) = [n for n, x in scene.drill.injects.items() if x.status == "delivered"]
    receive = BY_NAME["inject.receive"]
    assert receive in offered(scene, InjectRef(name), "mine")
    act = receive.makes(scene, InjectRef(name), {})
    assert act == commands.Note("received", name)


def emergency() -> Scene:
    """A drill in which a real emergency was declared."""
    scene = scene_at(20 * MINUTE)
    entries = decide(
        scene.drill,
        Move(scene.now, commands.DeclareEmergency(scene.wall_ms)),
        scene.play,
    )
    drill = scene.drill
    for entry in entries:
        drill = evolve(drill, entry)
    return replace(scene, drill=drill)


def test_a_real_emergency_declared_twice_is_not_called_back() -> None:
    names = [action.name for action in offered(emergency(), None, "control")]
    assert "emergency.declare" not in names
    assert "emergency.end" in names


def test_only_the_director_calls_a_real_emergency_back() -> None:
    for seat in (Seat("observer"), Seat("participant", "noc-duty-engineer")):
        scene = replace(emergency(), seat=seat)
        names = [action.name for action in offered(scene, None, "mine")]
        assert "emergency.end" not in names


def test_in_a_real_emergency_no_screen_says_exercise() -> None:
    assert frame(emergency()).top.exercise == "NO EXERCISE"
    assert frame(scene_at(20 * MINUTE)).top.exercise == "EXERCISE"


def test_a_seat_is_offered_only_the_audiences_it_tells() -> None:
    engineer = Seat("participant", "noc-duty-engineer", "network-operations")
    scene = scene_at(20 * MINUTE, engineer)
    assert BY_NAME["update.send"] not in offered(scene, None, "mine")
    told = scene.play.company.audiences.values()
    teller = Seat("participant", next(x.by for x in told if not x.roles))
    scene = scene_at(20 * MINUTE, teller)
    assert BY_NAME["update.send"] in offered(scene, None, "mine")
    act = act_of(scene, BY_NAME["update.send"], None)
    assert refusal(teller, act, scene.drill, scene.play) is None
