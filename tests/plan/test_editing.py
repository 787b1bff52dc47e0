"""A little of a file changes; all the rest stays as its author wrote it."""

import pytest

from drillkit.plan.editing import drop, flow, flow_list, plain, put, put_entry
from drillkit.plan.source import read_tree
from drillkit.plan.tree import Tree

LINES = """\
# Ours.
steps:
  look:          # by day
    do: "Look"
    by: lead

    # Both of them.
    needs:
      - call
      - ask
  # The last.
  mend: {do: "Mend", by: crew}
  rest: {}
"""


def tree(text: str = LINES) -> Tree:
    found, problems = read_tree("x.yaml", text)
    assert found is not None
    assert problems == ()
    return found


def changed(after: str, before: str = LINES) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return (
        [line for line in old if line not in new],
        [line for line in new if line not in old],
    )


def test_a_value_takes_the_place_of_another() -> None:
    text = put(tree(), ("steps", "look"), "by", "crew")

    assert changed(text) == (["    by: lead"], ["    by: crew"])


def test_a_value_on_one_line_takes_the_place_of_one_over_several() -> None:
    text = put(tree(), ("steps", "look"), "needs", flow_list(["ask"]))

    gone = ["    needs:", "      - call", "      - ask"]
    assert changed(text) == (gone, ["    needs: [ask]"])


def test_a_new_value_comes_last() -> None:
    text = put(tree(), ("steps", "look"), "target", "5m")

    assert changed(text) == ([], ["    target: 5m"])
    assert "      - ask\n    target: 5m\n  # The last.\n" in text


@pytest.mark.parametrize(
    ("step", "line"),
    [
        ("mend", '  mend: {do: "Mend", by: crew, target: 5m}'),
        ("rest", "  rest: {target: 5m}"),
    ],
)
def test_a_new_value_goes_into_the_braces(step: str, line: str) -> None:
    _, came = changed(put(tree(), ("steps", step), "target", "5m"))

    assert came == [line]


@pytest.mark.parametrize("after", ["mend", "nobody"])
def test_a_new_entry_comes_behind_another_or_last(after: str) -> None:
    values = {"do": plain('Say "no"'), "by": flow({"crew": "2"})}
    text = put_entry(tree(), ("steps",), after, "say", values)

    came = ["  say:", '    do: "Say \\"no\\""', "    by: {crew: 2}"]
    assert changed(text) == ([], came)
    assert list(tree(text).data["steps"]) == (
        ["look", "mend", "say", "rest"]
        if after == "mend"
        else ["look", "mend", "rest", "say"]
    )


def test_a_new_entry_goes_into_the_braces() -> None:
    before = "steps: {look: {do: a}}\n"
    text = put_entry(tree(before), ("steps",), "look", "say", {"do": "b", "by": "c"})

    assert text == "steps: {look: {do: a}, say: {do: b, by: c}}\n"


@pytest.mark.parametrize(
    ("key", "gone"),
    [
        ("by", ["    by: lead"]),
        ("needs", ["    needs:", "      - call", "      - ask"]),
    ],
)
def test_a_key_goes_with_all_its_lines(key: str, gone: list[str]) -> None:
    assert changed(drop(tree(), ("steps", "look"), key)) == (gone, [])


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("do", "a: {by: c, to: d}"),
        ("by", "a: {do: b, to: d}"),
        ("to", "a: {do: b, by: c}"),
    ],
)
def test_a_key_goes_with_one_comma(key: str, left: str) -> None:
    assert drop(tree("a: {do: b, by: c, to: d}"), ("a",), key) == left


def test_the_only_key_leaves_its_braces() -> None:
    assert drop(tree("a: {do: b}"), ("a",), "do") == "a: {}"


def test_lines_end_as_the_author_ends_them() -> None:
    before = "a:\r\n  do: b"

    assert put(tree(before), ("a",), "by", "c") == "a:\r\n  do: b\r\n  by: c\r\n"
