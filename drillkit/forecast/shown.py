"""A forecast as text, Markdown, HTML or JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from drillkit.forecast.answers import Day, Forecast
from drillkit.forecast.changes import Effect
from drillkit.forecast.telling import Section, Table
from drillkit.language import Language

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto;
       padding: 0 1rem; color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid #ccc; text-align: right; }
th:first-child, td:first-child { text-align: left; }
pre { line-height: 1.15; overflow-x: auto; }
"""


def as_text(sections: Sequence[Section]) -> str:
    """For a terminal, in columns."""
    return "\n\n".join("\n".join(_text(one)) for one in sections)


def _text(section: Section) -> Iterator[str]:
    yield section.title
    yield from (f"  {line}" for line in section.lines)
    if section.table:
        yield from _columns(section.table)
    yield from (f"  {line}" for line in section.drawn)


def _columns(table: Table) -> Iterator[str]:
    rows = (table.head, *table.rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first.ljust(widths[0])]
        cells += [x.rjust(w) for x, w in zip(others, widths[1:], strict=True)]
        yield "  " + "  ".join(cells).rstrip()


def as_markdown(sections: Sequence[Section]) -> str:
    """For a page that somebody keeps."""
    return "\n".join("\n".join(_markdown(i, one)) for i, one in enumerate(sections))


def _markdown(place: int, section: Section) -> Iterator[str]:
    yield ("## " if place else "# ") + section.title
    yield ""
    for line in section.lines:
        yield f"- {line}" if len(section.lines) > 1 else line
    if section.lines:
        yield ""
    if section.table:
        head = section.table.head
        rule = (":--", *("--:" for _ in head[1:]))
        for row in (head, rule, *section.table.rows):
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
        yield ""
    if section.drawn:
        yield from ("```text", *section.drawn, "```", "")


def as_html(sections: Sequence[Section], lang: Language) -> str:
    """One file that needs no other."""
    title = escape(sections[0].title)
    body = "".join(_html(i, one) for i, one in enumerate(sections))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n{body}</html>"
    )


def _html(place: int, section: Section) -> str:
    level = "h2" if place else "h1"
    parts = [f"<{level}>{escape(section.title)}</{level}>\n"]
    parts += [f"<p>{escape(line)}</p>\n" for line in section.lines]
    if section.table:
        head = "".join(f'<th scope="col">{escape(x)}</th>' for x in section.table.head)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n"
            for row in section.table.rows
        )
        parts.append(f"<table>\n<tr>{head}</tr>\n{rows}</table>\n")
    if section.drawn:
        parts.append(f"<pre>{escape(chr(10).join(section.drawn))}</pre>\n")
    return "".join(parts)


def as_json(told: Forecast, effects: Sequence[Effect] = ()) -> str:
    """For programs: times in milliseconds, null is longer than the drill lasts."""
    sample = told.sample
    answer: dict[str, Any] = {
        "scenario": told.scenario,
        "seed": sample.seed,
        "replications": {
            "asked": sample.asked,
            "done": sample.done,
            "never-ended": sample.broken,
        },
        "kernel": sample.kernel,
        "promises": [
            {
                "client": p.whom or None,
                "within-ms": p.limit,
                "until": p.until,
                "chance": p.kept.share,
                "interval": p.kept.interval,
            }
            for p in told.promises
        ],
        "milestones": {
            m.name: {
                "reached": m.reached.share,
                "quantiles": [asdict(q) for q in m.quantiles],
            }
            for m in told.milestones
        },
        "target": told.target,
        "deciders": [
            {
                "step": d.step,
                "decides": d.critical.share,
                "interval": d.critical.interval,
                "weight": d.weight,
            }
            for d in told.deciders
        ],
        "spent": dict(told.spent),
        "histogram": [{"from-ms": at, "count": n} for at, n in told.bars],
        "median": _day(told.median),
        "bad": _day(told.bad),
        "what-if": [asdict(effect) for effect in effects],
        "assumptions": [x.says.format(**x.words) for x in told.assumptions],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _day(day: Day) -> dict[str, Any]:
    return {
        "replication": day.replication,
        "took-ms": day.took,
        "phases": [
            {"phase": s.phase, "from-ms": s.since, "to-ms": s.until} for s in day.phases
        ],
    }
