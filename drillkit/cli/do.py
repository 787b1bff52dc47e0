"""`drillkit do DRILL ACTION`: one act at a seat, without a screen."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.diagnostics import FINE, FOUND, say
from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from drillkit.conduct.desk import Desk
    from drillkit.tui.actions.action import Action, Question
    from drillkit.tui.scene import Scene
    from drillkit.tui.view.values import Ref


@click.command(
    help=N_(
        "Do something at a seat of a drill, without a screen.\n\n"
        "ACTION is a name such as step.done; without one, all that can be done now is "
        "listed. ROW is a name in brackets from `drillkit status`, or the end of it. "
        "Answers are given as name=value; `?` beside them lists the questions, and "
        "says what facts would come to.\n\n"
        "    drillkit do latest --as noc-duty-engineer step.done triage/confirm\n\n"
        "    drillkit do latest --as scribe --for noc-shift-lead --at 03:05 note.write "
        "text='next word at 04:00'"
    )
)
@click.argument("drill")
@click.argument("action", default="")
@click.argument("words", nargs=-1, metavar="[ROW] [NAME=VALUE]...")
@click.option(
    "--as", "seat", default="director", show_default=True, metavar="SEAT",
    help=N_("The seat to act at."),
)  # fmt: skip
@click.option("--code", default="", metavar="CODE", help=N_("The seat's join code."))
@click.option(
    "--for", "for_role", default="", metavar="ROLE", help=N_("Whose act it was.")
)
@click.option(
    "--at", default="", metavar="TIME",
    help=N_("When it really happened: 03:05, -10m or T+1:20."),
)  # fmt: skip
@click.option(
    "--by", "channel", default="", metavar="CHANNEL",
    help=N_("By what channel it came: phone, radio, e-mail, paper."),
)  # fmt: skip
@click.option(
    "--late", default="", metavar="REASON", help=N_("Why it is entered late.")
)
@click.option(
    "--yes", is_flag=True, help=N_("Do what would be asked about on a screen.")
)
@lang_option
def command(
    drill: str,
    action: str,
    words: tuple[str, ...],
    seat: str,
    code: str,
    for_role: str,
    at: str,
    channel: str,
    late: str,
    yes: bool,
    lang: Language,
) -> int:
    from drillkit.cli.logs import found
    from drillkit.cli.seats import scenario_of
    from drillkit.conduct.seating import stand_by, stand_since
    from drillkit.conduct.workspace import find_workspace
    from drillkit.tui.scenes import Scenes

    workspace = find_workspace(Path.cwd())
    file = found(drill, lang)
    with stand_by(workspace, file, seat, code=code) as (desk, presence):
        last_sign = None if presence.there() else presence.last_sign()
        if action and last_sign is not None:
            stand_since(desk, last_sign)
        if action:
            desk.look()
        scene = Scenes(desk, scenario_of(desk), presence).scene(lang)
        if not action:
            for line in all_offers(scene):
                click.echo(line)
            return FINE
        manner = {"for": for_role, "at": at, "channel": channel, "late": late}
        return _do(desk, scene, action, words, manner, yes)


def _do(
    desk: "Desk",
    scene: "Scene",
    name: str,
    words: Sequence[str],
    manner: Mapping[str, str],
    is_sure: bool,
) -> int:
    from drillkit.conduct.permissions import Refusal
    from drillkit.tui.actions.action import Wrong
    from drillkit.tui.actions.jotting import LOG, NOTE
    from drillkit.tui.actions.manner import parted, read_manner
    from drillkit.tui.doing import refused

    if name == LOG:
        name, words = NOTE, jotted(scene, words)
    action = find_action(name)
    ref, given = read_words(scene, action, words)
    questions = action.asks(scene, ref)
    own, more = parted(given, (question.name for question in questions))
    if "?" in words:
        for line in (*asked(scene, questions), *foreseen(scene, action, ref, own)):
            click.echo(line)
        return FINE
    answers = answered(scene, action, questions, own)
    if action.confirm and not is_sure:
        raise Misuse(action.confirm, way_out=N_("add --yes if that is meant"))
    act = action.makes(scene, ref, answers)
    if isinstance(act, Wrong):
        raise Misuse(N_("{name}: {why}"), name=act.question, why=act.says)
    said = {name: text for name, text in manner.items() if text} | more
    how = read_manner(scene, said)
    if isinstance(how, Wrong):
        raise Misuse(N_("{name}: {why}"), name=how.question, why=how.says)
    since = len(desk.stored)
    came = desk.do(
        act,
        for_role=how.for_role,
        happened=how.happened,
        channel=how.channel,
        why_late=how.why_late,
    )
    _ = scene.reader._
    if isinstance(came, Refusal):
        say(f"drillkit: {refused(scene, came)}")
        return FOUND
    if not came and desk.trouble:
        raise desk.trouble
    for line in came_of(scene, desk, since):
        click.echo(line)
    return FINE


def jotted(scene: "Scene", words: Sequence[str]) -> list[str]:
    """A line of the log as the answers of a note."""
    from drillkit.tui.actions.jotting import EMPTY, read_jotting

    answers = read_jotting(scene, words)
    if answers is None:
        raise Misuse(EMPTY)
    return [f"{name}={said}" for name, said in answers.items()]


def find_action(name: str) -> "Action":
    """The action of that name; Misuse if there is none."""
    from drillkit.plan.near import nearest
    from drillkit.tui.actions.registry import BY_NAME

    if name not in BY_NAME:
        hint, words = nearest(name, BY_NAME)
        raise Misuse(
            N_('no action is called "{action}"'), way_out=hint, action=name, **words
        )
    return BY_NAME[name]


def read_words(
    scene: "Scene", action: "Action", words: Sequence[str]
) -> "tuple[Ref | None, dict[str, str]]":
    """The row and the answers."""
    from drillkit.tui.actions.naming import near, ref_of

    rows = [word for word in words if "=" not in word and word != "?"]
    given = dict(word.split("=", 1) for word in words if "=" in word)
    if not action.of:
        if rows:
            raise Misuse(N_('"{row}" is no name=value'), row=rows[0])
        return None, given
    if len(rows) != 1:
        raise Misuse(
            N_('"{action}" wants the name of one row'),
            way_out=N_('"drillkit do DRILL" lists what can be done to which'),
            action=action.name,
        )
    ref = ref_of(scene, rows[0])
    if ref is None:
        hint, named = near(scene, rows[0])
        raise Misuse(
            N_('there is no one row called "{row}" here'),
            way_out=hint,
            row=rows[0],
            **named,
        )
    if not isinstance(ref, action.of) or not action.offered(scene, ref):
        meant = action.instead(scene, ref)
        raise Misuse(
            N_('"{action}" cannot be done to "{row}" now'),
            way_out=N_('did you mean "{name}"?')
            if meant
            else N_('"drillkit do DRILL" lists what can be done to which'),
            action=action.name,
            row=rows[0],
            name=meant,
        )
    return ref, given


def answered(
    scene: "Scene",
    action: "Action",
    questions: "Sequence[Question]",
    given: dict[str, str],
) -> dict[str, str]:
    """What was answered, and what was proposed where nothing was."""
    known = {question.name: question for question in questions}
    for name, said in given.items():
        if name not in known:
            raise Misuse(
                N_('"{action}" does not ask for "{name}"'),
                way_out=N_("it asks for: {known}"),
                action=action.name,
                name=name,
                known=", ".join(known),
            )
        choices = [choice.value for choice in known[name].choices]
        if choices and said and said not in choices:
            raise Misuse(
                N_('"{said}" is no answer to "{name}"'),
                way_out=N_("it is one of: {known}"),
                said=said,
                name=name,
                known=", ".join(choices),
            )
    answers = {q.name: given.get(q.name, q.proposed) for q in questions}
    for question in questions:
        if not question.is_optional and not answers[question.name].strip():
            raise Misuse(
                N_('"{action}" asks: {prompt}'),
                way_out=N_("add {name}=…"),
                action=action.name,
                prompt=question.prompt,
                name=question.name,
            )
    return answers


def asked(scene: "Scene", questions: "Sequence[Question]") -> Iterator[str]:
    """What an action asks, a line each."""
    for question in questions:
        optional = scene.reader._(N_("(may be left out)"))
        end = f" {optional}" if question.is_optional else ""
        yield f"{question.name}: {question.prompt}{end}"
        if question.proposed:
            yield f"    = {question.proposed}"
        for choice in question.choices:
            more = f"; {choice.consequence}" if choice.consequence else ""
            yield f"    {choice.value}: {choice.text}{more}"


def foreseen(
    scene: "Scene", action: "Action", ref: "Ref | None", given: Mapping[str, str]
) -> Iterator[str]:
    """What the answers would come to, for actions that can tell."""
    lines = action.foresees(scene, ref, given)
    if lines:
        yield ""
    for line in lines:
        yield line.text


def all_offers(scene: "Scene") -> Iterator[str]:
    """Everything that can be done now: by row, calls first, then what needs no row."""
    from drillkit.tui.actions.naming import name_of, refs_of
    from drillkit.tui.actions.registry import offered

    is_any = False
    for ref in (*refs_of(scene), None):
        able = [
            x for x in offered(scene, ref, "control") if (ref is None) != bool(x.of)
        ]
        if ref is not None and able:
            yield f"[{name_of(ref)}]"
        indent = "" if ref is None else "    "
        for action in able:
            is_any = True
            yield f"{indent}{action.name}: {scene.reader._(action.label)}"
    if not is_any:
        text = scene.reader._(
            N_("nothing can be done from this seat; name one: --as SEAT")
        )
        yield text


def came_of(scene: "Scene", desk: "Desk", since: int) -> Iterator[str]:
    """The new entries, as sentences."""
    from drillkit.review.clean import one_line
    from drillkit.review.reader import Reader
    from drillkit.review.record import read_record
    from drillkit.review.telling import QUIET, tell

    record = read_record(desk.stored, scene.reader.record.books)
    reader = Reader(scene.reader.lang, record)
    for happening in record.happenings[since:]:
        if not isinstance(happening.event, QUIET):
            yield one_line(
                f"#{happening.seq} {reader.at(happening.at)} "
                f"{tell(reader, happening.event)}"
            )
