"""`drillkit injects`: a scenario's injects go to a spreadsheet and come back."""

import re
import subprocess
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from drillkit.cli.main import main
from tests.cli.first_light import copy_to

FILE = "runbooks/scenarios/first-light.yaml"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*line: str) -> tuple[int, str, str]:
        code = main(line)
        out, err = capfd.readouterr()
        return code, out, err

    return run


def test_a_dry_run_saves_no_mapping(workspace: Path, said: Any) -> None:
    said("injects", "export", "first-light", "--output", "t.csv")
    line = ("injects", "import", "first-light", "t.csv", "--save-map", "m.yaml")

    assert said(*line, "--dry-run")[0] == 0
    assert not (workspace / "m.yaml").exists()
    assert said(*line)[0] == 0
    assert (workspace / "m.yaml").exists()


def edit(path: Path, old: str, new: str) -> None:
    """One cell of a table, edited by a department."""
    data = path.read_bytes()
    assert data.count(old.encode()) == 1
    path.write_bytes(data.replace(old.encode(), new.encode()))


def test_one_edited_cell_is_one_line_of_a_patch_and_of_the_plan(
    workspace: Path, said: Any
) -> None:
    table = workspace / "t.csv"
    before = (workspace / FILE).read_text("utf-8")
    assert said("injects", "export", "first-light", "--output", "t.csv")[0] == 0
    edit(table, "All our branches are offline.", "Nothing works.")

    code, patch, told = said("injects", "import", "first-light", "t.csv", "--dry-run")

    assert (code, told.splitlines()) == (
        0,
        ["4 injects read, 0 places not understood"],
    )
    assert (workspace / FILE).read_text("utf-8") == before
    changed = re.findall(r"^[-+] .*$", patch, re.MULTILINE)
    assert len(changed) == 2
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "-"], input=patch.encode(), check=True)
    applied = (workspace / FILE).read_text("utf-8")
    assert "Nothing works." in applied
    (workspace / FILE).write_text(before, "utf-8")
    code, _, told = said("injects", "import", "first-light", "t.csv")
    assert told.splitlines()[-1] == f"written: {FILE}"
    assert (workspace / FILE).read_text("utf-8") == applied
    assert main(["check"]) == 0


def test_a_table_that_would_break_the_plan_is_refused_with_its_row(
    workspace: Path, said: Any
) -> None:
    (workspace / "t.csv").write_text("Id;Since STARTEX\nalarm;1d\n", "utf-8")
    before = (workspace / FILE).read_bytes()

    code, patch, told = said("injects", "import", "first-light", "t.csv")

    assert (code, patch) == (1, "")
    assert "[inject-after-end]" in told
    assert "  = from row 2 of the table" in told
    assert "the plan would not check, so nothing is written: 1" in told
    assert (workspace / FILE).read_bytes() == before


def test_a_table_can_take_injects_out(workspace: Path, said: Any) -> None:
    (workspace / "t.csv").write_text("Id,Message (en)\nalarm,Fire\n", "utf-8")

    _, _, kept = said("injects", "import", "first-light", "t.csv", "--dry-run")
    code, _, told = said("injects", "import", "first-light", "t.csv", "--drop-missing")

    assert "left as they are: client-call, reminder, road-closed" in kept
    assert "taken out, because the table does not have them: client-call" in told
    assert code == 0
    assert "reminder:" not in (workspace / FILE).read_text("utf-8")


def test_a_mapping_is_saved_and_used_and_its_faults_have_places(
    workspace: Path, said: Any
) -> None:
    (workspace / "t.csv").write_text("Key;When it comes\nalarm;5m\n", "utf-8")
    (workspace / "m.yaml").write_text(
        'mapping: injects\ncolumns: {id: Key, since: "When it comes"}\n', "utf-8"
    )
    line = ("injects", "import", "first-light", "t.csv")

    code, patch, _ = said(*line, "--map", "m.yaml", "--save-map", "n.yaml")
    again, _, told = said(*line, "--map", "n.yaml")
    (workspace / "m.yaml").write_text("mapping: injects\ncolums: {}\n", "utf-8")
    faulty, _, why = said(*line, "--map", "m.yaml")
    none, _, headless = said("injects", "import", "first-light", FILE)

    assert (code, again, faulty, none) == (0, 0, 1, 1)
    assert "+    at: 5m" in patch
    assert told.splitlines()[-1] == "the plan says all of this already"
    assert 'm.yaml:2:1: key "colums" is not known here' in why
    assert "has no row of headings" in headless


@pytest.mark.parametrize("name", ["big.csv", "big.xlsx"])
def test_a_hundred_megabytes_are_refused_in_little_memory(
    workspace: Path, said: Any, name: str
) -> None:
    with (workspace / name).open("wb") as stream:
        stream.write(b"PK" if name.endswith("xlsx") else b"Id;Message\n")
        stream.truncate(100 * 1024 * 1024)
    tracemalloc.start()

    code, _, told = said("injects", "import", "first-light", name)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code == 1
    assert f"{name} is larger than 10 MB" in told
    assert most < 60 * 1024 * 1024


def test_the_table_s_headings_and_the_report_are_in_the_reader_s_language(
    workspace: Path, said: Any
) -> None:
    args = ("injects", "export", "first-light", "--output", "t.xlsx")
    assert said(*args, "--lang", "ru")[0] == 0
    code, _, told = said("injects", "import", "first-light", "t.xlsx")
    assert (code, told.splitlines()[-1]) == (0, "the plan says all of this already")
    assert said("injects", "export", "first-light", "--format", "xlsx")[0] == 1
    (workspace / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert (
        "save it as XLSX or CSV"
        in said("injects", "import", "first-light", "old.xls")[2]
    )
