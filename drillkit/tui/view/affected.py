"""What is broken and how far it is back, and what partners were asked for."""

from collections.abc import Iterator
from typing import Final

from drillkit.engine.drill import Item
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.clocks import Clock
from drillkit.tui.view.times import (
    bar,
    late_words,
    left_of,
    left_words,
    pressing,
    span,
    story_clock,
)
from drillkit.tui.view.values import Cell, ItemRef, RequestRef, Row, Table

# What an item reaches, from broken to well; the furthest says how it stands.
_STEPS: Final = ("workaround", "restored-reported", "restored-confirmed", "normal")
_FITS: Final = (
    Fit("", 3),
    Fit(),
    Fit("", 20, drops=1),
    Fit("", 8, is_right=True, drops=2),
    Fit("", 24),
)


def affected(scene: Scene) -> Table:
    """The affected table: "11 of 15 restored", then what is still broken first."""
    items = sorted(
        scene.drill.items.values(), key=lambda x: (_is_back(x), x.priority, x.item)
    )
    back, of = sum(map(_is_back, items)), len(items)
    title = scene.reader._("Affected, {share} restored")
    share = scene.reader.share(back, of)
    rows = (_item(scene, item) for item in items)
    empty = scene.reader._("Nothing is listed as broken.")
    return fitted(title.format(share=share), _FITS, rows, empty)


def _is_back(item: Item) -> bool:
    return "restored-confirmed" in item.marks


def _item(scene: Scene, item: Item) -> Row:
    reader = scene.reader
    reached = [name for name in _STEPS if name in item.marks]
    mark = "[x]" if _is_back(item) else "[>]" if reached else "[ ]"
    return row(
        ItemRef(item.item),
        cell(mark),
        cell(reader.item(item.item), "dim" if _is_back(item) else "plain"),
        cell(reader.client(item.client) if item.client else "", "dim"),
        cell(reader.number(item.users) if item.users else "", "dim"),
        _state(scene, item, reached),
    )


def _state(scene: Scene, item: Item, reached: list[str]) -> Cell:
    reader = scene.reader
    if item.estimate is not None and not _is_back(item):
        if item.estimate < scene.now:
            return cell(late_words(reader, scene.now - item.estimate), "late")
        text = reader._("back {time}").format(time=story_clock(scene, item.estimate))
        return cell(text)
    if reached:
        return cell(reader.milestone(reached[-1]), "dim")
    return cell(reader._("no estimate"), "attention")


def requests(scene: Scene) -> Table:
    """Work that partners were asked for, each with the partner's own clock."""
    _ = scene.reader._
    fits = (Fit("", 3), Fit(), Fit("", 12, drops=2), Fit("", 20), Fit("", 10, drops=1))
    return fitted(_("Partners"), fits, _asked(scene), _("No partner was asked."))


def _asked(scene: Scene) -> Iterator[Row]:
    reader = scene.reader
    for asked in scene.drill.requests.values():
        what = reader.service(asked.provider, asked.service)
        answer = reader._("confirmed") if asked.acknowledged else reader._("no answer")
        clock = _clock(scene, asked.request)
        time = cell(span(scene.now - asked.made_at))
        drawn = ""
        if clock is not None:
            press = pressing(clock.left, clock.owed.limit)
            time = cell(left_words(reader, clock.left), press.tone)
            drawn = bar(clock.owed.limit - clock.left, clock.owed.limit)
        yield row(
            RequestRef(asked.request),
            cell("[>]" if asked.acknowledged else "[ ]"),
            cell(f"{reader.provider(asked.provider)}: {what}"),
            cell(answer, "dim" if asked.acknowledged else "attention"),
            time,
            cell(drawn),
        )


def _clock(scene: Scene, request: str) -> Clock | None:
    owed = scene.drill.obligations.get(f"provider:{request}")
    if owed is None or owed.due is None:
        return None
    return Clock(owed, left_of(scene, owed), False)
