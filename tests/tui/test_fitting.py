"""Texts and columns fit their width, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from drillkit.tui.view.values import Cell, Column
from drillkit.tui.widgets.fitting import Part, bar, fitted, shown, widths, wrapped

TEXTS = st.text(max_size=60)


@given(TEXTS, st.integers(0, 40), st.booleans())
def test_a_fitted_text_has_exactly_its_width(text, width, is_right):
    assert cell_len(fitted(text, width, is_right=is_right)) == width


@given(TEXTS)
def test_what_is_shown_steers_no_terminal(text):
    assert not any(
        ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown(text)
    )


@given(TEXTS, st.integers(2, 40))
def test_no_wrapped_line_is_wider_than_the_page(text, width):
    assert all(cell_len(line) <= width for line in wrapped(text, width))


@given(st.lists(st.text("abc ", max_size=12), max_size=8), st.integers(2, 30))
def test_wrapping_loses_no_letter(words, width):
    text = " ".join(words)
    lines = list(wrapped(text, width))

    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_text_too_long_says_that_there_is_more():
    assert fitted("network operations", 8) == "network…"


def test_a_line_that_fits_is_left_as_it_stands():
    assert list(wrapped("  x     done", 20)) == ["  x     done"]


def test_later_lines_keep_the_indent():
    assert list(wrapped("  one two three", 9)) == ["  one two", "  three"]


def test_columns_leave_in_their_order_until_the_rest_fits():
    columns = (
        Column("", 3),
        Column("", 0),
        Column("", 20, drops=1),
        Column("", 10, drops=2),
    )

    assert widths(columns, 80) == (3, 44, 20, 10)
    assert widths(columns, 40) == (3, 25, 0, 10)
    assert widths(columns, 20) == (3, 16, 0, 0)


def test_two_free_columns_share_what_is_left():
    assert widths((Column(), Column()), 21) == (10, 10)


def test_a_bar_drops_its_lowest_part_and_shrinks_elastic_ones():
    parts = (
        Part(Cell("EXERCISE"), 100),
        Part(Cell("a long title of a drill"), 40, 6),
        Part(Cell("#128"), 10),
    )

    assert _text(bar(parts, 60)) == "EXERCISE  a long title of a drill  #128"
    assert _text(bar(parts, 30)) == "EXERCISE  a long title …  #128"
    assert _text(bar(parts, 18)) == "EXERCISE  a long …"
    assert _text(bar(parts, 8)) == "EXERCISE"


@given(
    st.lists(st.tuples(TEXTS, st.integers(0, 9), st.integers(0, 9))), st.integers(0, 80)
)
def test_a_bar_is_never_wider_than_the_screen(told, width):
    parts = [Part(Cell(text), rank, least) for text, rank, least in told]

    assert cell_len(_text(bar(parts, width))) <= width


def _text(cells):
    return "".join(cell.text for cell in cells)
