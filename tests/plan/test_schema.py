"""An editor that obeys the schema agrees with the reader on what has a place."""

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from drillkit.plan.read import KINDS, files_in
from drillkit.plan.schema import schema
from drillkit.plan.source import Loc, Tree, read_tree
from drillkit.shipped import runbooks

SHIPPED = files_in([runbooks()])


def as_an_editor_reads_it(tree: Tree, loc: Loc = ()) -> Any:
    """Values of YAML 1.2, where a bare 7 is a number and a bare true is not text."""
    node = tree.value(loc)
    if isinstance(node, dict):
        return {key: as_an_editor_reads_it(tree, (*loc, key)) for key in node}
    if isinstance(node, list):
        return [as_an_editor_reads_it(tree, (*loc, i)) for i in range(len(node))]
    if tree.is_quoted(loc):
        return node
    if re.fullmatch("-?[0-9]+", node):
        return int(node)
    return node == "true" if node in ("true", "false") else node or None


def complaints(kind: str, text: str) -> list[str]:
    tree, _ = read_tree("plan.yaml", text)
    assert tree is not None
    validator = Draft202012Validator(schema(kind))
    return [
        error.message for error in validator.iter_errors(as_an_editor_reads_it(tree))
    ]


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_every_schema_is_one(kind: str | None):
    Draft202012Validator.check_schema(schema(kind))


def test_each_kind_has_an_id_of_its_own():
    ids = [schema(kind)["$id"] for kind in [*KINDS, None]]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_file_satisfies_its_schema(path: Any):
    text = path.read_text("utf-8")
    kind = next(line for line in text.splitlines() if line[:1].isalpha()).split(":")[0]

    assert complaints(kind, text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("10m", "10"),
        ("mend:", "Mend It:"),
        ("true", "sometimes"),
        ("do: Fix", "doo: Fix"),
        ("lead}", "[lead]}"),
    ],
)
def test_a_mistake_of_form_is_refused(old: str, new: str):
    good = (
        "runbook: cut\ndepartment: noc\ntitle: A cable\nowner: lead\nphases:\n"
        "  mend: {target: 10m, steps: {fix: {do: Fix, by: lead}}}\n"
        "  normal: {final: true}\n"
    )

    assert complaints("runbook", good) == []
    assert complaints("runbook", good.replace(old, new)) != []


def test_every_mapping_by_id_is_closed():
    open_maps = [
        node
        for kind in KINDS
        for node in mappings(schema(kind))
        if "patternProperties" in node and node.get("additionalProperties") is not False
    ]

    assert open_maps == []


def mappings(node: Any):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from mappings(value)
    elif isinstance(node, list):
        for value in node:
            yield from mappings(value)


def objects(node: Any) -> list[Any]:
    """Every part of a schema that is about a mapping."""
    if isinstance(node, list):
        return [found for item in node for found in objects(item)]
    if not isinstance(node, dict):
        return []
    mine = [node] if node.get("type") == "object" else []
    return mine + [found for value in node.values() for found in objects(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mapping_says_what_its_keys_look_like_and_takes_no_others(kind: str):
    for one in objects(schema(kind)):
        assert "properties" in one or "patternProperties" in one
        assert one["additionalProperties"] is False
