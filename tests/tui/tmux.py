"""Real terminals: tmux on a socket of its own, without anybody's configuration."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
IS_HERE = shutil.which("tmux") is not None
# A busy machine takes its time to start a program.
PATIENCE_S = 60


class Terminal:
    """One program on one terminal."""

    def __init__(
        self, *args: str, at: Path, width: int = 100, height: int = 30, **env: str
    ) -> None:
        self.socket = f"drillkit-{os.urandom(6).hex()}"
        known = {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "TERM": "tmux-256color"}
        told = [f"{name}={value}" for name, value in (known | env).items()]
        # tmux 3.3a may never ask how its program ended, so a shell writes it down.
        self._folder = Path(tempfile.mkdtemp(prefix="drillkit-tmux-"))
        noted = ["sh", "-c", '"$@"; echo $? >"$0"', str(self._folder / "code")]
        program = [sys.executable, "-m", "drillkit", *args]
        command = [*noted, "env", *told, *program]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-c", str(at),
                  "-x", str(width), "-y", str(height), "--", *command,
                  ";", "set-option", "remain-on-exit", "on")  # fmt: skip

    def tmux(self, *args: str) -> str:
        ran = subprocess.run(
            ["tmux", "-L", self.socket, *args],
            capture_output=True,
            check=True,
            text=True,
        )
        return ran.stdout

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return self.tmux("capture-pane", "-p")

    @property
    def pid(self) -> int:
        """The program, which is the shell's only child."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text("ascii"))

    def is_dead(self) -> bool:
        """Whether the program has ended."""
        return self.tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def code(self) -> str:
        """The exit code of a program that has ended; "" while it runs."""
        noted = self._folder / "code"
        return noted.read_text("ascii").strip() if noted.exists() else ""

    def type(self, *keys: str) -> None:
        """Press keys, by tmux's names of them."""
        self.tmux("send-keys", "--", *keys)

    def paste(self, text: str) -> None:
        """Paste as a terminal does, between its marks."""
        self.tmux("set-buffer", "--", text)
        self.tmux("paste-buffer", "-p", "-r")

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def wait(self, words: str) -> str:
        """The screen, as soon as *words* stand on it."""
        self.wait_until(lambda: words in self.text, words)
        return self.text

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Look until something holds; the screen says why it never did."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"never came: {what}\n{self.text}")
            time.sleep(0.05)
