"""Join codes: one seat each, hashed where they are kept."""

from pathlib import Path

import pytest

from drillkit.conduct.codes import FILE, LENGTH, LETTERS, is_let_in, make_codes
from drillkit.errors import WorkspaceError

SEATS = ("engineer", "agent", "controller:noc")


def test_a_code_opens_its_seat_and_no_other(tmp_path: Path) -> None:
    codes = make_codes(tmp_path / "storm-1", SEATS)

    assert is_let_in(tmp_path / "storm-1", "engineer", codes["engineer"])
    assert not is_let_in(tmp_path / "storm-1", "agent", codes["engineer"])
    assert not is_let_in(tmp_path / "storm-1", "engineer", "")
    assert not is_let_in(tmp_path / "storm-1", "director", codes["engineer"])


def test_a_code_may_be_typed_as_it_was_heard(tmp_path: Path) -> None:
    codes = make_codes(tmp_path, SEATS)

    assert is_let_in(tmp_path, "agent", f" {codes['agent'].upper()} ")


def test_without_codes_everybody_may_sit_anywhere(tmp_path: Path) -> None:
    assert is_let_in(tmp_path, "engineer", "")


def test_no_code_stands_in_the_file(tmp_path: Path) -> None:
    codes = make_codes(tmp_path, SEATS)
    kept = (tmp_path / FILE).read_text()

    assert kept
    assert not [code for code in codes.values() if code in kept]


@pytest.mark.parametrize(
    "damaged",
    [
        '{"engineer": {"sa',
        "",
        "[]",
        "7",
        '{"engineer": 7}',
        '{"engineer": {"salt": "00"}}',
        '{"engineer": {"salt": "zz", "hash": ""}}',
        '{"engineer": {"salt": "00", "hash": 7}}',
    ],
)
def test_damaged_codes_let_nobody_in_and_say_where_they_are(
    tmp_path: Path, damaged: str
) -> None:
    (tmp_path / FILE).write_text(damaged)

    with pytest.raises(WorkspaceError, match="cannot be read") as refused:
        is_let_in(tmp_path, "engineer", "")
    assert refused.value.words["path"] == str(tmp_path / FILE)
    assert "remove that file" in refused.value.word_way_out(str)


def test_codes_that_may_not_be_read_let_nobody_in(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()

    with pytest.raises(WorkspaceError, match="cannot be read"):
        is_let_in(tmp_path, "engineer", "")


def test_new_codes_make_the_old_ones_void(tmp_path: Path) -> None:
    old = make_codes(tmp_path, SEATS)
    new = make_codes(tmp_path, SEATS)

    assert old != new
    assert not is_let_in(tmp_path, "engineer", old["engineer"])


def test_codes_are_short_and_of_letters_nobody_confuses(tmp_path: Path) -> None:
    codes = make_codes(tmp_path, [f"seat-{n}" for n in range(40)])

    assert {len(code) for code in codes.values()} == {LENGTH}
    assert set("".join(codes.values())) <= set(LETTERS)
    assert not set("ilo01") & set(LETTERS)
    assert len(set(codes.values())) == 40
