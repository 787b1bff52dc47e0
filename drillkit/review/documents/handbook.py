"""Handbooks before an exercise, one for each kind of reader, from one scenario.

Players, and observers beside them, are told how it is played and nothing of the story:
not its name, not what breaks, not what comes in.  Evaluators get what to watch for, and
whoever directs gets all.
"""

from typing import Final, Literal, assert_never, get_args

from drillkit.language import N_, Language
from drillkit.plan.scenario import Inject, Scenario
from drillkit.review.documents.evaluating import guides
from drillkit.review.documents.page import Document, page
from drillkit.review.reader import Reader
from drillkit.review.record import Record
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    heading,
    items,
    paragraph,
    section,
    table,
)
from drillkit.review.view.overview import EXERCISES
from drillkit.review.view.review import NOTHING

For = Literal["players", "observers", "evaluators", "director"]
READERS: Final[tuple[For, ...]] = get_args(For)
TITLES: Final[dict[For, str]] = {
    "players": N_("Handbook for players"),
    "observers": N_("Handbook for observers"),
    "evaluators": N_("Evaluator's guide"),
    "director": N_("Handbook for the exercise director and controllers"),
}
VIA: Final = {
    "message": N_("message"),
    "phone": N_("phone"),
    "radio": N_("radio"),
    "in-person": N_("in person"),
    "e-mail": N_("e-mail"),
}


def handbook(record: Record, reader_is: For, lang: Language) -> Document:
    """The handbook for one kind of reader; the record is of a drill not begun yet."""
    reader = Reader(lang, record)
    _ = reader._
    story = record.books.scenario
    assert story is not None, "a handbook is made from its scenario"
    return page(
        record,
        reader,
        _(TITLES[reader_is]),
        _title(reader, story, reader_is),
        _subtitle(record, reader),
        _sections(reader, story, reader_is),
        name=_name(record, reader_is),
    )


def _title(reader: Reader, story: Scenario, reader_is: For) -> str:
    """The scenario's title tells the story, so only its staff reads it."""
    if reader_is in ("evaluators", "director"):
        return story.title.say(reader.lang)
    return reader._("Exercise of {date}").format(date=reader.story(0))


def _name(record: Record, reader_is: For) -> str:
    """Its file is called after the day: a scenario's id tells the story too."""
    return f"exercise-{record.began.event.drill}-{reader_is}"


def _subtitle(record: Record, reader: Reader) -> str:
    organisation = record.books.organisation
    parts = [
        organisation.organisation if organisation else "",
        reader.story(0),
        reader._(EXERCISES[record.began.event.exercise]),
    ]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def _sections(reader: Reader, story: Scenario, reader_is: For) -> list[Section]:
    match reader_is:
        case "players":
            return [_when(reader, story), _playing(reader), _emergency(reader),
                    _afterwards(reader)]  # fmt: skip
        case "observers":
            return [_when(reader, story), _observing(reader), _emergency(reader),
                    _notes(reader)]  # fmt: skip
        case "evaluators":
            return [_rules_of_rating(reader), *guides(reader, story)]
        case "director":
            return [_when(reader, story), _story(reader, story), _staff(reader, story),
                    _injects(reader, story), _answers(reader, story),
                    _emergency(reader)]  # fmt: skip
    assert_never(reader_is)


def _when(reader: Reader, story: Scenario) -> Section:
    """Day, sort and departments: what everybody may know."""
    _ = reader._
    departments = dict.fromkeys(
        reader.department(run.runbook.partition("/")[0]) for run in story.runs.values()
    )
    rows = [
        [cell(_("Begins")), cell(reader.story(0))],
        [
            cell(_("At the latest over after")),
            cell(reader.duration(story.ends.at_latest)),
        ],
        [cell(_("Type")), cell(_(EXERCISES[story.exercise]))],
        [cell(_("Departments")), cell(", ".join(departments))],
    ]
    return section(
        "when",
        _("When and who"),
        [table(_("The exercise"), [_("Subject"), _("Particulars")], rows, "")],
    )


def _listed(reader: Reader, id_: str, title: str, said: list[str]) -> Section:
    return section(id_, title, [items(cell(text) for text in said)])


def _playing(reader: Reader) -> Section:
    _ = reader._
    said = [
        _("Do what you would really do, with the plan you would really use."),
        _("Begin and end every call and message with the word EXERCISE."),
        _("Call nobody outside the exercise: role-players stand for all of them."),
        _("Write down what you do when you do it; later, say when it was."),
        _("A plan that does not fit may be changed: say what and why."),
        _("Nobody is tested here but the plan. What goes wrong is what we look for."),
    ]
    return _listed(reader, "playing", _("How it is played"), said)


def _observing(reader: Reader) -> Section:
    _ = reader._
    said = [
        _("You watch, and help nobody; questions go to the exercise director."),
        _("Note the time, the post, what you saw; not what you would have done."),
        _("What you overhear stays in the room."),
        _("An observer is not counted as taking part."),
    ]
    return _listed(reader, "observing", _("How to observe"), said)


