"""A log's SQLite file: how it is made, opened and recognised.

The database itself refuses to edit history, so no code path can.  The key it knows of
an entry is computed from the entry's text, so the two cannot differ.  Every connection
is checked to be one that keeps what it acknowledged, because the pragmas belong to the
connection and not to the file.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import disk_usage
from typing import Final, TypeAlias

from drillkit.errors import LogUnavailable
from drillkit.plan.problem import N_

# "drkt", so that `file` and a hex editor can tell what it is.
APPLICATION: Final = 0x64726B74
VERSION: Final = 1

# How long to wait for another seat's append, in seconds.
PATIENCE_S: Final = 5.0

# How long the write-ahead log is made at once, in pages: as long as SQLite lets it
# become before it begins it anew.  Not on a disk that has little more than that.
LOG_PAGES: Final = 1_000
PAGE_BYTES: Final = 4_096
AMPLE: Final = 100

# An entry's place is the number of its drill, shifted by so many bits, plus its own.
SEQ_BITS: Final = 32
LAST_SEQ: Final = (1 << SEQ_BITS) - 1

# Every page that an append changes is synced.  The rows of a drill follow each other by
# place, so the last page is enough, and one of the index if the entry has a key.
SCHEMA: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE drill (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE entry (
    place INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    drill INTEGER AS (place >> {SEQ_BITS}),
    seq INTEGER AS (place & {LAST_SEQ}),
    key TEXT AS (json_extract(text, '$.key'))
);
CREATE UNIQUE INDEX key_once ON entry (drill, key) WHERE key <> '';
CREATE TRIGGER never_edited BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never edited'); END;
CREATE TRIGGER never_removed BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
-- INSERT OR REPLACE would remove rows without asking the trigger above.
CREATE TRIGGER never_replaced BEFORE INSERT ON entry
    WHEN NEW.place <> 1 + (
        SELECT coalesce(max(place), NEW.place - NEW.seq) FROM entry
        WHERE place BETWEEN NEW.place - NEW.seq AND NEW.place | {LAST_SEQ})
    OR EXISTS (
        SELECT 1 FROM entry WHERE drill = NEW.drill AND key = NEW.key AND key <> '')
    BEGIN SELECT RAISE(ABORT, 'an entry is appended, in order and once'); END;
CREATE TRIGGER never_renamed BEFORE UPDATE ON drill
    BEGIN SELECT RAISE(ABORT, 'a drill is never renamed'); END;
CREATE TRIGGER never_forgotten BEFORE DELETE ON drill
    BEGIN SELECT RAISE(ABORT, 'a drill is never forgotten'); END;
CREATE TRIGGER never_renumbered BEFORE INSERT ON drill
    WHEN EXISTS (SELECT 1 FROM drill WHERE id = NEW.id OR number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'a drill is never renumbered'); END;
CREATE TABLE made (wall_ms INTEGER NOT NULL);
INSERT INTO made VALUES (%d);
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
COMMIT;
"""


