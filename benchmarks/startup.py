"""How long a person waits for a command, beside a Python that does nothing."""

import subprocess
import sys

from benchmarks.rounds import Result, in_turns

NAME = "startup"

# A whole process is noisier than a call.
ROUNDS = 15
UNIT = "python -c pass"


def run() -> tuple[Result, ...]:
    return (_compared("drillkit --help", ["--help"], 5),)


def _compared(what: str, words: list[str], limit: float) -> Result:
    timing = in_turns(
        lambda: _python("-m", "drillkit", *words), lambda: _python("-c", "pass"), ROUNDS
    )
    return Result(what, timing.ratio, UNIT, limit, timing.detail)


def _python(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
