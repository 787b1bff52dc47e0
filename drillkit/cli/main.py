"""The command `drillkit`: finds the verb, loads it, and ends with its exit code.

A verb is imported when it is called and not before, so this module knows the table
of verbs and none of them.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from drillkit import __version__
from drillkit.cli.diagnostics import ending
from drillkit.cli.options import chosen_language, lang_option, with_lang
from drillkit.cli.verbs import VERBS
from drillkit.cli.wording import worded
from drillkit.language import N_, Language, translator

_MODULES = {verb.name: verb.module for verb in VERBS}


class Verbs(click.Group):
    """A group whose commands stay on the disk until they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        command: click.Command = import_module(_MODULES[cmd_name]).command
        return worded(with_lang(command), ctx.find_root().obj or "en")

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        translate = translator(ctx.find_root().obj or "en")
        with formatter.section("Commands"):
            formatter.write_dl([(verb.name, translate(verb.says)) for verb in VERBS])


def _show_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"drillkit {__version__}")
        ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_(
        "Crisis runbooks as code: checked, drilled against the clock, and reported."
    ),
)
@lang_option
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=N_("Show the version and leave."),
)
def drillkit(lang: Language) -> None:
    pass


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line and answers with its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    lang = chosen_language(args, os.environ)

    def run() -> object:
        command = worded(drillkit, lang)
        streams = sys.stdout, sys.stderr
        try:
            return command.main(args, "drillkit", obj=lang, standalone_mode=False)
        except SystemExit:
            if (sys.stdout, sys.stderr) == streams:
                raise
            # Click met a closed pipe, put mutes in their place and left with 1.
            sys.stdout, sys.stderr = streams
            raise BrokenPipeError from None

    return ending(run, lang)


def run() -> None:
    """The entry point."""
    # A terminal that has no Cyrillic shows question marks rather than a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main())