def open_to_append(path: Path, made_ms: int) -> sqlite3.Connection:
    """A connection that commits durably; makes the log if there is none."""
    with in_plain_words(path):
        make_private(path)
        connection = connect(path, "rw")
        try:
            keep_what_is_acknowledged(connection, path)
            if is_blank(connection):
                make(connection, made_ms)
            recognise(connection, path)
            lengthen(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to a log that exists."""
    if not path.is_file():
        raise LogUnavailable(N_("there is no log {path}"), path=str(path))
    with in_plain_words(path):
        connection = connect(path, "rw" if may_write_beside(path) else "ro&immutable=1")
        try:
            recognise(connection, path)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A bare connection in autocommit; transactions are written out."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE_S, isolation_level=None)


def may_write_beside(path: Path) -> bool:
    """Whether SQLite can keep its two files beside the log, as it must to share it.

    From an archive that cannot be written a log is read as it lies, unless a crash
    left entries beside it.
    """
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() or os.access(path.parent, os.W_OK)


def make_private(path: Path) -> None:
    """An empty file that only its owner may read; the two beside it copy its mode."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with suppress(PermissionError):  # Windows cannot open a folder.
            sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A file whose folder is not synced may be gone after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_what_is_acknowledged(connection: sqlite3.Connection, path: Path) -> None:
    """Write-ahead log, synced at every commit; believed only when read back."""
    [journal] = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    [synchronous] = connection.execute("PRAGMA synchronous").fetchone()
    if (journal, synchronous) != ("wal", 2):
        raise LogUnavailable(
            N_("{path} would not survive a power cut: its journal is {journal}"),
            way_out=N_("keep drills on a local disk"),
            path=str(path),
            journal=f"{journal}/{synchronous}",
        )


def is_blank(connection: sqlite3.Connection) -> bool:
    """Whether nothing at all was put into the file yet."""
    [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    [application] = connection.execute("PRAGMA application_id").fetchone()
    return (tables, application) == (0, 0)


def make(connection: sqlite3.Connection, made_ms: int) -> None:
    """Make the tables, unless another seat does so at this moment."""
    try:
        connection.executescript(SCHEMA % made_ms)
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if is_blank(connection):
            raise


def recognise(connection: sqlite3.Connection, path: Path) -> None:
    """LogUnavailable unless this is a log, and of a version known here."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise LogUnavailable(
            N_("{path} is a database, but not the log of a drill"), path=str(path)
        )
    if version > VERSION:
        raise LogUnavailable(
            N_("{path} is a log of version {version}; this drillkit knows {known}"),
            way_out=N_("it was written by a newer drillkit; read it with that one"),
            path=str(path),
            version=version,
            known=VERSION,
        )


def lengthen(connection: sqlite3.Connection, path: Path) -> None:
    """Make the write-ahead log long at once, by writing into it what is then undone.

    A sync that also has to record how long a file has become takes twice as long.
    """
    wal, length = path.with_name(f"{path.name}-wal"), LOG_PAGES * PAGE_BYTES
    if wal.exists() and wal.stat().st_size >= length:
        return
    if disk_usage(path.parent).free < AMPLE * length:
        return
    # Without a cache every page goes to the log before it is known to be kept.
    [cache] = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute("PRAGMA cache_size = 0")
    # Who has no room for it, or may not write now, may have for an entry later.
    with suppress(sqlite3.Error):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE room (filling BLOB)")
        connection.execute("INSERT INTO room VALUES (zeroblob(?))", (length,))
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    connection.execute(f"PRAGMA cache_size = {cache}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and alone from the start: no other seat writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


# By the beginning of SQLite's own name for it: what holds, and what can be done.
FAULTS: Final = (
    ("SQLITE_BUSY", N_("{path} is locked by another program"), N_("try again")),
    ("SQLITE_FULL", N_("the disk of {path} is full"), N_("make room, then try again")),
    # The index beside the log could not grow.
    (
        "SQLITE_IOERR_SHMSIZE",
        N_("the disk of {path} is full"),
        N_("make room, then try again"),
    ),
    (
        "SQLITE_IOERR",
        N_("the disk of {path} does not do what it was asked"),
        N_("see whether it is full or failing, then try again"),
    ),
    (
        "SQLITE_READONLY",
        N_("{path} may not be written"),
        N_("see who may write there, then try again"),
    ),
    (
        "SQLITE_CANTOPEN",
        N_("{path} cannot be opened"),
        N_("see that its folder is there and may be written"),
    ),
    (
        "SQLITE_NOTADB",
        N_("{path} is not the log of a drill"),
        N_("name the drill, or the file of a drill"),
    ),
    (
        "SQLITE_CORRUPT",
        N_("{path} is damaged"),
        N_(
            "keep a copy of the file before anything else is done to it; "
            '"drillkit salvage" saves what still verifies'
        ),
    ),
)

# What says nothing about the file itself.
PASSING: Final = (
    "SQLITE_BUSY",
    "SQLITE_FULL",
    "SQLITE_IOERR_SHMSIZE",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
)


# SQLite quotes a damaged file in its complaint, which may then be no text.
Trouble: TypeAlias = sqlite3.Error | OSError | UnicodeError
TROUBLE: Final = (sqlite3.Error, OSError, UnicodeError)


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """What SQLite or the disk says, as LogUnavailable with a way out."""
    try:
        yield
    except TROUBLE as error:
        raise plainly(path, error) from error


def plainly(path: Path, error: Trouble) -> LogUnavailable:
    """What an error of SQLite or of the disk means to somebody who keeps drills."""
    if isinstance(error, OSError):
        return no_answer(path, error.strerror or str(error))
    unread = "SQLITE_CORRUPT" if isinstance(error, UnicodeError) else ""
    name = getattr(error, "sqlite_errorname", unread)
    for prefix, says, way_out in FAULTS:
        if name.startswith(prefix):
            return LogUnavailable(says, way_out=way_out, path=str(path))
    return no_answer(path, str(error))


def is_damage(refused: LogUnavailable) -> bool:
    """Whether it is the file that is wrong, and not the moment or the place."""
    error = refused.__cause__
    if error is None:
        return True
    name = getattr(error, "sqlite_errorname", "")
    return not isinstance(error, OSError) and not name.startswith(PASSING)


def no_answer(path: Path, reason: str) -> LogUnavailable:
    """The refusal for reasons that have no words of their own."""
    return LogUnavailable(
        N_("{path} cannot be used: {reason}"), path=str(path), reason=reason
    )


def made_at(path: Path) -> int:
    """When the file was made (UTC, epoch ms), which no rehearsal can choose."""
    with in_plain_words(path), closing(open_to_read(path)) as connection:
        query = "SELECT max(wall_ms) FROM made WHERE typeof(wall_ms) = 'integer'"
        [made_ms] = connection.execute(query).fetchone()
        return int(made_ms or 0)
