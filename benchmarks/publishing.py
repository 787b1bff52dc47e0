"""A report of 100,000 entries in each format, against a plain rendering of its rows."""

from collections.abc import Iterator
from time import process_time

from jinja2 import Environment

from benchmarks.lives import life
from benchmarks.rounds import Result
from drillkit.log.line import Stored
from drillkit.review.books import record_of
from drillkit.review.formats import Format, files
from drillkit.review.view import View, view

NAME = "publishing"
ENTRIES = 100_000
BEGAN = 1_800_000_000_000
# Every word escaped, as anybody would write it; no picture, no link, no note.
PLAIN = """<table>{% for row in rows %}<tr id="e{{ row.seq }}"><td>{{ row.seq }}</td>
<td>{{ row.at }} {{ row.clock }}</td><td>{{ row.who }} {{ row.department }}</td>
<td>{{ row.text }} {{ row.note }}</td></tr>
{% endfor %}</table>"""


def run() -> Iterator[Result]:
    document = _document()
    bare = _seconds(lambda: _plain(document))
    whole = 0.0
    for form in ("html", "md", "json"):
        took = _made(document, form)
        whole += took
        yield Result(f"{form} of {ENTRIES:,}", took, "s", 2, "", is_ratio=False)
    yield Result("the three of them", whole / bare, "plain rows", 3, f"{whole:.2f} s")
    took = _made(document, "pdf")
    yield Result("pdf, timeline capped", took, "s", 5, "", is_ratio=False)


def _document() -> View:
    stored = [
        Stored(seq, BEGAN + entry.at, f"{seq:064x}", entry)
        for seq, entry in enumerate(life(ENTRIES), 1)
    ]
    return view(record_of(stored), "en")


def _plain(document: View) -> None:
    template = Environment(autoescape=True).from_string(PLAIN)
    template.render(rows=document["entries"])


def _made(document: View, form: Format) -> float:
    return _seconds(lambda: files(document, form))


def _seconds(act: object) -> float:
    """The least of three, of the processor's time."""
    assert callable(act)
    found = []
    for _round in range(3):
        started = process_time()
        act()
        found.append(process_time() - started)
    return min(found)
