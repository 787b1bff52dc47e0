"""The pictures in the README are what the program shows today."""

import re

import pytest

from tests.example import ROOT
from tests.pictures import PICTURES, drawn, path_of


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_what_the_program_shows(name: str) -> None:
    """Mend a difference with `make pictures`, after looking at it."""
    assert path_of(name).read_text("utf-8") == drawn(PICTURES[name])


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_asks_for_nothing_outside(name: str) -> None:
    picture = path_of(name).read_text("utf-8")

    assert picture.count("http") == picture.count('xmlns="http') == 1
    assert "url(" not in picture.replace("url(#", "")
    assert "<script" not in picture


def test_the_readme_shows_every_picture() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"\(reports/pictures/(\S+)\.svg\)", readme)

    assert sorted(shown) == sorted(PICTURES)
    assert sorted(x.name for x in path_of("").parent.iterdir()) == sorted(
        path_of(name).name for name in PICTURES
    )
