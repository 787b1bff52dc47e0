"""A workspace with a history, and a way to type commands in it on a certain day."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.conduct import clock
from tests.loop.company import settle, today

Said = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The company's workspace; the day is 1 December 2027."""
    settle(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "wall_ms", today("2027-12-01"))
    return tmp_path


@pytest.fixture
def said(root: Path, capfd: pytest.CaptureFixture[str]) -> Said:
    """A command's output, results first; it ends with *code*."""

    def run(*line: str, code: int = 0) -> str:
        ended = main(line)
        out, err = capfd.readouterr()
        assert ended == code, f"{out}\n{err}"
        return str(out + err)

    return run
