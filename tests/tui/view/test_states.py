"""States that no rehearsal comes to: paused, live, offline, late, accepted, hostile."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast, get_args

import pytest

from drillkit.conduct.seats import Seat
from drillkit.engine.calendar import Hours, Window
from drillkit.engine.clock import DrillClock, Speed
from drillkit.engine.drill import Call, Drill, InjectState, Obligation, changed
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    CallMade,
    Corrected,
    Event,
    ExpectationMet,
    ExpectationMissed,
    InjectSpoken,
    NoteWritten,
    ObligationAccepted,
    UpdateSent,
)
from drillkit.log.line import Stored
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import alarms
from drillkit.tui.view.clocks import clocks, soonest_cell
from drillkit.tui.view.control import control
from drillkit.tui.view.departments import departments
from drillkit.tui.view.detail import detail
from drillkit.tui.view.frame import frame
from drillkit.tui.view.hours import hours_words
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.marks import MARKS
from drillkit.tui.view.mine import mine
from drillkit.tui.view.plain import cut, draw_page, draw_table
from drillkit.tui.view.report import report_so_far
from drillkit.tui.view.staff import seats, workload
from drillkit.tui.view.timeline import Entries, timeline
from drillkit.tui.view.times import bar, drill_time, span, stamp
from drillkit.tui.view.values import (
    CallRef,
    EntryRef,
    ExpectedRef,
    InjectRef,
    PromiseRef,
    SeatRef,
    StepRef,
    Table,
)
from tests.review.tale import HOSTILE
from tests.tui.view.everything import everything, refs_of
from tests.tui.view.stage import (
    CONTROLLER,
    DIRECTOR,
    MINUTE,
    log_of,
    participant,
    scene,
    until,
)

CUT, RUN = "partner-cut", "network-operations/partner-cut"
LEAD = participant("noc-shift-lead")


def with_drill(one: Scene, change: Callable[[Drill], Drill]) -> Scene:
    return replace(one, drill=change(one.drill))


def at_25(seat: Seat = LEAD) -> Scene:
    return scene(CUT, 25, seat)


def told(minute: float, *events: Event, by: str = "noc-shift-lead") -> list[Stored]:
    """A rehearsal's log, and what somebody wrote then."""
    stored = list(until(log_of(CUT), round(minute * MINUTE)))
    for event in events:
        entry = Entry(stored[-1].entry.at, event, Origin(by))
        stored.append(stored[-1]._replace(seq=len(stored) + 1, entry=entry))
    return stored


def owing(one: Scene, owed: Obligation) -> Scene:
    return with_drill(
        one,
        lambda d: changed(d, obligations={**d.obligations, owed.obligation: owed}),
    )


def notice(due: int | None, **more: object) -> Obligation:
    plain = Obligation(
        "notice:regulator-first",
        "notice",
        "regulator-first",
        "",
        "classified",
        0,
        4 * 3_600_000,
        due,
    )
    return replace(plain, **more)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("standby", "STANDBY"),
        ("running", "> RUN x1"),
        ("paused", "|| PAUSED"),
        ("emergency", "!! REAL EMERGENCY"),
        ("ended", "ENDED"),
    ],
)
def test_the_bar_says_whether_the_drill_runs(status: str, words: str) -> None:
    one = with_drill(at_25(), lambda d: changed(d, status=status))

    assert frame(one).top.state.text == words


def test_a_real_emergency_and_the_end_are_said_to_everybody() -> None:
    emergency = with_drill(at_25(), lambda d: changed(d, status="emergency"))
    ended = with_drill(at_25(), lambda d: changed(d, status="ended"))

    assert frame(emergency).notice.startswith("A real emergency")
    assert frame(ended).notice.startswith("The exercise has ended")
    assert frame(at_25()).notice == ""
    assert frame(ended).alarms == ()


@pytest.mark.parametrize(
    ("speed", "words"), [(Speed(60), "> RUN x60"), (Speed(1, 4), "> RUN x0.25")]
)
def test_the_bar_says_how_fast_the_drill_runs(speed: Speed, words: str) -> None:
    one = with_drill(at_25(), lambda d: changed(d, clock=DrillClock(0, 0, speed)))

    assert frame(one).top.state.text == words


