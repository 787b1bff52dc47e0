"""What waits for the staff: calls to make, questions to answer, who is stuck."""

from dataclasses import replace

import pytest

from drillkit.conduct.seats import Seat
from drillkit.engine.drill import changed
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import Event, HotWashNoted, InjectSpoken, NoteWritten
from drillkit.log.line import Stored
from drillkit.tui.actions.action import Answers
from drillkit.tui.actions.registry import BY_NAME, offered
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import alarms
from drillkit.tui.view.control import control
from drillkit.tui.view.frame import frame
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.mine import mine
from drillkit.tui.view.plain import draw_page, draw_table
from drillkit.tui.view.tasks import questions, to_tell
from drillkit.tui.view.values import EntryRef, InjectRef, Ref, RunRef
from tests.tui.view.everything import everything, refs_of
from tests.tui.view.stage import (
    DIRECTOR,
    MINUTE,
    log_of,
    participant,
    scene,
    until,
)

CUT, RUN = "partner-cut", "network-operations/partner-cut"
NUMBER, SCRIPT = "tel:+7-000-000-00-95", "You see no fault on your side"
SAYS = "Everything is green here. It is on your side."
ANSWER = "Kilometre 212"
ROLE_PLAYER = Seat("role-player")
PLAYER = participant("partner-duty")
CALL = InjectRef("not-us")
HEARD = InjectSpoken("not-us", "the shift", "they asked for the kilometre")


def written(minute: float, *events: Event, by: str = "partner-duty") -> list[Stored]:
    """A rehearsal's log, and what somebody wrote then."""
    stored = list(until(log_of(CUT), round(minute * MINUTE)))
    for event in events:
        entry = Entry(stored[-1].entry.at, event, Origin(by))
        stored.append(stored[-1]._replace(seq=len(stored) + 1, entry=entry))
    return stored


def drilled(seat: Seat, *events: Event, minute: float = 20, **more: object) -> Scene:
    """A drill with people, seen from a seat that may know the prepared answers."""
    made = scene(CUT, minute, seat, stored=written(minute, *events), **more)
    known = {"where-it-broke": {"en": ANSWER}}
    is_told = seat.is_in_the_know or seat.kind == "role-player"
    drill = changed(made.drill, mode="drill")
    return replace(made, drill=drill, answers=known if is_told else {})


def waiting(one: Scene) -> list[Ref | None]:
    return [row.ref for row in mine(one).waiting.rows]


def alarmed(one: Scene) -> list[Ref]:
    return [alarm.ref for alarm in alarms(one)]


def made(one: Scene, name: str, ref: Ref, answers: Answers) -> object:
    """The act an action comes to, if it is offered at all."""
    assert BY_NAME[name] in offered(one, ref, "mine")
    return BY_NAME[name].makes(one, ref, answers)


def test_a_call_waits_for_the_role_player_and_stands_in_the_alarm_line() -> None:
    one = drilled(ROLE_PLAYER)

    assert waiting(one) == alarmed(one) == [CALL]
    assert NUMBER in alarms(one)[0].text
    assert waiting(drilled(ROLE_PLAYER, HEARD)) == []


def test_a_call_is_the_director_s_while_no_role_player_is_there() -> None:
    alone = drilled(DIRECTOR)
    helped = replace(alone, present={"role-player": alone.wall_ms})
    left = replace(alone, present={"role-player": alone.wall_ms - 60_000})

    assert CALL in waiting(alone)
    assert CALL in alarmed(alone)
    assert CALL not in waiting(helped)
    assert CALL in waiting(left)


def test_a_call_is_a_controller_s_only_in_its_own_department() -> None:
    assert CALL in waiting(drilled(Seat("controller", department="partner-management")))
    assert CALL not in waiting(drilled(Seat("controller", department="billing")))
    assert list(to_tell(drilled(Seat("evaluator")))) == []


def test_simulated_people_are_not_rung_up() -> None:
    home = frozenset({"partner-management"})

    assert waiting(drilled(ROLE_PLAYER, simulated=home)) == []


@pytest.mark.parametrize(
    ("seat", "is_shown"),
    [
        (ROLE_PLAYER, True),
        (DIRECTOR, True),
        (Seat("controller"), True),
        (PLAYER, False),
        (Seat("scribe"), False),
        (Seat("observer"), False),
    ],
    ids=lambda case: getattr(case, "name", str(case)),
)
def test_number_script_and_answers_are_shown_only_to_those_who_tell(
    seat: Seat, is_shown: bool
) -> None:
    knowing = list(refs_of(drilled(DIRECTOR, HEARD)))
    for events in ((), (HEARD,)):
        one = drilled(seat, *events)
        page = draw_page(instructions(one, CALL))
        seen = everything(one, knowing)

        assert (NUMBER in page, SCRIPT in page) == (is_shown, is_shown)
        assert (f"where it broke: {ANSWER}" in page) is is_shown
        if not is_shown:
            hidden = (NUMBER, SCRIPT, ANSWER, HEARD.heard)
            assert [text for text in hidden if text in seen] == []


def test_players_read_what_they_are_rung_up_about_only_after_the_call() -> None:
    knowing = list(refs_of(drilled(DIRECTOR)))
    tried = InjectSpoken("not-us", "nobody", "", answered=False)

    assert SAYS not in everything(drilled(PLAYER), knowing)
    assert SAYS not in everything(drilled(PLAYER, tried), knowing)
    assert SAYS in everything(drilled(PLAYER, HEARD), knowing)
    assert CALL not in alarmed(drilled(PLAYER, HEARD))


