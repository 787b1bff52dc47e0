"""A partner's work and a line of the affected table in full."""

from collections.abc import Iterator

from drillkit.engine.drill import Item
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.times import (
    left_of,
    left_words,
    pressing,
    span,
    stamp,
    story_clock,
)
from drillkit.tui.view.values import Cell, ItemRef, Page, RequestRef


def request_page(scene: Scene, ref: RequestRef) -> Page | None:
    """What a partner was asked for, and what it promised."""
    asked = scene.drill.requests.get(ref.request)
    if asked is None:
        return None
    reader = scene.reader
    lines = [
        cell(reader.service(asked.provider, asked.service), "strong"),
        cell(reader.path(asked.run, asked.path)),
        cell(reader._("From: {run}").format(run=reader.run(asked.run)), "dim"),
        cell(
            reader._("Asked {time} ago, {answer}.").format(
                time=span(scene.now - asked.made_at),
                answer=reader._("acknowledged")
                if asked.acknowledged
                else reader._("no answer yet"),
            )
        ),
    ]
    for kind in ("provider-answer", "provider"):
        owed = scene.drill.obligations.get(f"{kind}:{asked.request}")
        if owed is None or owed.due is None:
            continue
        left = left_of(scene, owed)
        what = reader._("answer") if kind != "provider" else reader._("done")
        text = f"{what}: {story_clock(scene, owed.due)}, {left_words(reader, left)}"
        lines.append(cell(text, pressing(left, owed.limit).tone))
    return page(reader.provider(asked.provider), lines)


def item_page(scene: Scene, ref: ItemRef) -> Page | None:
    """A broken thing: whose, how many it leaves without, how far it is back."""
    item = scene.drill.items.get(ref.item)
    if item is None:
        return None
    return page(scene.reader.item(item.item), _item(scene, item))


def _item(scene: Scene, item: Item) -> Iterator[Cell]:
    reader = scene.reader
    _ = reader._
    yield cell(reader.item(item.item), "strong")
    yield cell(_("Priority {n}").format(n=item.priority))
    if item.users:
        yield cell(_("Users: {n}").format(n=reader.number(item.users)))
    if item.client:
        yield cell(_("Client: {client}").format(client=reader.client(item.client)))
    if item.site:
        yield cell(_("Site: {site}").format(site=reader.site(item.site)))
    for milestone, at in item.marks.items():
        yield cell(f"[x] {stamp(at)} {reader.milestone(milestone)}")
    if item.estimate is not None and "restored-confirmed" not in item.marks:
        text = _("Expected back at {time}, {left}").format(
            time=story_clock(scene, item.estimate),
            left=left_words(reader, item.estimate - scene.now),
        )
        yield cell(text)
