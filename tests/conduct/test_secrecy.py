"""A participant has nothing of what is to come: not in memory, not in a file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drillkit.conduct.private import PrivateLog
from drillkit.conduct.seating import Place, sit
from drillkit.conduct.starting import begin_drill
from drillkit.conduct.workspace import (
    Workspace,
    copy_private_log,
    drill_files,
    find_drill,
    open_private_log,
    read_rows,
)
from drillkit.engine.commands import EditInject, EndDrill, HoldInject, WriteInject
from drillkit.errors import LogBroken, LogConflict
from drillkit.log.private import telling
from tests.conduct.directed import DRILL, PLAN, SECRETS

ALARM = "All ports down."
WRITTEN = "Golden spoon above the cellar"
EDITED = "Crimson kettle beyond the fence"
TO_COME = (*SECRETS, *SECRETS.values(), WRITTEN, EDITED)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A drill under way, in which a controller did what controllers do."""
    workspace = Workspace(tmp_path)
    begin_drill(workspace, PLAN, "storm", drill=DRILL)
    director = sit(workspace, find_drill(workspace, DRILL), "director")
    director.desk.look()
    for act in (
        HoldInject("amber-bridge"),
        EditInject("violet-harbour", {"": EDITED}),
        WriteInject("spoon", "noc", {"": WRITTEN}),
    ):
        director.desk.do(act)
    director.leave()
    return workspace


def found_in(text: bytes, words: tuple[str, ...] = TO_COME) -> list[str]:
    """Which of the words are there, as text or as Python keeps wide text."""
    forms = ("utf-8", "utf-16-le", "utf-32-le")
    return [w for w in words if any(w.encode(form) in text for form in forms)]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/PID/mem")
def test_a_participants_memory_and_files_hold_no_inject_to_come(
    workspace: Workspace,
) -> None:
    root = Path(__file__).parents[2]
    command = [
        sys.executable,
        str(Path(__file__).with_name("participant.py")),
        str(workspace.root),
        DRILL,
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        memory = b"\0".join(pages(process.pid))
        opened = {
            Path(os.readlink(link))
            for link in Path(f"/proc/{process.pid}/fd").iterdir()
        }
        process.stdin.write("\n")
        process.stdin.close()
        assert process.wait() == 0

    # What it does know is found by the same search.
    assert found_in(memory, (ALARM, "here I am")) == [ALARM, "here I am"]
    assert found_in(memory) == []
    assert not any(path.is_relative_to(workspace.directors) for path in opened)
    for path in files(workspace):
        assert found_in(path.read_bytes()) == [], path


def pages(pid: int) -> Iterator[bytes]:
    """All that a process can read of its own memory."""
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            start, end = (int(x, 16) for x in span.split("-"))
            if "r" in rights and not line.endswith(("[vvar]", "[vsyscall]")):
                memory.seek(start)
                try:
                    yield memory.read(end - start)
                except OSError:
                    continue


def files(workspace: Workspace) -> list[Path]:
    """Every file of the workspace but the director's own."""
    every = (path for path in workspace.root.rglob("*") if path.is_file())
    return [path for path in every if not path.is_relative_to(workspace.directors)]


def test_the_directors_log_is_its_owners_and_no_list_of_drills_has_it(
    workspace: Workspace,
) -> None:
    path = workspace.private_log_of(DRILL)

    assert drill_files(workspace) == [workspace.drills / f"{DRILL}.db"]
    assert found_in(path.read_bytes() + wal(path)) == list(TO_COME)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def wal(path: Path) -> bytes:
    beside = path.with_name(f"{path.name}-wal")
    return beside.read_bytes() if beside.exists() else b""


def directing(workspace: Workspace) -> Place:
    return sit(workspace, find_drill(workspace, DRILL), "director")


def test_the_director_comes_back_with_the_scenario_it_was_begun_with(
    workspace: Workspace,
) -> None:
    place = directing(workspace)
    story, injects = place.desk.play.story, place.desk.drill.injects
    place.leave()

    assert story is not None
    assert story.text == PLAN.scenarios["storm"].tree.text
    assert injects["amber-bridge"].status == "held"
    assert injects["spoon"].says == {"": WRITTEN}


def test_another_controller_directs_on_with_a_copy(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = Workspace(tmp_path / "other")
    copy = copy_private_log(workspace, DRILL, other)
    copy_private_log(workspace, DRILL, other)
    workspace.private_log_of(DRILL).unlink()
    copy.rename(workspace.private_log_of(DRILL))
    place = directing(workspace)
    place.desk.do(EndDrill())
    place.leave()
    told = telling(DRILL, read_rows(find_drill(workspace, DRILL)))

    assert copy.parent.stat().st_mode & 0o077 == 0
    assert (told.untold, told.wrong, told.is_other_scenario) == (0, 0, False)
    assert len(told.rows) == 4


def test_no_copy_is_made_of_a_private_log_that_was_tampered_with(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = workspace.private_log_of(DRILL)
    with open_private_log(workspace, DRILL):
        pass
    data = path.read_bytes()
    path.write_bytes(data.replace(WRITTEN.encode(), WRITTEN.upper().encode()))
    assert path.read_bytes() != data

    with pytest.raises(LogBroken, match="is not what was written"):
        copy_private_log(workspace, DRILL, Workspace(tmp_path / "other"))


def test_a_private_log_of_an_earlier_drill_is_in_the_way(workspace: Workspace) -> None:
    (workspace.drills / f"{DRILL}.db").unlink()

    for _ in range(2):
        with pytest.raises(LogConflict, match="is of an earlier drill"):
            begin_drill(workspace, PLAN, "storm", drill=DRILL)
        assert not any(workspace.drills.glob(f"{DRILL}.db*"))
    with open_private_log(workspace, DRILL) as log:
        assert PrivateLog(log, DRILL).seq == 5
