"""The workspace: where a company keeps its plan and its drills.

It is the nearest folder upwards that holds ``runbooks/`` or ``.drillkit/``.  Each drill
is one file in ``.drillkit/drills/``, named after its id; ``latest`` is the one whose
file was made last, since a rehearsal's own clock tells its story's time.

Knows where logs are, not what they say, but for one line about each.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from math import inf
from pathlib import Path
from typing import Final, Literal

from drillkit.conduct.clock import wall_ms
from drillkit.engine.events import DrillBegan, DrillEnded, Mode
from drillkit.errors import LogBroken, LogError, LogUnavailable, WorkspaceError
from drillkit.log.chain import verify
from drillkit.log.export import drill_of, rows_of
from drillkit.log.line import Row
from drillkit.log.memory import MemoryLog
from drillkit.log.private import private_id
from drillkit.log.sqlite import SqliteLog
from drillkit.log.sqlite_file import is_damage, made_at, sync_folder
from drillkit.log.store import Log
from drillkit.plan.problem import N_

LATEST: Final = "latest"
MARKS: Final = (".drillkit", "runbooks")

State = Literal[
    "empty",
    "unreadable",
    "running",
    "normal",
    "time",
    "director",
    "broken-off",
    "stalled",
]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A company's folder."""

    root: Path

    @property
    def is_marked(self) -> bool:
        """Whether it is a workspace, and not just where somebody stands."""
        return any((self.root / mark).is_dir() for mark in MARKS)

    @property
    def drills(self) -> Path:
        """Where the drills' files are; it may not exist yet."""
        return self.root / ".drillkit" / "drills"

    @property
    def directors(self) -> Path:
        """Where directors' private logs are, so that no list of drills has them."""
        return self.root / ".drillkit" / "director"

    def private_log_of(self, drill: str) -> Path:
        """The file of a drill's private log, which it need not have."""
        return self.directors / f"{drill}.db"


@dataclass(frozen=True, slots=True)
class DrillFile:
    """A drill and the file that holds its log: ``.db``, or an export."""

    drill: str
    path: Path


@dataclass(frozen=True, slots=True)
class Listed:
    """One line about a drill; ``begun_ms`` and what comes from it are None if empty."""

    drill: str
    path: Path
    state: State
    entries: int = 0
    scenario: str = ""
    mode: Mode | None = None
    begun_ms: int | None = None
    zone: str = "UTC"
    # Drill time of the last entry before or at ENDEX.
    lasted_ms: int = 0


def find_workspace(start: Path) -> Workspace:
    """The workspace that *start* is in; *start* itself if it is in none."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if Workspace(folder).is_marked:
            return Workspace(folder)
    return Workspace(here)


def begin_log(
    workspace: Workspace, drill: str, wall_clock: Callable[[], int] = wall_ms
) -> SqliteLog:
    """A new log file, which is there only if it could be made whole."""
    path = workspace.drills / f"{drill}.db"
    if path.exists():
        raise _begun_already(drill, path)
    workspace.drills.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return SqliteLog(path, wall_clock, made_ms=wall_ms())
    except BaseException:
        _remove(path)
        raise


@contextmanager
def begun_log(
    workspace: Workspace, drill: str, wall_clock: Callable[[], int] = wall_ms
) -> Iterator[SqliteLog]:
    """A new log in which a drill begins; it comes to its place when it has begun.

    So whatever breaks it off, a kill too, leaves no drill that never began.
    """
    path = workspace.drills / f"{drill}.db"
    if is_begun(path):
        raise _begun_already(drill, path)
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    workspace.drills.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove(half)
    try:
        with SqliteLog(half, wall_clock, made_ms=wall_ms()) as log:
            yield log
        _put_first(half, path, drill)
    except BaseException:
        with suppress(OSError):
            _remove(half)
        raise


def is_begun(path: Path) -> bool:
    """Whether a drill's file is there, and more than what a kill left of its making."""
    if not path.exists():
        return False
    # What cannot be read is somebody's, whatever it is.
    with suppress(LogError), SqliteLog(path) as log:
        return bool(log.drills())
    return bool(path.stat().st_size)


