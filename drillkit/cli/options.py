"""Options that several verbs share.

The language is settled before Click reads anything, because a misspelt option must
already be answered in it.  Knows no verb.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

import click

from drillkit.language import LANGUAGES, N_, Language

# The first that is set decides, as POSIX has it; ours comes before theirs.
_VARIABLES = ("DRILLKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def chosen_language(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The last `--lang` on the line, else the terminal's language, else English."""
    said = next((environ[name] for name in _VARIABLES if environ.get(name)), "en")
    for here, following in zip(argv, [*argv, ""][1:], strict=True):
        if here == "--":
            break
        if here == "--lang":
            said = following
        elif here.startswith("--lang="):
            said = here.partition("=")[2]
    return "ru" if said.lower().startswith("ru") else "en"


def _settled(
    context: click.Context, _option: click.Parameter, said: str | None
) -> Language:
    if said is not None:
        return cast("Language", said)
    return context.find_root().obj or "en"


_HELP = N_("Language of everything printed; the terminal's by default.")
_CHOICE = click.Choice(LANGUAGES)

Function = TypeVar("Function", bound=Callable[..., Any])


def lang_option(function: Function) -> Function:
    """Gives a command `--lang`; it receives `lang`, always one of `LANGUAGES`."""
    option = click.option("--lang", type=_CHOICE, callback=_settled, help=_HELP)
    return option(function)


def with_lang(verb: click.Command) -> click.Command:
    """*verb*, which now takes `--lang` even if its own work needs no language."""
    if all(param.name != "lang" for param in verb.params):
        verb.params.append(
            click.Option(["--lang"], type=_CHOICE, expose_value=False, help=_HELP)
        )
    return verb
