"""A drill is found by its id, as `latest`, or by its file."""

from pathlib import Path

import pytest

from drillkit.conduct import workspace as module
from drillkit.conduct.clock import wall_ms
from drillkit.conduct.workspace import (
    DrillFile,
    Workspace,
    begin_log,
    find_drill,
    find_workspace,
    list_drills,
    open_drill,
    read_rows,
)
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan, DrillEnded, Event, NoteWritten
from drillkit.errors import LogBroken, WorkspaceError
from drillkit.log.export import export_jsonl


def began(drill: str) -> Event:
    return DrillBegan(
        drill=drill,
        mode="rehearsal",
        scenario="city-power",
        scenario_hash="ab",
        title={"en": "Power"},
        exercise="EXERCISE",
        lead="noc",
        runs=(),
        items=(),
        level="minor",
        starts_ms=0,
        zone="Asia/Anadyr",
        onset=None,
        ends_when="normal",
        ends_at=None,
        plan={},
        plan_hash="cd",
        wall_ms=5,
        seed=7,
        program="0.1",
    )


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three drills, made in the order b, a, c."""
    workspace = Workspace(tmp_path)
    for made, drill in enumerate("bac"):
        monkeypatch.setattr(module, "wall_ms", lambda made=made: made)
        with begin_log(workspace, drill, lambda: 500) as log:
            log.append(drill, 0, [Entry(0, began(drill))])
    return workspace


def test_the_wall_clock_is_of_this_century() -> None:
    assert 1_700_000_000_000 < wall_ms() < 4_000_000_000_000


@pytest.mark.parametrize("mark", ["runbooks", ".drillkit"])
def test_the_workspace_is_the_nearest_folder_upwards_with_its_mark(
    tmp_path: Path, mark: str
) -> None:
    (tmp_path / "company" / mark).mkdir(parents=True)
    inside = tmp_path / "company" / "a" / "b"
    inside.mkdir(parents=True)

    assert find_workspace(inside) == Workspace(tmp_path / "company")


def test_a_folder_without_marks_is_a_workspace_of_its_own(tmp_path: Path) -> None:
    assert find_workspace(tmp_path) == Workspace(tmp_path)


def test_latest_is_the_drill_made_last_whatever_its_own_clock_says(
    workspace: Workspace,
) -> None:
    assert find_drill(workspace, "latest").drill == "c"


def test_a_drill_is_found_by_its_id_and_by_its_file(workspace: Workspace) -> None:
    path = workspace.drills / "a.db"

    assert find_drill(workspace, "a") == DrillFile("a", path)
    assert find_drill(workspace, str(path)) == DrillFile("a", path)


def test_an_export_is_a_drill_too(workspace: Workspace, tmp_path: Path) -> None:
    lines = list(export_jsonl(open_drill(find_drill(workspace, "a")), "a"))
    path = tmp_path / "kept.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")

    file = find_drill(workspace, str(path))

    assert file == DrillFile("a", path)
    assert list(export_jsonl(open_drill(file), "a")) == lines
    assert read_rows(file) == read_rows(find_drill(workspace, "a"))


def test_an_edited_export_is_not_read(workspace: Workspace, tmp_path: Path) -> None:
    [line] = export_jsonl(open_drill(find_drill(workspace, "a")), "a")
    path = tmp_path / "kept.jsonl"
    path.write_text(line.replace("city-power", "city-flood"), encoding="utf-8")

    with pytest.raises(LogBroken):
        list(open_drill(find_drill(workspace, str(path))).read("a"))


@pytest.mark.parametrize(
    ("name", "says", "way_out"),
    [
        ("aa", 'there is no drill "aa" in ROOT', 'did you mean "a"?'),
        ("zulu", 'there is no drill "zulu" in ROOT', 'see "drillkit drills"'),
        ("none.db", "there is no file none.db", ""),
        ("../b", "there is no file ../b", ""),
    ],
)
def test_a_drill_that_is_not_there_is_said_with_a_way_out(
    workspace: Workspace, name: str, says: str, way_out: str
) -> None:
    with pytest.raises(WorkspaceError) as missing:
        find_drill(workspace, name)

    assert str(missing.value).replace(str(workspace.root), "ROOT") == says
    assert missing.value.word_way_out(str) == way_out


def test_in_an_empty_workspace_there_is_no_latest(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="there are no drills in"):
        find_drill(Workspace(tmp_path), "latest")
    assert list_drills(Workspace(tmp_path)) == ()


def test_a_drill_is_not_begun_over_another(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match='there is a drill "a" already'):
        begin_log(workspace, "a")


def test_a_rehearsal_may_take_the_place_of_itself(workspace: Workspace) -> None:
    with begin_log(workspace, "a", renew=True) as log:
        assert log.drills() == ()


def test_drills_are_listed_the_newest_first(workspace: Workspace) -> None:
    (workspace.drills / "torn.db").write_text("not a log")
    with begin_log(workspace, "fresh", renew=True):
        pass
    with begin_log(workspace, "a", lambda: 500, renew=True) as log:
        log.append("a", 0, [Entry(0, began("a")), Entry(9, DrillEnded("broken-off"))])
        log.append("a", 2, [Entry(9, NoteWritten("hot wash at ten"))])

    lines = list_drills(workspace)

    assert [(line.drill, line.state, line.entries) for line in lines] == [
        ("a", "broken-off", 3),
        ("c", "running", 1),
        ("fresh", "empty", 0),
        ("b", "running", 1),
        ("torn", "unreadable", 0),
    ]
    assert lines[0].scenario == "city-power"
    assert (lines[0].begun_ms, lines[0].zone) == (500, "Asia/Anadyr")