def _put_first(half: Path, path: Path, drill: str) -> None:
    """Move a log that was closed to its place, unless another drill took it."""
    if is_begun(path):
        raise _begun_already(drill, path)
    _put(half, path)


def _begun_already(drill: str, path: Path) -> WorkspaceError:
    return WorkspaceError(
        N_('there is a drill "{drill}" already'),
        way_out=N_("begin it under another id, or move {path} away"),
        drill=drill,
        path=str(path),
    )


def open_private_log(
    workspace: Workspace, drill: str, wall_clock: Callable[[], int] = wall_ms
) -> SqliteLog:
    """The director's private log of a drill, made if there is none."""
    workspace.directors.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteLog(workspace.private_log_of(drill), wall_clock, made_ms=wall_ms())


def copy_private_log(workspace: Workspace, drill: str, other: Workspace) -> Path:
    """Give another controller's workspace a copy, in place of the one it had."""
    path, target = workspace.private_log_of(drill), other.private_log_of(drill)
    with SqliteLog(path) as log:
        name = private_id(drill)
        rows = tuple(log.rows(name))
    if verify(name, rows).fault:
        raise LogBroken(
            N_("the director's log of drill {drill} is not what was written"),
            way_out=N_('"drillkit verify {path}" says what was done to it'),
            drill=drill,
            path=str(path),
        )
    other.directors.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.part")
    _remove(half)
    with SqliteLog(half, wall_ms, made_ms=wall_ms()) as copy:
        copy.adopt(name, rows)
    _put(half, target)
    return target


@contextmanager
def rehearsal_log(
    workspace: Workspace, drill: str, wall_clock: Callable[[], int]
) -> Iterator[SqliteLog]:
    """A log that becomes the drill's when the rehearsal is over, and not before.

    Whatever breaks off a rehearsal leaves no drill that runs for ever, and leaves the
    same rehearsal of before as it was.
    """
    path = workspace.drills / f"{drill}.db"
    half = path.with_name(f"{path.name}.part")
    workspace.drills.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove(half)
    try:
        with SqliteLog(half, wall_clock, made_ms=wall_ms()) as log:
            yield log
        _put(half, path)
    except BaseException:
        with suppress(OSError):
            _remove(half)
        raise


def _put(half: Path, path: Path) -> None:
    """Move a log that was closed to its place."""
    if half.with_name(f"{half.name}-wal").exists():
        # Closing could not bring all of it into the one file that is moved.
        raise LogUnavailable(
            N_("{path} could not be closed, so it is not kept"),
            way_out=N_("see that its disk has room, then try again"),
            path=str(half),
        )
    # Entries of the old log beside the new one would be taken for the new one's.
    for beside in _files_of(path)[1:]:
        beside.unlink(missing_ok=True)
    half.replace(path)
    with suppress(PermissionError):  # Windows cannot open a folder.
        sync_folder(path.parent)