def test_what_was_heard_is_written_by_those_who_know_the_script() -> None:
    said = {"answered": "no", "whom": "the shift", "heard": "busy"}
    act = made(drilled(ROLE_PLAYER), "call.heard", CALL, said)

    assert act == BY_NAME["call.heard"].makes(drilled(DIRECTOR), CALL, said)
    assert (act.inject, act.whom, act.heard, act.answered) == (
        "not-us", "the shift", "busy", False
    )  # fmt: skip
    assert BY_NAME["call.heard"] not in offered(drilled(PLAYER, HEARD), CALL, "mine")
    assert BY_NAME["call.heard"] not in offered(
        drilled(ROLE_PLAYER), InjectRef("partner-links"), "mine"
    )


QUESTION = NoteWritten("may we ring the real airport?", "facilitator")


def asked(seat: Seat, *more: Event, by: str = "partner-duty") -> tuple[Scene, EntryRef]:
    stored = written(20, QUESTION, *more, by=by)
    one = drilled(seat)
    seen = scene(CUT, 20, seat, stored=stored)
    return replace(seen, drill=changed(seen.drill, mode="drill")), EntryRef(
        len(one.stored) + 1
    )


def test_a_question_waits_until_it_is_answered_to_the_department_that_asked() -> None:
    one, ref = asked(DIRECTOR)
    act = made(one, "question.answer", ref, {"text": "No, the role-player."})

    assert ref in waiting(one)
    assert ref in alarmed(one)
    assert (act.inject, act.to, act.says) == (
        f"answer-{ref.seq}", "partner-management", {"en": "No, the role-player."}
    )  # fmt: skip
    assert act.due == one.now


def test_a_question_is_for_the_controller_of_its_department_and_no_player() -> None:
    for seat, is_theirs in (
        (Seat("controller"), True),
        (Seat("controller", department="partner-management"), True),
        (Seat("controller", department="billing"), False),
        (ROLE_PLAYER, False),
        (PLAYER, False),
    ):
        one, ref = asked(seat)

        assert (ref in waiting(one)) is is_theirs, seat
        can = BY_NAME["question.answer"] in offered(one, ref, "mine")
        assert can is is_theirs, seat


def test_a_question_of_somebody_without_a_department_is_answered_by_a_note() -> None:
    one, ref = asked(DIRECTOR, by="observer")
    act = made(one, "question.answer", ref, {"text": "Later."})

    assert (act.text, act.subject) == ("Later.", f"#{ref.seq}")


def test_an_answered_question_waits_no_more() -> None:
    one, ref = asked(DIRECTOR)
    by_note = written(20, QUESTION, NoteWritten("no", f"#{ref.seq}"))
    injects = {
        **one.drill.injects,
        f"answer-{ref.seq}": next(iter(one.drill.injects.values())),
    }
    by_inject = replace(one, drill=changed(one.drill, injects=injects))

    assert list(questions(scene(CUT, 20, DIRECTOR, stored=by_note))) == []
    assert list(questions(by_inject)) == []
    assert BY_NAME["question.answer"] not in offered(by_inject, ref, "mine")


def test_who_is_stuck_stands_in_the_alarm_line_of_those_who_direct() -> None:
    late = replace(drilled(DIRECTOR, minute=1), now=60 * MINUTE)
    found = [x for x in alarms(late) if "STUCK" in x.text]
    rooms = draw_table(control(late).departments, 200)

    assert found
    assert found[0].ref == RunRef(RUN)
    assert rooms.count("STUCK") == len(found)
    assert not [x for x in alarms(drilled(DIRECTOR, minute=1)) if "STUCK" in x.text]
    assert not [x for x in alarms(replace(late, seat=PLAYER)) if "STUCK" in x.text]
    elsewhere = replace(late, seat=Seat("controller", department="billing"))
    assert not [x for x in alarms(elsewhere) if x.ref == RunRef(RUN)]


def test_nobody_is_stuck_while_drill_time_stands() -> None:
    late = replace(drilled(DIRECTOR, minute=1), now=60 * MINUTE)
    paused = replace(late, drill=changed(late.drill, status="paused"))

    assert not [x for x in alarms(paused) if "STUCK" in x.text]


def test_the_hot_wash_is_in_the_control_room_once_there_is_one_or_the_end() -> None:
    early = drilled(PLAYER)
    noted = drilled(PLAYER, HotWashNoted("partner-management", "well", "Calm"))
    over = scene(CUT, 480, PLAYER, stored=log_of(CUT))
    table = control(noted).hotwash

    assert control(early).hotwash is None
    assert table is not None
    assert [cell.text for cell in table.rows[0].cells][1:3] == ["went well", "Calm"]
    assert control(over).hotwash is not None
    assert "Hot wash" in frame(over).notice


def test_the_end_of_a_real_event_asks_for_no_form() -> None:
    over = scene(CUT, 480, PLAYER, stored=log_of(CUT))
    live = replace(over, drill=changed(over.drill, mode="live"))

    assert "form" not in frame(live).notice
    assert BY_NAME["feedback.give"] not in offered(live, None, "report")
    assert BY_NAME["hotwash.write"] in offered(live, None, "report")


def test_staff_writes_of_the_department_it_looks_at_and_players_of_their_own() -> None:
    write, row = BY_NAME["hotwash.write"], RunRef(RUN)
    staff = write.asks(drilled(DIRECTOR), row)[0]
    player = write.asks(drilled(PLAYER), row)[0]

    assert staff.proposed == "network-operations"
    assert len(staff.choices) > 1
    assert [choice.value for choice in player.choices] == ["partner-management"]


def test_nobody_is_rung_up_as_somebody_else_in_a_real_event() -> None:
    one = drilled(Seat("evaluator"))
    live = replace(one, drill=changed(one.drill, mode="live"))
    heard = BY_NAME["call.heard"]

    assert heard.offered(one, CALL)
    assert not heard.offered(live, CALL)
    assert not heard.offered(one, RunRef(RUN))
