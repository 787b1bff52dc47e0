"""A letter to one client: what happened, what was promised and kept, what changes.

It names posts and no persons, nothing of other clients, and no numbers of our log.
"""

from drillkit.language import Language
from drillkit.review.documents.page import Document, page, unreferred
from drillkit.review.measures import measure
from drillkit.review.measures.contracts import ClientClock
from drillkit.review.measures.table import ItemRow
from drillkit.review.reader import MINUS, Reader
from drillkit.review.record import Record
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.frame import dated
from drillkit.review.view.review import NOTHING, Review

AUDIENCE = "clients"


def clients_of(record: Record) -> tuple[str, ...]:
    """Clients whom something of their own was broken for, in the plan's order."""
    clocks = measure(record).clocks
    return tuple(clock.client for clock in clocks)


def letter(record: Record, client: str, lang: Language) -> Document:
    """The letter to *client*."""
    review = Review(record, measure(record), Reader(lang, record))
    reader = review.reader
    _ = reader._
    clock = next(one for one in review.measures.clocks if one.client == client)
    made = page(
        record,
        reader,
        _("Letter to a client"),
        reader.client(client),
        dated(review),
        [_happened(review, clock), _promised(review, clock), _changes(review)],
        name=f"{record.began.event.drill}.{client}",
    )
    plain: Document = unreferred(made)
    return plain


def _mine(review: Review, clock: ClientClock) -> list[ItemRow]:
    organisation = review.record.books.organisation
    found = organisation.clients.get(clock.client) if organisation else None
    sites = found.sites if found else ()
    rows = review.measures.items
    own = [row for row in rows if row.listed.client == clock.client]
    # What another client owns is nothing a client reads about, at whatever site.
    shared = [row for row in rows if not row.listed.client and row.listed.site in sites]
    return own or shared


def _happened(review: Review, clock: ClientClock) -> Section:
    reader = review.reader
    _ = reader._
    rows = [_item(review, row) for row in _mine(review, clock)]
    text = _("Your service was disturbed from {start}; it was back by {end}.")
    if clock.stop is None:
        text = _("Your service was disturbed from {start}, and was not back by {end}.")
    said = text.format(start=reader.story(clock.start.at), end=reader.story(clock.end))
    exercise = _("This is about an exercise: nothing of yours was really out of order.")
    blocks: list[Block] = [paragraph(exercise)] if review.is_exercise else []
    return section(
        "happened",
        _("What happened"),
        [
            *blocks,
            paragraph(said),
            table(
                _("What was affected"),
                [
                    _("Item"),
                    _("Workaround") + "#",
                    _("Restored") + "#",
                    _("Without service") + "#",
                ],
                rows,
                _("Nothing of yours was listed one by one."),
            ),
        ],
    )


def _item(review: Review, row: ItemRow) -> list[Cell]:
    reader = review.reader
    since = review.record.began.event.onset or 0
    until = row.back.at if row.back else review.record.end
    return [
        cell(reader.item(row.item)),
        _time(review, row.marks.get("workaround")),
        _time(review, row.marks.get("restored-confirmed")),
        cell(reader.duration(max(0, until - since), row.back is None)),
    ]


def _time(review: Review, mark: object) -> Cell:
    at = getattr(mark, "at", None)
    return cell(NOTHING if at is None else review.reader.clock(at))


def _promised(review: Review, clock: ClientClock) -> Section:
    reader = review.reader
    _ = reader._
    compared = review.against(clock.counted_ms, clock.limit_ms, clock.stop is None)
    is_missed = clock.counted_ms > clock.limit_ms
    verdict = cell(_("kept"), (), "kept")
    if is_missed:
        verdict = cell(_("missed"), (), "missed")
    elif clock.stop is None:
        verdict = cell(_("still open"), (), "open")
    rows = [
        [
            cell(reader.contract(clock.contract)),
            cell(compared.took),
            cell(compared.limit),
            cell(f"{MINUS if is_missed else ''}{compared.between}"),
            verdict,
        ]
    ]
    stops = [
        [
            cell(reader.clock(one.start.at)),
            cell(reader.clock(one.stop.at) if one.stop else NOTHING),
            cell(reader.stop_clock(one.code)),
            cell(one.reason or NOTHING),
        ]
        for one in clock.stops
        if not one.reversed_seq
    ]
    return section(
        "promised",
        _("What was promised, and what was kept"),
        [
            table(
                _("Your contract"),
                [
                    _("Contract"),
                    _("Counted") + "#",
                    _("Promised") + "#",
                    _("Margin") + "#",
                    _("Verdict"),
                ],
                rows,
                "",
            ),
            table(
                _("When your contract's clock stood"),
                [_("From") + "#", _("Until") + "#", _("Code"), _("Reason")],
                stops,
                _("The clock never stood."),
            ),
            *_heard(review),
        ],
    )


def _heard(review: Review) -> list[Block]:
    """How we kept them informed, all of which they saw themselves."""
    reader = review.reader
    _ = reader._
    heard = next(
        (one for one in review.measures.hearings if one.audience == AUDIENCE), None
    )
    if heard is None or not heard.gaps:
        return []
    longest = max(heard.gaps, key=lambda gap: gap.length_ms)
    text = _("Messages to clients: {n}. The longest time between two: {time}.")
    said = text.format(
        n=reader.number(len(heard.words)),
        time=review.within(longest.length_ms, longest.limit_ms, longest.stop is None),
    )
    kept = review.measures.get(f"promises-kept-{AUDIENCE}")
    if kept and kept.share:
        said += " " + _("Promised next messages that came in time: {share}.").format(
            share=reader.share(*kept.share)
        )
    return [paragraph(said)]


def _changes(review: Review) -> Section:
    """People say what changes; a program must not promise it for them."""
    _ = review.reader._
    columns = [_("What changes"), _("By when")]
    rows = [[cell(""), cell("")] for _line in range(3)]
    return section(
        "changes",
        _("What changes"),
        [
            table(_("Filled in by your client manager"), columns, rows, ""),
            paragraph(_("Your client manager answers questions to this letter.")),
        ],
    )
