"""A drill is found by its id, as `latest`, or by its file."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from drillkit.conduct import workspace as module
from drillkit.conduct.clock import wall_ms
from drillkit.conduct.workspace import (
    DrillFile,
    Workspace,
    begin_log,
    begun_log,
    find_drill,
    find_workspace,
    is_begun,
    list_drills,
    listed,
    open_drill,
    read_rows,
    rehearsal_log,
    strays_in,
)
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan, DrillEnded, Event, NoteWritten
from drillkit.errors import LogBroken, LogUnavailable, WorkspaceError
from drillkit.log import sqlite_file
from drillkit.log.export import export_jsonl
from drillkit.log.sqlite_file import made_at


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


def test_a_log_that_could_not_be_made_is_not_left_behind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "wall_ms", lambda: "no time at all")

    with pytest.raises(TypeError):
        begin_log(workspace, "z")
    assert not list(workspace.drills.glob("z*"))


def test_a_drill_that_did_not_begin_leaves_no_log_whatever_broke_it_off(
    workspace: Workspace,
) -> None:
    with suppress(KeyboardInterrupt), begun_log(workspace, "y"):
        raise KeyboardInterrupt
    with suppress(KeyboardInterrupt), begun_log(workspace, "z") as log:
        log.append("z", 0, [Entry(0, began("z"))])
        raise KeyboardInterrupt

    assert not [*workspace.drills.glob("y*"), *workspace.drills.glob("z*")]


def test_a_drill_is_at_its_place_only_when_it_has_begun(workspace: Workspace) -> None:
    with begun_log(workspace, "z") as log:
        log.append("z", 0, [Entry(0, began("z"))])
        # Whoever is killed here leaves no drill behind.
        assert not (workspace.drills / "z.db").exists()

    assert listed(workspace.drills / "z.db").entries == 1
    with pytest.raises(WorkspaceError, match="already"), begun_log(workspace, "z"):
        pass


def test_a_log_that_was_made_and_never_begun_is_taken_over(
    workspace: Workspace,
) -> None:
    begin_log(workspace, "z").close()
    (workspace.drills / "x.db").touch()
    for drill in ("z", "x"):
        assert not is_begun(workspace.drills / f"{drill}.db")
        with begun_log(workspace, drill) as log:
            log.append(drill, 0, [Entry(0, began(drill))])

        assert listed(workspace.drills / f"{drill}.db").entries == 1


def begin_twice(workspace: Workspace) -> None:
    with begun_log(workspace, "z") as late:
        late.append("z", 0, [Entry(0, began("z"))])
        with begin_log(workspace, "z") as first:
            first.append("z", 0, [Entry(5, began("z"))])


def test_whoever_was_first_with_an_id_has_it(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="already"):
        begin_twice(workspace)

    assert [path.name for path in workspace.drills.glob("z*")] == ["z.db"]


def test_a_file_that_is_no_log_is_no_place_for_a_drill(workspace: Workspace) -> None:
    (workspace.drills / "z.db").write_text("somebody's notes", "utf-8")

    assert is_begun(workspace.drills / "z.db")


def names(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.drills.iterdir())


def test_a_rehearsal_takes_the_place_of_itself_when_it_is_over(
    workspace: Workspace,
) -> None:
    with rehearsal_log(workspace, "a", lambda: 500) as log:
        assert log.drills() == ()
        log.append("a", 0, [Entry(0, began("a")), Entry(9, DrillEnded("normal"))])
        assert listed(workspace.drills / "a.db").state == "running"

    assert listed(workspace.drills / "a.db").state == "normal"
    assert names(workspace) == ["a.db", "b.db", "c.db"]


def test_what_crashed_beside_an_old_rehearsal_does_not_reach_the_new_one(
    workspace: Workspace,
) -> None:
    (workspace.drills / "a.db-wal").write_bytes(b"old")
    with rehearsal_log(workspace, "a", lambda: 500) as log:
        log.append("a", 0, [Entry(0, began("a"))])

    assert names(workspace) == ["a.db", "b.db", "c.db"]
    assert listed(workspace.drills / "a.db").entries == 1


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_a_rehearsal_broken_off_is_no_drill_and_spares_the_one_before(
    workspace: Workspace, fault: type[BaseException]
) -> None:
    def break_off(drill: str) -> None:
        with rehearsal_log(workspace, drill, wall_ms) as log:
            log.append(drill, 0, [Entry(0, began(drill)), Entry(1, began(drill))])
            raise fault

    for drill in ("a", "new"):
        with pytest.raises(fault):
            break_off(drill)

    assert names(workspace) == ["a.db", "b.db", "c.db"]
    assert listed(workspace.drills / "a.db").entries == 1


@pytest.mark.parametrize("junk", ["", "not a log"])
def test_a_file_that_is_no_log_is_passed_over_and_told(
    workspace: Workspace, junk: str
) -> None:
    (workspace.drills / "torn.db").write_text(junk)

    assert find_drill(workspace, "latest").drill == "c"
    assert [line.drill for line in list_drills(workspace)] == ["c", "a", "b"]
    [stray] = strays_in(workspace)
    assert stray.words["path"] == str(workspace.drills / "torn.db")


def test_what_cannot_be_asked_now_may_be_the_latest(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> int:
        raise LogUnavailable("locked") from OSError()

    monkeypatch.setattr(module, "made_at", locked)

    with pytest.raises(LogUnavailable, match="locked"):
        find_drill(workspace, "latest")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program has it to itself, readers included."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


# The newest drill that can be read, "c", was made at 2 ms.
@pytest.mark.parametrize(("written_ms", "found"), [(1, "c"), (2, ""), (9, "")])
def test_a_locked_file_is_passed_over_only_if_it_cannot_be_the_latest(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    written_ms: int,
    found: str,
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0)
    path = workspace.drills / "a.db"
    with locked(path):
        os.utime(path, ns=(0, written_ms * 1_000_000))
        if found:
            assert find_drill(workspace, "latest").drill == found
        else:
            with pytest.raises(LogUnavailable, match=r"a\.db is locked"):
                find_drill(workspace, "latest")


def test_a_file_that_went_away_while_one_looked_may_have_been_the_latest(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def going(path: Path) -> int:
        if path.stem != "a":
            return made_at(path)
        path.unlink()
        raise LogUnavailable("gone") from OSError()

    monkeypatch.setattr(module, "made_at", going)

    with pytest.raises(LogUnavailable, match="gone"):
        find_drill(workspace, "latest")


def test_drills_are_listed_the_newest_first(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "wall_ms", lambda: 3)
    with begin_log(workspace, "fresh"):
        pass
    monkeypatch.setattr(module, "wall_ms", lambda: 4)
    with rehearsal_log(workspace, "a", lambda: 500) as log:
        log.append("a", 0, [Entry(0, began("a")), Entry(9, DrillEnded("broken-off"))])
        log.append("a", 2, [Entry(11, NoteWritten("hot wash at ten"))])
    with sqlite3.connect(workspace.drills / "b.db") as file:
        file.execute("DROP TRIGGER never_edited")
        file.execute("UPDATE entry SET hash = 'ff'")

    lines = list_drills(workspace)

    assert [(line.drill, line.state, line.entries) for line in lines] == [
        ("a", "broken-off", 3),
        ("fresh", "empty", 0),
        ("c", "running", 1),
        ("b", "unreadable", 0),
    ]
    assert [line.lasted_ms for line in lines] == [9, 0, 0, 0]
    assert lines[0].scenario == "city-power"
    assert (lines[0].begun_ms, lines[0].zone) == (500, "Asia/Anadyr")
