"""The control room, pages and the timeline, drawn as text at moments of real drills."""

from dataclasses import replace

import pytest

from drillkit.conduct.seats import Seat
from drillkit.language import Language
from drillkit.tui.scene import Scene
from drillkit.tui.view.classification import classification, preview
from drillkit.tui.view.control import control
from drillkit.tui.view.detail import detail
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.mine import mine
from drillkit.tui.view.plain import draw_page, draw_table
from drillkit.tui.view.timeline import Filter, timeline
from drillkit.tui.view.values import (
    CallRef,
    EntryRef,
    ExpectedRef,
    InjectRef,
    ItemRef,
    PromiseRef,
    Ref,
    RequestRef,
    RunRef,
    SeatRef,
    StepRef,
)
from tests.tui.view.golden import compare
from tests.tui.view.stage import CONTROLLER, DIRECTOR, participant, scene

LANGS = ["en", "ru"]
MOMENTS: dict[str, tuple[str, float, Seat]] = {
    "city-director": ("city-blackout", 40, DIRECTOR),
    "cut-evaluator": ("partner-cut", 15, Seat("evaluator")),
    "cut-observer": ("partner-cut", 8, Seat("observer")),
    "island-director": ("island-node", 1800, DIRECTOR),
}


def drawn(one: Scene) -> str:
    panels = control(one)
    tables = (
        panels.departments,
        panels.updates,
        panels.calls,
        panels.seats,
        panels.workload,
        panels.affected,
        panels.requests,
        panels.injects,
        panels.expected,
        panels.observations,
    )
    return "\n".join(draw_table(table, 130, 10) for table in tables if table)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MOMENTS)
def test_the_control_room_shows_every_department(name: str, lang: Language) -> None:
    scenario, minute, seat = MOMENTS[name]
    one = scene(scenario, minute, seat, lang)
    seen = {"noc-shift-lead": 0, "evaluator:legal": 90_000, "director": 500}
    present = {name: one.wall_ms - ago for name, ago in seen.items()}
    one = replace(one, present=present, simulated=frozenset({"billing"}))

    compare(f"control-{name}-{lang}", drawn(one))


CUT, RUN = "partner-cut", "network-operations/partner-cut"
AWAITED = "restore/partners/splicing/all-repaired"
PAGES: dict[str, tuple[str, float, Seat, Ref | None]] = {
    "nothing": (CUT, 5, CONTROLLER, None),
    "decision": (CUT, 11, CONTROLLER, StepRef(RUN, "triage/declare")),
    "ask": (CUT, 8, CONTROLLER, StepRef(RUN, "triage/size-up")),
    "phase": (CUT, 8, CONTROLLER, StepRef(RUN, "restore")),
    "phase-now": (CUT, 8, CONTROLLER, StepRef(RUN, "triage")),
    "standby": (CUT, 0, CONTROLLER, StepRef(RUN, "")),
    "run": (CUT, 25, CONTROLLER, RunRef(RUN)),
    "await": (
        CUT,
        25,
        CONTROLLER,
        StepRef(RUN, AWAITED),
    ),
    "inject-come": (CUT, 25, Seat("role-player"), InjectRef("not-us")),
    "inject-to-come": (CUT, 25, CONTROLLER, InjectRef("airport-call")),
    "inject-hidden": (CUT, 25, Seat("observer"), InjectRef("airport-call")),
    "expected": (CUT, 5, CONTROLLER, ExpectedRef("alarm", 1)),
    "expected-hidden": (CUT, 5, Seat("observer"), ExpectedRef("alarm", 1)),
    "promise": (CUT, 25, CONTROLLER, PromiseRef("sla:airport")),
    "promise-gone": (CUT, 25, CONTROLLER, PromiseRef("sla:nobody")),
    "item": (CUT, 200, CONTROLLER, ItemRef("northern-trunk")),
    "seat": (CUT, 25, CONTROLLER, SeatRef("controller:client-care")),
    "entry": (CUT, 25, CONTROLLER, EntryRef(60)),
    "call": (CUT, 0.4, CONTROLLER, CallRef("call-1")),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_a_row_has_a_page_about_it(name: str, lang: Language) -> None:
    scenario, minute, seat, ref = PAGES[name]
    one = scene(scenario, minute, seat, lang)

    compare(f"page-{name}-{lang}", draw_page(instructions(one, ref), 80))


@pytest.mark.parametrize("lang", LANGS)
def test_every_step_of_an_expedition_has_its_page(lang: Language) -> None:
    """Sites, journeys in two zones, partners, papers, counts."""
    moments = (("island-node", 200), ("island-node", 1900), ("city-blackout", 45))
    told = []
    for scenario, minute in moments:
        one = scene(scenario, minute, DIRECTOR, lang)
        verbs = set()
        for row in mine(one).steps.rows:
            assert isinstance(row.ref, StepRef)
            step = one.charts[row.ref.run].steps.get(row.ref.path)
            if step is not None and step.verb not in verbs:
                verbs.add(step.verb)
                told.append(draw_page(instructions(one, row.ref), 80))
        told += [
            draw_page(instructions(one, RequestRef(name)), 80)
            for name in list(one.drill.requests)[:1]
        ]

    compare(f"page-steps-{lang}", "\n\n".join(told))


@pytest.mark.parametrize("lang", LANGS)
def test_severity_says_why_and_what_it_obliges_to(lang: Language) -> None:
    before = scene(CUT, 1, CONTROLLER, lang)
    after = scene(CUT, 25, CONTROLLER, lang)
    pages = (
        classification(before, RUN),
        preview(before, RUN, {"service": "lost", "scale": "country"}),
        preview(before, RUN, {"service": "none"}),
        classification(after, RUN),
        preview(after, RUN, {"redundancy": True}),
        preview(after, RUN, {"scale": "country"}),
        classification(after, "billing/outage-credits"),
    )

    compare(f"severity-{lang}", "\n\n".join(draw_page(page, 80) for page in pages))


@pytest.mark.parametrize("lang", LANGS)
def test_the_timeline_shows_lanes_and_entries(lang: Language) -> None:
    one = scene(CUT, 60, CONTROLLER, lang)
    whole = timeline(one, width=100)
    some = timeline(
        one,
        Filter("client-care", "UPD", since=15 * 60_000, until=40 * 60_000),
        width=60,
    )
    lines = (
        *(cell.text for cell in whole.lanes.lines),
        draw_table(whole.entries, 100, 20),
        *(cell.text for cell in some.lanes.lines),
        draw_table(some.entries, 100),
    )

    compare(f"timeline-{lang}", "\n".join(line.rstrip() for line in lines))


def test_words_are_looked_for_in_what_is_said() -> None:
    one = scene(CUT, 60, CONTROLLER)
    found = timeline(one, Filter(words="VOLGA")).entries

    assert 0 < len(found.rows) < 30
    assert all("volga" in row.cells[3].text.casefold() for row in found.rows)


def test_a_seat_that_does_not_exist_has_nobody_at_it() -> None:
    page = instructions(scene(CUT, 5, CONTROLLER), SeatRef("observer"))

    assert [cell.text for cell in page.lines] == ["Nobody is there."]


def test_an_entry_that_was_never_written_has_no_page() -> None:
    assert detail(scene(CUT, 5, participant("noc-head")), EntryRef(99_999)) is None
