"""A disk that remembers what was synced, and a power cut that loses the rest.

The log itself runs on it, through apsw, so that its statements and pragmas are the
real ones.  Between two syncs a disk may write in any order or not at all: at a cut
each write that was not synced is kept, dropped, or torn between two sectors.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import apsw

SECTOR = 512
Write = tuple[int, bytes]
Files = dict[str, bytes]

_names = count()


@dataclass
class File:
    """What programs see, what is surely on the disk, and the writes between the two.

    A write of None is a truncation.
    """

    seen: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def change(self, at: int, data: bytes | None) -> None:
        put(self.seen, at, data)
        self.since.append((at, data))

    def sync(self) -> None:
        self.synced = bytes(self.seen)
        self.since = []

    def after_a_cut(self, dice: random.Random) -> bytes:
        left = bytearray(self.synced)
        for at, data in self.since:
            fate = dice.choice(("kept", "dropped", "torn"))
            if fate == "kept":
                put(left, at, data)
            elif fate == "torn" and data:
                sectors = range(0, len(data), SECTOR)
                for start in dice.sample(sectors, len(sectors) // 2):
                    put(left, at + start, data[start : start + SECTOR])
        return bytes(left)


def put(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


class Disk(apsw.VFS):
    """Files in memory; *on_change* is called before each write, sync and truncation."""

    def __init__(self, files: Files, on_change: Callable[[Disk], None]) -> None:
        self.name = f"disk-{next(_names)}"
        self.files = {name: File(bytearray(data), data) for name, data in files.items()}
        self.on_change = on_change
        super().__init__(self.name)

    def xOpen(self, name: object, flags: list[int]) -> OpenFile:
        plain = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return OpenFile(self, self.files.setdefault(Path(plain).name, File()))

    def xDelete(self, name: str, sync: bool) -> None:
        self.files.pop(Path(name).name, None)

    def xAccess(self, name: str, flags: int) -> bool:
        return Path(name).name in self.files

    def xFullPathname(self, name: str) -> str:
        return name

    def cut(self, dice: random.Random) -> Files:
        """What is on the disk when the power is back."""
        return {name: file.after_a_cut(dice) for name, file in self.files.items()}


class OpenFile:
    """One open file, as SQLite asks for it."""

    def __init__(self, disk: Disk, file: File) -> None:
        self.disk, self.file = disk, file

    def xRead(self, amount: int, at: int) -> bytes:
        return bytes(self.file.seen[at : at + amount])

    def xWrite(self, data: bytes, at: int) -> None:
        self.disk.on_change(self.disk)
        self.file.change(at, bytes(data))

    def xTruncate(self, size: int) -> None:
        self.disk.on_change(self.disk)
        self.file.change(size, None)

    def xSync(self, flags: int) -> None:
        self.disk.on_change(self.disk)
        self.file.sync()

    def xFileSize(self) -> int:
        return len(self.file.seen)

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xCheckReservedLock(self) -> bool:
        return False

    def xLock(self, level: int) -> None:
        """One seat, so every lock is free."""

    def xUnlock(self, level: int) -> None:
        """One seat, so every lock is free."""

    def xFileControl(self, op: int, ptr: int) -> bool:
        return False

    def xClose(self) -> None:
        """Nothing is kept open."""


class Connection:
    """A connection of apsw with the manners of the standard library's."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.apsw = apsw.Connection(str(path), vfs=disk.name)
        # The index of the write-ahead log is in memory: one seat needs no other.
        self.apsw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()

    @property
    def in_transaction(self) -> bool:
        return self.apsw.in_transaction

    def execute(self, statement: str, words: Iterable[object] = ()) -> apsw.Cursor:
        return self.apsw.execute(statement, tuple(words))

    def executescript(self, script: str) -> None:
        self.apsw.execute(script).fetchall()

    def close(self) -> None:
        self.apsw.close(True)
