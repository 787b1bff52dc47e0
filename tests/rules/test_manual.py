"""What a rule's page shows as wrong is wrong, and what it shows as right is right."""

import re
import textwrap

import pytest

from drillkit.plan.rules import RULES, Rule
from drillkit.plan.source import read_tree
from tests.golden import HERE, problems_of, texts_of

REFERENCES = [
    rule
    for rule in RULES
    if rule.NAME.startswith("unknown-") and rule.NAME != "unknown-outcome"
]


def example(rule: Rule, heading: str) -> str:
    found = re.search(rf"^{heading}:\n\n((?:    .*\n|\n)+)", rule.__doc__ or "", re.M)
    assert found
    return textwrap.dedent(found[1]).strip() + "\n"


def with_keys(rule: Rule, snippet: str) -> str:
    """The rule's sound golden plan, with the keys of *snippet* in place of its own."""
    [known] = (HERE / "rules" / rule.NAME).glob("known.yaml")
    files = texts_of(known.read_text("utf-8"))
    new = chunks(snippet)
    for path, text in files.items():
        old = chunks(text)
        if chunks(example(rule, "Right")).items() <= old.items():
            files[path] = "".join((old | new).values())
    return "".join(f"# file: {path}\n{text}" for path, text in files.items())


def chunks(text: str) -> dict[str, str]:
    """The text of each key at the top."""
    tree, _ = read_tree("plan.yaml", text)
    assert tree is not None
    starts = [marks[0] for marks in tree.data.marks.values()]
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return dict(zip(tree.data, pieces, strict=True))


@pytest.mark.parametrize("rule", REFERENCES, ids=lambda rule: rule.NAME)
def test_the_wrong_example_breaks_its_rule(rule: Rule):
    text = with_keys(rule, example(rule, "Wrong"))

    assert [problem.rule for problem in problems_of(text, [rule])] == [rule.NAME]


@pytest.mark.parametrize("rule", REFERENCES, ids=lambda rule: rule.NAME)
def test_the_right_example_keeps_its_rule(rule: Rule):
    assert problems_of(with_keys(rule, example(rule, "Right")), [rule]) == ()
