"""What goes out as a table and comes back changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drillkit.exchange.commas import read_csv, write_csv
from drillkit.exchange.incoming import read_injects
from drillkit.exchange.mapping import Mapping
from drillkit.exchange.outgoing import table_of
from drillkit.exchange.writing import with_drafts
from drillkit.language import LANGUAGES
from drillkit.plan.read import read_plan
from tests.exchange.small import STORY, back, lost, read, scenario_of, table

SCENARIOS = sorted((Path(__file__).parents[2] / "runbooks/scenarios").glob("*.yaml"))

# All that a plan may hold: letters, quotes, breaks, and what begins formulas.
LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cf"),
    exclude_characters="\ufeff\ufffe\uffff",
)
ODD = st.sampled_from(["=1+1", "'=x", "''@", "-5", "+7", "\t|", "a;b", '"', "\n", "12"])
WORDS = st.lists(st.text(LETTERS, max_size=8) | ODD, min_size=1, max_size=4).map(
    "".join
)
SPOKEN = WORDS.filter(lambda text: bool(text.strip()))
TEXTS = SPOKEN | st.fixed_dictionaries({"en": SPOKEN}, optional={"ru": SPOKEN})
SPANS = st.integers(0, 200_000).map(lambda seconds: f"{seconds}s")
ACTIONS = st.fixed_dictionaries(
    {"do": TEXTS, "within": SPANS},
    optional={"objective": st.just("speed"), "by": st.just("lead")},
)
INJECTS = st.fixed_dictionaries(
    {"says": TEXTS},
    optional={
        "at": SPANS,
        "when": st.just("centre/fault/x"),
        "if-missed": st.just("one"),
        "hold": st.sampled_from(["true", "false"]),
        "to": st.sampled_from(["centre", "lead", "billing"]),
        "via": st.sampled_from(["message", "phone", "e-mail"]),
        "sender": TEXTS,
        "number": st.sampled_from(["tel:+7-000", "112", "=112"]),
        "script": TEXTS,
        "objective": st.just("speed"),
        "expects": ACTIONS | st.lists(ACTIONS, min_size=1, max_size=3),
    },
)
NAMES = st.sampled_from(["one", "two", "inject-1", "three"])
MAPS = st.dictionaries(NAMES, INJECTS, min_size=1, max_size=4)


@settings(max_examples=25)
@given(MAPS, st.sampled_from(LANGUAGES))
@example({"one": {"says": "=1", "sender": "'=1"}, "two": {"says": {"ru": "-"}}}, "ru")
def test_a_table_that_went_out_as_csv_and_came_back_changes_nothing(
    injects: dict[str, Any], lang: Any
) -> None:
    text = scenario_of(injects)

    came, after = back(text, table(text, lang))

    assert (lost(came), came.missing, after) == ([], (), text)


@settings(max_examples=10)
@given(MAPS)
@example({"one": {"says": "=1", "sender": "'=1"}, "two": {"says": "_x000D_ a"}})
def test_a_table_that_went_out_as_a_workbook_and_came_back_changes_nothing(
    injects: dict[str, Any],
) -> None:
    text = scenario_of(injects)

    came, after = back(text, table(text), "xlsx")

    assert (lost(came), came.missing, after) == ([], (), text)


@settings(max_examples=10)
@given(MAPS, MAPS)
def test_a_plan_becomes_what_another_s_table_says_and_then_stays(
    mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    rows = table(scenario_of(theirs))

    _, after = back(scenario_of(mine), rows)
    again, same = back(after, rows)

    assert same == after
    assert set(again.missing).isdisjoint(theirs)
    timed = {name for name in theirs if {"at", "when", "hold"} & theirs[name].keys()}
    told = read(after)[1].injects
    assert mine.keys() <= told.keys()
    for name in timed & told.keys() & mine.keys():
        assert told[name].to == theirs[name].get("to")
        assert told[name].via == theirs[name].get("via", "message")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_reference_scenarios_survive_a_spreadsheet(path: Path) -> None:
    plan, _ = read_plan([path.parents[1] / "organisation.yaml", path])
    [file] = plan.scenarios.values()
    assert plan.organisation is not None
    company = plan.organisation.model
    rows = table_of(file.model, company.languages, STORY, "ru")

    sheet = read_csv(write_csv(rows, ";"), "t.csv")
    came = read_injects(sheet, "t", Mapping(), company, file.model, STORY)

    assert lost(came) == []
    text = file.tree.text
    assert with_drafts(file.path, text, file.model, came.drafts) == text
