"""What holds for any drill and any moves, sensible or not."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.engine.commands import Begin, Move, Pass
from drillkit.engine.compile import began, compile_play
from drillkit.engine.decide import ANSWERS, decide
from drillkit.engine.drill import Drill, changed
from drillkit.engine.events import MoveRefused
from drillkit.engine.evolve import evolve, replay
from tests.engine.semantics.acts import ALL_ACTS, Throw
from tests.engine.semantics.play import plan_of

FIX = """
facts:
  service: {ask: Lost?, one-of: [none, lost]}
  clients: {ask: How many?, count: true}
  spare: {ask: Is there a spare?, yes-no: true}
classification:
  crisis: service == "lost" and clients > 5
  minor: otherwise
escalation:
  - {call: boss}
  - {call: chief, from: crisis}
phases:
  triage:
    target: 20m
    steps:
      size-up: {ask: [service, clients], by: worker, target: 10m}
      look: {watch: clients, every: 10m}
      tell: {notify: board, by: boss, needs: [], says: News}
      name: {notify: care, by: boss, needs: [tell]}
      real:
        decide: Real?
        outcomes: {yes: "Yes", no: "No"}
        by: boss
        reaches: {yes: declared}
    leads-to: {yes: repair, no: over}
  repair:
    target: 2h
    lanes:
      parts:
        keep: true
        phases:
          fetch:
            steps:
              part: {dispatch: router, to: port, target: 1h, tells: {clients: each-leg}}
              go: {travel: island, by: worker, from: base, needs: []}
              fit: {do: Fit, at: island, by: worker, target: 30m, reaches: fitted}
            after: {9h: shelf}
            leads-to: {done: there, missed: shelf, no-part: shelf}
          shelf:
            steps:
              sign: {approve: Paper, by: boss, later: 1h, from: crisis}
              call-in: {roll-call: worker, of: 4, threshold: 50%, by: boss}
            leads-to: {done: there}
          there: {final: true, reaches: parts-there}
      words:
        phases:
          talk:
            steps:
              say: {update: clients, by: speaker, next: 15m}
              many: {batch: 5, of: Calls, by: speaker, when: clients > 3}
              wait: {await: care/calm, optional: true, needs: []}
            leads-to: {done: told}
          told: {final: true}
      outside:
        phases:
          ask:
            steps:
              mend: {request: fibre/repair, target: 1h}
            after: {4h: given}
            leads-to: {done: given, refused: given}
          given: {final: true}
    join: any
    reaches: restored-reported
    leads-to: {done: verify}
  verify:
    steps:
      good:
        decide: Back?
        outcomes: {yes: "Yes", no: "No"}
        by: boss
        reaches: {yes: restored-confirmed}
    leads-to: {yes: over, no: repair}
  over: {final: true, reaches: normal}
"""
TALK = """
phases:
  listen:
    steps:
      hear: {await: ops/declared}
      soothe: {do: Soothe, by: speaker, tells: {clients: done}}
    reaches: calm
    leads-to: {done: rest}
  rest: {final: true, reaches: normal}
"""
STORY = """
runs: [ops/fix, {runbook: care/talk, begins: {await: ops/declared}}]
ends: {when: normal, at-latest: 30h}
objectives:
  quick: {title: Quick, capability: recovery}
affected:
  north: {kind: site, client: mine}
  south: {kind: site, site: island, client: shop}
injects:
  alarm: {at: 0m, to: ops, says: It rings, expects: {do: Look, within: 5m}}
  hint: {if-missed: alarm, says: Look there}
  shut: {when: ops/fix/repair, to: ops, says: The gate is shut}
  late: {at: 2h, to: care, via: phone, says: A call}
  spare: {hold: true, to: ops, says: More}
"""
PLAN = plan_of(FIX, TALK, STORY)
PLAY = compile_play(PLAN, "story")
MODES = ("drill", "live", "rehearsal")
seeds = st.integers(0, 2**32)


def walk(seed, most=60):
    """Moves thrown by *seed*, each with the drill before it and its entries."""
    dice = Random(seed)
    mode = dice.choice(MODES)
    begin = Begin(began(PLAN, "story", drill="d", mode=mode, wall_ms=0))
    drill = Drill()
    is_begun = dice.random() < 0.95
    for number in range(dice.randint(0, most)):
        move = Throw(dice, drill, PLAY, begin).move()
        if number == 0 and is_begun:
            move = Move(0, begin)
        entries = decide(drill, move, PLAY)
        yield drill, move, entries
        for entry in entries:
            drill = evolve(drill, entry)


@settings(max_examples=200)
@given(seeds)
def test_any_act_in_any_state_is_answered_and_replay_gives_the_drill_lived(seed):
    log, drill = [], Drill()
    for before, _, entries in walk(seed):
        assert before == drill
        log += entries
        drill = replay(log) if len(log) < 80 else _folded(drill, entries)

    assert replay(log) == drill


def _folded(drill, entries):
    for entry in entries:
        drill = evolve(drill, entry)
    return drill


@given(seeds)
def test_drill_time_never_goes_back_along_the_log(seed):
    times = [e.at for _, _, entries in walk(seed) for e in entries]

    assert times == sorted(times)
    assert all(type(at) is int for at in times)


@given(seeds)
def test_an_act_leaves_its_key_once_and_its_author_behind(seed):
    for _, move, entries in walk(seed):
        mine = [e for e in entries if e.key == "key"]
        if move.key and not isinstance(move.act, Pass):
            assert [e.origin for e in mine] == [move.origin]
        if isinstance(move.act, Pass):
            theirs = [e for e in entries if e.origin]
            assert all(isinstance(e.event, MoveRefused) for e in theirs)


@given(seeds)
def test_a_finished_drill_admits_words_and_nothing_else(seed):
    words = {
        "Observed",
        "Rated",
        "HotWashNoted",
        "FeedbackGiven",
        "InjectSpoken",
        "Corrected",
        "NoteWritten",
        "MoveRefused",
    }
    for before, _, entries in walk(seed):
        if before.is_over:
            assert {type(e.event).__name__ for e in entries} <= words
            for entry in entries:
                after = evolve(before, entry)
                assert after == changed(before, entries=before.entries + 1)


@given(seeds)
def test_a_key_of_the_engine_stands_for_one_entry(seed):
    keys = [
        e.key
        for _, _, entries in walk(seed)
        for e in entries
        if e.key and e.key != "key"
    ]

    assert len(keys) == len(set(keys))


@given(seeds)
def test_nothing_stays_owed_after_the_end(seed):
    for before, _, _ in walk(seed):
        if before.is_over:
            assert not before.obligations


def test_every_act_has_an_answer():
    assert frozenset(ANSWERS) == ALL_ACTS


def test_every_act_is_thrown():
    begin = Begin(began(PLAN, "story", drill="d", mode="drill", wall_ms=0))

    assert frozenset(Throw(Random(0), Drill(), PLAY, begin).table()) == ALL_ACTS
