"""A document's view with its pictures drawn, for formats that can show them."""

from typing import Any, TypeGuard

from drillkit.review.drawing import (
    Picture,
    Shape,
    legend_mark,
    moved_mark,
    paint,
    rect,
    words,
)
from drillkit.review.drawing_gantt import gantt_signs, paint_gantt
from drillkit.review.layout import lay_out
from drillkit.review.letters import width
from drillkit.review.view.blocks import Block, Gantt
from drillkit.review.view.chart import Chart, Sign, States


def painted(view: Any) -> dict[str, Any]:
    """The same document; each picture also has its shapes."""
    sections = [
        {**section, "blocks": [with_picture(block) for block in section["blocks"]]}
        for section in view["sections"]
    ]
    return {**view, "sections": sections}


def with_picture(block: Block) -> Any:
    """A block as templates draw it."""
    if not is_picture(block):
        return block
    legend = [{**sign, "shapes": mark_of(sign)} for sign in signs_of(block)]
    return {
        "kind": "picture",
        "is_natural": block["kind"] == "states",
        "id": block["id"],
        "title": block["title"],
        "text": block["text"],
        "legend": legend,
        "picture": picture_of(block),
    }


def is_picture(block: Block) -> TypeGuard[Chart | States | Gantt]:
    return block["kind"] in ("chart", "states", "gantt")


def picture_of(block: Chart | States | Gantt) -> Picture:
    """Its shapes, without the legend."""
    match block["kind"]:
        case "chart":
            return paint(block)
        case "gantt":
            return paint_gantt(block)
        case "states":
            return lay_out(block)


def signs_of(block: Chart | States | Gantt) -> list[Sign]:
    return gantt_signs(block) if block["kind"] == "gantt" else block["legend"]


def mark_of(sign: Sign) -> list[Shape]:
    """The small picture beside a legend's words."""
    if not sign["mark"].startswith("box"):
        return legend_mark(sign)
    return [rect(sign["mark"], 0.5, 1, 25, 10)]


def on_paper(block: Chart | States | Gantt) -> Picture:
    """With the legend under it, where there is no page to hold it."""
    picture = picture_of(block)
    signs = signs_of(block)
    if not signs:
        return picture
    x, y = 8.0, picture["height"] + 6.0
    shapes = []
    for sign in signs:
        taken = 32 + width(sign["text"], 11) + 18
        if x + taken > picture["width"] and x > 8:
            x, y = 8.0, y + 18
        shapes += [moved_mark(one, x, y) for one in mark_of(sign)]
        shapes.append(words(sign["text"], x + 32, y + 10, "soft", size=11))
        x += taken
    height = round(y + 18)
    paper = rect("paper", 0, 0, picture["width"], height)
    return {**picture, "height": height, "shapes": [paper, *picture["shapes"], *shapes]}
