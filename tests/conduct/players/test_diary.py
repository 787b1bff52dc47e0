"""Acts come in the order of their times, and vanish with what they are about."""

from drillkit.conduct.players.diary import Diary, Planned
from drillkit.engine.commands import Note


def planned(at: int, subject: str, text: str = "", moves: bool = True) -> Planned:
    return Planned(at, subject, Note(text or subject), moves=moves)


def taken(diary: Diary, at: int) -> list[tuple[int, str]]:
    found = []
    while one := diary.take(at):
        assert isinstance(one.act, Note)
        found.append((one.at, one.act.text))
    return found


def test_acts_come_by_time_and_then_as_they_were_planned() -> None:
    diary = Diary()
    for one in (planned(5, "b"), planned(3, "c"), planned(5, "a")):
        diary.plan(one)

    assert diary.next_at() == 3
    assert taken(diary, 4) == [(3, "c")]
    assert taken(diary, 5) == [(5, "b"), (5, "a")]
    assert diary.next_at() is None


def test_what_is_over_is_forgotten() -> None:
    diary = Diary()
    diary.plan(planned(1, "step"))
    diary.plan(planned(2, "other"))
    diary.forget("step")
    diary.forget("never planned")

    assert diary.next_at() == 2
    assert taken(diary, 9) == [(2, "other")]


def test_work_that_stood_goes_on_with_what_was_left() -> None:
    diary = Diary()
    diary.plan(planned(40, "step"))
    diary.put_aside("step", 30)
    assert diary.next_at() is None
    diary.take_up("step", 100)

    assert taken(diary, 200) == [(110, "step")]


def test_work_given_up_while_it_stood_does_not_come_back() -> None:
    diary = Diary()
    diary.plan(planned(40, "step"))
    diary.put_aside("step", 30)
    diary.forget("step")
    diary.take_up("step", 100)

    assert diary.next_at() is None


def test_reminders_move_nobody() -> None:
    diary = Diary()
    assert not diary.moves()
    diary.plan(planned(1, "update", moves=False))
    assert not diary.moves()
    diary.plan(planned(2, "step"))
    assert diary.moves()
