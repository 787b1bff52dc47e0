"""Compiled steps: words of repeated lanes, roll-calls, laws."""

from drillkit.engine.compile import compile_play
from drillkit.plan.read import read_texts

ORGANISATION = """
organisation: Example Telecom
timezone: Europe/Moscow
levels:
  crisis: {acknowledge-within: 5m, restore-within: 4h}
until-classified: crisis
departments:
  partners: {roles: {partner-duty: {people: 3}}}
providers:
  volga-fibre:
    title: {en: Volga Fibre, ru: Волга-Оптика}
    restore-within: 3h
    services: {repair: {}}
  ural-link: {restore-within: 3h, services: {repair: {}}}
"""

RUNBOOK = """
runbook: conduct
department: partners
title: Several partners at once
owner: partner-duty
phases:
  conduct:
    lanes:
      repair:
        each: {provider: [volga-fibre, ural-link]}
        phases:
          ask:
            steps:
              call:
                do: {en: "Call {provider}", ru: "Позвонить: {provider}"}
                by: partner-duty
              work: {request: "{provider}/repair", by: partner-duty}
            reaches: "{provider}-back"
            leads-to: {done: over}
          over: {final: true}
      count:
        phases:
          roll:
            steps:
              roll:
                roll-call: partner-duty
                of: on-shift
                threshold: 60%
                by: partner-duty
              all: {roll-call: partner-duty, threshold: 50%, by: partner-duty}
              five: {roll-call: partner-duty, of: 5, by: partner-duty}
            leads-to: {done: over}
          over: {final: true}
    leads-to: {done: normal}
  normal: {final: true}
"""


ROSTER = """
roster: Example Telecom
persons: {anna: {name: Anna}, boris: {name: Boris}}
roles: {partner-duty: {persons: [anna, boris]}}
"""


def chart(**more: str):
    plan, problems = read_texts(
        {"organisation.yaml": ORGANISATION, "r.yaml": RUNBOOK} | more
    )
    assert not problems
    return compile_play(plan).charts["partners/conduct"]


def test_a_repeated_lane_speaks_of_its_partner_by_title():
    steps = chart().steps

    assert steps["conduct/repair-volga-fibre/ask/call"].text == {
        "en": "Call Volga Fibre",
        "ru": "Позвонить: Волга-Оптика",
    }
    assert steps["conduct/repair-ural-link/ask/call"].text["en"] == "Call ural-link"


def test_a_repeated_lane_refers_to_its_partner_by_id():
    phase = chart().phases["conduct/repair-volga-fibre/ask"]

    assert phase.steps[1].about == "volga-fibre/repair"
    assert phase.reaches == {"done": "volga-fibre-back"}


def test_a_roll_call_has_enough_when_its_share_rounded_up_has_answered():
    step = chart().steps["conduct/count/roll/roll"]

    assert (step.total, step.enough) == (3, 2)


def test_a_roll_call_counts_the_persons_of_the_roster_if_there_is_one():
    without, given = chart(), chart(**{"roster.yaml": ROSTER})
    path = "conduct/count/roll/all"

    assert (without.steps[path].total, without.steps[path].enough) == (3, 2)
    assert (given.steps[path].total, given.steps[path].enough) == (2, 1)
    assert given.steps["conduct/count/roll/roll"].total == 3


def test_a_roll_call_may_say_how_many_it_is_of():
    step = chart().steps["conduct/count/roll/five"]

    assert (step.total, step.enough) == (5, 5)
