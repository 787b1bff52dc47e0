"""A document's view with its pictures drawn, for formats that can show them."""

from typing import Any

from drillkit.review.drawing import Picture, legend_mark, paint
from drillkit.review.layout import lay_out
from drillkit.review.view.blocks import Block
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
    if block["kind"] != "chart" and block["kind"] != "states":
        return block
    legend = [{**sign, "shapes": _mark(sign)} for sign in block["legend"]]
    return {**block, "legend": legend, "picture": picture_of(block)}


def picture_of(block: Chart | States) -> Picture:
    return paint(block) if block["kind"] == "chart" else lay_out(block)


def _mark(sign: Sign) -> list[Any]:
    if sign["mark"].startswith("box"):
        return [
            {
                **legend_mark({**sign, "mark": "band"})[0],
                "look": sign["mark"],
            }
        ]
    return list(legend_mark(sign))
