"""Charts as data: rows of bands and points on one axis, drawn alike everywhere.

Bands and points carry their own words, so a chart reads without colours, and its
text holds the same figures for those who cannot see it.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

Axis = Literal["clock", "duration"]
# What a band means; each has a hatch or a height of its own beside its colour.
Look = Literal["kept", "missed", "open", "plan", "stop", "quiet"]
Mark = Literal["dot", "ring", "diamond", "cross", "tick"]


class Band(TypedDict):
    """From ``start`` to ``end`` in the axis' milliseconds."""

    start: int
    end: int
    look: Look
    label: str
    title: str


class Point(TypedDict):
    """One moment or one value."""

    at: int
    mark: Mark
    look: Look
    title: str


class Strip(TypedDict):
    """One row: its words stand over it, its figure at the right of them."""

    label: str
    note: str
    look: Look
    is_group: bool
    bands: list[Band]
    points: list[Point]


class Line(TypedDict):
    """A moment that concerns all rows."""

    at: int
    label: str


class Sign(TypedDict):
    """One entry of the legend."""

    look: Look
    mark: str
    text: str


class Chart(TypedDict):
    """A picture as data; ``text`` says in words what it shows."""

    kind: Literal["chart"]
    id: str
    title: str
    text: str
    axis: Axis
    start: int
    end: int
    rows: list[Strip]
    lines: list[Line]
    legend: list[Sign]
    refs: list[int]


StageLook = Literal["box", "box-taken", "box-late"]


class Way(TypedDict):
    """From one stage to another; ``times`` is how often it was taken."""

    start: str
    end: str
    label: str
    times: int


class Track(TypedDict):
    """A lane: stages that run beside those of the other lanes."""

    id: str
    label: str
    stages: "list[Stage]"
    ways: list[Way]


class Stage(TypedDict):
    """A phase, by its path in the runbook."""

    id: str
    label: str
    notes: list[str]
    look: StageLook
    is_final: bool
    lanes: list[Track]


class States(TypedDict):
    """The picture of one runbook as data."""

    kind: Literal["states"]
    id: str
    title: str
    text: str
    stages: list[Stage]
    ways: list[Way]
    legend: list[Sign]
    refs: list[int]


def band(start: int, end: int, look: Look, label: str = "", title: str = "") -> Band:
    return {
        "start": start,
        "end": max(start, end),
        "look": look,
        "label": label,
        "title": title,
    }


def point(at: int, mark: Mark, look: Look = "kept", title: str = "") -> Point:
    return {"at": at, "mark": mark, "look": look, "title": title}


def strip(
    label: str,
    note: str = "",
    look: Look = "quiet",
    bands: Iterable[Band] = (),
    points: Iterable[Point] = (),
    is_group: bool = False,
) -> Strip:
    return {
        "label": label,
        "note": note,
        "look": look,
        "is_group": is_group,
        "bands": list(bands),
        "points": list(points),
    }


def sign(text: str, look: Look, mark: str = "band") -> Sign:
    return {"look": look, "mark": mark, "text": text}


def chart(
    id_: str,
    title: str,
    text: str,
    axis: Axis,
    extent: tuple[int, int],
    rows: Sequence[Strip],
    legend: Sequence[Sign],
    lines: Sequence[Line] = (),
    refs: Iterable[int] = (),
) -> Chart:
    return {
        "kind": "chart",
        "id": id_,
        "title": title,
        "text": text,
        "axis": axis,
        "start": extent[0],
        "end": max(extent[1], extent[0] + 60_000),
        "rows": list(rows),
        "lines": list(lines),
        "legend": list(legend),
        "refs": sorted(set(refs)),
    }


def said(rows: Iterable[Strip]) -> str:
    """The figures of the rows as one sentence after another."""
    return "; ".join(f"{row['label']}: {row['note']}" for row in rows if row["note"])


def drawn(one: Chart | None) -> list[Chart]:
    """A picture, if there is something to show."""
    return [one] if one else []
