"""`drillkit init DIR`: a workspace with the reference plan, to try and to edit."""

from pathlib import Path
from typing import Final

import click

from drillkit.cli.options import lang_option
from drillkit.errors import WorkspaceError
from drillkit.language import N_, Language, translator

IGNORED: Final = """\
# Drills as they ran, and what was written about them.
.drillkit/
reports/*

# Names and telephone numbers of people stay outside Git.
roster.yaml
communications.csv
print/
"""
# Somebody's own roster must not travel with the reference plan.
PRIVATE: Final = "roster.yaml"


@click.command(
    help=N_(
        "Make a workspace in DIR with the reference plan in it.\n\n"
        "DIR must be empty or new; with --force files of the same names are "
        "written over and all others are left alone."
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=N_("Write into a folder that has files."))
@lang_option
def command(folder: Path, force: bool, lang: Language) -> None:
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(N_("{path} is not a folder"), path=str(folder))
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise WorkspaceError(
            N_("{path} is not empty"),
            way_out=N_("name a new folder, or add --force to write into this one"),
            path=str(folder),
        )
    written = make_workspace(folder)
    translate = translator(lang)
    made = N_("{path}: a workspace with {n} plan files")
    click.echo(translate(made).format(path=folder, n=written))
    click.echo(translate(N_("next: cd {path} && drillkit check")).format(path=folder))
    click.echo(translate(N_("then: drillkit rehearse first-light")))


def make_workspace(folder: Path) -> int:
    """Writes the reference plan and what Git ignores; returns how many plan files."""
    from shutil import copyfile

    from drillkit import shipped

    source = shipped.runbooks()
    files = [path for path in sorted(source.rglob("*.yaml")) if path.name != PRIVATE]
    for path in files:
        target = folder / "runbooks" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        # The text alone: what is installed may be read-only, this is to be edited.
        copyfile(path, target)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text(IGNORED, "utf-8", newline="\n")
    return len(files)
