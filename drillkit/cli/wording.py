"""Click's own sentences and every verb's help, in the reader's language.

Click looks for a catalogue of its own on the disk; here its few sentences are worded
anew from the one catalogue drillkit has.  Knows no verb and no exit code.
"""

import copy
import difflib
import re
from collections.abc import Callable, Iterable, Sequence

import click

from drillkit.language import N_, Language, translator

Translate = Callable[[str], str]

# What Click puts into a help page by itself.
_HEADINGS = {
    "Options": N_("Options"),
    "Commands": N_("Commands"),
    "Positional arguments": N_("Arguments"),
}
_USAGE = N_("Usage:")
_PAGE = N_("Show this message and exit.")
_REMARKS = {"required": N_("required"), "default:": N_("default:")}
# How Click begins to say why a value will not do, and how we say it.
_REASONS = (
    (
        r"(?:Path|File|Directory) '(?P<text>.*)' does not exist",
        N_('there is no "{text}"'),
    ),
    (r"Directory '(?P<text>.*)' is a file", N_('"{text}" is a file, not a folder')),
    (r"File '(?P<text>.*)' is a directory", N_('"{text}" is a folder, not a file')),
    (
        r"'(?P<text>.*)' is not a valid integer(?: range)?",
        N_('"{text}" is not a whole number'),
    ),
    (
        r"(?P<text>\S+) is not in the range (?P<range>.*)",
        N_("{text} is outside {range}"),
    ),
    (
        r"'(?P<text>.*)' does not match the formats? .*",
        N_('"{text}" is not a date; dates are written "2027-03-01"'),
    ),
    (
        r"'(?P<text>.*)' is not one of (?P<choices>.*)",
        N_('"{text}" is not one of {choices}'),
    ),
    (r"Option '(?P<text>.*)' requires an argument", N_("{text} has no value")),
    (
        r"Got unexpected extra arguments? \((?P<text>.*)\)",
        N_('"{text}" is more than was asked for'),
    ),
)


class RussianHelp(click.HelpFormatter):
    """A help page whose frame is Russian too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        usage = prefix or f"{translator('ru')(_USAGE)} "
        super().write_usage(prog, args, usage)

    def write_heading(self, heading: str) -> None:
        super().write_heading(translator("ru")(_HEADINGS.get(heading, heading)))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        worded = [(name, _remarked(text)) for name, text in rows]
        super().write_dl(worded, col_max, col_spacing)


class RussianContext(click.Context):
    """A context whose help pages are Russian."""

    formatter_class = RussianHelp


def _remarked(text: str) -> str:
    """*text* with Click's remarks in the brackets at its end translated."""
    if text == _PAGE:
        return translator("ru")(text)
    start = text.rfind("[")
    if start < 0 or not text.endswith("]"):
        return text
    remarks = text[start:]
    for click_says, ours in _REMARKS.items():
        remarks = remarks.replace(click_says, translator("ru")(ours))
    return text[:start] + remarks


def worded(command: click.Command, lang: Language) -> click.Command:
    """*command* with its help, and that of its options, in *lang*."""
    translate = translator(lang)
    spoken = copy.copy(command)
    spoken.help = translate(command.help or "")
    spoken.short_help = translate(command.short_help or "") or None
    spoken.epilog = translate(command.epilog or "") or None
    spoken.params = [_worded_option(option, translate) for option in command.params]
    if lang == "ru":
        spoken.context_class = RussianContext
    return spoken


def _worded_option(option: click.Parameter, translate: Translate) -> click.Parameter:
    text = getattr(option, "help", None)
    if not text:
        return option
    spoken = copy.copy(option)
    vars(spoken)["help"] = translate(text)
    return spoken


def misuse(error: click.ClickException, translate: Translate) -> str:
    """What is wrong with the line that was typed, and what to type instead."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    sentence, hint = _fault(error, translate)
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "drillkit"
    lines = [f"{path}: {sentence}"]
    if not hint:
        hint = translate(N_('see "{command}"')).format(command=f"{path} --help")
    return "\n".join([*lines, f"  = {hint}"])


def _fault(error: click.ClickException, translate: Translate) -> tuple[str, str]:
    match error:
        case click.NoSuchOption():
            says = translate(N_('there is no option "{name}"'))
            near = _nearest(error.option_name, error.possibilities or (), translate)
            return says.format(name=error.option_name), near
        case click.exceptions.NoSuchCommand():
            says = translate(N_('there is no command "{name}"'))
            near = _nearest(error.command_name, _verbs(error.ctx), translate)
            return says.format(name=error.command_name), near
        case click.MissingParameter(param=click.Parameter() as param):
            says = translate(N_("{name} is missing"))
            return says.format(name=_called(param, error.ctx)), ""
        case click.BadParameter(param=click.Parameter(type=click.Choice() as known)):
            says = translate(N_("{name} is one of {known}"))
            name = _called(error.param, error.ctx) if error.param else ""
            return says.format(name=name, known=", ".join(known.choices)), ""
        case click.BadParameter(param=click.Parameter() as param):
            says = translate(N_("{name} cannot be what was given: {reason}"))
            reason = _reason(error.message, translate)
            return says.format(name=_called(param, error.ctx), reason=reason), ""
    return _reason(error.format_message(), translate), ""


def _reason(said: str, translate: Translate) -> str:
    """Click's reason in our words; as Click said it if it is a new one."""
    plain = said.rstrip(".")
    for pattern, ours in _REASONS:
        if found := re.fullmatch(pattern, plain):
            words = {
                name: text.replace("'", "") for name, text in found.groupdict().items()
            }
            return translate(ours).format(**words)
    return plain


def _called(param: click.Parameter, context: click.Context | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[-1]
    return param.make_metavar(context) if context else param.human_readable_name


def _verbs(context: click.Context | None) -> Sequence[str]:
    # Asked of the group: Click itself knows only commands that are loaded.
    if context is None or not isinstance(context.command, click.Group):
        return ()
    return context.command.list_commands(context)


def _nearest(said: str, known: Sequence[str], translate: Translate) -> str:
    near = difflib.get_close_matches(said, known, n=1)
    if not near:
        return ""
    return translate(N_('did you mean "{name}"?')).format(name=near[0])
