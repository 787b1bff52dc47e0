"""A drill's report as it leaves the room: posts, last year's actions, signatures.

Reads what lies beside the logs in a workspace.  Knows no verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drillkit.language import Language

if TYPE_CHECKING:
    from drillkit.conduct.workspace import Workspace
    from drillkit.plan.roster import Roster
    from drillkit.review.authors.reading import Paper
    from drillkit.review.history.past import Past
    from drillkit.review.publish import Around
    from drillkit.review.reader import Reader
    from drillkit.review.record import Record
    from drillkit.review.view.beside import Beside
    from drillkit.review.view.blocks import Section


@dataclass(frozen=True, slots=True)
class Room:
    """What is in the room: a workspace, its drills if they were read, and who asks."""

    workspace: "Workspace"
    names: bool
    made_ms: int = 0
    pasts: "Sequence[Past] | None" = None


def around(room: Room) -> "Around":
    """How a report leaves the room: persons' names only if they are asked for."""
    from drillkit.review.posts import posts_of, posts_only, unnamed_within

    def made(record: "Record", spoken: Language) -> "tuple[Record, Beside]":
        roster = roster_of(room.workspace.root)
        if room.names:
            return record, _beside(room, record, spoken)
        told = posts_only(record, roster)
        beside: Beside = unnamed_within(
            _beside(room, told, spoken), posts_of(record, roster)
        )
        return told, beside

    return made


def _beside(room: Room, record: "Record", lang: Language) -> "Beside":
    from drillkit.review.authors.telling import (
        comments,
        conclusions,
        signatures,
        version,
    )
    from drillkit.review.reader import Reader
    from drillkit.review.view.beside import Beside

    reader = Reader(lang, record)
    opening, instead = _actions(room, record, reader)
    drill = record.began.event.drill
    papers = papers_of(room.workspace.root, lang)
    paper = next((one for one in papers if one.drill == drill), None)
    if paper is None:
        return Beside(tuple(opening), (), instead)
    said = [*opening, conclusions(paper, reader)]
    after = [comments(paper, reader), signatures(paper, reader, room.names)]
    return Beside(
        tuple(one for one in said if one),
        tuple(one for one in after if one),
        instead,
        version(paper, reader),
    )


def _actions(
    room: Room, record: "Record", reader: "Reader"
) -> "tuple[list[Section], dict[str, Section]]":
    from drillkit.cli.actions import agenda_of
    from drillkit.cli.pasts import all_pasts, plan_of
    from drillkit.review.actions.lookback import improvement, look_back
    from drillkit.review.actions.telling import Teller
    from drillkit.review.history.past import Past
    from drillkit.review.measures import measure

    agenda = agenda_of(room.workspace.root, reader.lang)
    if not agenda.todos:
        return [], {}
    past = Past(record, measure(record), room.made_ms)
    known = room.pasts
    if known is None and any(one.drill != past.drill for one in agenda.sheaves):
        known = all_pasts(room.workspace, reader.lang)
    pasts = [one for one in known or () if one.drill != past.drill]
    teller = Teller(reader.lang, plan_of(room.workspace.root))
    opening = look_back(teller, agenda, pasts, past)
    plan = improvement(teller, agenda, pasts, past)
    return [opening] if opening else [], {"improvement": plan} if plan else {}


def papers_of(root: Path, lang: Language) -> "tuple[Paper, ...]":
    """The reviews of a workspace; what cannot be read is told."""
    from drillkit.cli.pasts import tell
    from drillkit.review.actions.reading import read_files
    from drillkit.review.authors.reading import paper_files, read_papers

    texts, unread = read_files(paper_files(root), root)
    papers, problems = read_papers(texts)
    tell((*unread, *problems), lang)
    return papers


def roster_of(root: Path) -> "Roster | None":
    """Who holds which post, if that is kept here."""
    from drillkit.plan.read import read_plan

    path = root / "roster.yaml"
    plan, _problems = read_plan([path] if path.is_file() else [])
    return plan.roster.model if plan.roster else None
