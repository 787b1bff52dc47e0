"""People get work one at a time, and deputies work for those who are not there."""

from drillkit.conduct.players.crews import Crews, Waiting
from drillkit.engine.calendar import Hours, Window, from_local
from drillkit.engine.charts import Role

MOSCOW = "Europe/Moscow"
ALWAYS = Hours(MOSCOW)
OFFICE = Hours(MOSCOW, (Window((0, 1, 2, 3, 4), 9 * 60, 18 * 60),))
NIGHT = from_local(MOSCOW, "2026-11-24T03:00")
MORNING = from_local(MOSCOW, "2026-11-24T09:00")


def role(
    name: str, people: int = 1, hours: Hours = ALWAYS, deputy: str = ""
) -> tuple[str, Role]:
    return name, Role(name, "noc", people, hours, deputy)


def want(subject: str, crew: dict[str, int], order: int = 0, level: int = 0) -> Waiting:
    return Waiting(subject, "noc/outage", subject, 1, crew, level, 0, order)


def shared(crews: Crews, story: int = NIGHT) -> list[str]:
    return [waiting.subject for waiting in crews.share_out(story)]


def test_whoever_is_busy_takes_nothing_else() -> None:
    crews = Crews(dict([role("lead")]))
    crews.want(want("first", {"lead": 1}, 1))
    crews.want(want("second", {"lead": 1}, 2))

    assert shared(crews) == ["first"]
    assert shared(crews) == []
    crews.release("first")
    assert shared(crews) == ["second"]
    assert shared(crews) == []


def test_the_most_urgent_comes_first() -> None:
    crews = Crews(dict([role("lead")]))
    crews.want(want("minor", {"lead": 1}, 1, level=2))
    crews.want(want("crisis", {"lead": 1}, 2, level=0))

    assert shared(crews) == ["crisis"]


def test_a_crew_comes_whole_or_not_at_all() -> None:
    crews = Crews(dict([role("lead"), role("engineer", 2)]))
    crews.want(want("alone", {"engineer": 1}, 1))
    crews.want(want("together", {"engineer": 2, "lead": 1}, 2))

    assert shared(crews) == ["alone"]
    crews.release("alone")
    assert shared(crews) == ["together"]
    assert crews.crew_of("together") == ("engineer", "lead")


def test_a_deputy_works_for_who_is_off_duty() -> None:
    crews = Crews(
        dict(
            [
                role("clerk", hours=OFFICE, deputy="head"),
                role("head", hours=OFFICE, deputy="lead"),
                role("lead"),
            ]
        )
    )
    crews.want(want("night", {"clerk": 1}, 1))
    crews.want(want("own", {"lead": 1}, 2))

    assert shared(crews) == ["night"]
    assert crews.crew_of("night") == ("lead",)
    crews.release("night")
    assert shared(crews) == ["own"]


def test_by_day_everybody_does_their_own() -> None:
    crews = Crews(dict([role("clerk", hours=OFFICE, deputy="lead"), role("lead")]))
    crews.want(want("day", {"clerk": 1}))

    assert shared(crews, MORNING) == ["day"]
    assert crews.crew_of("day") == ("clerk",)


def test_one_deputy_stands_in_for_two_only_when_there_are_two() -> None:
    crews = Crews(
        dict(
            [
                role("clerk", hours=OFFICE, deputy="lead"),
                role("head", hours=OFFICE, deputy="lead"),
                role("lead"),
            ]
        )
    )
    crews.want(want("both", {"clerk": 1, "head": 1}))

    assert shared(crews) == []
    assert shared(crews, MORNING) == ["both"]


def test_work_without_a_deputy_waits_for_the_next_shift() -> None:
    crews = Crews(dict([role("clerk", hours=OFFICE)]))
    assert crews.next_shift(NIGHT) is None
    crews.want(want("forms", {"clerk": 1}))

    assert shared(crews) == []
    assert crews.next_shift(NIGHT) == MORNING
    assert shared(crews, MORNING) == ["forms"]
    assert crews.next_shift(MORNING) is None


def test_deputies_in_a_circle_are_asked_once_each() -> None:
    crews = Crews(
        dict([role("a", hours=OFFICE, deputy="b"), role("b", hours=OFFICE, deputy="a")])
    )
    crews.want(want("night", {"a": 1}))

    assert shared(crews) == []


def test_work_that_is_over_wants_nobody() -> None:
    crews = Crews(dict([role("lead")]))
    crews.want(want("gone", {"lead": 1}))
    crews.release("gone")

    assert shared(crews) == []
    assert crews.crew_of("gone") == ()
