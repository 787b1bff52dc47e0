"""A problem is printed with its line, and the caret stands under the culprit."""

from drillkit.plan.excerpt import WIDEST, cells, excerpt, excerpts, headline
from drillkit.plan.place import Place
from drillkit.plan.problem import Problem


def problem(column: int, width: int, line: int = 6, hint: str = "") -> Problem:
    place = Place("outage.yaml", line, column, width)
    says = 'key "{key}" was already given'
    return Problem(place, "repeated-key", says, {"key": "target"}, hint, {"a": "b"})


def test_the_form_is_path_line_column_sentence_rule_line_caret_and_hint():
    found = problem(5, 6, hint='did you mean "{a}"?')

    assert excerpt(found, "    target: 20m", str).splitlines() == [
        'outage.yaml:6:5: key "target" was already given [repeated-key]',
        "  |",
        "6 |     target: 20m",
        "  |     ^~~~~~",
        '  = did you mean "b"?',
    ]


def test_the_gutter_is_as_wide_as_the_number_of_the_line():
    assert excerpt(problem(1, 1, 114), "x", str).splitlines()[1:] == [
        "    |",
        "114 | x",
        "    | ^",
    ]


def test_wide_characters_move_and_widen_the_caret():
    assert excerpt(problem(4, 2), "回線: 切断", str).splitlines()[2:] == [
        "6 | 回線: 切断",
        "  |      ^~~",
    ]


def test_a_mark_over_a_letter_takes_no_cell():
    assert [cells(c) for c in ("e", "\u0301", "線", "👍")] == [1, 0, 2, 2]


def test_a_tab_stays_a_tab_above_and_below():
    assert excerpt(problem(2, 1), "\tx", str).splitlines()[2:] == ["6 | \tx", "  | \t^"]


def test_an_empty_line_is_not_shown():
    assert "|" not in excerpt(problem(1, 1), "", str)


def test_a_long_line_is_shown_around_the_culprit():
    line = "a" * 500 + "CULPRIT" + "b" * 500
    _, _, shown, caret = excerpt(problem(501, 7), line, str).splitlines()

    assert len(shown) <= WIDEST + 10
    assert shown[caret.index("^") : caret.rindex("~") + 1] == "CULPRIT"


def test_what_would_turn_the_terminal_is_shown_as_a_mark():
    shown = excerpt(problem(1, 1), "a\x1b[31m\u202e", str)

    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_warning_says_that_it_is_one():
    place = Place("p", 1, 1, 1)
    warning = Problem(place, "review-overdue", "too old", severity="warning")

    assert headline(warning, str) == "p:1:1: warning: too old [review-overdue]"
    assert headline(
        warning, {"warning": "внимание", "too old": "устарел"}.__getitem__
    ) == ("p:1:1: внимание: устарел [review-overdue]")


def test_each_problem_is_shown_with_the_line_of_its_own_file():
    problems = [
        Problem(Place("a.yaml", 2, 1, 3), "one", "first"),
        Problem(Place("a.yaml", 1, 1, 3), "one", "second"),
        Problem(Place("gone.yaml", 1, 1, 3), "one", "third"),
    ]

    assert excerpts(problems, {"a.yaml": "top\nlow\n", "b.yaml": "no"}, str) == [
        "a.yaml:2:1: first [one]\n  |\n2 | low\n  | ^~~",
        "a.yaml:1:1: second [one]\n  |\n1 | top\n  | ^~~",
        "gone.yaml:1:1: third [one]",
    ]