def test_a_live_event_is_no_exercise() -> None:
    live = with_drill(at_25(), lambda d: changed(d, mode="live"))

    assert frame(live).top.exercise == ""
    assert frame(live).top.state.text == "> LIVE"
    assert frame(at_25()).top.exercise == "EXERCISE"


def test_a_department_s_time_out_shows_on_its_own_seats() -> None:
    def aside(drill: Drill) -> Drill:
        return changed(drill, time_outs={"network-operations": 0})

    mine_ = frame(with_drill(at_25(), aside)).top.state.text
    other = frame(with_drill(at_25(participant("billing-duty")), aside)).top.state.text
    listed = departments(with_drill(at_25(CONTROLLER), aside)).rows[0]

    assert mine_ == "|| TIME-OUT"
    assert other == "> RUN x1"
    assert listed.cells[2].text == "TIME-OUT"


def test_a_lost_link_is_seen_at_once() -> None:
    link = frame(replace(at_25(), link_ms=12_400)).top.link

    assert (link.text, link.tone) == ("LINK LOST 12s", "late")
    assert frame(replace(at_25(), link_ms=120)).top.link.text == "link ok 0.1s"


def test_a_broken_promise_is_an_alarm_until_it_is_accepted_by_name() -> None:
    lawyer = participant("legal-officer")
    late = owing(at_25(lawyer), notice(20 * MINUTE, broken=True))
    accepted = owing(at_25(lawyer), notice(20 * MINUTE, broken=True, accepted=True))
    ref = PromiseRef("notice:regulator-first")

    assert [x.ref for x in alarms(late)] == [ref]
    assert alarms(late)[0].text.startswith("! LATE 05:00 notice to an authority")
    assert alarms(accepted) == ()
    assert "lost, accepted" in draw_table(clocks(accepted))


def test_others_promises_are_no_alarm_of_mine() -> None:
    late = owing(at_25(participant("billing-duty")), notice(20 * MINUTE, broken=True))

    assert [x for x in alarms(late) if isinstance(x.ref, PromiseRef)] == []


def test_in_a_real_event_whoever_directs_it_answers_for_the_company() -> None:
    late = owing(at_25(DIRECTOR), notice(20 * MINUTE, broken=True))
    live = with_drill(late, lambda d: changed(d, mode="live"))

    assert PromiseRef("notice:regulator-first") not in [x.ref for x in alarms(late)]
    assert PromiseRef("notice:regulator-first") in [x.ref for x in alarms(live)]


def test_a_clock_that_stands_says_what_is_left() -> None:
    lawyer = participant("legal-officer")
    stands = owing(at_25(lawyer), notice(None, remaining=7 * MINUTE))
    jumped = owing(at_25(lawyer), notice(None, remaining=0, jumped=True))
    ref = PromiseRef("notice:regulator-first")

    assert "stands 07:00" in draw_table(clocks(stands))
    assert "jumped over" in draw_table(clocks(jumped))
    assert "Its clock stands; left: 07:00" in draw_page(instructions(stands, ref))
    assert "Jumped over" in draw_page(instructions(jumped, ref))


def test_a_promise_to_the_world_outside_counts_wall_time() -> None:
    one = at_25(participant("legal-officer"))
    owed = notice(90 * MINUTE, wall_due=one.wall_ms + 3 * MINUTE)

    assert "03:00 left" in draw_table(clocks(owing(one, owed)))


def test_the_clock_that_runs_out_first_is_always_there() -> None:
    lawyer = participant("legal-officer")
    own = owing(at_25(lawyer), notice(30 * MINUTE))
    late = owing(at_25(lawyer), notice(20 * MINUTE, broken=True))
    nothing = with_drill(at_25(lawyer), lambda d: changed(d, obligations={}))
    only_late = with_drill(
        late,
        lambda d: changed(
            d,
            obligations={k: v for k, v in d.obligations.items() if v.kind == "notice"},
        ),
    )

    assert soonest_cell(own).text.endswith(": 05:00 left")
    assert soonest_cell(late).text.endswith("left")
    assert soonest_cell(only_late).text.startswith("!! notice to an authority")
    assert soonest_cell(nothing).text == "no clock runs"


