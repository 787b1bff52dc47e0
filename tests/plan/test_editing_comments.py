"""Comments, texts in lines and odd mappings stay whole when a plan is edited."""

import pytest

from drillkit.plan import editing
from drillkit.plan.source import read_tree
from drillkit.plan.tree import Tree

NOTE = """\
steps:
  look:
    do: |
      Call the guard
      # 12 is the bell
    by: guard            # at the gate
  # the crew follows
  go: {do: Go}
"""


def tree(text: str) -> Tree:
    found, problems = read_tree("plan.yaml", text)
    assert found is not None, problems
    return found


def test_a_new_key_comes_last_and_before_the_next_comment() -> None:
    text = editing.put(tree(NOTE), ("steps", "look"), "target", "5m")
    assert text == NOTE.replace("# at the gate\n", "# at the gate\n    target: 5m\n")


def test_a_text_in_lines_keeps_what_looks_like_a_comment() -> None:
    one = "steps:\n  look:\n    do: |\n      Call\n      # 12 is the bell\n"
    text = editing.put(tree(one), ("steps", "look"), "by", "guard")
    assert text == f"{one}    by: guard\n"
    dropped = editing.drop(tree(NOTE), ("steps", "look"), "do")
    assert "12 is the bell" not in dropped
    assert "# at the gate" in dropped


def test_a_text_in_lines_is_replaced_whole() -> None:
    text = editing.put(tree(NOTE), ("steps", "look"), "do", "Look")
    assert text == NOTE.replace(
        " |\n      Call the guard\n      # 12 is the bell\n", " Look\n"
    )


@pytest.mark.parametrize(
    ("flow", "after"),
    [
        ("{do: x}", "{do: x, target: 5m}"),
        ("{}", "{target: 5m}"),
        ("{do: x, }", "{do: x, target: 5m, }"),
        (
            "{do: x, # one\n   by: y   # two\n  }",
            "{do: x, # one\n   by: y, target: 5m   # two\n  }",
        ),
        ('{do: "x", needs: [a, b]}', '{do: "x", needs: [a, b], target: 5m}'),
    ],
)
def test_a_mapping_on_one_line_takes_a_key(flow: str, after: str) -> None:
    text = editing.put(tree(f"a:\n  b: {flow}\n"), ("a", "b"), "target", "5m")
    assert text == f"a:\n  b: {after}\n"
    assert tree(text).value(("a", "b", "target")) == "5m"


@pytest.mark.parametrize(
    ("flow", "key", "after"),
    [
        ("{do: x, by: y}", "do", "{by: y}"),
        ("{do: x, by: y}", "by", "{do: x}"),
        ("{do: x}", "do", "{}"),
        ("{do: x, # one\n   by: y}", "do", "{by: y}"),
    ],
)
def test_a_key_leaves_a_mapping_with_its_comma_and_comment(
    flow: str, key: str, after: str
) -> None:
    text = editing.drop(tree(f"a:\n  b: {flow}\n"), ("a", "b"), key)
    assert text == f"a:\n  b: {after}\n"


def test_a_key_of_a_mapping_in_lines_leaves_with_its_line() -> None:
    text = editing.drop(tree(NOTE), ("steps", "look"), "by")
    assert text == NOTE.replace("    by: guard            # at the gate\n", "")


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    text = editing.put(tree(NOTE), ("steps", "look"), "by", "clerk")
    assert text == NOTE.replace("by: guard", "by: clerk")


def test_a_file_without_a_last_line_feed_and_with_windows_lines_stays_so() -> None:
    text = editing.put(tree("a:\r\n  b:\r\n    c: d"), ("a", "b"), "e", "f")
    assert text == "a:\r\n  b:\r\n    c: d\r\n    e: f\r\n"


def test_a_new_key_comes_behind_a_list_in_lines() -> None:
    one = "a:\n  b:\n    needs:\n      - x\n      - y  # why\n  # next\n  c: d\n"
    text = editing.put(tree(one), ("a", "b"), "by", "guard")
    assert text == one.replace("# why\n", "# why\n    by: guard\n")
