"""How long a person waits for a command, beside a Python that does nothing."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import organisation, runbook
from benchmarks.rounds import Result, in_turns

NAME = "startup"

# A whole process is noisier than a call.
ROUNDS = 15
UNIT = "python -c pass"


def run() -> tuple[Result, ...]:
    with TemporaryDirectory() as folder:
        Path(folder, "organisation.yaml").write_text(organisation(), encoding="utf-8")
        one = Path(folder, "one.yaml")
        one.write_text(runbook(1), encoding="utf-8")
        return (
            _compared("drillkit --help", ["--help"]),
            _compared("drillkit check of one runbook", ["check", str(one)]),
        )


def _compared(what: str, words: list[str]) -> Result:
    with TemporaryDirectory() as bytecode:
        environment = _with_bytecode_in(bytecode)
        timing = in_turns(
            lambda: _python(environment, "-m", "drillkit", *words),
            lambda: _python(environment, "-c", "pass"),
            ROUNDS,
        )
    return Result(what, timing.ratio, UNIT, None, timing.detail)


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
