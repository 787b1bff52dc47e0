"""Every name that stands for something else is found, at its own place."""

from drillkit.plan.read import read_texts
from drillkit.plan.rules import RULES
from drillkit.plan.uses import Sort, known, uses
from drillkit.plan.uses.of_scenario import phase_paths

ORGANISATION = """\
organisation: Example Telecom
timezone: Europe/Moscow
levels:
  crisis:
    acknowledge-within: 5m
    restore-within: 4h
    tell: {x-told: 5m}
    update: {x-updated: 5m}
until-classified: x-level
audiences: {clients: {by: x-by, roles: [x-one, x-two]}}
notices:
  first: {from: x-from, within: {x-anchor: 4h, first: 1 month}, by: x-notifier}
departments: {noc: {roles: {lead: {deputy: x-deputy, based-at: x-base}}}}
contracts: {four: {restore-within: 4h, counts-until: x-until, stop-clock: [x-reason]}}
clients:
  mine:
    contract: x-contract
    sites: [x-mine]
    accepts: {x-rule: {because: "-", by: x-answers, until: 2027-01-01}}
sites:
  node: {accepts: {x-rule-2: {because: "-", by: lead, until: 2027-01-01}}}
stores: {central: {at: x-store-at, parts: {card: 1}}}
legs: [{from: x-leg-from, to: x-leg-to, takes: 1h}]
"""
RUNBOOK = """\
runbook: cut
department: x-department
title: A cable is cut
owner: x-owner
facts: {part: {ask: q, one-of: [card, unit]}}
classification: {x-row: otherwise}
escalation: [{call: x-rung, from: x-rung-from}]
phases:
  mend:
    steps:
      a: {do: x, at: x-at, by: x-single, tells: {x-tells: done}, from: x-step-from}
      b: {ask: [part, x-ask], by: {x-crew: 2}, needs: [a, x-need]}
      c: {notify: x-notify}
      d: {update: x-update}
      e: {request: x-provider/x-service}
      f: {dispatch: part, to: x-to, from: x-from-store}
      g: {dispatch: x-part, to: node}
      h: {travel: x-travel, from: x-travel-from}
      i: {await: x-run/x-await}
      j: {roll-call: x-called}
      k: {watch: x-watch, every: 5m}
      l: {approve: x}
    after: {1h: x-after}
    leads-to: {done: x-next}
  side:
    lanes:
      go:
        each: {node: [x-north, x-south]}
        phases:
          drive:
            steps: {t: {travel: "{node}", by: "{node}"}}
            leads-to: {done: x-inner}
"""
SCENARIO = """\
scenario: small
title: A small drill
exercise: drill
starts: 2026-11-24T09:00
runs: [x-department/cut, {runbook: x-other/book, begins: {await: x-who/x-begins}}]
lead: x-lead
expected: {level: x-expected, facts: {x-maybe: 1}}
affected: {thing: {kind: site, client: x-client, site: x-affected}}
ends: {when: x-ends, at-latest: 8h}
injects:
  a: {at: 1m, to: x-addressee, says: x, objective: x-objective}
  b:
    if-missed: x-inject
    says: x
    expects: {do: x, within: 5m, objective: x-rated, by: x-does}
  c:
    when: x-department/cut/side/go-x-north/drive
    says: x
    expects: [{do: x, within: 5m}]
  d: {when: x-department/cut/x-phase/deep, says: x}
  e: {when: x-department/cut/x-reached, says: x}
  f: {when: x-other/book/any/thing, says: x}
  g: {when: x-nobody/x-maybe, says: x}
"""
NAMED = """\
scenario: named
title: A drill with named runs
exercise: drill
starts: 2026-11-24T09:00
runs: {first: {runbook: x-other/book-2}, second: x-other/book-3}
lead: first
ends: {at-latest: 8h}
"""
FACTS = """\
scenario: facts
title: A drill of runbooks that are all there
exercise: drill
starts: 2026-11-24T09:00
runs: [x-department/cut]
lead: x-lead
expected: {facts: {part: card, x-fact: 1}}
ends: {at-latest: 8h}
injects: {a: {when: x-nobody/x-never, says: x}}
"""
ROSTER = """\
roster: Example Telecom
persons: {anna: {name: Anna}}
roles: {x-held: {persons: [x-person], substitutes: [x-substitute]}}
"""
TEXTS = {
    "organisation.yaml": ORGANISATION,
    "cut.yaml": RUNBOOK,
    "small.yaml": SCENARIO,
    "named.yaml": NAMED,
    "facts.yaml": FACTS,
    "roster.yaml": ROSTER,
}
PLAN, PROBLEMS = read_texts(TEXTS)


