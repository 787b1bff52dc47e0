"""`drillkit check`, `explain` and `schema`, as somebody types them."""

import json
from pathlib import Path

import pytest

from drillkit.cli.main import main

ORGANISATION = """\
organisation: Example Telecom
timezone: Europe/Moscow
levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
until-classified: crisis
departments: {noc: {roles: {lead: {}}}}
"""
RUNBOOK = """\
runbook: cut
department: noc
title: A cable is cut
owner: laed
phases:
  mend: {steps: {fix: {do: Fix it, by: lead}}, leads-to: {done: normal}}
  normal: {final: true, reaches: normal}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "runbooks" / "noc").mkdir(parents=True)
    (tmp_path / "runbooks" / "organisation.yaml").write_text(ORGANISATION)
    (tmp_path / "runbooks" / "noc" / "cut.yaml").write_text(RUNBOOK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_problem_is_printed_with_its_line_and_ends_with_one(workspace, capsys):
    assert main(["check"]) == 1

    assert capsys.readouterr().out.splitlines() == [
        'runbooks/noc/cut.yaml:4:8: the organisation has no role "laed" [unknown-role]',
        "  |",
        "4 | owner: laed",
        "  |        ^~~~",
        '  = did you mean "lead"?',
        "",
        "1 error in 2 files",
    ]


def test_one_file_is_checked_beside_its_organisation(workspace, capsys, monkeypatch):
    monkeypatch.chdir(workspace / "runbooks" / "noc")

    assert main(["check", "cut.yaml"]) == 1
    assert main(["check", "../organisation.yaml"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("cut.yaml:4:8: ")
    assert out.endswith("1 error in 1 file\n1 file, no problems\n")


def test_a_workspace_is_found_from_a_folder_inside_it(workspace, capsys, monkeypatch):
    monkeypatch.chdir(workspace / "runbooks" / "noc")

    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("../noc/cut.yaml:4:8: ")


def test_a_program_is_given_the_same_in_json(workspace, capsys):
    assert main(["check", "--format", "json"]) == 1

    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "runbooks/noc/cut.yaml",
            "line": 4,
            "column": 8,
            "end_column": 12,
            "rule": "unknown-role",
            "severity": "error",
            "message": 'the organisation has no role "laed"',
            "hint": 'did you mean "lead"?',
        }
    ]


def test_a_sound_plan_ends_with_nought(workspace, capsys):
    path = workspace / "runbooks" / "noc" / "cut.yaml"
    path.write_text(RUNBOOK.replace("laed", "lead"))

    assert main(["check"]) == 0
    assert capsys.readouterr().out == "2 files, no problems\n"


def test_a_file_that_is_not_there_is_misuse(workspace, capsys):
    assert main(["check", "nowhere.yaml"]) == 2
    assert capsys.readouterr().out == ""


def test_outside_a_workspace_there_is_nothing_to_check(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["check"]) == 2
    assert "runbooks" in capsys.readouterr().err


def test_a_file_in_another_encoding_is_shown_without_its_line(workspace, capsys):
    (workspace / "runbooks" / "noc" / "old.yaml").write_bytes(
        "runbook: x\ntitle: Кабель\n".encode("windows-1251")
    )

    assert main(["check", "runbooks/noc/old.yaml"]) == 1
    assert capsys.readouterr().out.startswith(
        "runbooks/noc/old.yaml:2:8: this is not UTF-8 text [encoding]\n  = save"
    )


def test_a_rule_is_explained_by_its_page(capsys):
    assert main(["explain", "unknown-role"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("unknown-role\n\nWhoever acts")
    assert "Wrong:" in out


def test_without_a_name_all_rules_are_listed(capsys):
    assert main(["explain"]) == 0

    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"repeated-key", "unknown-phase"} <= set(names)
    assert names == sorted(names)


def test_a_misspelt_rule_is_misuse_with_the_nearest_name(capsys):
    assert main(["explain", "unknown-rol"]) == 2
    assert 'did you mean "unknown-role"?' in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["organisation", "runbook", "scenario", "roster"])
def test_a_schema_is_printed_as_json(kind: str, capsys):
    assert main(["schema", kind]) == 0
    assert json.loads(capsys.readouterr().out)["$id"].endswith(f"{kind}.json")
