"""Packs: which sheets there are, who may have them, and each of them as HTML.

A sheet for controllers tells what is still to come, so it is of another kind than one
for participants, and nothing makes both at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from drillkit.language import N_, Language
from drillkit.plan.plan import Plan
from drillkit.review.foreign import texts
from drillkit.review.onpaper.calls import call_list
from drillkit.review.onpaper.cards import cards
from drillkit.review.onpaper.news import inject_cards
from drillkit.review.onpaper.reading import reader_of, runs_of
from drillkit.review.reader import Reader

Kind = Literal["plan-cards", "call-list", "log", "inject-cards", "controllers-list"]
# Who may have a sheet decides in which folder it lies.
KINDS: Final[Mapping[Kind, str]] = {
    "plan-cards": "participants",
    "call-list": "participants",
    "log": "participants",
    "inject-cards": "controllers",
    "controllers-list": "controllers",
}
TITLES: Final[Mapping[Kind, str]] = {
    "plan-cards": N_("Plan cards"),
    "call-list": N_("Call list"),
    "log": N_("Log"),
    "inject-cards": N_("Inject cards"),
    "controllers-list": N_("Controllers' list"),
}
LINES_A_PAGE: Final = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file to print; ``folder`` is who may have it."""

    kind: Kind
    folder: str
    html: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print: a scenario, or a runbook alone.

    ``roles`` are those that are called, ``mark`` names the blank log's sheet and
    ``pages`` is how many of it there are.
    """

    name: str
    roles: Sequence[str]
    content: str
    mark: str = "A"
    pages: int = 4


def pack(
    plan: Plan,
    wanted: Wanted,
    kinds: Sequence[Kind],
    lang: Language,
    templates: Path | None = None,
) -> tuple[Sheet, ...]:
    """The sheets of these kinds; of a runbook alone only those of participants."""
    file = plan.scenarios.get(wanted.name)
    runs = runs_of(file) if file else {wanted.name: wanted.name}
    reader = reader_of(plan, runs, wanted.name, lang)
    known = [kind for kind in kinds if file or KINDS[kind] != "controllers"]
    views = []
    for kind in known:
        title = _title(kind, plan, wanted.name, reader)
        view = _frame(kind, title, wanted, reader) | _inside(
            kind, plan, wanted, runs, reader
        )
        views.append((f"paper_{kind}.html.j2", {"view": view}))
    made = zip(known, texts(views, templates), strict=True)
    return tuple(Sheet(kind, KINDS[kind], html) for kind, html in made)


def _title(kind: Kind, plan: Plan, name: str, reader: Reader) -> str:
    """A scenario's title tells the story, so participants are told only the day."""
    file = plan.scenarios.get(name)
    if file is None:
        return plan.runbooks[name].model.title.say(reader.lang)
    if KINDS[kind] == "controllers":
        return file.model.title.say(reader.lang)
    return reader._(N_("Exercise of {date}")).format(date=reader.story(0))


def _frame(kind: Kind, title: str, wanted: Wanted, reader: Reader) -> dict[str, Any]:
    _ = reader._
    is_secret = KINDS[kind] == "controllers"
    is_drill = bool(reader.record.books.scenario)
    return {
        "lang": reader.lang,
        "kind": _(TITLES[kind]),
        "title": title,
        "content": wanted.content[:12],
        "mark": _(N_("EXERCISE EXERCISE EXERCISE")) if is_drill else "",
        "secret": _(N_("For controllers only. Not for participants."))
        if is_secret
        else "",
        "words": {key: _(text) for key, text in WORDS.items()},
    }


def _inside(
    kind: Kind, plan: Plan, wanted: Wanted, runs: Mapping[str, str], reader: Reader
) -> dict[str, Any]:
    match kind:
        case "plan-cards":
            return {"cards": cards(plan, runs, reader)}
        case "call-list":
            return call_list(plan, wanted.roles, reader)
        case "log":
            return {"mark_of_sheet": wanted.mark, "pages": _pages(wanted)}
        case "inject-cards" | "controllers-list":
            return {"injects": inject_cards(plan.scenarios[wanted.name], reader)}


def numbers(mark: str, pages: int) -> list[str]:
    """The numbers of the blank log's lines, which no other sheet has."""
    return [f"{mark}-{n}" for n in range(1, pages * LINES_A_PAGE + 1)]


def _pages(wanted: Wanted) -> list[list[str]]:
    every = numbers(wanted.mark, wanted.pages)
    starts = range(0, len(every), LINES_A_PAGE)
    return [every[start : start + LINES_A_PAGE] for start in starts]


WORDS: Final[Mapping[str, str]] = {
    "severity": N_("Severity"),
    "escalation": N_("If nobody answers, call in turn"),
    "facts": N_("To find out"),
    "target": N_("target"),
    "step": N_("Step"),
    "by": N_("By"),
    "done_at": N_("Done at"),
    "side_by_side": N_("Side by side"),
    "then": N_("Then"),
    "role": N_("Role"),
    "name": N_("Name"),
    "reach": N_("Number"),
    "called": N_("Called"),
    "answered": N_("Answered"),
    "took_charge": N_("Took charge"),
    "tell": N_("Tell within"),
    "acknowledge": N_("Answer a call within"),
    "restore": N_("Restore within"),
    "partners": N_("Partners"),
    "invented": N_("The roster is the example: these people and numbers are invented."),
    "no": N_("No."),
    "time": N_("Time"),
    "whose": N_("Whose act"),
    "channel": N_("Came by"),
    "what": N_("What happened, was said or decided"),
    "typed": N_("Typed in"),
    "typed_how": N_(
        "Write the time as it was then. Typed in afterwards with: drillkit transcribe"
    ),
    "sender": N_("From whom"),
    "to": N_("To"),
    "via": N_("Delivery"),
    "telephone": N_("Telephone"),
    "script": N_("Script for the role-player"),
    "says": N_("Message"),
    "expected": N_("Expected action"),
    "within": N_("within"),
    "when": N_("When"),
    "given_at": N_("Given at"),
    "seen_at": N_("Seen at"),
    "content": N_("Content"),
}
