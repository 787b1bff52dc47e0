"""What stands on a screen in the rarer moments of a drill."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from drillkit.conduct.seats import Seat
from drillkit.engine.amendments import StepAdded
from drillkit.engine.drill import Drill, OpenRequest, Run, StepState, changed
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import Classified, Event, PlanAmended
from drillkit.log.line import Stored
from drillkit.tui.scene import Scene
from drillkit.tui.view.affected import affected, requests
from drillkit.tui.view.classification import classification, proposed
from drillkit.tui.view.injects import queue
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.mine import mine
from drillkit.tui.view.plain import draw_page, draw_table
from drillkit.tui.view.staff import workload
from drillkit.tui.view.timeline import Filter, timeline
from drillkit.tui.view.values import (
    CallRef,
    InjectRef,
    ItemRef,
    RequestRef,
    RunRef,
    StepRef,
)
from tests.tui.view.stage import (
    CONTROLLER,
    MINUTE,
    log_of,
    participant,
    scene,
    until,
)

CUT, RUN = "partner-cut", "network-operations/partner-cut"
CHOOSE = "restore/detour/reroute/choose"
GATE, WORK = "field-service/remote-expedition", "on-site/replace"


def at_25(seat: Seat = CONTROLLER) -> Scene:
    return scene(CUT, 25, seat)


def with_drill(one: Scene, change: Callable[[Drill], Drill]) -> Scene:
    return replace(one, drill=change(one.drill))


def with_step(one: Scene, run: str, path: str, **changes: object) -> Scene:
    """The scene with one step different."""

    def change(drill: Drill) -> Drill:
        old: Run = drill.runs[run]
        state: StepState = replace(old.steps[path], **changes)
        steps = {**old.steps, path: state}
        return changed(drill, runs={**drill.runs, run: changed(old, steps=steps)})

    return with_drill(one, change)


def unowed(one: Scene) -> Scene:
    """The scene without any clock."""
    return with_drill(one, lambda d: changed(d, obligations={}))


def written(minute: float, *events: Event) -> list[Stored]:
    stored = list(until(log_of(CUT), round(minute * MINUTE)))
    for event in events:
        entry = Entry(stored[-1].entry.at, event, Origin("noc-head"))
        stored.append(stored[-1]._replace(seq=len(stored) + 1, entry=entry))
    return stored


def time_of(one: Scene, run: str, path: str) -> str:
    rows = mine(one).steps.rows
    cells = next(row.cells for row in rows if row.ref == StepRef(run, path))
    return f"{cells[0].text} {cells[4].text}".strip()


def test_a_step_without_a_clock_says_how_long_it_is_in_hand() -> None:
    bare = unowed(at_25(participant("noc-shift-lead")))

    assert time_of(bare, RUN, CHOOSE) == "[>] 12:36"
    assert time_of(with_step(bare, RUN, CHOOSE, status="open"), RUN, CHOOSE) == "[ ]"
    assert (
        time_of(bare, RUN, "restore/partners/splicing/all-repaired")
        == "[.] waits 13:16"
    )


def test_a_partner_s_step_waits_by_the_partner_s_clock() -> None:
    one = scene("city-blackout", 40, participant("building-manager"))
    run, path = "power-and-buildings/site-power", ""
    for row in mine(one).steps.rows:
        if isinstance(row.ref, StepRef) and "partner" in row.cells[4].text:
            run, path = row.ref.run, row.ref.path
    late = replace(one, now=one.now + 61 * MINUTE)
    [request, *_] = one.drill.requests
    bare = unowed(one)

    assert time_of(one, run, path).startswith("[.] partner ")
    assert time_of(bare, run, path) == "[.] with the partner"
    assert "LATE" in draw_table(requests(late))
    assert "ago" not in draw_table(requests(bare))
    assert draw_page(instructions(bare, RequestRef(request))).count("\n") == 4
    assert instructions(one, RequestRef("nobody")).lines == ()


def test_a_partner_who_has_not_answered_is_marked() -> None:
    asked = OpenRequest("r", RUN, CHOOSE, 1, "volga-fibre", "none", 20 * MINUTE)
    one = with_drill(at_25(), lambda d: changed(d, requests={"r": asked}))

    assert "no answer" in draw_table(requests(one))
    assert "no answer yet" in draw_page(instructions(one, RequestRef("r")))


def test_an_item_without_an_estimate_says_so() -> None:
    def bare(drill: Drill) -> Drill:
        items = {
            name: replace(item, estimate=None, marks={}, users=0, client="", site="")
            for name, item in drill.items.items()
        }
        return changed(drill, items=items)

    one = with_drill(at_25(), bare)
    none = with_drill(at_25(), lambda d: changed(d, items={}))

    assert draw_table(affected(one)).count("no estimate") == 3
    assert "Nothing is listed as broken." in draw_table(affected(none))
    assert len(instructions(one, ItemRef("northern-trunk")).lines) == 2
    assert instructions(none, ItemRef("northern-trunk")).lines == ()


def test_an_item_whose_hour_has_passed_says_by_how_much() -> None:
    one = with_drill(
        at_25(),
        lambda d: changed(
            d,
            items={k: replace(v, estimate=20 * MINUTE) for k, v in d.items.items()},
        ),
    )

    assert "LATE 05:00" in draw_table(affected(one))


def test_a_level_by_decision_shows_its_reason_and_what_the_answers_give() -> None:
    decided = Classified(RUN, "crisis", "critical", {}, "the mayor asked for it")
    one = scene(CUT, 25, CONTROLLER, stored=written(25, decided))
    text = draw_page(classification(one, RUN))

    assert "By decision: the mayor asked for it" in text
    assert "The answers give: Critical" in text
    assert "Against Crisis:" in text
    assert "no longer tell Authorities" in text
    assert proposed(one, RUN) == "critical"
    assert proposed(one, RUN, {"scale": "country"}) == "crisis"
    assert proposed(scene(CUT, 1, CONTROLLER), RUN) == ""


def test_a_step_added_by_amendment_is_called_as_it_was_written() -> None:
    change = StepAdded(
        RUN,
        "restore/detour/reroute",
        "ask-neighbour",
        {"en": "Ask the neighbour for two fibres"},
        {"noc-head": 1},
    )
    lines = written(25, PlanAmended(change, "their cable is whole"))
    one = scene(CUT, 25, participant("noc-shift-lead"), stored=lines)
    path = "restore/detour/reroute/ask-neighbour"

    assert "Ask the neighbour for two fibres" in draw_table(mine(one).steps)
    assert draw_page(instructions(one, StepRef(RUN, path))).startswith(
        "-- Step: Ask the neighbour"
    )


def test_rows_of_what_is_not_there_have_an_empty_page() -> None:
    one = at_25()

    assert instructions(one, StepRef("no-run", "x")).lines == ()
    assert instructions(one, RunRef("no-run")).lines == ()
    assert instructions(one, CallRef("no-call")).lines == ()
    assert instructions(one, InjectRef("no-inject")).lines == ()


def test_roles_that_are_not_on_duty_are_said_to_be_away() -> None:
    one = with_step(at_25(), RUN, CHOOSE, status="open", crew={"legal-officer": 1})
    night = draw_table(workload(one))
    one = with_step(at_25(), RUN, CHOOSE, status="open", crew={"noc-head": 1})
    office = draw_table(workload(one))

    assert "1 to do" in night
    assert "not on duty" in office


def test_a_site_that_an_amendment_opened_is_open() -> None:
    one = scene("island-node", 1900, CONTROLLER)
    ref = next(
        row.ref
        for row in mine(one).steps.rows
        if isinstance(row.ref, StepRef) and "shut" in row.cells[4].text
    )
    assert isinstance(ref, StepRef)
    site = one.charts[ref.run].steps[ref.path].site
    opened = (site, one.now - 1, one.now + 1)
    now = with_drill(one, lambda d: changed(d, windows=(opened,)))
    unknown = with_step(one, ref.run, ref.path, until=None)

    assert "It is shut now" in draw_page(instructions(one, ref))
    assert "It is open now." in draw_page(instructions(now, ref))
    assert time_of(unknown, ref.run, ref.path) == "[.] site shut"


def test_people_on_a_way_without_legs_are_on_the_way() -> None:
    one = scene("island-node", 200, CONTROLLER)
    ref = next(
        row.ref
        for row in mine(one).steps.rows
        if isinstance(row.ref, StepRef) and row.cells[4].text.startswith("there")
    )
    assert isinstance(ref, StepRef)

    assert (
        time_of(with_step(one, ref.run, ref.path, until=None), ref.run, ref.path)
        == "[.] on the way"
    )


def test_an_inject_that_waits_for_a_phase_of_another_drill_names_it() -> None:
    one = at_25()
    assert one.play.story is not None
    far = {
        name: replace(inject, when="somewhere/else/phase")
        for name, inject in one.play.story.injects.items()
        if name == "detour-full"
    }
    story = replace(one.play.story, injects=far)
    lost = with_drill(
        replace(one, play=replace(one.play, story=story)),
        lambda d: changed(d, injects={}),
    )

    assert "at phase: somewhere/els…" in draw_table(queue(lost), 100)


@pytest.mark.parametrize(("since", "until_"), [(10, None), (None, 10), (5, 10)])
def test_entries_lie_between_the_times_asked_for(
    since: int | None, until_: int | None
) -> None:
    def ms(minute: int | None) -> int | None:
        return None if minute is None else minute * MINUTE

    one = at_25()
    shown = timeline(one, Filter(since=ms(since), until=ms(until_))).entries.rows
    whole = timeline(one).entries.rows

    assert 0 < len(shown) < len(whole)
