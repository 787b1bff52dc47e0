"""A document's view in every format it can be had in, as files' names and bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

from drillkit.review.docx import make_docx
from drillkit.review.foreign import has_own, made_apart, texts
from drillkit.review.house import at_home
from drillkit.review.painting import on_paper
from drillkit.review.paper import paper
from drillkit.review.pdf import compile_pdf
from drillkit.review.render import environment_of, render, render_text
from drillkit.review.sheets import entries_sheet, measures_sheet
from drillkit.review.view.blocks import Gantt
from drillkit.review.view.chart import Chart, States

Format = Literal["html", "pdf", "docx", "md", "json", "csv"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def files(
    view: Mapping[str, Any],
    form: Format,
    templates: Path | None = None,
    name: str = "aar",
) -> dict[str, bytes]:
    """What *form* is made of, by the ending of each file's name.

    A company's own templates run in a process of their own.
    """
    if templates is not None and has_own(templates):
        return made_apart(view, form, templates, name)
    return made(view, form, templates, name)


def made(
    view: Mapping[str, Any], form: Format, templates: Path | None, name: str
) -> dict[str, bytes]:
    """The same, made here."""
    view = at_home(view, templates)
    match form:
        case "html" | "md" | "json":
            return {form: render(view, form, templates, name).encode()}
        case "csv":
            return {
                "measures.csv": measures_sheet(view).encode(),
                "entries.csv": entries_sheet(view).encode(),
            }
        case "pdf":
            data = _on_paper(view, templates)
            return {form: compile_pdf(f"{name}.typ", data, view["when"], templates)}
        case "docx":
            data = _on_paper(view, templates)
            environment = environment_of(templates)
            return {form: make_docx(f"{name}.docx", data, environment, templates)}


def _on_paper(view: Mapping[str, Any], templates: Path | None) -> dict[str, Any]:
    def draw(one: dict[str, Any]) -> str:
        return render_text("picture.svg.j2", {"one": one}, templates).strip()

    return paper(view, draw)


def drawing(block: Chart | States | Gantt, templates: Path | None = None) -> str:
    """A picture alone, with its legend, as an SVG file's text."""
    shown = {**block, "picture": on_paper(block), "is_natural": False}
    [text] = texts([("picture.svg.j2", {"one": shown})], templates)
    return text.strip() + "\n"
