"""A plan file's text with a little of it different: the rest stays as its author wrote.

Works on the text by the places of the tree, so that comments, blank lines and the way
a mapping is written are kept.  A list of keys and values, ``loc``, leads to a mapping.
"""

import json
import re
from collections.abc import Mapping, Sequence

from drillkit.plan.tree import Loc, Map, Node, Seq, Tree


def put(tree: Tree, loc: Loc, key: str, value: str) -> str:
    """The text with *value*, written as YAML, under *key* of the mapping at *loc*."""
    here = _mapping(tree, loc)
    if key in here.marks:
        _, key_end, start, _ = here.marks[key]
        end = _end_of(tree.text, here, key)
        if _is_block(tree.text, start, end):
            return _spliced(tree.text, key_end, end, f": {value}")
        return _spliced(tree.text, start, end, value)
    if _is_flow(tree, loc):
        return _into_flow(tree, loc, f"{key}: {value}")
    return _after(tree, here, list(here.marks)[-1], [f"{key}: {value}"])


def put_entry(
    tree: Tree, loc: Loc, after: str, key: str, values: Mapping[str, str]
) -> str:
    """The text with a new mapping under *key*, behind the entry *after*, or last."""
    return put_entries(tree, loc, after, {key: values})


def put_entries(
    tree: Tree, loc: Loc, after: str, entries: Mapping[str, Mapping[str, str]]
) -> str:
    """The text with several new mappings, one behind the other."""
    here = _mapping(tree, loc)
    if _is_flow(tree, loc):
        inside = (f"{key}: {flow(values)}" for key, values in entries.items())
        return _into_flow(tree, loc, ", ".join(inside))
    behind = after if after in here.marks else list(here.marks)[-1]
    lines = []
    for key, values in entries.items():
        lines += [f"{key}:", *(f"  {name}: {text}" for name, text in values.items())]
    return _after(tree, here, behind, lines)


def drop(tree: Tree, loc: Loc, key: str) -> str:
    """The text without *key* and its value."""
    here = _mapping(tree, loc)
    begins, text, end = here.marks[key][0], tree.text, _end_of(tree.text, here, key)
    if _is_flow(tree, loc):
        return _out_of_flow(text, begins, end)
    first = text.rfind("\n", 0, begins) + 1
    return text[:first] + text[_line_end(text, end) :]


def plain(text: str) -> str:
    """Words as a YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


def flow(values: Mapping[str, str]) -> str:
    """A mapping on one line; its values are YAML already."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def flow_list(names: Sequence[str]) -> str:
    """A list of ids on one line."""
    return "[" + ", ".join(names) + "]"


def _mapping(tree: Tree, loc: Loc) -> Map:
    here = tree.value(loc)
    assert isinstance(here, Map), f"{loc} is a mapping"
    return here


def _is_flow(tree: Tree, loc: Loc) -> bool:
    *above, last = loc
    start = _mapping(tree, tuple(above)).marks[str(last)][2]
    return tree.text[start] == "{"


def _is_block(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end] and text[start] not in "\"'{["


def _end_of(text: str, here: Map, key: str) -> int:
    """Where a value really ends: its last leaf, without what follows it."""
    _, _, start, end = here.marks[key]
    return _end(text, start, end, here[key])


def _end(text: str, start: int, end: int, value: Node) -> int:
    opening = text[start : start + 1]
    if isinstance(value, Map) and value and opening != "{":
        return _end_of(text, value, list(value.marks)[-1])
    if isinstance(value, Seq) and value and opening != "[":
        return _end(text, *value.marks[-1], value[-1])
    # A text in lines may hold what looks like a comment.
    return len(text[:end].rstrip()) if opening in ("|", ">") else end


def _line_end(text: str, at: int) -> int:
    """The beginning of the line after *at*."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _after(tree: Tree, here: Map, key: str, lines: Sequence[str]) -> str:
    """The text with *lines* behind the entry *key* of a mapping in lines."""
    begins, text = here.marks[key][0], tree.text
    indent = " " * (begins - text.rfind("\n", 0, begins) - 1)
    at = _line_end(text, _end_of(text, here, key))
    newline = "\r\n" if "\r\n" in text else "\n"
    before = "" if text[:at].endswith("\n") else newline
    new = "".join(f"{indent}{line}{newline}" for line in lines)
    return text[:at] + before + new + text[at:]


def _into_flow(tree: Tree, loc: Loc, entry: str) -> str:
    """Behind the last value, before whatever comma or comment follows it."""
    here = _mapping(tree, loc)
    if here:
        at = _end_of(tree.text, here, list(here.marks)[-1])
        return _spliced(tree.text, at, at, f", {entry}")
    *above, last = loc
    at = _mapping(tree, tuple(above)).marks[str(last)][2] + 1
    return _spliced(tree.text, at, at, entry)


def _out_of_flow(text: str, start: int, end: int) -> str:
    """Without what stands from *start* to *end*, its comma and its comment."""
    behind = re.match(r"\s*,[ \t]*(#[^\n]*)?\s*", text[end:])
    if behind:
        return text[:start] + text[end + behind.end() :]
    before = re.search(r",\s*\Z", text[:start])
    return text[: before.start() if before else start] + text[end:]