def test_a_call_is_an_alarm_until_somebody_takes_charge() -> None:
    call = Call("call-9", RUN, "noc-shift-lead", "no-answer", RUN, "took-charge", 2, 0)

    def called(drill: Drill) -> Drill:
        return changed(
            drill,
            calls={"call-9": call},
            runs={**drill.runs, RUN: changed(drill.runs[RUN], acknowledged=False)},
        )

    def taken(drill: Drill) -> Drill:
        runs = {**drill.runs, RUN: changed(drill.runs[RUN], acknowledged=True)}
        return changed(drill, calls={"call-9": call}, runs=runs)

    one = with_drill(at_25(), called)
    control_calls = draw_table(control(replace(one, seat=CONTROLLER)).calls)
    head = mine(replace(one, seat=participant("noc-head"))).waiting

    assert alarms(one)[0].ref == CallRef("call-9")
    assert CallRef("call-9") in [row.ref for row in mine(one).waiting.rows]
    assert "rung 2" in control_calls
    assert [row.cells[0].text for row in head.rows] == ["waits"]
    assert CallRef("call-9") not in [x.ref for x in alarms(with_drill(one, taken))]


def test_news_is_an_alarm_until_somebody_wrote_about_it() -> None:
    seat = participant("partner-duty")
    before = scene(CUT, 20, seat)
    lines = told(20, NoteWritten("asked for a ticket", "not-us"), by="partner-duty")
    after = scene(CUT, 20, seat, stored=lines)

    assert InjectRef("not-us") in [x.ref for x in alarms(before)]
    assert InjectRef("not-us") not in [x.ref for x in alarms(after)]
    assert "asked for a ticket" in draw_page(instructions(after, InjectRef("not-us")))


def test_a_phone_inject_is_the_role_player_s_task_until_it_was_heard() -> None:
    seat = Seat("role-player")
    before = mine(scene(CUT, 20, seat)).waiting
    tried = told(
        20,
        NoteWritten("they gave kilometres", "not-us"),
        InjectSpoken("not-us", "the shift", "", answered=False),
    )
    heard = told(20, InjectSpoken("not-us", "the shift", "they gave kilometres"))
    again = mine(scene(CUT, 20, seat, stored=tried)).waiting
    after = mine(scene(CUT, 20, seat, stored=heard)).waiting

    assert [row.ref for row in before.rows] == [InjectRef("not-us")]
    assert before.rows[0].cells[0].text == "PHONE"
    assert again.rows[0].cells[1].text.startswith("nobody answered x1: tel:")
    assert list(after.rows) == []


def test_a_question_to_the_facilitator_waits_for_an_answer() -> None:
    question = NoteWritten("may we call the real airport?", "facilitator")
    asked = told(25, question)
    seq = asked[-1].seq
    answered = told(25, question, NoteWritten("no, the role-player", f"#{seq}"))

    assert EntryRef(seq) in [
        x.ref for x in alarms(scene(CUT, 25, CONTROLLER, stored=asked))
    ]
    assert EntryRef(seq) not in [
        x.ref for x in alarms(scene(CUT, 25, CONTROLLER, stored=answered))
    ]
    assert EntryRef(seq) not in [
        x.ref for x in alarms(scene(CUT, 25, LEAD, stored=asked))
    ]


def test_a_seat_that_is_gone_is_an_alarm_for_those_who_run_the_drill() -> None:
    one = replace(at_25(CONTROLLER), present={})
    gone = {"noc-shift-lead": one.wall_ms - 32_000, "director": one.wall_ms}
    away = replace(one, present=gone, simulated=frozenset({"billing"}))
    found = [x for x in alarms(away) if isinstance(x.ref, SeatRef)]
    shown = draw_table(seats(away))

    assert [x.text for x in found] == ["! OFFLINE NOC shift lead, 00:32"]
    assert [x for x in alarms(replace(away, seat=LEAD)) if "OFFLINE" in x.text] == []
    assert "offline 00:32" in shown
    assert "simulated" in shown
    assert departments(away).rows[0].cells[7].text == "offline"


