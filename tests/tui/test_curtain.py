"""Whoever opens a seat sees at once that it opens, and why if it does not."""

import pytest

from drillkit.tui.curtain import BACK, TO_THE_OTHER, curtain


def test_the_line_stands_until_the_screens_are_drawn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with curtain("drill city-1: reading its log ..."):
        shown = capsys.readouterr().err

    assert shown.startswith(TO_THE_OTHER)
    assert " drill city-1: reading its log ..." in shown
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("why", [LookupError, KeyboardInterrupt, SystemExit])
def test_a_seat_that_cannot_open_gives_the_terminal_back(
    why: type[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(why), curtain("reading"):
        raise why

    assert capsys.readouterr().err.endswith(BACK)
