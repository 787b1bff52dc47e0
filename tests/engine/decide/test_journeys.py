"""Journeys: parts are reserved, and word goes out at the legs that promise it."""

from drillkit.engine.commands import Pass
from tests.engine.semantics.play import lived, take

BOOK = """
phases:
  bring:
    steps:
      near: {dispatch: router, to: port, from: depot, by: worker, needs: []}
      far:
        travel: island
        from: base
        by: worker
        needs: []
        tells: {board: done, clients: each-leg}
    leads-to: {done: over, no-part: over}
  over: {final: true}
"""


def told(line: str) -> bool:
    return " tell:" in line and "@" in line


def test_word_goes_out_at_each_leg_or_at_the_end_as_the_step_says():
    life = lived(BOOK, ("10m", take("bring/far")), ("6h", Pass()))

    assert life.lines("journey-planned") == [
        "00:10:00 journey-planned base 01:00:00 - 03:00:00 port, "
        "port 03:00:00 - 03:30:00 island"
    ]
    name = "ops/fix/bring/far#1"
    opened = filter(told, life.lines("obligation-opened"))
    assert [x.split(" due")[0] for x in opened] == [
        f"01:00:00 obligation-opened tell:clients@{name}:3600000",
        f"03:00:00 obligation-opened tell:clients@{name}:10800000",
        f"03:30:00 obligation-opened tell:board@{name}:12600000",
    ]


def test_a_part_is_taken_from_the_store_the_step_names():
    other = "  other: {at: port, parts: {router: 5}}\n"
    life = lived(
        BOOK,
        ("10m", take("bring/near")),
        company=("stores:\n", f"stores:\n{other}"),
    )

    assert life.lines("part-reserved") == ["00:10:00 part-reserved depot router 0"]


def test_a_part_the_company_does_not_have_is_not_sent():
    book = BOOK.replace("router", "modem")
    life = lived(book, ("10m", take("bring/near")))

    assert life.lines("part-reserved") == []
    assert life.lines("step-settled")[0] == (
        "00:10:00 step-settled bring/near done no-part"
    )