def strange(sort: Sort) -> set[str]:
    return {use.name for use in uses(PLAN, sort) if use.name.startswith("x-")}


def test_every_sort_of_name_is_found_wherever_it_may_stand():
    assert PROBLEMS == ()
    assert strange("role") == {
        "x-by", "x-one", "x-two", "x-notifier", "x-deputy", "x-answers", "x-owner",
        "x-rung", "x-single", "x-crew", "x-called", "x-north", "x-south", "x-does",
        "x-held",
    }  # fmt: skip
    assert strange("site") == {
        "x-base", "x-mine", "x-store-at", "x-leg-from", "x-leg-to", "x-at", "x-to",
        "x-travel", "x-travel-from", "x-north", "x-south", "x-affected",
    }  # fmt: skip
    assert strange("level") == {
        "x-level", "x-from", "x-row", "x-rung-from", "x-step-from", "x-expected",
    }  # fmt: skip
    assert strange("audience") == {"x-told", "x-updated", "x-tells", "x-update"}
    assert strange("milestone") == {
        "x-until", "x-await", "x-begins", "x-ends", "x-reached", "x-never",
    }  # fmt: skip
    assert strange("phase") == {"x-after", "x-next", "x-inner", "x-phase/deep"}
    assert strange("fact") == {"x-ask", "x-watch", "x-fact"}
    assert strange("run") == {
        "x-run", "x-who", "x-lead", "x-department/cut", "x-nobody",
    }  # fmt: skip
    assert strange("runbook") == {
        "x-department/cut", "x-other/book", "x-other/book-2", "x-other/book-3",
    }  # fmt: skip
    assert strange("objective") == {"x-objective", "x-rated"}
    assert strange("rule") == {"x-rule", "x-rule-2"}
    assert strange("person") == {"x-person", "x-substitute"}


def test_names_of_the_smaller_sorts_are_found_too():
    alone: dict[Sort, str] = {
        "addressee": "x-addressee",
        "anchor": "x-anchor",
        "client": "x-client",
        "contract": "x-contract",
        "department": "x-department",
        "inject": "x-inject",
        "part": "x-part",
        "provider": "x-provider",
        "service": "x-service",
        "step": "x-need",
        "stop-clock": "x-reason",
        "store": "x-from-store",
        "told": "x-notify",
    }

    assert {sort: strange(sort) for sort in alone} == {
        sort: {name} for sort, name in alone.items()
    }


def test_a_name_stands_where_its_use_says():
    sorts: list[Sort] = ["role", "site", "level", "phase", "fact", "runbook", "rule"]
    for sort in sorts:
        for use in uses(PLAN, sort):
            place = use.tree.place(use.loc, use.is_key)
            line = use.tree.lines.line(place.line)
            written = line[place.column - 1 : place.column - 1 + place.width]

            assert written.strip('"') in (use.name, "{node}") or use.name in written


def test_a_repeated_lane_has_a_path_for_each_of_its_words():
    phases = PLAN.runbooks["x-department/cut"].model.phases

    assert list(phase_paths(phases)) == [
        "mend",
        "side",
        "side/go-x-north/drive",
        "side/go-x-south/drive",
    ]


def test_without_an_organisation_nobody_is_called_unknown():
    plan, _ = read_texts({"cut.yaml": RUNBOOK})

    assert known(plan, "role") is None
    assert known(plan, "run") is None


def test_while_a_runbook_cannot_be_read_no_milestone_is_called_unknown():
    plan, _ = read_texts({"cut.yaml": RUNBOOK.replace("owner: x-owner\n", "")})

    assert known(plan, "milestone") is None


def test_a_company_that_lists_no_reasons_takes_any():
    assert known(PLAN, "stop-clock") is None
    assert known(PLAN, "store") == ("central",)


def test_without_an_organisation_nothing_that_it_would_define_is_called_unknown():
    plan, _ = read_texts({"cut.yaml": RUNBOOK, "small.yaml": SCENARIO})
    found = [p for rule in RULES for p in rule.check(plan, None)]

    assert plan.organisation is None
    assert {p.words["name"] for p in found if p.rule == "unknown-fact"} == {
        "x-ask",
        "x-watch",
    }
    assert not {
        "unknown-role",
        "unknown-site",
        "unknown-level",
        "unknown-client",
        "unknown-service",
        "unknown-audience",
        "unknown-provider",
    } & {p.rule for p in found}


def test_an_await_without_a_run_waits_for_the_company():
    text = RUNBOOK.replace("x-run/x-await", "x-await")
    plan, _ = read_texts({"cut.yaml": text})

    assert [use.name for use in uses(plan, "milestone")] == ["x-await"]
    assert [use.name for use in uses(plan, "run")] == []
