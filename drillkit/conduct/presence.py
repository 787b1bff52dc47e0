"""Who is there: a small file for each seat that is taken, touched while it is.

A terminal that was killed stops touching its file, and so is missed within seconds,
on its own machine at once; one that left on purpose says so in it.  A file names its
sitter by a token, so whoever was sent away notices at the next touch.

Knows files and their age, nothing of drills.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from platform import node
from typing import Final
from urllib.parse import quote, unquote

from drillkit.conduct.clock import wall_ms
from drillkit.errors import SeatTaken
from drillkit.plan.problem import N_

# So often that a drill comes back to the second at which everything died.
TOUCH_EVERY_MS: Final = 500
OFFLINE_AFTER_MS: Final = 6_000


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at a seat; ``seen_ms`` is the last sign of life, ``plays`` the
    departments that the same process plays with stand-ins."""

    seat: str
    person: str
    token: str
    seen_ms: int
    process: str = ""
    has_left: bool = False
    plays: frozenset[str] = frozenset()


class Presence:
    """The seats of one drill, as a folder has them."""

    def __init__(self, folder: Path, wall_clock: Callable[[], int] = wall_ms) -> None:
        self._folder = folder
        self._wall_clock = wall_clock

    def sit(self, seat: str, person: str = "", *, instead: bool = False) -> "Chair":
        """Take a seat; SeatTaken if somebody is there and may stay."""
        there = self._sitter(self._file(seat))
        if there is not None and self.is_there(there) and not instead:
            raise SeatTaken(
                N_('somebody sits at "{seat}": {person}'),
                way_out=N_("to sit there instead, join with --take-over"),
                seat=seat,
                person=there.person or "?",
            )
        token = os.urandom(8).hex()
        chair = Chair(self._file(seat), person, token, self._wall_clock)
        chair.sit_down()
        return chair

    def sitters(self) -> tuple[Sitter, ...]:
        """Everybody who sits or sat there, by seat, whoever left apart."""
        return tuple(x for x in self._all() if not x.has_left)

    def seen(self) -> tuple[Mapping[str, int], frozenset[str]]:
        """When each seat was last seen (wall ms), and the departments that stand-ins
        play in a process that is alive."""
        sitters = self.sitters()
        playing = [x.plays for x in sitters if x.plays and self.is_there(x)]
        last = {sitter.seat: sitter.seen_ms for sitter in sitters}
        return last, frozenset[str]().union(*playing)

    def there(self) -> frozenset[str]:
        """The seats at which somebody is."""
        return frozenset(x.seat for x in self.sitters() if self.is_there(x))

    def simulated(self) -> frozenset[str]:
        """The departments that stand-ins play, in a process that is alive."""
        return self.seen()[1]

    def is_there(self, sitter: Sitter) -> bool:
        """Whether there was a sign of life just now."""
        age = self._wall_clock() - sitter.seen_ms
        if age >= OFFLINE_AFTER_MS or sitter.has_left:
            return False
        return not _is_surely_dead(sitter.process)

    def last_sign(self) -> int | None:
        """The last sign of life from anybody who ever sat here (wall ms)."""
        return max((x.seen_ms for x in self._all()), default=None)

    def _all(self) -> tuple[Sitter, ...]:
        files = sorted(self._folder.glob("*.seat"))
        return tuple(x for x in map(self._sitter, files) if x is not None)

    def _file(self, seat: str) -> Path:
        return self._folder / f"{quote(seat, safe='')}.seat"

    def _sitter(self, file: Path) -> Sitter | None:
        try:
            said = json.loads(file.read_text("utf-8"))
            seen_ms = file.stat().st_mtime_ns // 1_000_000
            token = str(said["token"])
            person = str(said["person"])
            process = str(said.get("process", ""))
            has_left = bool(said.get("left"))
            plays = frozenset(map(str, said.get("plays", ())))
        except (OSError, ValueError, KeyError, TypeError):
            # It left this moment, or somebody else wrote there.
            return None
        seat = unquote(file.stem)
        return Sitter(seat, person, token, seen_ms, process, has_left, plays)


class Chair:
    """A seat that was taken, until it is left or somebody else takes it."""

    def __init__(
        self, file: Path, person: str, token: str, wall_clock: Callable[[], int]
    ) -> None:
        self._file = file
        self._token = token
        self._said: dict[str, str | list[str]] = {
            "person": person,
            "token": token,
            "process": _this_process(),
        }
        self._wall_clock = wall_clock
        self._touched_ms = wall_clock()

    def sit_down(self) -> None:
        """Be the one who sits here, or who sat here last."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Renamed into place, so that nobody reads half of it.
        half = self._file.with_suffix(f".{self._token}")
        half.write_text(json.dumps(self._said), "utf-8")
        _touch(half, self._wall_clock())
        half.replace(self._file)

    def touch(self) -> bool:
        """Give a sign of life; False if somebody else sits here now."""
        now = self._wall_clock()
        if 0 <= now - self._touched_ms < TOUCH_EVERY_MS:
            return True
        self._touched_ms = now
        # A disk that is full or gone sends nobody away.
        with suppress(OSError):
            if not self._file.exists():
                self.sit_down()
            if not self._is_mine():
                return False
            _touch(self._file, now)
        return True

    def play(self, departments: Iterable[str]) -> None:
        """Say which departments this process plays with stand-ins."""
        named = sorted(departments)
        if named == self._said.get("plays", []):
            return
        with suppress(OSError):
            if self._is_mine():
                self._said["plays"] = named
                self.sit_down()

    def leave(self) -> None:
        """Stand up, and be missed by nobody."""
        with suppress(OSError):
            if self._is_mine():
                self._said["left"] = "yes"
                self.sit_down()

    def _is_mine(self) -> bool:
        return self._token in self._file.read_text("utf-8")


def _this_process() -> str:
    return f"{os.getpid()}@{node()}"


def _is_surely_dead(process: str) -> bool:
    """Whether it was a process of this machine, and is none any more."""
    number, _, machine = process.partition("@")
    # Elsewhere a signal that asks nothing would end the process.
    if machine != node() or os.name != "posix" or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _is_zombie(number)


def _is_zombie(number: str) -> bool:
    """Whether it is dead and only its parent has not asked, which some never do."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]


def _touch(file: Path, at_ms: int) -> None:
    os.utime(file, ns=(at_ms * 1_000_000, at_ms * 1_000_000))
