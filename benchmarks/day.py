"""A plan for a day: twelve departments that look after things until it is over.

Each goes round and round: looks, finds out, tells, decides that it is not over yet.
"""

DEPARTMENTS = tuple(f"unit-{number:02}" for number in range(1, 13))

_HEAD = """\
organisation: "Twelve Units"
timezone: Europe/Moscow
levels:
  major: {acknowledge-within: 5m, restore-within: 4h, tell: {bosses: 30m}}
  minor: {acknowledge-within: 15m, restore-within: 8h}
until-classified: major
audiences:
  bosses: {title: "Bosses", roles: [boss-unit-01], by: lead-unit-01}
departments:
"""
_DEPARTMENT = """\
  UNIT:
    title: "UNIT"
    roles:
      boss-UNIT: {title: "Boss of UNIT", hours: always}
      lead-UNIT: {title: "Lead of UNIT", hours: always, deputy: boss-UNIT}
      hand-UNIT: {title: "Hand of UNIT", hours: always, deputy: lead-UNIT}
"""
_RUNBOOK = """\
runbook: day
department: UNIT
title: "A day at UNIT"
revision: 1
owner: lead-UNIT
review-by: 2030-01-01
facts: {lost: {ask: "Lost?", one-of: [none, some, all]}}
classification: {major: 'lost == "all"', minor: otherwise}
escalation: [{call: lead-UNIT}, {call: boss-UNIT}]
phases:
  look:
    title: "Look after it"
    target: 40m
    steps:
      round: {do: "Make a round", by: hand-UNIT, target: 12m, takes: [4m, 9m, 14m]}
      size: {ask: [lost], by: hand-UNIT, target: 10m, takes: [2m, 5m, 9m]}
    reaches: declared
    leads-to: {done: judge}
  judge:
    title: "Is it over?"
    target: 20m
    steps:
      over:
        decide: "Is it over?"
        outcomes: {on: "Not yet", over: "Yes"}
        chance: {on: 100%, over: 0%}
        by: lead-UNIT
        target: 10m
        takes: [2m, 5m, 9m]
        reaches: {over: restored-confirmed}
    leads-to: {on: look, over: calm}
  calm: {final: true, reaches: normal, title: "Calm"}
"""
_SCENARIO = """\
scenario: day
title: "A day"
exercise: full-scale
starts: 2026-11-24T00:00
runs: [RUNS]
lead: unit-01
expected: {level: major, facts: {lost: all}}
ends: {when: normal, at-latest: HOURSh}
injects:
INJECTS"""
_INJECT = """\
  call-NUMBER: {at: NUMBERm, to: UNIT, says: "Call number NUMBER."}
"""


def texts(hours: int) -> dict[str, str]:
    """The files of a drill that lasts so many hours."""
    organisation = _HEAD + "".join(_of(_DEPARTMENT, unit) for unit in DEPARTMENTS)
    runs = ", ".join(f"{unit}/day" for unit in DEPARTMENTS)
    calls = "".join(
        _of(_INJECT, unit).replace("NUMBER", str(7 + 20 * number))
        for number, unit in enumerate(DEPARTMENTS * (3 * hours // 12 + 1))
        if 7 + 20 * number < hours * 60
    )
    scenario = _SCENARIO.replace("RUNS", runs).replace("HOURS", str(hours))
    return {
        "organisation.yaml": organisation,
        "scenarios/day.yaml": scenario.replace("INJECTS", calls),
    } | {f"{unit}/day.yaml": _of(_RUNBOOK, unit) for unit in DEPARTMENTS}


def _of(text: str, unit: str) -> str:
    return text.replace("UNIT", unit)
