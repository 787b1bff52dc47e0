"""`drillkit injects export|import`: a scenario's injects as a table, out and in.

Departments write in a spreadsheet, and the plan stays text: what comes back is written
into the scenario's own file, shown as a patch, and refused if it would not check.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.diagnostics import FINE, say
from drillkit.cli.groups import Subverbs
from drillkit.cli.options import lang_option
from drillkit.errors import PlanProblems, TableError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.cli.plans import Asked
    from drillkit.exchange.cells import Said, Sheet
    from drillkit.exchange.incoming import Incoming
    from drillkit.exchange.mapping import Mapping
    from drillkit.exchange.moments import Story
    from drillkit.plan.plan import PlanFile
    from drillkit.plan.problem import Problem
    from drillkit.plan.scenario import Scenario

FORMATS: Final = ("csv", "xlsx")
# As many problems as fit on a screen.
SHOWN: Final = 5


@click.group(
    cls=Subverbs,
    help=N_(
        "Write the injects of a scenario as a table, and read such a table back.\n\n"
        "    drillkit injects export first-light --output injects.xlsx\n\n"
        "    drillkit injects import first-light injects.xlsx"
    ),
)
def command() -> None:
    pass


@command.command(
    "export",
    help=N_(
        "Write the injects of SCENARIO as a table with the columns of an inject list "
        "(MSEL), headed in the language of --lang. It tells what is still to come."
    ),
)
@click.argument("scenario")
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help=N_("CSV or XLSX; by the name of the file unless told."),
)  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help=N_("Write there; otherwise CSV to the terminal."),
)  # fmt: skip
@click.option(
    "--separator", default="", metavar="CHARACTER",
    help=N_("What separates the cells of CSV; a comma, in Russian a semicolon."),
)  # fmt: skip
@lang_option
def export(
    scenario: str, form: str | None, output: Path | None, separator: str, lang: Language
) -> None:
    import sys

    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.exchange.commas import write_csv
    from drillkit.exchange.outgoing import table_of
    from drillkit.wholefile import whole

    asked, name = find_scenario(scenario, None)
    refuse_problems(asked, lang)
    file = asked.plan.scenarios[name]
    company = asked.plan.organisation
    assert company is not None, "a plan without problems has an organisation"
    rows = table_of(file.model, company.model.languages, _story(asked, file), lang)
    is_book = (form or (output.suffix[1:] if output else "csv")) == "xlsx"
    if is_book and output is None:
        raise TableError(
            N_("a workbook is not text for a terminal"),
            way_out=N_("say where to write it: --output FILE.xlsx"),
        )
    if is_book:
        from drillkit.exchange.workbook import write_xlsx

        data = write_xlsx(rows, name)
    else:
        # Spreadsheet programs of countries with a decimal comma want a semicolon.
        data = write_csv(rows, separator[:1] or (";" if lang == "ru" else ","))
    if output is None:
        sys.stdout.buffer.write(data)
        return
    with whole(output) as stream:
        stream.write(data)
    said = N_("{path}: {n} injects")
    click.echo(translator(lang)(said).format(path=output, n=len(file.model.injects)))


@command.command(
    "import",
    help=N_(
        "Read a table of injects from FILE into the file of SCENARIO.\n\n"
        "Only what means something else than before is changed; comments and layout "
        "stay. The change is printed as a patch, and on standard error every cell that "
        "was not understood. Nothing is written if the plan would not check."
    ),
)
@click.argument("scenario")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "map_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE", help=N_("Which column is which: a mapping saved before."),
)  # fmt: skip
@click.option(
    "--save-map", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help=N_("Save there which column was taken for which."),
)  # fmt: skip
@click.option(
    "--sheet", "sheet_name", default="", metavar="NAME",
    help=N_("The sheet of a workbook; otherwise its first."),
)  # fmt: skip
@click.option(
    "--drop-missing", is_flag=True,
    help=N_("Take out injects that the table does not have; otherwise they stay."),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=N_("Show what would change, only."))
@lang_option
def import_(
    scenario: str,
    file: Path,
    map_file: Path | None,
    save_map: Path | None,
    sheet_name: str,
    drop_missing: bool,
    dry_run: bool,
    lang: Language,
) -> int:
    from drillkit.cli.scenarios import find_scenario
    from drillkit.exchange.incoming import read_injects
    from drillkit.exchange.mapping import mapping_text
    from drillkit.exchange.writing import with_drafts, without
    from drillkit.wholefile import whole

    asked, name = find_scenario(scenario, None)
    target = _readable(asked, name, lang)
    mapping = _mapping(map_file, lang)
    if sheet_name:
        mapping = replace(mapping, sheet=sheet_name)
    story = replace(_story(asked, target), dates=mapping.dates, numbers=mapping.numbers)
    company = asked.plan.organisation
    assert company is not None, "what is readable has an organisation"
    sheet = read_sheet(file, mapping)
    came = read_injects(sheet, str(file), mapping, company.model, target.model, story)
    before = target.tree.text
    after = with_drafts(target.path, before, target.model, came.drafts)
    if drop_missing:
        after = without(target.path, after, came.missing)
    for line in loss_report(sheet, came, str(file), drop_missing, lang):
        say(line)
    if save_map is not None and not dry_run:
        saved = mapping_text(mapping, came.columns, came.header)
        with whole(save_map) as stream:
            stream.write(saved.encode())
    _refuse_worse(asked, target.path, after, came, lang)
    click.echo(_patch(target.path, before, after), nl=False)
    if after == before:
        say(translator(lang)(N_("the plan says all of this already")))
    elif not dry_run:
        with whole(Path(target.path)) as stream:
            stream.write(after.encode())
        say(translator(lang)(N_("written: {path}")).format(path=target.path))
    return FINE


def read_sheet(file: Path, mapping: "Mapping") -> "Sheet":
    """The table in a file, by what it begins with and not by what it is called."""
    from drillkit.exchange.cells import MOST_BYTES
    from drillkit.exchange.commas import read_csv

    with file.open("rb") as stream:
        # One byte more shows that there is more, and no more than that is read.
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TableError(
            N_("{path} is larger than {most} MB"),
            way_out=N_("export only the table of injects"),
            path=str(file),
            most=MOST_BYTES // (1024 * 1024),
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(
            N_("{path} is a workbook of the old kind (.xls)"),
            way_out=N_("save it as XLSX or CSV"),
            path=str(file),
        )
    if data.startswith(b"PK"):
        from drillkit.exchange.workbook import read_xlsx

        return read_xlsx(data, str(file), mapping.sheet)
    return read_csv(data, str(file), mapping.separator)


def loss_report(
    sheet: "Sheet", came: "Incoming", path: str, is_dropped: bool, lang: Language
) -> Iterator[str]:
    """What was not understood, cell by cell, and what to know besides."""
    translate = translator(lang)
    for remark in sheet.remarks:
        yield f"{path}: {_worded(remark, lang)}"
    for note in came.notes:
        row = translate(N_("row {n}")).format(n=note.cells)
        where = row if note.cells.isdigit() else note.cells
        heading = f" ({note.heading})" if note.heading else ""
        mark = (
            translate(N_("not taken over")) if note.is_lost else translate(N_("note"))
        )
        yield f"{path}: {where}{heading}: {mark}: {_worded(note.said, lang)}"
    if came.missing:
        said = (
            N_("taken out, because the table does not have them: {names}")
            if is_dropped
            else N_("not in the table, and left as they are: {names}")
        )
        yield translate(said).format(names=", ".join(came.missing))
    lost = sum(note.is_lost for note in came.notes)
    summary = N_("{injects} injects read, {lost} places not understood")
    yield translate(summary).format(injects=len(came.drafts), lost=lost)


def _worded(said: "Said", lang: Language) -> str:
    from drillkit.review.clean import one_line

    text = translator(lang)(said.says).format(**dict(said.words))
    return one_line(text)


def _story(asked: "Asked", file: "PlanFile[Scenario]") -> "Story":
    from drillkit.engine.calendar import from_local
    from drillkit.exchange.moments import Story

    company = asked.plan.organisation
    assert company is not None, "asked for of a plan that can be read"
    zone = company.model.timezone
    return Story(zone, from_local(zone, file.model.starts.isoformat()))


def _readable(asked: "Asked", name: str, lang: Language) -> "PlanFile[Scenario]":
    """The scenario's file, which is written into only if it is read whole."""
    from drillkit.cli.scenarios import refuse_problems

    file = asked.plan.scenarios.get(name)
    if file is None or asked.plan.organisation is None:
        refuse_problems(asked, lang)
    assert file is not None, "a scenario that cannot be read is a problem"
    return file


