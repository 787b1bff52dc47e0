"""Join codes: one seat each, hashed where they are kept."""

from pathlib import Path

from drillkit.conduct.codes import (
    FILE,
    LENGTH,
    LETTERS,
    has_codes,
    is_let_in,
    make_codes,
)

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
    assert not has_codes(tmp_path)
    assert is_let_in(tmp_path, "engineer", "")


def test_no_code_stands_in_the_file(tmp_path: Path) -> None:
    codes = make_codes(tmp_path, SEATS)
    kept = (tmp_path / FILE).read_text()

    assert has_codes(tmp_path)
    assert not [code for code in codes.values() if code in kept]


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
