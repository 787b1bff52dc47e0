"""`drillkit report` and `drillkit show` on the hand-made drill, as an export."""

import json
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.log.export import export_jsonl
from drillkit.log.memory import MemoryLog
from tests.review.tale import STARTS_MS, whole_drill

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of the drill's export, with an empty workspace around it."""
    (tmp_path / "runbooks").mkdir()
    monkeypatch.chdir(tmp_path)
    log = MemoryLog(lambda: STARTS_MS)
    entries = [row.entry for row in whole_drill().stored]
    log.append("node-lost-1", 0, entries)
    path = tmp_path / "drill.jsonl"
    lines = export_jsonl(log, "node-lost-1")
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return str(path)


def test_a_report_is_three_files_in_reports(drill: str, capsys: Capture) -> None:
    assert main(["report", drill]) == 0

    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in written] == [
        "node-lost-1.en.html",
        "node-lost-1.en.md",
        "node-lost-1.en.json",
    ]
    assert {path.parent.name for path in written} == {"reports"}
    assert json.loads(written[2].read_text("utf-8"))["drill"] == "node-lost-1"


def test_formats_language_and_folder_are_chosen(
    drill: str, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    assert (
        main(["report", drill, "--format", "md", "--lang", "ru", "--output", str(out)])
        == 0
    )

    [path] = out.iterdir()
    assert path.name == "node-lost-1.ru.md"
    assert "Восстановление связи" in path.read_text("utf-8")


def test_an_unknown_format_is_misuse(drill: str, capsys: Capture) -> None:
    assert main(["report", drill, "--format", "html,pdx"]) == 2
    assert "pdx" in capsys.readouterr().err


def test_a_workspace_template_comes_before_the_shipped_one(
    drill: str, tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "aar.md.j2").write_text("Ours: {{ view.title | md }}")
    assert main(["report", drill, "--format", "md"]) == 0

    assert (
        tmp_path / "reports" / "node-lost-1.en.md"
    ).read_text() == "Ours: A node is lost"


def lines_of(capsys: Capture) -> list[list[str]]:
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_the_timeline_is_one_line_an_entry(drill: str, capsys: Capture) -> None:
    assert main(["show", drill]) == 0

    rows = lines_of(capsys)
    assert rows[0] == ["1", "0:00:00", "exercise director", "STARTEX: A node is lost"]
    assert all(len(row) == 4 for row in rows)
    assert not any("\x1b" in cell for row in rows for cell in row)


def test_what_only_follows_is_left_out_until_asked(drill: str, capsys: Capture) -> None:
    main(["show", drill])
    short = lines_of(capsys)
    main(["show", drill, "--all"])

    assert len(short) < len(lines_of(capsys)) == len(whole_drill().stored)


def test_the_timeline_is_filtered_by_time_kind_and_department(
    drill: str, capsys: Capture
) -> None:
    words = ["--from", "1:50", "--until", "115m", "--kind", "phase-entered"]
    main(["show", drill, *words])
    assert [row[1] for row in lines_of(capsys)] == ["1:50:00"]

    main(["show", drill, "--department", "client-care"])
    assert [row[3].split(" ")[:2] for row in lines_of(capsys)] == [["Inject", "from"]]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--kind", "phase-enterd"], 'did you mean "phase-entered"?'),
        (["--department", "clientcare"], 'did you mean "client-care"?'),
        (["--from", "noon"], "write 1:30 or 90m"),
        (["--department", "zzz"], 'no department of this drill is called "zzz"'),
    ],
)
def test_a_slip_of_the_pen_is_misuse(
    drill: str, capsys: Capture, words: list[str], says: str
) -> None:
    assert main(["show", drill, *words]) == 2
    assert says in capsys.readouterr().err
