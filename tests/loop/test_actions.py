"""From a finding to a retest that a later drill passed."""

import json
from datetime import date
from pathlib import Path

import pytest

from drillkit.plan.excerpt import headline
from drillkit.plan.read import read_texts
from drillkit.review.actions.faults import faults
from drillkit.review.actions.findings import findings, lasting, slug
from drillkit.review.actions.planline import plan_line
from drillkit.review.actions.reading import read_agenda
from drillkit.review.actions.retesting import state, trials
from drillkit.review.actions.telling import Teller, standings, state_cell
from drillkit.review.reader import Reader
from drillkit.review.view.review import Review
from tests.loop.company import FIRST, MODEL, SECOND, THIRD, broken_off, drill, pasts
from tests.loop.conftest import Said
from tests.review.tale import PLAN

DAY = date(2027, 12, 1)
HEAD = f"actions-of: {FIRST}\nactions:\n"


def plan():
    names = ("organisation.yaml", "outage.yaml", "scenario.yaml")
    return read_texts({name: (PLAN / name).read_text("utf-8") for name in names})[0]


def told(text: str, today: date | None = DAY) -> list[str]:
    agenda, problems = read_agenda({"actions/one.yaml": text})
    every = (*problems, *faults(agenda, plan(), today))
    return [headline(problem, str) for problem in every]


def action(**values: str) -> str:
    known = {
        "finding": "Clients heard late",
        "do": "Ring them first",
        "owner": "noc-head",
        "due": "2028-01-01",
        "element": "planning",
        "retest": "{scenario: node-lost, expected: client-call}",
    }
    lines = [
        f"    {key}: {value}\n" for key, value in (known | values).items() if value
    ]
    return f"{HEAD}  ring:\n{''.join(lines)}"


def standing(text: str, *logs: object) -> tuple[str, list[tuple[str, str]]]:
    agenda, problems = read_agenda({"actions/one.yaml": text})
    assert problems == ()
    [todo] = agenda.todos
    tried = trials(todo, logs or pasts())
    return state(todo, tried, DAY), [(one.past.drill, one.outcome) for one in tried]


def test_a_whole_action_is_without_fault() -> None:
    assert told(action(plan="network-operations/outage/restore/repair/field")) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            action(owner="noc-haed"),
            'actions/one.yaml:6:12: the organisation has no role "noc-haed"'
            " [unknown-role]",
        ),
        (
            action(due="2027-11-30"),
            'actions/one.yaml:7:10: warning: action "ring" was due on 2027-11-30'
            " [action-overdue]",
        ),
        (
            action(do="", element=""),
            'actions/one.yaml:3:3: warning: action "ring" does not say yet: do,'
            " element [action-unfinished]",
        ),
        (
            action(retest="{scenario: node-lost, expected: hint}"),
            'actions/one.yaml:9:45: inject "hint" of scenario "node-lost" expects'
            " nothing [unknown-inject]",
        ),
        (
            action(retest="{scenario: node-lost, expected: alarm, number: 2}"),
            'actions/one.yaml:9:60: of what inject "alarm" expects, 1 in all, none is'
            " number 2 [unknown-inject]",
        ),
        (
            action(retest="{scenario: node-lots, expected: alarm}"),
            'actions/one.yaml:9:24: there is no scenario "node-lots"'
            " [unknown-scenario]",
        ),
        (
            action(retest="{expected: alarm}"),
            "actions/one.yaml:9:5: an expected action belongs to a scenario, and none"
            " is named [retest-unclear]",
        ),
        (
            action(retest="{scenario: node-lost}"),
            "actions/one.yaml:9:5: a retest is either an expected action or a measure"
            " [retest-unclear]",
        ),
        (
            action(retest="{measure: time-to-rest}"),
            'actions/one.yaml:9:23: no report has a measure "time-to-rest"'
            " [unknown-measure]",
        ),
        (
            action(plan="network-operations/outage/gone"),
            "actions/one.yaml:10:11: warning: nothing in the plan is at"
            ' "network-operations/outage/gone" [action-plan-gone]',
        ),
        (
            action(closed="{date: 2027-11-30}"),
            "actions/one.yaml:10:5: closed without a drill that passed the retest, and"
            " without who says why [closed-without-reason]",
        ),
        (
            action(due="soon"),
            'actions/one.yaml:7:10: "soon" is not a date; dates are written'
            ' "2027-03-01" [date]',
        ),
        (
            "actions: {}\n",
            'actions/one.yaml:1:1: the file begins with "actions", and a file of'
            ' actions with "actions-of" [unknown-kind]',
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, says: str) -> None:
    assert says in told(text)