def _mapping(path: Path | None, lang: Language) -> "Mapping":
    from drillkit.exchange.mapping import Mapping, read_mapping
    from drillkit.plan.excerpt import excerpts

    if path is None:
        return Mapping()
    text = path.read_bytes()[: 1024 * 1024].decode("utf-8", "replace")
    mapping, problems = read_mapping(str(path), text)
    if mapping is None:
        for shown in excerpts(problems[:SHOWN], {str(path): text}, translator(lang)):
            say(f"{shown}\n")
        raise PlanProblems(problems, N_("the mapping cannot be used"))
    return mapping


def _refuse_worse(
    asked: "Asked", path: str, after: str, came: "Incoming", lang: Language
) -> None:
    """What the plan would have against it, and has not now, is told with its row."""
    from drillkit.plan.check import check, in_order
    from drillkit.plan.excerpt import excerpts
    from drillkit.plan.read import read_texts

    if after == asked.plan.texts[path]:
        return
    texts = {**asked.plan.texts, path: after}
    plan, problems = read_texts(texts)
    every = in_order((*problems, *check(plan, None)))
    errors = [one for one in every if one.severity == "error"]
    known = {_what(one) for one in (*asked.problems, *check(asked.plan, None))}
    new = [one for one in errors if _what(one) not in known]
    if not new:
        return
    shown = new[:SHOWN]
    for problem, told in zip(
        shown, excerpts(shown, texts, translator(lang)), strict=True
    ):
        say(told)
        row = _row_of(problem, path, after, came)
        if row:
            said = translator(lang)(N_("from row {row} of the table"))
            say(f"  = {said.format(row=row)}")
        say("")
    raise PlanProblems(
        new,
        N_("the plan would not check, so nothing is written: {count}"),
        way_out=N_("mend the table, then import it again"),
        count=len(new),
    )


def _what(problem: "Problem") -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A problem but for its line, which other lines move."""
    words = {key: said for key, said in problem.words.items() if key != "line"}
    return (problem.place.path, problem.says, tuple(sorted(words.items())))


def _row_of(problem: "Problem", path: str, text: str, came: "Incoming") -> int | None:
    """The row of the table that the place of a problem was written from."""
    from drillkit.plan.source import read_tree

    tree, _problems = read_tree(path, text)
    if problem.place.path != path or tree is None:
        return None
    rows = {draft.name: draft.row + 1 for draft in came.drafts}
    begun = {
        tree.place(("injects", name), key=True).line: name
        for name in tree.keys(("injects",))
    }
    above = [line for line in begun if line <= problem.place.line]
    return rows.get(begun[max(above)]) if above else None


def _patch(path: str, before: str, after: str) -> str:
    """The change as a patch that `git apply` takes."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    unended = "\n\\ No newline at end of file\n"
    return "".join(x if x.endswith("\n") else f"{x}{unended}" for x in lines)


def _lines(text: str) -> list[str]:
    """Lines as Git sees them: nothing but a line feed ends one."""
    return [line for line in re.split(r"(?<=\n)", text) if line]
