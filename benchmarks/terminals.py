"""Programs on terminals of their own, and what they write there.

A terminal answers that it can hold back half-drawn frames, as most do, so that it is
known where a frame ends.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60.0
ASKS = b"\x1b[?2026$p"
ANSWER = b"\x1b[?2026;2$y"
FRAME_ENDS = b"\x1b[?2026l"
_CONTROL = re.compile(rb"\x1b\[[0-9;:?<>=$]*[a-zA-Z~]|\x1b[^\[]|[\r\n\x07]")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class Terminal:
    """One program; ``frames`` counts what it has drawn so far."""

    def __init__(
        self, words: Sequence[str], at: Path, size: tuple[int, int] = (120, 40)
    ) -> None:
        self._file, theirs = pty.openpty()
        width, height = size
        room = struct.pack("HHHH", height, width, 0, 0)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, room)
        self.began = perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *words],
            cwd=at,
            env=environment(),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._raw = b""
        self.frames = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    def type(self, text: str) -> float:
        """Press keys; when that was."""
        os.write(self._file, text.encode())
        return perf_counter()

    def drain(self) -> None:
        """Read what is there, and wait for nothing."""
        while select.select([self._file], [], [], 0)[0]:
            self._take()
        self._raw = b""

    def has(self, text: str) -> bool:
        """Read what is there; whether a whole frame of it has *text* in it."""
        self._take()
        whole, ends, _ = self._raw.rpartition(FRAME_ENDS)
        return bool(ends) and text.encode() in _CONTROL.sub(b"", whole)

    def wait(self, text: str, patience_s: float = PATIENCE_S) -> float:
        """When a frame that was whole had *text* in it; what came before is gone."""
        wanted, end = text.encode(), perf_counter() + patience_s
        while True:
            whole, ends, rest = self._raw.rpartition(FRAME_ENDS)
            if ends and wanted in _CONTROL.sub(b"", whole):
                self._raw = rest
                return perf_counter()
            left = end - perf_counter()
            if left <= 0 or not select.select([self._file], [], [], left)[0]:
                seen = _CONTROL.sub(b"", self._raw)[-3000:].decode("utf-8", "replace")
                raise AssertionError(f"never came: {text}\n{seen}")
            self._take()

    def fileno(self) -> int:
        return self._file

    def close(self) -> None:
        """Let it stand up, and go."""
        self._process.send_signal(signal.SIGTERM)
        # Whoever cannot write its last words waits for a reader.
        with suppress(OSError):
            while os.read(self._file, 65_536):
                pass
        self._process.wait(PATIENCE_S)
        os.close(self._file)

    def _take(self) -> None:
        try:
            came = os.read(self._file, 65_536)
        except OSError as error:
            seen = _CONTROL.sub(b"", self._raw)[-2000:].decode("utf-8", "replace")
            raise AssertionError(f"it ended:\n{seen}") from error
        if ASKS in came:
            os.write(self._file, ANSWER)
        self.frames += came.count(FRAME_ENDS)
        self._raw += came


def environment() -> dict[str, str]:
    """Nobody's settings, and a terminal that can do what most can."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def cpu_s(pid: int) -> float:
    """The processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def rss_mb(pid: int) -> float:
    """The memory a process holds, in MB of 1,000,000 bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


@contextmanager
def seats(at: Path, *asked: Sequence[str]) -> Iterator[list[Terminal]]:
    """A terminal for each of some commands; all are closed at the end."""
    with ExitStack() as stack:
        opened = []
        for words in asked:
            opened.append(Terminal(["-m", "drillkit", *words], at))
            stack.callback(opened[-1].close)
        yield opened