def test_an_action_that_cannot_be_read_hides_no_other() -> None:
    text = action(due="soon") + "  other: {finding: Too few people}\n"
    agenda, _ = read_agenda({"actions/one.yaml": text})

    assert [todo.name for todo in agenda.todos] == [f"{FIRST}/other"]


def test_two_files_of_one_drill_are_told() -> None:
    agenda, problems = read_agenda({"a.yaml": action(), "b.yaml": action()})

    assert [problem.rule for problem in problems] == ["second-file"]
    assert len(agenda.sheaves) == 1


def test_nothing_is_overdue_without_a_date() -> None:
    assert told(action(due="2020-01-01"), None) == []


def test_a_later_drill_passes_a_retest_and_a_simulation_only_where_said() -> None:
    assert standing(action()) == ("passed", [(SECOND, "passed"), (THIRD, "passed")])

    retest = "{measure: time-to-normalisation, at-most: 2h, scenario: node-lost}"
    assert standing(action(retest=retest)) == (
        "open",
        [(SECOND, "passed"), (THIRD, "failed")],
    )
    simulated = retest.replace("}", ", simulation: true}")
    found, tried = standing(action(retest=simulated))
    assert (found, tried[-1]) == ("passed", (MODEL, "passed"))


def test_a_share_passes_a_retest_when_it_is_large_enough() -> None:
    for least, outcome in (("50%", "passed"), ("100%", "failed")):
        retest = f"{{measure: acknowledged-in-time, at-least: {least}}}"
        later = pasts(a=drill(FIRST, "2025-11-20"), b=drill(SECOND, "2026-11-19"))

        assert standing(action(retest=retest), *later)[1] == [(SECOND, outcome)]


def test_a_drill_that_was_broken_off_proves_nothing() -> None:
    logs = pasts(
        a=drill(FIRST, "2025-11-20"), b=drill(SECOND, "2026-11-19", broken_off)
    )

    assert standing(action(), *logs) == ("open", [])


def test_a_closed_action_is_believed_only_if_the_log_shows_it() -> None:
    for name, found in ((SECOND, "retested"), ("node-1999", "doubted")):
        closed = f"{{date: 2027-12-01, passed-in: {name}, entry: 80}}"
        assert standing(action(closed=closed))[0] == found
    by_word = '{date: 2027-12-01, by: noc-head, because: "We sold the site"}'
    assert standing(action(closed=by_word))[0] == "by-word"
    assert standing(action(do=""))[0] == "passed"
    assert standing(action(do="", retest=""))[0] == "draft"
    assert standing(action(due="2027-11-30", retest=""))[0] == "overdue"


def test_a_closed_action_that_a_newer_drill_failed_is_open_again() -> None:
    retest = "{measure: time-to-normalisation, at-most: 2h, scenario: node-lost}"
    closed = f"{{date: 2026-12-01, passed-in: {SECOND}, entry: 80}}"
    text = action(retest=retest, closed=closed)

    assert standing(text)[0] == "failed"
    [todo] = read_agenda({"actions/one.yaml": text})[0].todos
    [one] = standings(read_agenda({"actions/one.yaml": text})[0], pasts(), DAY)
    assert one.is_open
    told_cell = str(state_cell(Teller("en", plan()), one))
    assert "closed, but a newer drill failed its retest" in told_cell
    assert f"failed in {THIRD}" in told_cell
    before = [one for one in pasts() if one.drill != THIRD]
    assert state(todo, trials(todo, before), DAY) == "retested"


