"""A runbook's states as text that other programs draw: Mermaid and Graphviz DOT.

Ids are our own, and every word is quoted for the language it lands in, so that no
title can become a part of the diagram.
"""

from collections.abc import Iterator

from drillkit.review.clean import one_line
from drillkit.review.view.chart import Stage, States, Way

# What Mermaid would take for a part of its own, as it names such letters.
_MERMAID = {
    "#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", ":": "#colon;",
    ";": "#59;", "%": "#37;", "{": "#123;", "}": "#125;", "[": "#91;", "]": "#93;",
    "`": "#96;",
}  # fmt: skip
_FILL = {"box": "#f4f6f9", "box-taken": "#e8f2f8", "box-late": "#fcefe8"}


def mermaid(states: States) -> str:
    """A state diagram, version 2."""
    ids = _ids(states)
    lines = ["stateDiagram-v2", f"    %% {_m(states['title'])}", "    direction TB"]
    lines += _mermaid(states["stages"], states["ways"], ids, 1)
    lines += [
        "    classDef taken stroke:#0072b2,stroke-width:3px",
        "    classDef late stroke:#b23c00,stroke-width:3px",
    ]
    return "\n".join(lines) + "\n"


def _mermaid(
    stages: list[Stage], ways: list[Way], ids: dict[str, str], depth: int
) -> Iterator[str]:
    pad = "    " * depth
    if stages:
        yield f"{pad}[*] --> {ids[stages[0]['id']]}"
    for one in stages:
        name = ids[one["id"]]
        words = "<br>".join(_m(text) for text in (one["label"], *one["notes"]))
        yield f'{pad}state "{words}" as {name}'
        if one["lanes"]:
            yield f"{pad}state {name} {{"
            for number, lane in enumerate(one["lanes"]):
                if number:
                    yield f"{pad}    --"
                yield f"{pad}    %% {_m(lane['label'])}"
                yield from _mermaid(lane["stages"], lane["ways"], ids, depth + 1)
            yield f"{pad}}}"
        if one["look"] != "box":
            yield f"{pad}class {name} {one['look'].removeprefix('box-')}"
        if one["is_final"]:
            yield f"{pad}{name} --> [*]"
    for way in ways:
        label = f": {_m(way['label'])}" if way["label"] else ""
        yield f"{pad}{ids[way['start']]} --> {ids[way['end']]}{label}"


def _m(text: str) -> str:
    return "".join(_MERMAID.get(letter, letter) for letter in one_line(text))


def dot(states: States) -> str:
    """A directed graph; lanes are clusters."""
    ids = _ids(states)
    lines = [
        "digraph runbook {",
        f'  label={_d(states["title"])}; labelloc=t; fontname="sans-serif";',
        '  compound=true; node [shape=box, style="rounded,filled",'
        ' fontname="sans-serif", fontsize=11];',
        '  edge [fontname="sans-serif", fontsize=10];',
        *_dot(states["stages"], states["ways"], ids, 1),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _dot(
    stages: list[Stage], ways: list[Way], ids: dict[str, str], depth: int
) -> Iterator[str]:
    pad = "  " * depth
    for one in stages:
        name = ids[one["id"]]
        words = _d("\n".join([one["label"], *one["notes"]]))
        shape = ", peripheries=2" if one["is_final"] else ""
        wide = ", penwidth=2" if one["look"] != "box" else ""
        fill = _FILL[one["look"]]
        yield f'{pad}{name} [label={words}, fillcolor="{fill}"{shape}{wide}];'
        for lane in one["lanes"]:
            yield f"{pad}subgraph cluster_{ids[lane['id']]} {{"
            yield f"{pad}  label={_d(lane['label'])}; style=dashed;"
            yield from _dot(lane["stages"], lane["ways"], ids, depth + 1)
            yield f"{pad}}}"
            if lane["stages"]:
                first = ids[lane["stages"][0]["id"]]
                yield f"{pad}{name} -> {first} [style=dotted, arrowhead=none];"
    for way in ways:
        label = f" [label={_d(way['label'])}]" if way["label"] else ""
        yield f"{pad}{ids[way['start']]} -> {ids[way['end']]}{label};"


def _d(text: str) -> str:
    """A quoted string of DOT, its lines kept."""
    lines = [one_line(line) for line in text.split("\n")]
    quoted = "\\n".join(
        line.replace("\\", "\\\\").replace('"', '\\"') for line in lines
    )
    return f'"{quoted}"'


def _ids(states: States) -> dict[str, str]:
    """Short names of letters and figures, whatever paths hold."""
    paths = [*_paths(states["stages"])]
    return {path: f"s{number}" for number, path in enumerate(paths, 1)}


def _paths(stages: list[Stage]) -> Iterator[str]:
    for one in stages:
        yield one["id"]
        for lane in one["lanes"]:
            yield lane["id"]
            yield from _paths(lane["stages"])