def test_an_expected_action_is_open_missed_seen_late_or_out_of_reach() -> None:
    missed = ExpectationMissed("not-us", 1)
    open_ = told(14)
    late = told(40, missed, ExpectationMet("not-us", 1))
    ref = ExpectedRef("not-us", 1)

    def page(stored: list[Stored]) -> str:
        return draw_page(instructions(scene(CUT, 14, CONTROLLER, stored=stored), ref))

    assert "left" in page(open_)
    assert "seen late" in page(late)
    assert "not asked for" in page(told(1))
    closed = with_drill(
        scene(CUT, 40, CONTROLLER, stored=told(40, missed)),
        lambda d: changed(d, obligations={}),
    )
    record = closed.reader.record
    without = {k: v for k, v in record.by_kind.items() if k is not ExpectationMet}
    unseen = replace(
        closed, reader=replace(closed.reader, record=replace(record, by_kind=without))
    )
    assert "[!] not seen" in draw_page(instructions(unseen, ref))


def test_a_controller_of_a_department_sees_what_is_expected_of_it() -> None:
    whole = control(scene(CUT, 40, CONTROLLER)).expected
    some = control(
        scene(CUT, 40, Seat("controller", department="client-care"))
    ).expected

    assert whole is not None
    assert some is not None
    assert len(whole.rows) > len(some.rows)


def test_an_inject_is_coming_held_skipped_edited_or_written_on_the_spot() -> None:
    states = {
        "airport-call": InjectState("skipped"),
        "estimate-slips": InjectState("held", says={"": "The crane fell."}),
        "one-crew": InjectState("coming", due=50 * MINUTE),
        "spot": InjectState("held", says={"": "The mayor calls."}, to="client-care"),
    }
    one = with_drill(
        at_25(CONTROLLER),
        lambda d: changed(d, injects={**d.injects, **states}),
    )
    queue = control(one).injects
    assert isinstance(queue, Table)
    by_name = {
        row.ref.inject: row.cells
        for row in queue.rows
        if isinstance(row.ref, InjectRef)
    }

    assert by_name["airport-call"][4].text == "skipped"
    assert by_name["estimate-slips"][3].text == "The crane fell."
    assert by_name["one-crew"][4].text == "in 25:00"
    assert by_name["one-crew"][0].text == ">"
    assert by_name["spot"][2].text == "Client care"
    assert by_name["crew-hurt"][4].text == "held"


def test_a_correction_stands_beside_what_it_corrects() -> None:
    note = NoteWritten("the second cable")
    lines = told(25, note)
    seq = lines[-1].seq
    lines = told(25, note, Corrected(seq, "misheard", void=True))
    one = scene(CUT, 25, LEAD, stored=lines)
    page = detail(one, EntryRef(seq))
    assert page is not None
    text = draw_page(page)

    assert f"It did not happen, see #{seq + 1}" in text
    assert "misheard" in text
    assert "(did not happen)" in draw_table(mine(one).feed)


def test_an_entry_written_late_says_when_it_happened_and_why() -> None:
    lines = told(25, NoteWritten("the gate was open"))
    origin = Origin("noc-head", "noc-shift-lead", "radio", 10 * MINUTE, "no paper")
    lines[-1] = lines[-1]._replace(entry=replace(lines[-1].entry, origin=origin))
    page = detail(scene(CUT, 25, LEAD, stored=lines), EntryRef(lines[-1].seq))
    assert page is not None
    text = draw_page(page)

    assert "Happened: T+00:10:00" in text
    assert "Written: T+00:2" in text
    assert "Who: Head of the NOC" in text
    assert "Written by: NOC shift lead" in text
    assert "By: radio" in text
    assert "Why late: no paper" in text


def test_what_people_typed_steers_no_terminal() -> None:
    events = (
        NoteWritten(HOSTILE, f"{RUN}/restore/detour/reroute/choose"),
        CallMade("c-1", RUN, "noc-head", "notify", RUN, "received", says={"": HOSTILE}),
        UpdateSent("clients", RUN, "", {"": HOSTILE}, None),
    )
    lines = told(25, *events)
    one = scene(CUT, 25, replace(LEAD, person=HOSTILE), stored=lines)
    call = Call("c-1", RUN, "noc-head", "notify", RUN, "received", 0, 0)
    one = with_drill(one, lambda d: changed(d, calls={"c-1": call}))
    text = everything(
        one,
        [
            *list(refs_of(one))[-20:],
            CallRef("c-1"),
            StepRef(RUN, "restore/detour/reroute/choose"),
        ],
    )

    assert "right to left" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\u202c" not in text