def test_drills_before_the_action_do_not_retest_it() -> None:
    later = action().replace(FIRST, THIRD)

    assert standing(later) == ("open", [])
    unknown = f"actions-of: gone\nheld: 2026-12-01\n{action().partition(chr(10))[2]}"
    assert standing(unknown)[1] == [(THIRD, "passed")]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_findings_of_a_drill_say_how_they_are_retested(lang: str) -> None:
    past = pasts()[0]
    reader = Reader(lang, past.record)  # type: ignore[arg-type]
    found = {
        one.name: one for one in findings(Review(past.record, past.measures, reader))
    }

    normal = found["normalise"]
    assert dict(normal.retest) == {
        "scenario": "node-lost",
        "measure": "time-to-normalisation",
        "at-most": "2h",
    }
    call = found["expected-client-call"]
    assert dict(call.retest) == {"scenario": "node-lost", "expected": "client-call"}
    assert found["sla-shops"].plan == "organisation/clients/shops"
    late = found["late-triage-confirm"]
    assert late.owner == "noc-engineer"
    assert plan_line(plan(), late.plan) is not None
    assert len({one.name for one in found.values()}) == len(found)
    assert all(one.entries for one in found.values())


def test_lengths_and_names_are_written_as_authors_write_them() -> None:
    assert [lasting(n) for n in (0, 1000, 5_400_000)] == ["0s", "1s", "1h30m"]
    assert [slug(text) for text in ("A b/c", "2 x")] == ["a-b-c", "n-2-x"]


def test_drafted_added_and_closed_by_typing(said: Said, root: Path) -> None:
    empty = said("actions", "list")
    assert "drillkit actions draft" in empty

    assert "findings drafted" in said("actions", "draft", FIRST, "--due", "2027-12-20")
    again = said("actions", "draft", FIRST)
    assert "0 findings drafted" in again
    file = root / "actions" / f"{FIRST}.yaml"
    text = file.read_text("utf-8")
    file.write_text(f"# Ours.\n{text}", "utf-8")

    closed = said("actions", "close", "expected-client-call")
    assert f"passed in {THIRD}, entry" in closed
    assert "closed already" in said("actions", "close", "expected-client-call", code=2)
    refused = said("actions", "close", "normalise", code=1)
    assert f"failed its retest in {THIRD}" in refused
    unknown = said("actions", "close", "normalize", code=2)
    assert 'did you mean "normalise"' in unknown
    word = ("--by", "noc-head", "--because", "The contract ended")
    assert "without a retest" in said("actions", "close", "normalise", *word)

    kept = file.read_text("utf-8")
    assert kept.startswith("# Ours.\n")
    assert kept.count("closed:") == 2
    listed = json.loads(said("actions", "list", "--format", "json"))
    states = {one["action"].partition("/")[2]: one["state"] for one in listed["data"]}
    assert states["expected-client-call"] == "retested"
    assert states["normalise"] == "by-word"
    assert "expected-client-call" not in said("actions", "list", "--open")
    assert "Due until 2027-12-31" in said("actions", "due")
    assert "Nothing is due until 2027-12-02" in said("actions", "due", "--within", "1")


def test_an_action_of_ones_own_is_held_to_the_same_rules(
    said: Said, root: Path
) -> None:
    line = ("actions", "add", SECOND, "deputies", "The deputy did not know")
    wrong = said(*line, "--owner", "nobody", code=1)
    assert 'the organisation has no role "nobody"' in wrong

    said(*line, "--owner", "noc-head", "--due", "2027-11-30", "--measure",
         "time-to-classify", "--at-most", "10m", "--element", "training",
         "--do", "Train them: twice", "--priority", "high")  # fmt: skip
    said("actions", "add", SECOND, "more", "And another")
    assert "already" in said(*line, code=2)
    checked = said("check", code=1)
    assert "[action-overdue]" in checked
    assert "^~~~~~~~~~" in checked
    assert "[action-unfinished]" in said("check", "actions")
    html = said("actions", "list", "--format", "html")
    assert "Train them: twice" in html
    assert "1 day" not in html


def test_the_pages_of_these_rules_are_explained(said: Said) -> None:
    assert "is done by its date" in said("explain", "action-overdue")
    assert "retest-unclear" in said("explain")
