"""Options that several verbs share.

The language is settled before Click reads anything, because a misspelt option must
already be answered in it.  Knows no verb.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

import click

from drillkit.language import LANGUAGES, N_, Language

Verb = TypeVar("Verb", bound=Callable[..., Any])

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


def lang_option(verb: Verb) -> Verb:
    """Gives a verb `--lang`; it receives `lang`, always one of `LANGUAGES`."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        callback=_settled,
        help=N_("Language of everything printed; the terminal's by default."),
    )(verb)