def test_an_accepted_loss_says_who_accepted_it() -> None:
    loss = ObligationAccepted("notice:regulator-first", "legal-officer", 0, "agreed")
    one = scene(CUT, 25, participant("legal-officer"), stored=told(25, loss))
    text = draw_page(
        instructions(
            owing(one, notice(20 * MINUTE, broken=True, accepted=True)),
            PromiseRef("notice:regulator-first"),
        )
    )

    assert "Accepted as lost by Legal officer on duty" in text
    assert "agreed" in text


def test_a_drill_that_goes_on_has_a_report_so_far() -> None:
    so_far = report_so_far(at_25())
    ended = report_so_far(scene(CUT, 480, LEAD, stored=log_of(CUT)))

    assert so_far.startswith("> **So far, at T+00:25:00")
    assert "# After-action report" in so_far
    assert "So far" not in ended.split("\n")[0]


def test_a_row_of_the_timeline_is_told_when_it_is_looked_at() -> None:
    lines = told(25, NoteWritten("first"), *[NoteWritten("more")] * 30)
    one = scene(CUT, 25, DIRECTOR, stored=lines)
    record = one.reader.record
    first = next(h for h in record.happenings if h.event == NoteWritten("first"))
    # A sentence cannot be made of this one: whoever tried would fail.
    broken = replace(first, event=NoteWritten(cast(str, None)))
    happenings = tuple(broken if h is first else h for h in record.happenings)
    reader = replace(one.reader, record=replace(record, happenings=happenings))
    rows = timeline(replace(one, reader=reader)).entries.rows

    assert "more" in rows[0].cells[3].text
    assert len(rows[0:5]) == 5
    assert rows[-1].ref == EntryRef(1)
    assert len(rows) > 100


def test_a_run_that_stands_by_says_for_what() -> None:
    def waits(drill: Drill) -> Drill:
        run = drill.runs["billing/outage-credits"]
        aside = changed(run, begun_at=None, begins="network-operations/declared")
        return changed(drill, runs={**drill.runs, run.run: aside})

    biller = participant("billing-duty")
    one = with_drill(at_25(biller), waits)
    room = departments(with_drill(at_25(CONTROLLER), waits))
    page = instructions(one, StepRef("billing/outage-credits", ""))

    assert "[.]" in draw_table(mine(one).steps)
    assert "stands by, waits for Network operations centre: declared" in draw_table(
        mine(one).steps
    )
    assert "stands by" in draw_table(room, 130)
    assert "It stands by." in draw_page(page)


@pytest.mark.parametrize(
    ("how", "mark", "words"),
    [
        ("done", "[x]", "04:00"),
        ("skipped", "[-]", "skipped"),
        ("overtaken", "[-]", "overtaken"),
        ("requested", "[x]", "sign later"),
    ],
)
def test_a_settled_step_says_how_it_was_settled(
    how: str, mark: str, words: str
) -> None:
    path = "restore/detour/reroute/choose"

    def settled(drill: Drill) -> Drill:
        run = drill.runs[RUN]
        state = replace(
            run.steps[path],
            status="settled",
            how=how,
            started_at=20 * MINUTE,
            settled_at=24 * MINUTE,
        )
        steps = {**run.steps, path: state}
        return changed(drill, runs={**drill.runs, RUN: changed(run, steps=steps)})

    rows = mine(with_drill(at_25(), settled)).steps.rows
    cells = next(row.cells for row in rows if row.ref == StepRef(RUN, path))

    assert (cells[0].text, cells[4].text) == (mark, words)


def test_a_late_step_says_so_by_its_mark_and_its_time() -> None:
    path = "restore/detour/reroute/choose"
    one = replace(at_25(), now=33 * MINUTE)
    rows = mine(one).steps.rows
    cells = next(row.cells for row in rows if row.ref == StepRef(RUN, path))

    assert (cells[0].text, cells[4].text) == ("[!]", "LATE 01:16")