def _emergency(reader: Reader) -> Section:
    _ = reader._
    organisation = reader.record.books.organisation
    found = organisation.code_word if organisation else None
    word = found.say(reader.lang) if found else _("REAL EMERGENCY")
    text = _("Anybody may say “{word}” at any time. Play stops for all.")
    said = [
        text.format(word=word),
        _("Every seat confirms; the real event comes first."),
    ]
    return _listed(reader, "emergency", _("If something real happens"), said)


def _afterwards(reader: Reader) -> Section:
    _ = reader._
    said = [
        _("The hot wash follows right after play: thirty minutes, everybody stays."),
        _("The report says posts and no names, and comes to you for comment first."),
    ]
    return _listed(reader, "afterwards", _("Afterwards"), said)


def _notes(reader: Reader) -> Section:
    _ = reader._
    columns = [_("Time"), _("Who (post)"), _("What I saw")]
    rows = [[cell("") for _column in columns] for _line in range(14)]
    return section("sheet", _("Notes"), [table(_("Notes"), columns, rows, "")])


def _rules_of_rating(reader: Reader) -> Section:
    _ = reader._
    said = [
        _("Watch and write: time, post, what was done. Do not help and do not hint."),
        _("You rate; the program only says what the times suggest."),
        _("This guide holds what is expected: keep it from players until the end."),
    ]
    return _listed(reader, "rules", _("How to evaluate"), said)


def _story(reader: Reader, story: Scenario) -> Section:
    _ = reader._
    affected = [
        [
            cell(reader.text(item.title, name), (), "",
                 _("emergency services") if item.emergency_services else ""),
            cell(reader.site(item.site) if item.site else NOTHING),
            cell(reader.client(item.client) if item.client else NOTHING),
            cell(reader.number(item.users)),
        ]
        for name, item in story.affected.items()
    ]  # fmt: skip
    level = story.expected.level
    expected = reader.level(level) if level else NOTHING
    objectives = [
        [cell(one.title.say(reader.lang)), cell(reader.capability(one.capability))]
        for one in story.objectives.values()
    ]
    blocks: list[Block] = [
        paragraph(_("Expected severity: {level}.").format(level=expected)),
        table(
            _("What is broken"),
            [_("Item"), _("Place"), _("Client"), _("Users") + "#"],
            affected,
            _("Nothing was listed as affected."),
        ),
        table(
            _("Objectives"),
            [_("Objective"), _("Capability")],
            objectives,
            _("The scenario names no objectives."),
        ),
    ]
    return section("story", _("The story"), blocks)


def _staff(reader: Reader, story: Scenario) -> Section:
    _ = reader._
    said = [
        _("Deliver, hold, skip or add injects; whatever you do is written down."),
        _("A reserve inject comes only if what it replaces was missed."),
        _("An inject by phone is a task: ring, read the script, say what you heard."),
        _("Pause, speed and jumps are for the story; clocks of people open then are"
          " marked and not rated."),
    ]  # fmt: skip
    return _listed(reader, "staff", _("Running it"), said)


def _injects(reader: Reader, story: Scenario) -> Section:
    """The inject list: when, to whom, by what way, and what should come of it."""
    _ = reader._
    ranked = sorted(
        story.injects.items(), key=lambda pair: (pair[1].at is None, pair[1].at or 0)
    )
    blocks: list[Block] = [
        table(
            _("Inject list (MSEL)"),
            [_("No."), _("When"), _("To"), _("What comes in"), _("Expected action")],
            [
                _inject(reader, number, name, one)
                for number, (name, one) in enumerate(ranked, 1)
            ],
            _("There were no injects."),
        )
    ]
    for name, one in ranked:
        if one.script:
            blocks.append(heading(f"{_('Script')}: {name}", f"script-{name}"))
            blocks.append(paragraph(one.script.say(reader.lang)))
    return section("injects", _("Injects"), blocks)


def _inject(reader: Reader, number: int, name: str, one: Inject) -> list[Cell]:
    _ = reader._
    when = reader.at(one.at) if one.at is not None else NOTHING
    notes = [name, _("on hold until you release it") if one.hold else ""]
    if one.when:
        notes.append(_("once: {what}").format(what=one.when))
    if one.if_missed:
        notes.append(_("reserve, if missed: {what}").format(what=one.if_missed))
    to = reader.department(one.to) if one.to else ""
    if one.to and to == one.to:
        to = reader.role(one.to)
    sender = one.sender.say(reader.lang) if one.sender else ""
    said = ", ".join(
        part for part in (sender, _(VIA[one.via]), one.number or "") if part
    )
    expected = "\n".join(
        f"{each.do.say(reader.lang)} ({reader.duration(each.within)})"
        for each in one.expects
    )
    return [
        cell(reader.number(number)),
        cell(when, (), "", "; ".join(note for note in notes if note)),
        cell(to or NOTHING),
        cell(one.says.say(reader.lang), (), "", said),
        cell(expected or NOTHING),
    ]


def _answers(reader: Reader, story: Scenario) -> Section:
    _ = reader._
    rows = [
        [cell(name), cell(text.say(reader.lang))]
        for name, text in story.answers.items()
    ]
    return section(
        "answers",
        _("Prepared answers"),
        [table(_("For role-players"), [_("About"), _("Answer")], rows,
               _("The scenario prepares no answers."))],
    )  # fmt: skip
