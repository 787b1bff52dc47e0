"""Two logs: what is secret stands in one, and takes effect by the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.conduct.private import PrivateLog
from drillkit.conduct.session import Session
from drillkit.engine.commands import (
    Act,
    EditInject,
    EndDrill,
    HoldInject,
    MeetExpectation,
    Note,
    Pause,
    ReleaseInject,
    ReportFacts,
    Resume,
    SettleStep,
    SkipInject,
    TriggerInject,
    WriteInject,
)
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.engine.events import (
    DirectorNoted,
    DirectorTold,
    DrillEnded,
    InjectDelivered,
    InjectEdited,
    InjectHeld,
    InjectReleased,
    InjectWritten,
    MoveRefused,
    NoteWritten,
    ScenarioRevealed,
    ScenarioSealed,
)
from drillkit.engine.evolve import evolve
from drillkit.errors import (
    LogBroken,
    LogConflict,
    LogError,
    LogUnavailable,
    StoryMissing,
)
from drillkit.log.line import Head, Stored
from drillkit.log.memory import MemoryLog
from drillkit.log.private import private_id, telling
from tests.conduct.directed import (
    DIRECTOR,
    DRILL,
    LEAD,
    MINUTE,
    SECRETS,
    STORY,
    begin,
    direct,
    events,
    participate,
)
from tests.conduct.small import small_plan, texts

RUN = "noc/outage"


class Fragile(MemoryLog):
    """A log that others, or a crash, get in the way of."""

    def __init__(self) -> None:
        super().__init__(lambda: 7)
        self.before: list[Callable[[], object]] = []

    def append(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        if self.before:
            self.before.pop(0)()
        return super().append(drill, after, entries)


@dataclass
class Two:
    """A shared log and a private one."""

    shared: Fragile = field(default_factory=Fragile)
    private: Fragile = field(default_factory=Fragile)

    def secret(self) -> list[object]:
        """What the private log says."""
        return events(tuple(self.private.read(private_id(DRILL))))

    def said(self, kind: type) -> list[object]:
        """What the shared log says, of one kind."""
        return [e for e in events(tuple(self.shared.read(DRILL))) if type(e) is kind]

    def text(self) -> str:
        """The shared log as it is kept."""
        return "\n".join(row.text for row in self.shared.rows(DRILL))

    def came(self) -> list[str]:
        """The injects that were delivered."""
        return [e.inject for e in self.said(InjectDelivered)]

    def merged(self) -> Drill:
        """One log of both: each private entry where it was noted."""
        secret, drill, done = list(self.private.read(private_id(DRILL))), Drill(), 0
        for line in self.shared.read(DRILL):
            if isinstance(line.entry.event, DirectorNoted):
                for kept in secret[done : line.entry.event.seq]:
                    drill = evolve(drill, kept.entry)
                done = line.entry.event.seq
            drill = evolve(drill, line.entry)
        return drill


@pytest.fixture
def two() -> Two:
    return Two()


def crash() -> None:
    raise KeyboardInterrupt


def settle(session: Session, step: str, at: int, outcome: str = "done") -> None:
    session.move(SettleStep(RUN, f"triage/{step}", outcome), at, LEAD)


def to_repair(session: Session, at: int) -> None:
    """Bring the run into the phase that an inject waits for."""
    settle(session, "look", at)
    session.move(ReportFacts(RUN, {"lost": "all", "sites": 3}), at, LEAD)
    settle(session, "declare", at, "real")


def test_the_shared_log_says_nothing_of_what_is_to_come(two: Two) -> None:
    director = begin(two.shared, two.private)
    director.move(HoldInject("amber-bridge"), 1000, DIRECTOR)
    director.move(EditInject("violet-harbour", {"": "Crimson kettle"}), 1000, DIRECTOR)
    director.move(WriteInject("spare", "noc", {"": "Golden spoon"}), 1000, DIRECTOR)
    director.move(SkipInject("silver-tower", "too much"), 1000, DIRECTOR)
    director.move(HoldInject("nothing"), 1000, DIRECTOR)
    director.move(TriggerInject("silver-tower"), 1000, DIRECTOR)
    secret = [*SECRETS, *SECRETS.values(), "Crimson", "Golden", "spare", "too much"]

    assert not [word for word in secret if word in two.text()]
    assert "nothing" not in two.text()
    assert two.said(MoveRefused) == []
    assert [type(event) for event in two.secret()] == [
        ScenarioSealed, InjectHeld, InjectEdited, InjectHeld, InjectWritten,
        type(two.secret()[5]), MoveRefused, MoveRefused,
    ]  # fmt: skip
    assert two.said(DirectorNoted)[-1].seq == len(two.secret())


def test_the_first_shared_entry_is_the_beginning_and_the_first_private_one_the_story(
    two: Two,
) -> None:
    begin(two.shared, two.private)

    assert next(two.shared.read(DRILL)).entry.event.drill == DRILL
    assert two.secret() == [ScenarioSealed(STORY, two.secret()[0].hash)]


def test_whoever_refused_the_director_says_so_to_the_director(two: Two) -> None:
    director = begin(two.shared, two.private)
    came = director.move(HoldInject("nothing"), 1000, DIRECTOR, "k")

    assert [type(event) for event in events(came)] == [MoveRefused, DirectorNoted]


def test_a_held_inject_does_not_come_and_a_released_one_does(two: Two) -> None:
    director = begin(two.shared, two.private)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    director.tick(200 * MINUTE)
    assert "silver-tower" not in two.came()

    director.move(ReleaseInject("silver-tower"), 201 * MINUTE, DIRECTOR)
    assert two.came()[-1] == "silver-tower"


def test_what_a_participants_move_brings_about_comes_at_the_directors_next_look(
    two: Two,
) -> None:
    director, lead = begin(two.shared, two.private), participate(two.shared)
    to_repair(lead, MINUTE)
    assert two.came() == ["alarm"]

    director.tick(MINUTE + 50)
    director.tick(MINUTE + 100)
    assert two.came() == ["alarm", "amber-bridge"]
    [line] = [x for x in two.shared.read(DRILL) if x.entry.key == "inject:amber-bridge"]
    assert line.entry.at == MINUTE


def test_a_contingency_comes_though_a_participant_wrote_that_it_was_missed(
    two: Two,
) -> None:
    director, lead = begin(two.shared, two.private), participate(two.shared)
    lead.tick(20 * MINUTE)
    assert two.came() == ["alarm"]

    director.tick(20 * MINUTE)
    assert two.came() == ["alarm", "scarlet-mill"]


def test_a_director_comes_back_to_the_same_drill_without_any_file(two: Two) -> None:
    director, lead = begin(two.shared, two.private), participate(two.shared)
    director.move(HoldInject("amber-bridge"), MINUTE, DIRECTOR)
    to_repair(lead, 2 * MINUTE)
    director.tick(3 * MINUTE)

    again = direct(two.shared, two.private)
    assert again.drill == director.drill == two.merged()
    assert again.play.story == director.play.story


def test_a_crash_between_the_two_logs_is_mended_when_the_director_comes_back(
    two: Two,
) -> None:
    director = begin(two.shared, two.private)
    director.tick(MINUTE)
    two.shared.before = [crash]
    with pytest.raises(KeyboardInterrupt):
        director.move(ReleaseInject("violet-harbour"), MINUTE, DIRECTOR, "k")
    assert len(two.secret()) == 2
    assert len(two.said(DirectorNoted)) == 1

    again = direct(two.shared, two.private)
    assert len(two.said(DirectorNoted)) == 2
    again.tick(MINUTE)
    assert two.came() == ["alarm", "violet-harbour"]
    assert again.drill == two.merged()


def test_a_crash_at_the_very_beginning_is_mended_too(two: Two) -> None:
    two.shared.before = [lambda: None, crash]
    with pytest.raises(KeyboardInterrupt):
        begin(two.shared, two.private)
    assert two.said(DirectorNoted) == []

    begin(two.shared, two.private)
    assert [e.seq for e in two.said(DirectorNoted)] == [1]
    assert len(two.secret()) == 1


def test_a_command_sent_twice_is_carried_out_once(two: Two) -> None:
    director = begin(two.shared, two.private)
    for act, key in (
        (HoldInject("silver-tower"), "a"),
        (SkipInject("amber-bridge"), "b"),
        (ReleaseInject("violet-harbour"), "c"),
        (TriggerInject("silver-tower"), "d"),
        (HoldInject("nothing"), "e"),
    ):
        once = director.move(act, MINUTE, DIRECTOR, key)
        assert direct(two.shared, two.private).move(act, MINUTE, DIRECTOR, key) == once

    assert len([e for e in two.secret() if isinstance(e, InjectHeld)]) == 1
    assert len([e for e in two.secret() if isinstance(e, MoveRefused)]) == 1


def test_a_command_that_stands_is_noted_behind_what_came_between(two: Two) -> None:
    director, lead = begin(two.shared, two.private), participate(two.shared)
    director.tick(MINUTE)
    two.shared.before = [lambda: lead.move(Note("first!"), MINUTE, LEAD)]
    director.move(ReleaseInject("violet-harbour"), MINUTE, DIRECTOR)

    assert [type(e) for e in two.secret()] == [ScenarioSealed, InjectReleased]
    assert two.came() == ["alarm", "violet-harbour"]
    assert director.drill == two.merged()


def test_two_controllers_write_into_one_private_log(two: Two) -> None:
    one = begin(two.shared, two.private)
    other = direct(two.shared, two.private)
    two.private.before = [
        lambda: None,
        lambda: other.move(HoldInject("silver-tower"), MINUTE, DIRECTOR),
    ]
    one.move(Note("hello"), MINUTE, DIRECTOR)
    one.move(HoldInject("amber-bridge"), MINUTE, DIRECTOR)
    one.move(EditInject("amber-bridge", {"": "Other"}), MINUTE, DIRECTOR)
    other.catch_up()

    assert {e.inject for e in two.secret() if isinstance(e, InjectHeld)} == {
        "silver-tower",
        "amber-bridge",
    }
    assert one.drill == other.drill == two.merged()


def test_two_controllers_deliver_an_inject_once(two: Two) -> None:
    one = begin(two.shared, two.private)
    other = direct(two.shared, two.private)
    two.shared.before = [lambda: other.tick(190 * MINUTE)]
    one.tick(190 * MINUTE)

    assert two.came().count("silver-tower") == 1


def test_what_is_held_after_another_delivered_it_stays_delivered(two: Two) -> None:
    one = begin(two.shared, two.private)
    other = direct(two.shared, two.private)
    one.tick(MINUTE)
    two.shared.before = [
        lambda: other.move(TriggerInject("silver-tower"), MINUTE, DIRECTOR),
    ]
    one.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    one.move(ReleaseInject("silver-tower"), 200 * MINUTE, DIRECTOR)

    assert two.came().count("silver-tower") == 1


def copied(log: MemoryLog) -> MemoryLog:
    copy = MemoryLog(lambda: 7)
    copy.adopt(private_id(DRILL), log.rows(private_id(DRILL)))
    return copy


def test_a_copy_is_as_good_as_the_log_it_was_made_of(two: Two) -> None:
    director = begin(two.shared, two.private)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    copy = copied(two.private)
    second = direct(two.shared, copy)
    second.move(ReleaseInject("violet-harbour"), 2 * MINUTE, DIRECTOR)

    assert second.drill == direct(two.shared, copy).drill
    assert two.came() == ["alarm", "violet-harbour"]


def test_a_copy_that_lags_behind_delivers_nothing(two: Two) -> None:
    director = begin(two.shared, two.private)
    copy = copied(two.private)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    second = direct(two.shared, copy)
    second.tick(190 * MINUTE)

    assert "silver-tower" not in two.came()
    with pytest.raises(LogError, match="is not here"):
        second.move(SkipInject("amber-bridge"), 190 * MINUTE, DIRECTOR)
    assert list(copy.read(private_id(DRILL)))[1:] == []


def test_two_copies_that_went_on_apart_are_told_from_each_other(two: Two) -> None:
    director = begin(two.shared, two.private)
    second = direct(two.shared, copied(two.private))
    two.shared.before = [
        lambda: second.move(HoldInject("amber-bridge"), MINUTE, DIRECTOR),
    ]

    with pytest.raises(LogBroken, match="entry 2 of the director's log here"):
        director.move(HoldInject("silver-tower"), 0, DIRECTOR)
    with pytest.raises(LogBroken):
        direct(two.shared, two.private)
    assert second.drill == direct(two.shared, second._private._log).drill


def test_a_private_log_is_not_begun_twice_with_different_stories(two: Two) -> None:
    begin(two.shared, two.private)

    with pytest.raises(LogConflict):
        PrivateLog(two.private, DRILL).seal("scenario: other")
    PrivateLog(two.private, DRILL).seal(STORY)


def test_a_private_log_without_a_scenario_says_so() -> None:
    with pytest.raises(LogError, match="has no scenario"):
        PrivateLog(MemoryLog(lambda: 7), DRILL).story()


def test_who_does_not_know_the_story_cannot_touch_it(two: Two) -> None:
    begin(two.shared, two.private)

    with pytest.raises(LogError, match="the director's log of drill storm-1 is not"):
        participate(two.shared).move(HoldInject("silver-tower"), MINUTE, LEAD)


def test_endex_tells_the_scenario_and_all_that_was_noted(two: Two) -> None:
    director = begin(two.shared, two.private)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    director.move(EditInject("violet-harbour", {"": "Other"}), MINUTE, DIRECTOR)
    director.move(EndDrill(broken_off=True), 2 * MINUTE, DIRECTOR)
    found = telling(DRILL, two.shared.rows(DRILL))

    assert [e.text for e in two.said(ScenarioRevealed)] == [STORY]
    assert found.rows == tuple(two.private.rows(private_id(DRILL), 1))
    assert (found.noted, found.untold, found.wrong) == (4, 0, 0)
    director.tick(3 * MINUTE)
    assert len(two.said(DirectorTold)) == 1


def test_a_drill_that_a_participant_ends_is_told_at_the_directors_next_look(
    two: Two,
) -> None:
    director, lead = begin(two.shared, two.private), participate(two.shared)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    lead.tick(9 * 60 * MINUTE)
    assert [type(e) for e in two.said(DrillEnded)] == [DrillEnded]
    assert two.said(ScenarioRevealed) == two.said(DirectorTold) == []
    assert telling(DRILL, two.shared.rows(DRILL)).untold == 1

    direct(two.shared, two.private)
    director.catch_up()
    assert len(two.said(ScenarioRevealed)) == len(two.said(DirectorTold)) == 1
    assert telling(DRILL, two.shared.rows(DRILL)).untold == 0


def test_what_was_written_before_a_crash_and_noted_after_endex_is_told(
    two: Two,
) -> None:
    director, lead = begin(two.shared, two.private), participate(two.shared)
    director.tick(MINUTE)
    two.shared.before = [crash]
    with pytest.raises(KeyboardInterrupt):
        director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    lead.tick(9 * 60 * MINUTE)
    again = direct(two.shared, two.private)

    assert telling(DRILL, two.shared.rows(DRILL)).untold == 0
    assert len(telling(DRILL, two.shared.rows(DRILL)).rows) == 1
    assert again.drill == two.merged()


def test_after_endex_nothing_is_secret(two: Two) -> None:
    director = begin(two.shared, two.private)
    director.move(EndDrill(), MINUTE, DIRECTOR)
    before = len(two.secret())
    director.move(HoldInject("silver-tower"), 2 * MINUTE, DIRECTOR)

    assert len(two.secret()) == before
    assert [e.move for e in two.said(MoveRefused)] == ["HoldInject"]


def test_a_session_without_a_private_log_writes_all_into_its_one_log() -> None:
    """So does a rehearsal, which has nobody to keep anything from."""
    from drillkit.engine.commands import Begin
    from drillkit.engine.compile import began, compile_play

    plan = small_plan(texts(scenario=STORY))
    log = MemoryLog(lambda: 7)
    session = Session(log, DRILL, compile_play(plan, "storm"))
    session.move(
        Begin(began(plan, "storm", drill=DRILL, mode="drill", wall_ms=7)), 0, DIRECTOR
    )
    session.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)

    assert [type(e) for e in events(tuple(log.read(DRILL)))][-1] is InjectHeld


ACTS: tuple[Callable[[Random], Act], ...] = (
    lambda dice: HoldInject(dice.choice(list(SECRETS))),
    lambda dice: ReleaseInject(dice.choice(list(SECRETS))),
    lambda dice: EditInject(
        dice.choice(list(SECRETS)), {"": "Other"}, dice.choice((None, 5 * MINUTE))
    ),
    lambda dice: SkipInject(dice.choice(list(SECRETS))),
    lambda dice: TriggerInject(dice.choice(list(SECRETS))),
    lambda dice: WriteInject(f"w{dice.randint(0, 3)}", "noc", {"": "Words"}),
    lambda dice: Pause(7),
    lambda dice: Resume(7),
    lambda dice: Note("hello"),
    lambda dice: SettleStep(RUN, "triage/look"),
    lambda dice: ReportFacts(RUN, {"lost": "all", "sites": 3}),
    lambda dice: SettleStep(RUN, "triage/declare", "real"),
)


@given(st.randoms(use_true_random=False))
def test_the_directors_drill_is_the_fold_of_both_logs_in_one(dice: Random) -> None:
    two = Two()
    directors = [begin(two.shared, two.private), direct(two.shared, two.private)]
    lead = participate(two.shared)
    at = 0
    for _ in range(dice.randint(1, 25)):
        at += dice.choice((0, 1, MINUTE, 11 * MINUTE, 60 * MINUTE))
        session = dice.choice((*directors, lead))
        others = [x for x in (*directors, lead) if x is not session]
        between = [partial(dice.choice(others).tick, at)]
        two.shared.before = between if dice.random() < 0.5 else []
        act = dice.choice(ACTS)(dice)
        if session is lead and type(act).__name__.endswith("Inject"):
            session.tick(at)
        else:
            session.move(act, at, DIRECTOR if session is not lead else LEAD)
    two.shared.before = []
    for session in directors:
        session.tick(at)
    directors[0].catch_up()

    assert directors[0].drill == directors[1].drill == two.merged()
    assert direct(two.shared, two.private).drill == two.merged()
    assert len(two.came()) == len(set(two.came()))
    assert list(_backwards(two)) == []


def _backwards(two: Two) -> Iterator[int]:
    """Entries at which drill time goes back, of which there is none."""
    last = 0
    for line in two.shared.read(DRILL):
        if line.entry.at < last:
            yield line.seq
        last = line.entry.at


def test_one_command_sent_from_two_processes_at_once_is_carried_out_once(
    two: Two,
) -> None:
    one = begin(two.shared, two.private)
    other = direct(two.shared, two.private)
    act = HoldInject("silver-tower")
    one.tick(MINUTE)
    theirs: list[tuple[Stored, ...]] = []
    two.private.before = [
        lambda: theirs.append(other.move(act, MINUTE, DIRECTOR, "k")),
    ]

    assert [one.move(act, MINUTE, DIRECTOR, "k")] == theirs
    assert one.drill == other.drill == two.merged()


def test_what_two_owe_is_said_by_the_first_who_looks(two: Two) -> None:
    one = begin(two.shared, two.private)
    other = direct(two.shared, two.private)
    participate(two.shared).tick(9 * 60 * MINUTE)
    two.shared.before = [other.catch_up]
    one.catch_up()
    one.catch_up()

    assert len(two.said(ScenarioRevealed)) == 1
    assert one.drill == other.drill == two.merged()


def test_what_was_folded_before_the_private_log_failed_is_heard(two: Two) -> None:
    director = begin(two.shared, two.private)
    kept = Deaf()
    kept.adopt(private_id(DRILL), two.private.rows(private_id(DRILL)))
    heard: list[Stored] = []
    other = Session(
        two.shared, DRILL, director.play, heard.extend, PrivateLog(kept, DRILL)
    )
    director.move(Note("one"), MINUTE, DIRECTOR)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    kept.adopt_on(two.private)
    kept.fails = True
    with pytest.raises(LogUnavailable):
        other.catch_up()
    kept.fails = False
    other.catch_up()

    assert heard == list(two.shared.read(DRILL))
    assert other.drill == director.drill


class Deaf(MemoryLog):
    """A copy that is kept up, and that at times cannot be reached."""

    def __init__(self) -> None:
        super().__init__(lambda: 7)
        self.fails = False

    def adopt_on(self, log: MemoryLog) -> None:
        """Take over what was written since."""
        name = private_id(DRILL)
        self._keep(name, tuple(log.rows(name, self.head(name).seq)))

    def head(self, drill: str) -> Head:
        if self.fails:
            raise LogUnavailable("it is locked")
        return super().head(drill)


def test_a_copy_that_lags_behind_is_not_written_on_even_by_a_refusal(two: Two) -> None:
    director = begin(two.shared, two.private)
    copy = copied(two.private)
    director.move(HoldInject("silver-tower"), MINUTE, DIRECTOR)
    second = direct(two.shared, copy)

    with pytest.raises(StoryMissing, match="is not here"):
        second.move(MeetExpectation("alarm", 9), 2 * MINUTE, DIRECTOR, "k")
    assert events(tuple(copy.read(private_id(DRILL)))) == two.secret()[:1]
    assert second.drill == direct(two.shared, copy).drill
    second.move(Note("all the same"), 2 * MINUTE, DIRECTOR)
    assert [e.text for e in two.said(NoteWritten)] == ["all the same"]


@pytest.mark.parametrize("inject", ["silver-tower", "nothing"])
def test_who_has_no_private_log_says_no_name_when_nothing_is_expected(
    two: Two, inject: str
) -> None:
    begin(two.shared, two.private)
    participate(two.shared).move(MeetExpectation(inject, 1), MINUTE, LEAD)

    [refused] = two.said(MoveRefused)
    assert refused == MoveRefused(
        "MeetExpectation", "no inject of this name has come", {}
    )
    assert inject not in two.text()
