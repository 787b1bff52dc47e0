"""Files become a plan; nothing an author or a disk does raises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.plan.read import KINDS, files_in, read_plan, read_texts

RUNBOOK = """\
runbook: cut
department: noc
title: A cable is cut
owner: lead
facts: {clients: {ask: "How many?", count: true}}
classification: {crisis: clients > 5, minor: otherwise}
phases:
  mend:
    steps: {fix: {do: Fix it, by: lead, when: clients > 1}}
    lanes: {}
    leads-to: {done: normal}
  normal: {final: true}
"""


def test_a_runbook_is_found_under_its_department_and_name():
    plan, problems = read_texts({"a.yaml": RUNBOOK})

    assert problems == ()
    assert list(plan.runbooks) == ["noc/cut"]
    assert plan.texts == {"a.yaml": RUNBOOK}


def test_conditions_are_kept_compiled_where_they_stand():
    plan, _ = read_texts({"a.yaml": RUNBOOK})
    conditions = plan.runbooks["noc/cut"].conditions

    assert list(conditions) == [
        ("classification", "crisis"),
        ("phases", "mend", "steps", "fix", "when"),
    ]
    assert conditions["classification", "crisis"].holds({"clients": 6})


def test_a_file_with_problems_is_known_to_be_there():
    plan, problems = read_texts(
        {"a.yaml": RUNBOOK.replace("owner: lead", "owner: A Lead")}
    )

    assert plan.runbooks == {}
    assert plan.unread == {"noc/cut"}
    assert {problem.rule for problem in problems} == {"id"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_file_of_each_kind_says_what_is_missing(kind: str):
    plan, problems = read_texts({"a.yaml": f"{kind}: x\n"})

    assert plan.unread
    assert {problem.rule for problem in problems} == {"missing-key"}


def test_folders_are_walked_and_a_file_named_twice_is_read_once(tmp_path: Path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for name in ("b.yaml", "a.yaml", "deep/er/c.yaml", "notes.txt"):
        (tmp_path / name).write_text(RUNBOOK)

    found = files_in([tmp_path / "b.yaml", tmp_path])

    assert [path.name for path in found] == ["b.yaml", "a.yaml", "c.yaml"]


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        (RUNBOOK.replace("A cable", "Кабель").encode("windows-1251"), 3, 8),
        (RUNBOOK.encode("utf-16"), 1, 1),
    ],
)
def test_other_encodings_are_a_problem_with_a_place(
    tmp_path: Path, written: bytes, line: int, column: int
):
    path = tmp_path / "a.yaml"
    path.write_bytes(written)
    _, [problem] = read_plan([path])

    assert problem.rule == "encoding"
    assert (problem.place.line, problem.place.column) == (line, column)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path):
    _, [problem] = read_plan([tmp_path / "none.yaml"])

    assert (problem.rule, problem.says) == ("unreadable", "there is no such file")


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path):
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    _, [problem] = read_plan([tmp_path / "loop.yaml"])

    assert problem.rule == "unreadable"
    assert problem.words["reason"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (RUNBOOK.replace("A cable", "Кабель").encode("windows-1251"), "noc/cut"),
        (RUNBOOK.replace("owner: ", "owner:").encode(), "noc/cut"),
        (b"runbook : 'cut'\ndepartment: \"noc\"\nowner:lead\n", "noc/cut"),
        # Without its department it may be any runbook.
        (b"runbook: cut\ndepartmint: noc\nowner:lead\n", ""),
        (b"scenario: first\nlead:noc\n", "first"),
        (RUNBOOK.encode("utf-16"), ""),
    ],
)
def test_a_file_that_cannot_be_read_is_not_called_missing(
    tmp_path: Path, written: bytes, name: str
):
    path = tmp_path / "a.yaml"
    path.write_bytes(written)
    plan, _ = read_plan([path])

    assert plan.unread == {name}


def test_a_list_of_runs_and_a_single_expectation_have_their_own_carets():
    text = (
        "scenario: s\ntitle: t\nexercise: drill\nstarts: 2026-11-24T09:00\n"
        "runs: [noc/cut, {runbook: noc/cut2, begin: x}]\nlead: noc\n"
        "ends: {at-latest: 8h}\ninjects: {a: {says: x, expects: {do: x, within: 5}}}\n"
    )
    _, problems = read_texts({"s.yaml": text})

    assert [(p.rule, p.place.line, p.place.column) for p in problems] == [
        ("unknown-key", 5, 37),
        ("duration", 8, 49),
    ]


WORDS = ["runbook", "phases", "steps", "x", "do", "by", "takes", "lanes", "hours"]
NODES = st.recursive(
    st.sampled_from(["", "x", "90", "5m", "true", "[a]", "{en: x}", "[1m, 2m, 3m]"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(WORDS), inner, max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + "}"
        ),
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_shape_of_a_file_raises_or_speaks_like_a_library(
    kind: str, data: st.DataObject
):
    keys = [field.alias for field in KINDS[kind].model_fields.values()]
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True))
    lines = [f"{key}: {data.draw(NODES)}" for key in chosen if key != kind]
    _, problems = read_texts({"a.yaml": "\n".join([f"{kind}: x", *lines])})

    for problem in problems:
        sentence = problem.says.format(**problem.words)
        problem.hint.format(**problem.hint_words)

        assert "Input" not in sentence
        assert "valid" not in sentence
        assert problem.place.line <= len(lines) + 1


def test_no_more_of_a_file_is_taken_in_than_shows_that_it_is_too_large(
    tmp_path: Path,
):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.write("ж".encode() * 500_000)
        file.truncate(3_000_000_000)
    _, problems = read_plan([path])

    assert [problem.rule for problem in problems] == ["too-large"]
