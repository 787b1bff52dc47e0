"""What each audience heard, and how long it heard nothing."""

from drillkit.review.view.blocks import (
    Section,
    cell,
    section,
    table,
)
from drillkit.review.view.chart import drawn
from drillkit.review.view.charts.silence import silence_chart
from drillkit.review.view.review import NOTHING, Review


def silence(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    rows = []
    for hearing in review.measures.hearings:
        name = hearing.audience
        longest = review.measures.get(f"longest-silence-{name}")
        rows.append(
            [
                cell(reader.audience(name)),
                cell(
                    reader.number(len(hearing.words)),
                    [word.seq for word in hearing.words],
                ),
                review.value(longest),
                review.limit(longest),
                review.value(review.measures.get(f"cadence-kept-{name}")),
                review.value(review.measures.get(f"promises-kept-{name}")),
            ]
        )
    broken = [
        [
            cell(reader.audience(hearing.audience)),
            review.time(word.made.at, word.made.seq),
            review.time(word.due),
            review.time(word.came.at, word.came.seq) if word.came else cell(NOTHING),
            cell(
                reader.over(word.late_ms),
                (),
                "missed",
            ),
        ]
        for hearing in review.measures.hearings
        for word in hearing.next_words
        if word.standing == "missed"
    ]
    return section(
        "silence",
        _("Information vacuum"),
        [
            *drawn(silence_chart(review)),
            table(
                _("Silence, by audience"),
                [
                    _("Audience"),
                    _("Messages") + "#",
                    _("Longest silence") + "#",
                    _("Allowed") + "#",
                    _("Intervals kept") + "#",
                    _("Promises of the next kept") + "#",
                ],
                rows,
                _("Nobody had to hear from us."),
            ),
            table(
                _("Promised times of the next update that passed"),
                [
                    _("Audience"),
                    _("Promised at") + "#",
                    _("Promised for") + "#",
                    _("Came") + "#",
                    _("Late by") + "#",
                ],
                broken,
                _("Every promised update came in time."),
            ),
        ],
    )
