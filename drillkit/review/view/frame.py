"""What stands around every document's sections: its title and its own words."""

from drillkit.review.reader import Reader
from drillkit.review.view.review import Review


def title_of_drill(review: Review) -> str:
    """What the drill is called."""
    began = review.record.began.event
    return review.reader.texts(began.title) or began.scenario or began.drill


def organisation_of(review: Review) -> str:
    organisation = review.record.books.organisation
    return organisation.organisation if organisation else ""


def dated(review: Review) -> str:
    """Whose drill it was, when, and what it is called in the log."""
    parts = [
        organisation_of(review),
        review.reader.story(0),
        review.record.began.event.drill,
    ]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def words_of(reader: Reader) -> dict[str, str]:
    """Headings of the document itself; ``linked`` says that it has its entries."""
    _ = reader._
    return {
        "verdict": _("Verdict"),
        "key_figures": _("Key figures"),
        "delays": _("The three worst delays"),
        "no_delays": _("No target and no promise was overrun."),
        "broken": _("Promised and not kept"),
        "none_broken": _("Every promise to others was kept."),
        "contents": _("Contents"),
        "entries": _("entries"),
        "entry": _("Entry {n} of the log"),
        "table": _("Table: {caption}"),
        "took": _("Took"),
        "over": _("Over"),
        "cause": _("Cause"),
        "who": _("Who"),
        "linked": "yes",
    }
