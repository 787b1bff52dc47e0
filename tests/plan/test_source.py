"""Text becomes a tree that remembers where everything was written."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drillkit.plan.source import DEEPEST, FASTEST, MOST_PROBLEMS, Tree, read_tree

LOADERS = pytest.mark.parametrize("loader", [FASTEST, yaml.SafeLoader])


def tree_of(text: str) -> Tree:
    tree, problems = read_tree("plan.yaml", text)

    assert problems == ()
    assert tree is not None
    return tree


def rules_of(text: str, loader: object = FASTEST) -> list[str]:
    return [problem.rule for problem in read_tree("plan.yaml", text, loader)[1]]


def written(tree: Tree, *loc: str | int, key: bool = False) -> str:
    """The characters that a place covers."""
    place = tree.place(loc, key)
    line = tree.lines.line(place.line)
    return line[place.column - 1 : place.column - 1 + place.width]


@LOADERS
@pytest.mark.parametrize(
    "value",
    ["no", "on", "12:30", "1:30:00", "1e3", "010", "1.10", "2026-01-02", "=", "~"],
)
def test_no_scalar_is_anything_but_its_text(value: str, loader: object):
    tree, problems = read_tree("plan.yaml", f"{value}: {value}\n", loader)

    assert tree is not None
    assert tree.data == {value: value}
    assert problems == ()


def test_a_key_without_a_value_has_the_empty_text():
    tree = tree_of("a:\nb: ''\n")

    assert tree.data == {"a": "", "b": ""}
    assert not tree.is_quoted(("a",))
    assert tree.is_quoted(("b",))


def test_quotes_and_blocks_set_text_apart():
    tree = tree_of("a: x\nb: \"x\"\nc: 'x'\nd: |\n  x\ne: >\n  x\nf: [x]\n")

    assert [tree.is_quoted((key,)) for key in "abcdef"] == [
        False, True, True, True, True, False,
    ]  # fmt: skip


def test_a_place_covers_the_whole_value():
    tree = tree_of("a: {b: [one, two words], c: 'x'}\n")

    assert written(tree, "a", "b", 1) == "two words"
    assert written(tree, "a", "b") == "[one, two words]"
    assert written(tree, "a", "c") == "'x'"
    assert written(tree, "a", "c", key=True) == "c"


def test_a_value_over_several_lines_is_shown_at_its_key():
    tree = tree_of("a:\n  b: 1\nc:\n  - x\n  - y: 1\n    z: 2\n")

    assert written(tree, "a") == "a"
    assert written(tree, "c") == "c"
    assert written(tree, "c", 1).startswith("y: 1")


def test_quotes_over_several_lines_are_shown_where_they_open():
    tree = tree_of('a: "one\n  two"\n')

    assert written(tree, "a") == '"one'


def test_what_is_not_there_is_shown_at_the_nearest_key_above_it():
    tree = tree_of("# a comment\nfirst: 1\na:\n  b: {c: 1}\n")

    assert written(tree, "a", "b", "nowhere", 3) == "b"
    assert written(tree, "nowhere") == "first"
    assert written(tree) == "first"


def test_places_count_characters_whatever_they_are_made_of():
    tree = tree_of("имя: 👍 значение\nb: x\n")

    assert written(tree, "имя") == "👍 значение"
    assert tree.place(("b",)).line == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_every_editor_has_it(end: str):
    tree = tree_of(f"a: 1{end}b:{end}  c: x{end}")

    assert tree.data == {"a": "1", "b": {"c": "x"}}
    assert (tree.place(("b", "c")).line, written(tree, "b", "c")) == (3, "x")


def test_a_line_separator_inside_text_is_no_line_for_an_editor():
    tree = tree_of('a: "x\u2028y"\nb: z\n')

    assert tree.place(("b",)).line == 2


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    tree = tree_of("\ufeffrunbook: x\n")

    assert list(tree.data) == ["runbook"]
    assert tree.place(("runbook",), key=True).column == 1


def test_a_place_inside_plain_or_quoted_text_is_exact():
    tree = tree_of("a: one two\nb: 'one two'\n")

    assert tree.place_inside(("a",), 4, 7).column == 8
    assert tree.place_inside(("b",), 4, 7).column == 9


@pytest.mark.parametrize(
    "text", ['a: "o\\x6e two"', "a: one\n  two", "a: >\n  one two"]
)
def test_a_place_inside_escaped_or_folded_text_is_all_of_it(text: str):
    tree = tree_of(f"{text}\n")

    assert tree.place_inside(("a",), 1, 3) == tree.place(("a",))


def test_the_last_line_of_a_value_leaves_out_what_follows_it():
    tree = tree_of("a:\n  b: 1\n  c: 2\n\n# next\nd: 3\n")

    assert tree.last_line(("a",)) in (3, 5)
    assert tree.last_line(("a", "b")) == 2


def test_a_repeated_key_keeps_the_first_and_hides_nothing_after_it():
    tree, problems = read_tree("p", "a: 1\na: {x: 1, x: 2}\nb: 1\nb: 2\n")

    assert tree is not None
    assert tree.data == {"a": "1", "b": "1"}
    assert [(p.rule, p.place.line, p.words["line"]) for p in problems] == [
        ("repeated-key", 2, "1"),
        ("repeated-key", 2, "2"),
        ("repeated-key", 4, "3"),
    ]


@LOADERS
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x 1\n", "anchor"),
        ("a: &x {b: 1}\n", "anchor"),
        ("&x a: 1\n", "anchor"),
        ("a: [*x]\n", "alias"),
        ("*x : 1\n", "alias"),
        ("a: !!python/object/apply:os.system [x]\n", "tag"),
        ("a: ! x\n", "tag"),
        ("<<: {a: 1}\n", "merge-key"),
        ("a: 1\n---\nb: 1\n", "second-document"),
        ("? {a: 1}\n: x\n", "odd-key"),
        ("[a, b]: x\n", "odd-key"),
        ("", "empty-file"),
        ("---\n", "wrong-kind"),
        ("- a\n", "wrong-kind"),
        ("a\n", "wrong-kind"),
        ("a: x\u202ey\n", "unseen-character"),
        ("a: x\x00\n", "unseen-character"),
        ("a: \ud800\n", "unseen-character"),
        ('a: "\\u202e"\n', "unseen-character"),
        ("a: b: c\n", "syntax"),
    ],
)
def test_what_a_plan_may_not_hold_is_refused(text: str, rule: str, loader: object):
    assert rules_of(text, loader) == [rule]


def test_a_quoted_merge_key_is_an_ordinary_key():
    assert tree_of('"<<": 1\n').data == {"<<": "1"}


def test_a_bomb_of_aliases_is_refused_without_being_built():
    lines = [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40)]

    assert set(rules_of("a0: &a0 [x]\n" + "".join(lines))) == {"anchor", "alias"}


def test_a_file_that_is_one_alias_is_no_plan():
    assert rules_of("*x") == ["alias", "wrong-kind"]


def test_a_hundred_problems_are_enough():
    assert len(rules_of("a: 1\n" * 100_000)) == MOST_PROBLEMS


def test_brackets_beyond_the_depth_are_read_no_further():
    tree, [problem] = read_tree("p", "a: " + "[" * 100_000)

    assert tree is None
    assert (problem.rule, problem.place.column) == ("too-deep", 3 + DEEPEST)


def test_a_file_of_forty_levels_is_read():
    levels = DEEPEST - 1

    assert rules_of("a: " + "[" * levels + "]" * levels) == []


def test_a_file_over_a_megabyte_is_not_read():
    assert rules_of("a: " + "x" * 1_000_000) == ["too-large"]


PIECES = st.sampled_from(
    ["a", "b: ", ": ", "- ", "\n", "\n  ", "{", "}", "[", "]", ",", "'", '"', "|", ">"]
    + ["&x ", "*x", "!t ", "#", "?", "<<", "%", "@", "`", "\t", "\\", "\r\n", "---\n"]
    + ["...\n", "\ufeff", "\u2028", "\x85", "\x00", "\ud800", "ё", "👍", "~", "=", " "]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_of_an_author_raises(text: str):
    for loader in (FASTEST, yaml.SafeLoader):
        tree, problems = read_tree("p", text, loader)

        assert tree is not None or problems
        assert all(p.place.line >= 1 and p.place.column >= 1 for p in problems)


SCALARS = st.text("abcдж 👍-_.", min_size=1).map(str.strip).filter(bool)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(SCALARS, inner),
    max_leaves=20,
)


@given(st.dictionaries(SCALARS, TREES, min_size=1), st.booleans())
def test_every_scalar_stands_where_its_place_says(
    data: dict[str, object], spread: bool
):
    text = json.dumps(data, ensure_ascii=False, indent=1 if spread else None)
    tree = tree_of(text)

    assert tree.data == data
    for loc, value in scalars(data, ()):
        assert written(tree, *loc) == f'"{value}"'


def scalars(node: object, loc: tuple[str | int, ...]):
    if isinstance(node, str):
        yield loc, node
        return
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        yield from scalars(value, (*loc, key))
