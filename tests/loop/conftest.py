"""A workspace with a history, and a way to type commands in it on a certain day."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from drillkit.cli.main import main
from drillkit.conduct import clock
from tests.loop.company import settle, today

Said = Callable[..., str]


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company's workspace as every test finds it."""
    folder = tmp_path_factory.mktemp("company")
    settle(folder)
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: Path) -> Path:
    """A copy of it; the day is 1 December 2027."""
    copytree(settled, tmp_path, dirs_exist_ok=True)
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
