"""Plans that nobody thought of when a real event was opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drillkit.conduct.seating import Place, sit
from drillkit.conduct.shelf import shelf_in
from drillkit.conduct.starting import Live, begin_live
from drillkit.conduct.workspace import Workspace, find_drill, open_drill
from drillkit.engine.carried import play_in, texts_in
from drillkit.engine.events import RunJoined
from drillkit.engine.evolve import replay
from drillkit.tui.actions.action import Wrong
from drillkit.tui.actions.registry import BY_NAME, offered
from drillkit.tui.doing import do
from drillkit.tui.scenes import Scenes
from tests.conduct.small import RUNBOOK, STEPS, small_plan, texts

JOIN = BY_NAME["run.join"]
WALL = 1_800_000_000_000
FLOOD = (
    RUNBOOK.replace("STEPS\n", STEPS)
    .replace("REPAIR\n", '      pump: {do: "Pump", by: lead, takes: {fixed: 9m}}\n')
    .replace("runbook: outage", "runbook: flood")
    .replace('"Outage"', '"Flood"')
)


class Room:
    """A real event at a workspace in which somebody goes on writing."""

    def __init__(self, root: Path) -> None:
        self.root, self.places = root, list[Place]()
        for name, text in texts().items():
            self.write(name, text)
        event = Live("The hut is dark", "lead", runs={"noc/outage": "noc/outage"})
        self.workspace = Workspace(root)
        begun = begin_live(self.workspace, small_plan(), event, wall_clock=lambda: WALL)
        self.file = find_drill(self.workspace, begun)

    def write(self, name: str, text: str) -> None:
        path = self.root / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def sit(self, seat: str) -> Place:
        place = sit(self.workspace, self.file, seat, wall_clock=lambda: WALL)
        self.places.append(place)
        return place

    def titles(self, seat: str = "lead") -> list[str]:
        """What may join, as somebody at a seat reads it."""
        scene = Scenes(self.sit(seat).desk).scene("en")
        self.places.pop().leave()
        [question] = JOIN.asks(scene, None)
        return [choice.text for choice in question.choices]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    for place in room.places:
        place.leave()


def test_a_plan_written_while_a_real_event_runs_can_join_it(room: Room) -> None:
    assert room.titles() == []
    room.write("noc/flood.yaml", FLOOD)
    assert room.titles() == ["NOC: Flood"]
    desk = room.sit("lead").desk
    scene = Scenes(desk).scene("en")
    came = do(desk, scene, JOIN, None, {"runbook": "noc/flood"})
    assert not came.is_refused
    assert desk.drill.runs["noc/flood"].configuration == ("triage",)
    assert room.titles("care") == []

    # Whoever replays it needs no workspace: the log brings the plan.
    (room.root / "runbooks" / "noc" / "flood.yaml").unlink()
    stored = tuple(open_drill(room.file).read(room.file.drill))
    joins = (line.entry.event for line in stored)
    *_first, joined = (event for event in joins if isinstance(event, RunJoined))
    assert joined.plan == {"noc/flood.yaml": FLOOD}
    carried = texts_in(line.entry.event for line in stored)
    assert "noc/flood" in play_in(carried).charts
    assert replay(line.entry for line in stored).runs["noc/flood"].begun_at == 0
    title = Scenes(room.sit("care").desk).scene("en").reader.run("noc/flood")
    assert "NOC" in title


def test_a_plan_with_a_fault_does_not_join_and_says_which(room: Room) -> None:
    room.write("noc/flood.yaml", FLOOD.replace("by: lead", "by: laed"))
    assert room.titles() == []
    desk = room.sit("lead").desk
    scene = Scenes(desk).scene("en")

    said = [cell.text for cell in JOIN.foresees(scene, None, {})]
    assert said
    assert said[0].startswith("noc/flood cannot join, line ")
    assert 'the organisation has no role "laed"' in said[0]
    made = JOIN.makes(scene, None, {"runbook": "noc/flood"})
    assert isinstance(made, Wrong)


def test_only_who_has_command_is_offered_it(room: Room) -> None:
    room.write("noc/flood.yaml", FLOOD)
    lead, agent = room.sit("lead").desk, room.sit("care").desk

    assert JOIN in offered(Scenes(lead).scene("en"), None, "mine")
    assert JOIN not in offered(Scenes(agent).scene("en"), None, "mine")


def test_the_workspace_is_read_again_only_when_a_file_is_another(
    tmp_path: Path,
) -> None:
    for name, text in texts().items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    look = shelf_in(tmp_path)
    carried = {"organisation.yaml": texts()["organisation.yaml"]}

    first = look(carried)
    assert [plan.runbook for plan in first] == ["noc/outage"]
    assert look(carried) is first
    (tmp_path / "runbooks" / "noc" / "flood.yaml").write_text(FLOOD, "utf-8")
    assert len(look(carried)) == 2


def test_a_file_that_is_being_replaced_stops_no_look(tmp_path: Path) -> None:
    book = tmp_path / "runbooks" / "noc" / "flood.yaml"
    book.parent.mkdir(parents=True)
    book.symlink_to(tmp_path / "not-yet.yaml")
    look = shelf_in(tmp_path)
    carried = texts()

    assert look(carried) == ()
    (tmp_path / "not-yet.yaml").write_text(FLOOD, "utf-8")
    assert len(look(carried)) == 1
