"""Any life of any plan: what is decided can be applied, and replayed, from anywhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.engine.charts import Play
from drillkit.engine.commands import AnswerCall, Begin, Move, Pass
from drillkit.engine.compile import began, compile_play
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill, changed
from drillkit.engine.entry import Entry
from drillkit.engine.events import CallAnswered, CallMade, ObligationBroken
from drillkit.engine.evolve import evolve, replay
from drillkit.log.memory import MemoryLog
from tests.engine.semantics.acts import HOUR, Throw
from tests.engine.semantics.play import MINUTE
from tests.engine.semantics.play import lived as told
from tests.laws.plans import plan
from tests.laws.seat import ONE_STEP
from tests.tally import Tried

MODES = ("drill", "drill", "live", "rehearsal")
WORDS = {
    "Observed",
    "Rated",
    "HotWashNoted",
    "FeedbackGiven",
    "InjectSpoken",
    "Corrected",
    "NoteWritten",
    "MoveRefused",
}


@dataclass
class Life:
    """A plan, and the moves that were thrown at a drill of it."""

    play: Play
    begin: Begin
    drill: Drill
    said: list[tuple[Move, tuple[Entry, ...]]]

    @property
    def log(self) -> list[Entry]:
        """Everything that happened."""
        return [entry for _, entries in self.said for entry in entries]


def folded(drill: Drill, entries: Iterable[Entry]) -> Drill:
    """The drill some entries later."""
    for entry in entries:
        drill = evolve(drill, entry)
    return drill


def lived(dice: Random, most: int = 40) -> Life:
    """Moves thrown at a random plan, each answered, whatever it was."""
    written = plan(dice)
    play = compile_play(written, "story")
    mode = dice.choice(MODES)
    begin = Begin(began(written, "story", drill="d", mode=mode, wall_ms=0))
    life = Life(play, begin, Drill(), [])
    for move in _thrown(dice, life, dice.randint(1, most)):
        before = life.drill
        entries = decide(before, move, play)
        after = folded(before, entries)
        law_of_one_answer(life, move, entries)
        life.said.append((move, entries))
        life.drill = after
    return life


def _thrown(dice: Random, life: Life, most: int) -> Iterator[Move]:
    if dice.random() < 0.97:
        yield Move(0, life.begin)
    for _ in range(most):
        yield Throw(dice, life.drill, life.play, life.begin).move()


def law_of_one_answer(life: Life, move: Move, entries: Sequence[Entry]) -> None:
    """Asked again the answer is the same; over, a drill admits words alone."""
    assert decide(life.drill, move, life.play) == tuple(entries)
    if life.drill.is_over:
        assert {type(e.event).__name__ for e in entries} <= WORDS
        counted = life.drill.entries + len(entries)
        assert folded(life.drill, entries) == changed(life.drill, entries=counted)
        assert life.drill.obligations == {}


def law_of_replay(life: Life) -> None:
    """The log gives the drill that was lived, also after a journey through text."""
    log = life.log
    times = [entry.at for entry in log]

    assert times == sorted(times)
    assert replay(log) == life.drill
    bare = [replace(entry, key="") for entry in log]
    shelf = MemoryLog(lambda: 0)
    if bare:
        shelf.append("d", 0, bare)
    assert [one.entry for one in shelf.read("d")] == bare


def law_of_cuts(dice: Random, life: Life, cuts: int) -> int:
    """A log cut anywhere folds and can go on, in the middle of a turn too."""
    log = life.log
    for _ in range(cuts):
        at = dice.randint(0, len(log))
        rest = replay(log[:at])
        assert folded(rest, log[at:]) == life.drill
        move = Throw(dice, rest, life.play, life.begin).move()
        folded(rest, decide(rest, move, life.play))
    return cuts


def law_of_looking(dice: Random, life: Life) -> None:
    """However often somebody looks, the same happens at the same times."""
    drill = life.drill
    until = drill.at + dice.choice([HOUR, 9 * HOUR, 30 * HOUR])
    at_once = decide(drill, Move(until, Pass()), life.play)
    # At odd times, and a millisecond before, at and after what is due.
    due = [entry.at + dice.choice([-1, 0, 1]) for entry in at_once]
    odd = [dice.randint(drill.at, until) for _ in range(2)]
    some = dice.sample(due, min(4, len(due)))
    looks = sorted(at for at in odd + some if drill.at <= at <= until)
    step_by_step: list[Entry] = []
    for look in (*looks, until):
        entries = decide(drill, Move(look, Pass()), life.play)
        drill = folded(drill, entries)
        step_by_step += entries

    assert tuple(step_by_step) == at_once


def obeys(dice: Random, tried: Tried | None = None) -> None:
    """One random plan, one random life, every law."""
    life = lived(dice)
    law_of_replay(life)
    cuts = law_of_cuts(dice, life, 6)
    law_of_looking(dice, life)
    if tried is not None:
        tried("random plans, each lived with random moves", 1)
        tried("moves of those lives, sensible or not", len(life.said))
        tried("entries of those lives, replayed", len(life.log))
        tried("cuts of those logs, gone on from", cuts)


def test_a_log_cut_between_an_answer_and_what_it_kept_can_go_on() -> None:
    life = told(ONE_STEP, ("1m", AnswerCall("call-1")))
    answered = [type(e.event) for e in life.entries].index(CallAnswered)
    cut = replay(life.entries[: answered + 1])
    later = decide(cut, Move(20 * MINUTE, Pass()), life.play)

    assert ObligationBroken("answer:call-1") in [e.event for e in later]
    assert CallMade not in {type(e.event) for e in later}


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_any_life_of_any_plan_obeys_the_laws(seed: int) -> None:
    obeys(Random(seed))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(100))
def test_two_thousand_lives_of_any_plan_obey_the_laws(part: int, tried: Tried) -> None:
    for seed in range(part * 20, part * 20 + 20):
        try:
            obeys(Random(10**7 + seed), tried)
        except BaseException as failure:
            failure.add_note(f"seed {10**7 + seed}")
            raise
