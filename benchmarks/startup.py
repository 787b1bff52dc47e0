"""How long a person waits for a command, beside a Python that does nothing."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from benchmarks.rounds import Result, in_turns

NAME = "startup"

# A whole process is noisier than a call.
ROUNDS = 15
UNIT = "python -c pass"


def run() -> tuple[Result, ...]:
    return (_compared("drillkit --help", ["--help"], 5.5),)


def _compared(what: str, words: list[str], limit: float) -> Result:
    with TemporaryDirectory() as bytecode:
        environment = _with_bytecode_in(bytecode)
        timing = in_turns(
            lambda: _python(environment, "-m", "drillkit", *words),
            lambda: _python(environment, "-c", "pass"),
            ROUNDS,
        )
    return Result(what, timing.ratio, UNIT, limit, timing.detail)


def _with_bytecode_in(folder: str) -> dict[str, str]:
    """An environment like that of an installed drillkit, which is compiled already."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": folder}


def _python(environment: dict[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        env=environment,
    )
