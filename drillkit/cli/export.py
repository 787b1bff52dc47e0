"""`drillkit export DRILL`: the log in a form that others read.

With `--director` it is the director's private log that is copied, for one who directs
from another workspace.
"""

import sys
from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

FORMATS = ("jsonl",)


@click.command(
    help=N_(
        "Write the log of a drill as lines of JSON, hashes included.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. Rehearsals of "
        "one scenario with one seed give equal bytes."
    )
)
@click.argument("drill")
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl")
@click.option(
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=N_("Write there; otherwise to the terminal."),
)
@click.option(
    "--director", "other",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=N_(
        "Copy the director's private log instead, into the workspace FOLDER of another "
        "who directs, in place of the copy there. It tells what is still to come."
    ),
)  # fmt: skip
@lang_option
def command(
    drill: str, form: str, output: str | None, other: Path | None, lang: Language
) -> None:
    from drillkit.cli.logs import found
    from drillkit.conduct.starting import not_begun
    from drillkit.conduct.workspace import open_drill
    from drillkit.log.export import export_jsonl
    from drillkit.wholefile import whole

    file = found(drill, lang)
    if other is not None:
        click.echo(str(_copy_director_log(file.drill, other)))
        return
    log = open_drill(file)
    if not log.head(file.drill).seq:
        raise not_begun(file)
    data = (f"{line}\n".encode() for line in export_jsonl(log, file.drill))
    # Bytes: line ends and letters are the same on every system.
    if output is None:
        sys.stdout.buffer.writelines(data)
    else:
        with whole(Path(output)) as stream:
            stream.writelines(data)


def _copy_director_log(drill: str, other: Path) -> Path:
    """The copy of a drill's private log that the workspace *other* has now."""
    from drillkit.conduct.workspace import Workspace, copy_private_log, find_workspace
    from drillkit.errors import WorkspaceError

    workspace = find_workspace(Path.cwd())
    path, target = workspace.private_log_of(drill), Workspace(other.absolute())
    if not path.exists():
        raise WorkspaceError(
            N_("the director's log of drill {drill} is not here"),
            way_out=N_("export it in the workspace in which the drill was begun"),
            drill=drill,
        )
    if target.private_log_of(drill).resolve() == path.resolve():
        raise WorkspaceError(
            N_("{path} is where the director's log is copied from"),
            way_out=N_("name the workspace of the other who directs"),
            path=str(path),
        )
    return copy_private_log(workspace, drill, target)
