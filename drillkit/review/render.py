"""The one door to Jinja: a document's view in, text out.

A company's template may replace or extend a shipped one, so every template runs
in a sandbox where nothing can be changed or called but plain values, and a name
a view does not have is an error.  Words that people typed are escaped for the
format they land in.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2 import (
    TemplateError as JinjaError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from drillkit import shipped
from drillkit.errors import TemplateError
from drillkit.language import N_
from drillkit.review.clean import one_line, plain
from drillkit.review.painting import painted

Format = Literal["html", "md", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

# Everything is escaped as HTML unless its name says that it is something else.
_NOT_MARKUP: Final = (".md.j2", ".txt.j2", ".css")


def render(
    view: Mapping[str, Any],
    form: Format,
    templates: Path | None = None,
    name: str = "aar",
) -> str:
    """*view* as the document *name*; *templates* are the company's own, if any."""
    if form == "json":
        return _twin(view)
    shown = painted(view) if form == "html" else view
    with told_of(name):
        # What a document has no template for is drawn like the report.
        names = [f"{name}.{form}.j2", f"aar.{form}.j2"]
        template = environment_of(templates).select_template(names)
        return template.render(view=shown)


def render_text(
    name: str, values: Mapping[str, object], templates: Path | None = None
) -> str:
    """The template *name* filled in; its name says what is escaped."""
    with told_of(name):
        return environment_of(templates).get_template(name).render(values)


@contextmanager
def told_of(name: str) -> Iterator[None]:
    """What a template does wrongly, as an error that names it."""
    try:
        yield
    except JinjaError as error:
        raise TemplateError(
            N_("template {template} cannot be rendered: {reason}"),
            template=getattr(error, "name", None) or name,
            reason=error.message or type(error).__name__,
        ) from error


def _twin(view: Mapping[str, Any]) -> str:
    """The view with every entry; the capped timeline would only repeat some.

    Rows stand one on a line, so that two reports can be compared line by line.
    """
    parts = [
        f" {json.dumps(key)}: {_lines(value)}"
        for key, value in view.items()
        if key not in ("timeline", "house")
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    rows = (json.dumps(row, ensure_ascii=False) for row in value)
    return "[\n  " + ",\n  ".join(rows) + "\n ]"


@lru_cache(maxsize=8)
def environment_of(templates: Path | None) -> ImmutableSandboxedEnvironment:
    """The sandbox in which every template runs; kept, as are its templates."""
    core = FileSystemLoader(shipped.templates())
    own = [FileSystemLoader(templates)] if templates and templates.is_dir() else []
    environment = ImmutableSandboxedEnvironment(
        # "core/" lets a company's template extend the shipped one of the same name.
        loader=ChoiceLoader([*own, core, PrefixLoader({"core": core})]),
        autoescape=lambda name: not (name or "").endswith(_NOT_MARKUP),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = md_escape
    environment.filters["plain"] = plain
    environment.filters["show"] = _show
    return environment


def _show(text: object) -> Markup:
    """Words for HTML, on as many lines as they were written."""
    escaped = Markup.escape(plain(text))
    return escaped.replace("\n", Markup("<br>"))


def md_escape(text: object) -> str:
    """Words as Markdown that means only those words, on one line."""
    line = one_line(text)
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]()#!|~{}$@])", r"\\\1", line)
    line = line.replace("://", "\\:\\//").replace("www.", "www\\.")
    line = re.sub(r"^([-+=])", r"\\\1", line)
    return re.sub(r"^(\d+)\.", r"\1\\.", line)