def _files_of(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm")]


def _remove(path: Path) -> None:
    for file in _files_of(path):
        file.unlink(missing_ok=True)


def find_drill(workspace: Workspace, name: str) -> DrillFile:
    """The drill of an id, ``latest``, or a path; WorkspaceError if there is none."""
    if name == LATEST:
        return latest_drill(workspace)
    if name.endswith((".db", ".jsonl")) or os.sep in name:
        return drill_in(Path(name))
    path = workspace.drills / f"{name}.db"
    if path.is_file():
        return DrillFile(name, path)
    known = [file.stem for file in drill_files(workspace)]
    near = get_close_matches(name, known, n=1)
    raise WorkspaceError(
        N_('there is no drill "{drill}" in {root}'),
        way_out=N_('did you mean "{name}"?') if near else N_('see "drillkit drills"'),
        drill=name,
        root=str(workspace.root),
        name=near[0] if near else "",
    )


def latest_drill(workspace: Workspace) -> DrillFile:
    """The drill whose file was made last."""
    made, strays = _made(workspace)
    newest_ms = max(made)[0] if made else 0
    for path, stray in strays:
        # What only cannot be read now may be the latest.
        if not (is_damage(stray) or _last_written_ms(path) < newest_ms):
            raise stray
    if not made:
        raise WorkspaceError(
            N_("there are no drills in {root}"),
            way_out=N_('"drillkit rehearse SCENARIO" makes one'),
            root=str(workspace.root),
        )
    path = max(made)[1]
    return DrillFile(path.stem, path)


def strays_in(workspace: Workspace) -> tuple[LogUnavailable, ...]:
    """Why files among the drills are none of them; ``latest`` passes over these."""
    return tuple(stray for _, stray in _made(workspace)[1])


def _last_written_ms(path: Path) -> float:
    """No file was made later than this; its own stamp needs the file to be read."""
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except OSError:
        return inf


def _made(
    workspace: Workspace,
) -> tuple[list[tuple[int, Path]], list[tuple[Path, LogUnavailable]]]:
    """The logs by when they were made, and what was wrong with the other files."""
    made, strays = [], []
    for path in drill_files(workspace):
        try:
            made.append((made_at(path), path))
        except LogUnavailable as error:
            strays.append((path, error))
    return made, strays


def drill_in(path: Path) -> DrillFile:
    """The drill in a file that was named."""
    if not path.is_file():
        raise WorkspaceError(N_("there is no file {path}"), path=str(path))
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            return DrillFile(drill_of(rows_of(lines)), path)
    # Who reads a file that cannot be opened is told why, and may still save it.
    with suppress(LogUnavailable), SqliteLog(path) as log:
        return DrillFile(next(iter(log.drills()), path.stem), path)
    return DrillFile(path.stem, path)


def open_drill(file: DrillFile) -> Log:
    """Its log as it is now, to read; each entry is checked when it is read."""
    log = MemoryLog(wall_ms)
    log.adopt(file.drill, read_rows(file))
    return log


def read_rows(file: DrillFile) -> tuple[Row, ...]:
    """Its entries as they are kept, unchecked."""
    if file.path.suffix == ".jsonl":
        with file.path.open(encoding="utf-8", errors="surrogateescape") as lines:
            return tuple(rows_of(lines))
    with SqliteLog(file.path) as log:
        return tuple(log.rows(file.drill))


def list_drills(workspace: Workspace) -> tuple[Listed, ...]:
    """One line about each drill, the newest first; strays are no drills."""
    made, _ = _made(workspace)
    made.sort(key=lambda one: (-one[0], one[1].stem))
    return tuple(_listed_anyhow(path) for _, path in made)


def _listed_anyhow(path: Path) -> Listed:
    try:
        return listed(path)
    except LogError:
        return Listed(path.stem, path, "unreadable")


def drill_files(workspace: Workspace) -> list[Path]:
    """The files of all drills, by name."""
    return sorted(workspace.drills.glob("*.db"))


def listed(path: Path) -> Listed:
    """What the first entry and the last say of a drill."""
    with SqliteLog(path) as log:
        drill = path.stem
        entries = log.head(drill).seq
        began = next(log.read(drill), None)
        if began is None or not isinstance(began.entry.event, DrillBegan):
            return Listed(drill, path, "empty", entries)
        ended = log.last(drill, "drill-ended")
        last = ended or next(log.read(drill, entries - 1), began)
        event = began.entry.event
        return Listed(
            drill,
            path,
            ended.entry.event.how
            if ended and isinstance(ended.entry.event, DrillEnded)
            else "running",
            entries,
            event.scenario,
            event.mode,
            began.wall_ms,
            event.zone,
            last.entry.at,
        )
