"""The example report beside the README is what the program writes today."""

import pytest

from tests.example import ROOT, example


@pytest.mark.parametrize("ending", ["md", "html", "pdf", "svg"])
def test_the_example_is_what_the_program_writes(ending: str) -> None:
    """Mend a difference with `make example`, after reading it."""
    name = f"example.en.{ending}"
    kept = (ROOT / "reports" / name).read_bytes()

    assert kept == example()[name]


def test_the_picture_asks_for_nothing_outside() -> None:
    picture = example()["example.en.svg"].decode()

    assert picture.count("http") == picture.count('xmlns="http') == 1
