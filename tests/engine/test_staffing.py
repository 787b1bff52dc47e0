"""People go to the worst first, then to who came first, and to nobody by halves."""

from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.calendar import Hours, Window
from drillkit.engine.staffing import Peak, Want, Work, grant, on_duty, workload

HOUR = 3_600_000
ROLES = ("noc", "field", "legal")

needs = st.dictionaries(st.sampled_from(ROLES), st.integers(1, 3), max_size=3)
queues = st.lists(
    st.tuples(needs, st.integers(0, 2), st.integers(0, 3)), max_size=8
).map(
    lambda rows: [
        Want(f"step-{order}", tuple(want.items()), level, ready, order)
        for order, (want, level, ready) in enumerate(rows)
    ]
)
frees = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 5))


def want(path: str, level: int = 0, ready_at: int = 0, order: int = 0, **needs: int):
    return Want(path, tuple(needs.items()), level, ready_at, order)


def granted(waiting: list[Want], **free: int) -> list[str]:
    return [given_want.path for given_want in grant(waiting, free)]


@given(queues, frees)
def test_no_more_people_are_granted_than_are_free(waiting, free):
    taken = Counter()
    for given_want in grant(waiting, free):
        taken.update(dict(given_want.needs))
    assert all(free[role] >= people for role, people in taken.items())


@given(queues, frees)
def test_the_first_in_turn_gets_its_people_if_they_are_there(waiting, free):
    awake = [w for w in waiting if all(role in free for role, _ in w.needs)]
    if awake:
        first = min(awake, key=lambda w: (w.level, w.ready_at, w.order))
        there = all(free[role] >= people for role, people in first.needs)
        assert (first in grant(waiting, free)) == there


@given(queues, frees, st.randoms())
def test_the_order_of_asking_does_not_matter(waiting, free, random):
    shuffled = random.sample(waiting, len(waiting))
    assert grant(shuffled, free) == grant(waiting, free)


@given(queues, frees)
def test_a_later_want_changes_nothing_for_an_earlier_one(waiting, free):
    ahead = sorted(waiting, key=lambda w: (w.level, w.ready_at, w.order))
    for length in range(len(ahead)):
        got = grant(ahead[:length], free)
        assert grant(ahead, free)[: len(got)] == got


@given(queues, st.randoms())
def test_nobody_starves_behind_a_stream_of_small_wants(waiting, random):
    """People come back one by one, and every turn brings rivals for each role."""
    numbers = count(100)
    queue, busy, free = list(waiting), [], Counter(dict.fromkeys(ROLES, 3))
    # The first in turn waits at most three turns, as no work lasts longer.
    for turn in range(3 * len(waiting)):
        for ended, w in busy:
            free.update(dict(w.needs) if ended == turn else {})
        for w in grant(queue, free):
            queue.remove(w)
            free.subtract(dict(w.needs))
            busy.append((turn + random.randint(1, 3), w))
        queue += [
            want("rival", 2, 10 + turn, next(numbers), **{role: 1}) for role in ROLES
        ]
    assert not set(waiting) & set(queue)


def test_the_worse_level_comes_first_then_the_first_come_then_the_plan():
    waiting = [
        want("minor", level=3, ready_at=1, order=0, noc=1),
        want("late", level=0, ready_at=9, order=1, noc=1),
        want("second", level=0, ready_at=5, order=3, noc=1),
        want("first", level=0, ready_at=5, order=2, noc=1),
    ]
    assert granted(waiting, noc=4) == ["first", "second", "late", "minor"]
    assert granted(waiting, noc=2) == ["first", "second"]


def test_a_want_for_two_is_not_overtaken_by_wants_for_one():
    waiting = [want("pair", order=0, noc=2), want("single", order=1, noc=1)]
    assert granted(waiting, noc=1) == []
    assert granted(waiting, noc=2) == ["pair"]
    assert granted(waiting, noc=3) == ["pair", "single"]


def test_other_roles_pass_a_want_that_waits():
    waiting = [want("dig", order=0, field=2), want("watch", order=1, noc=1)]
    assert granted(waiting, field=1, noc=1) == ["watch"]


def test_only_what_a_waiting_want_could_not_use_goes_to_the_next():
    waiting = [want("both", order=0, field=1, noc=1), want("one", order=1, noc=1)]
    assert granted(waiting, field=0, noc=1) == []
    assert granted(waiting, field=0, noc=2) == ["one"]


def test_a_want_for_a_role_off_duty_sets_nothing_aside():
    waiting = [want("sign", order=0, head=1, noc=1), want("fix", order=1, noc=1)]
    assert granted(waiting, noc=1) == ["fix"]


def test_a_want_for_nobody_is_granted():
    assert granted([want("automatic")]) == ["automatic"]


def test_people_are_there_in_their_hours_only():
    office = Hours("UTC", (Window((0, 1, 2, 3, 4), 540, 1080),))
    thursday = 0  # 1 January 1970
    assert on_duty(office, 2, thursday + 9 * HOUR) == 2
    assert on_duty(office, 2, thursday + 18 * HOUR) == 0
    assert on_duty(office, 2, thursday + 57 * HOUR) == 0


def test_a_peak_names_the_first_moment_of_most_work():
    work = [
        Work("noc", 0, 10),
        Work("noc", 10, 20, people=2),
        Work("noc", 15, 30),
        Work("noc", 40, 50, people=3),
        Work("noc", 60, 60, people=9),
    ]
    noc, field = workload(work, {"noc": 2, "field": 1})
    assert noc == Peak("noc", at_once=3, people=2, at=15)
    assert noc.short == 1
    assert field == Peak("field", at_once=0, people=1, at=None)
    assert field.short == 0


busy = st.lists(
    st.builds(
        Work,
        st.sampled_from(ROLES),
        st.integers(0, 20),
        st.integers(0, 20),
        st.integers(1, 3),
    ),
    max_size=8,
)


@given(busy)
def test_a_peak_is_the_most_of_all_instants(work):
    for peak in workload(work, dict.fromkeys(ROLES, 1)):
        loads = [
            sum(w.people for w in work if w.role == peak.role and w.start <= t < w.end)
            for t in range(21)
        ]
        assert peak.at_once == max(loads)
        assert peak.at == (loads.index(max(loads)) if peak.at_once else None)