def test_a_page_of_a_call_tells_who_calls_for_whom_and_what_was_said() -> None:
    made = CallMade(
        "c-1", RUN, "noc-head", "tell", "triage/declare", "received",
        deputy_for="noc-shift-lead", audience="executives", says={"": "Come at once"},
    )  # fmt: skip
    call = Call(
        "c-1", RUN, "noc-head", "tell", "triage/declare", "received", 0, 0,
        "executives", "noc-shift-lead",
    )  # fmt: skip
    one = scene(CUT, 25, participant("noc-head"), stored=told(25, made))
    one = with_drill(one, lambda d: changed(d, calls={"c-1": call}))
    text = draw_page(instructions(one, CallRef("c-1")))

    assert "To all of: Executives" in text
    assert "In place of: NOC shift lead" in text
    assert "Is it the partners' backbone?" in text
    assert "Come at once" in text


def test_a_seat_s_page_says_when_somebody_was_seen_there() -> None:
    one = at_25(CONTROLLER)
    seen = replace(one, present={"noc-head": one.wall_ms - 5_000})

    assert "Last seen 00:05 ago." in draw_page(instructions(seen, SeatRef("noc-head")))


def test_where_an_entry_stands_in_the_timeline_can_be_asked() -> None:
    one = at_25(CONTROLLER)
    rows = timeline(one).entries.rows
    assert isinstance(rows, Entries)
    third = rows[3].ref
    assert isinstance(third, EntryRef)

    assert rows.place_of(third.seq) == 3
    assert rows.place_of(1) == len(rows) - 1
    assert rows.place_of(99_999) is None


def test_a_role_with_more_work_than_people_stands_first() -> None:
    def crowded(drill: Drill) -> Drill:
        run = drill.runs[RUN]
        path = "restore/detour/reroute/choose"
        crew = {"transmission-engineer": 9}
        steps = {**run.steps, path: replace(run.steps[path], crew=crew)}
        return changed(drill, runs={**drill.runs, RUN: changed(run, steps=steps)})

    first = workload(with_drill(at_25(CONTROLLER), crowded)).rows[0]

    assert [cell.text for cell in first.cells][:3] == [
        "!",
        "Transmission engineer",
        "9/2",
    ]


def test_a_department_that_leaves_its_work_lying_is_stuck() -> None:
    path = "restore/detour/reroute/choose"

    def nobody_s(drill: Drill) -> Drill:
        run = drill.runs[RUN]
        steps = {**run.steps, path: replace(run.steps[path], status="open")}
        return changed(drill, runs={**drill.runs, RUN: changed(run, steps=steps)})

    idle = with_drill(replace(at_25(CONTROLLER), now=36 * MINUTE), nobody_s)
    listed = departments(idle).rows[0]

    assert listed.cells[8].text.startswith("STUCK")
    assert listed.cells[0].text in ("!", "!!")


def test_words_that_have_no_room_are_cut_and_columns_go_in_order() -> None:
    table = departments(at_25(CONTROLLER))
    narrow = draw_table(table, 60).splitlines()
    wide = draw_table(table, 160).splitlines()

    assert max(map(len, narrow)) <= 60
    assert "Last word" in wide[1]
    assert "Last word" not in narrow[1]
    assert "Department" in narrow[1]
    assert cut("abcdef", 4) == "abc…"
    assert cut("abc", 4) == "abc"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (Hours("Europe/Moscow"), "always open"),
        (
            Hours("Europe/Moscow", (Window((), 540, 1080),)),
            "every day 09:00-18:00, Europe/Moscow",
        ),
        (
            Hours("Asia/Tokyo", (Window((0, 4), 540, 720), Window((5,), 1320, 360))),
            "Mon Fri 09:00-12:00; Sat 22:00-06:00, Asia/Tokyo",
        ),
    ],
)
def test_opening_hours_are_said_in_words(hours: Hours, words: str) -> None:
    assert hours_words(at_25().reader, hours) == words


def test_every_kind_of_entry_has_its_mark() -> None:
    assert set(get_args(Event)) == set(MARKS)


def test_times_are_cut_off_and_never_rounded_up() -> None:
    assert [span(ms) for ms in (59_999, 3_599_999, 3_600_000, -5)] == [
        "00:59",
        "59:59",
        "1:00:00",
        "00:00",
    ]
    assert drill_time(-61_000) == "T-00:01:01"
    assert stamp(-61_000) == "-01:01"
    assert [bar(3, 10, 5), bar(99, 10, 5), bar(-1, 10, 5), bar(1, 0, 5)] == [
        "#....",
        "#####",
        ".....",
        "#####",
    ]
