"""A company of two departments, small enough to know by heart."""

import re
from collections.abc import Mapping

from drillkit.conduct.players import PROFILES
from drillkit.conduct.rehearsal import Rehearsal, StoryClock, rehearse
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts

ORGANISATION = """\
organisation: "Small Telecom"
timezone: Europe/Moscow
levels:
  major:
    acknowledge-within: 5m
    restore-within: 4h
    tell: {bosses: 30m, public: 40m}
    update: {public: 30m}
  minor: {acknowledge-within: 15m, restore-within: 8h}
until-classified: major
audiences:
  bosses: {title: "Bosses", roles: [chairman], by: lead}
  public: {title: "Public", by: agent}
notices:
  regulator: {title: "Regulator", within: {declared: 1h}, by: lead}
departments:
  noc:
    title: "NOC"
    roles:
      lead: {title: "Lead", deputy: chairman}
      engineer: {title: "Engineer", people: 2, deputy: lead}
      chairman: {title: "Chairman"}
      clerk: {hours: {from: "09:00", to: "18:00"}, deputy: lead}
  care:
    title: "Care"
    roles:
      agent: {title: "Agent", people: 2, deputy: chairman}
providers:
  fibre: {restore-within: 2h, acknowledge-within: 20m, services: {splice: {}}}
stop-clocks:
  site-access-refused: {title: "No access"}
contracts:
  gold: {restore-within: 4h, stop-clock: [site-access-refused]}
clients:
  bank: {title: "Bank", contract: gold, sites: [hut], priority: 1}
sites:
  hut: {title: "Hut", access: {from: "10:00", to: "12:00"}}
"""

STEPS = """\
      look: {do: "Look", by: engineer, takes: [1m, 2m, 3m]}
      size: {ask: [lost, sites], by: engineer, takes: [1m, 2m, 3m]}
      declare:
        decide: "Is it real?"
        outcomes: {real: "Yes", false-alarm: "No"}
        chance: {real: 60%, false-alarm: 40%}
        by: lead
        takes: [1m, 1m, 2m]
        reaches: {real: declared}
"""

RUNBOOK = """\
runbook: outage
department: noc
title: "Outage"
revision: 1
owner: lead
review-by: 2030-01-01
facts:
  lost: {ask: "Lost?", one-of: [none, some, all]}
  sites: {ask: "How many?", count: true}
classification: {major: 'lost == "all"', minor: otherwise}
escalation: [{call: lead}, {call: chairman}]
phases:
  triage:
    title: "Triage"
    target: 10m
    steps:
STEPS
    leads-to: {real: repair, false-alarm: calm}
  repair:
    title: "Repair"
    target: 3h
    steps:
REPAIR
    reaches: restored-confirmed
    leads-to: {done: calm}
  calm: {final: true, reaches: normal, title: "Calm"}
"""

REPAIR = """\
      call-in:
        {roll-call: engineer, of: 8, threshold: 75%, by: lead, takes: {fixed: 10m}}
      round: {batch: 12, of: "doors", each: 1m, at-once: 3, by: engineer}
      splice: {request: fibre/splice, for: "Splice", by: lead, takes: [20m, 30m, 1h]}
      fix: {do: "Fix", at: hut, by: {engineer: 2}, target: 20m, takes: [20m, 30m, 40m]}
"""

SCENARIO = """\
scenario: storm
title: "Storm"
exercise: drill
starts: 2026-11-24T09:00
runs: [noc/outage]
lead: noc
expected: {level: major, facts: {lost: all, sites: 3}}
affected:
  till: {title: "Till", kind: client, priority: 2, users: 10, client: bank, site: hut}
  atm: {title: "Cash machine", kind: client, priority: 1, users: 5, client: bank}
ends: {when: normal, at-latest: 8h}
injects:
  alarm:
    at: 0m
    to: noc
    says: "All ports down."
    expects: {do: "Take charge", within: 10m, by: lead}
"""


def texts(
    *,
    steps: str = STEPS,
    repair: str = REPAIR,
    organisation: str = ORGANISATION,
    scenario: str = SCENARIO,
    more: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The files of the small plan, parts of them changed."""
    return {
        "organisation.yaml": organisation,
        "noc/outage.yaml": RUNBOOK.replace("STEPS\n", steps).replace(
            "REPAIR\n", repair
        ),
        "scenarios/storm.yaml": scenario,
        **(more or {}),
    }


def small_plan(files: Mapping[str, str] | None = None) -> Plan:
    """The small plan, in which the checker finds no error of form."""
    plan, problems = read_texts(files or texts())
    assert not problems, problems
    return plan


def played(
    plan: Plan, scenario: str = "storm", seed: int = 1, profile: str = "steady"
) -> tuple[Rehearsal, tuple[Stored, ...]]:
    """A rehearsal and its log."""
    clock = StoryClock()
    log = MemoryLog(clock)
    came = rehearse(
        plan, scenario, seed=seed, log=log, clock=clock, profile=PROFILES[profile]
    )
    return came, tuple(log.read(came.drill))


def unhurried(plan: Plan) -> Plan:
    """The same plan, every drill of which may last a month."""
    texts = plan.texts.items()
    longer = {path: re.sub(r"at-latest: \w+", "at-latest: 30d", x) for path, x in texts}
    patient, problems = read_texts(longer)
    assert not problems
    return patient
