"""A scenario from eight weeks before until it is ready, and the sheets to print."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from drillkit.cli.main import main
from drillkit.conduct.readiness import DAYS_BEFORE, TITLES
from drillkit.conduct.vouched import read_checked, read_vouched
from drillkit.errors import TableError
from drillkit.plan.read import read_plan
from tests.cli.first_light import copy_to

FILE = "runbooks/scenarios/first-light.yaml"
ON = ("--today", "2026-11-23")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_to(tmp_path)
    (tmp_path / ".gitignore").write_text("roster.yaml\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*line: str) -> tuple[int, str, str]:
        code = main(line)
        out, err = capfd.readouterr()
        return code, out, err

    return run


def ready(said: Any) -> dict[str, list[str]]:
    """What is red, and what there is to say about each."""
    code, out, _ = said("ready", "first-light", *ON, "--format", "json")
    told = json.loads(out)
    red = {
        item["item"]: [one["says"] for one in item["missing"]]
        for item in told["items"]
        if not item["green"]
    }
    assert (code == 0) == told["ready"] == (not red)
    return red


def test_a_scenario_goes_from_red_to_green(workspace: Path, said: Any) -> None:
    red = ready(said)
    assert list(red) == ["approved", "people", "dry-run", "communications", "packs"]
    assert red["people"] == ["the roster is the example with invented people"]

    shutil.copy("runbooks/roster.example.yaml", "roster.yaml")
    assert said("check")[0] == 0
    assert "people" not in ready(said)
    contacts = [
        contact
        for person in read_plan(["roster.yaml"])[0].roster.model.persons.values()
        for contact in person.contacts
    ]
    day = ("--on", "2026-11-20")
    assert said("confirm", "contact", *contacts[:9], *day, "--by", "Olga")[0] == 0
    assert said("confirm", "contact", contacts[0], *day, "--dead")[0] == 0
    left = ready(said)["communications"]
    assert left[0] == "boris-sokolov: tel:+7-000-100-00-01 was dead on 2026-11-20"
    said("confirm", "contact", *contacts, "--on", "2026-11-21")
    assert said("rehearse", "first-light", "--no-report")[0] == 0
    assert list(ready(said)) == ["approved", "packs"]
    assert said("approve", "first-light", "--by", "Anna  Petrova", *day)[0] == 0
    code, out, _ = said("print", "first-light", "--printed-by", "Ivan", *day)
    assert (code, len(out.splitlines())) == (0, 6)

    code, out, _ = said("ready", "first-light", *ON)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == ("first-light, 2026-11-24 09:00 (in 1 day): READY, 6 of 6 green")
    assert "[x] The scenario is approved: by Anna Petrova on 2026-11-20" in lines

    # A word more, and all that was vouched for is about something else.
    path = workspace / FILE
    path.write_text(path.read_text("utf-8") + "\n# one more thing\n", "utf-8")
    assert ready(said) == {
        "approved": ["it has changed since Anna Petrova approved it on 2026-11-20"],
        "dry-run": ["it was not rehearsed as it is now"],
        "packs": ["it has changed since they were printed on 2026-11-20"],
    }


def test_people_are_missed_by_name_and_confirmed_by_name(
    workspace: Path, said: Any
) -> None:
    text = Path("runbooks/roster.example.yaml").read_text("utf-8")
    text = text.replace(", confirmed: 2026-11-01", "", 2)
    text = re.sub(r"  noc-head: .*\n", "", text)
    text = text.replace("persons: [gleb-lesnov], substitutes: [zhanna-snegova]",
                        "persons: [gleb-lesnov]")  # fmt: skip
    (workspace / "roster.yaml").write_text(text, "utf-8")

    red = ready(said)["people"]
    assert (
        "nobody who holds noc-duty-engineer has confirmed "
        "(boris-sokolov, anna-sokolova)"
    ) in red
    assert "nobody stands in for the role noc-shift-lead" in red
    _, out, _ = said("ready", "first-light", *ON)
    assert "        = drillkit confirm person boris-sokolov" in out.splitlines()

    assert said("confirm", "person", "anna-sokolova", "--on", "2026-11-22")[0] == 0
    after = (workspace / "roster.yaml").read_text("utf-8")
    assert 'anna.sokolova@example.com"], confirmed: 2026-11-22}' in after
    assert not any("noc-duty-engineer" in line for line in ready(said)["people"])
    code, _, told = said("confirm", "person", "ana-sokolova")
    assert (code, 'did you mean "anna-sokolova"?' in told) == (2, True)
    assert said("confirm", "contact", "tel:1")[0] == 2


def test_telephone_numbers_stay_out_of_git(workspace: Path, said: Any) -> None:
    for _again in range(2):
        said("confirm", "contact", "tel:+7-000-100-00-01")
        said("print", "first-light", "--kind", "call-list")

    assert (workspace / ".gitignore").read_text("utf-8").splitlines() == [
        "roster.yaml",
        "communications.csv",
        "print/",
    ]


def test_without_a_roster_nobody_is_ready(workspace: Path, said: Any) -> None:
    (workspace / "runbooks/roster.example.yaml").unlink()

    red = ready(said)

    assert red["people"] == ["there is no roster"]
    assert red["communications"] == ["without a roster nobody can be reached"]
    assert said("confirm", "person", "anna")[0] == 2


def test_what_was_vouched_for_long_ago_or_by_nobody_does_not_count(
    workspace: Path, said: Any
) -> None:
    assert said("approve", "first-light", "--by", " ")[0] == 2
    (workspace / "communications.csv").write_text(
        "contact,on,result,by\ntel:+7-000-100-00-01,2026-10-01,works,Olga", "utf-8"
    )
    assert ready(said)["communications"][0] == (
        "boris-sokolov: tel:+7-000-100-00-01 was last tried on 2026-10-01"
    )
    # The last line was left open, and the next is a line of its own.
    said("confirm", "contact", "tel:+7-000-100-00-02", "--on", "2026-11-20")
    assert len(read_checked(workspace)) == 2


def test_a_line_that_is_none_is_told_with_its_place(workspace: Path) -> None:
    text = "what,scenario,content,on,by\napproved,x,y,2026-11-20,Anna\n<<<<<<< HEAD\n"
    (workspace / "readiness.csv").write_text(text, "utf-8")

    with pytest.raises(TableError, match=r"readiness\.csv:3: this is no line of it"):
        read_vouched(workspace)


def test_every_item_has_a_title_and_a_day() -> None:
    assert TITLES.keys() == DAYS_BEFORE.keys()
    days = list(DAYS_BEFORE.values())
    assert days == sorted(days, reverse=True)
    assert days[0] == 8 * 7


def test_nothing_of_an_inject_is_on_a_participant_s_sheet(said: Any) -> None:
    assert said("print", "first-light", "--lang", "ru")[0] == 0

    [file] = read_plan(["runbooks/scenarios/first-light.yaml"])[0].scenarios.values()
    sheets = {path: path.read_text("utf-8") for path in Path("print").rglob("*.html")}
    assert {path.parent.name for path in sheets} == {"participants", "controllers"}
    for path, html in sheets.items():
        injects = file.model.injects.values()
        told = [one for one in injects if one.says.say("ru") in html]
        secret = len(file.model.injects) if path.parent.name == "controllers" else 0
        assert len(told) == secret, path
        assert (file.model.title.say("ru") in html) == bool(secret), path
        assert 'src="' not in html
        assert "://" not in html


def test_a_company_s_own_sheet_is_made_apart_and_so_are_ours_beside_it(
    workspace: Path, said: Any
) -> None:
    said("print", "first-light")
    page = Path("print/first-light/participants/plan-cards.en.html")
    ours = page.read_text("utf-8")
    (workspace / "templates").mkdir(exist_ok=True)
    own = workspace / "templates" / "paper_log.html.j2"
    own.write_text("{{ view.kind }} of Volga", "utf-8")
    # What lies in the workspace is no code of the child's.
    (workspace / "json.py").write_text("raise SystemExit(9)", "utf-8")

    assert said("print", "first-light")[0] == 0
    assert page.read_text("utf-8") == ours
    assert page.with_name("log.en.html").read_text("utf-8") == "Log of Volga"

    own.write_text("{{ 'x' * 3000000000 }}", "utf-8")
    code, _, err = said("print", "first-light", "--kind", "log")
    assert code != 0
    assert "more time or memory" in err


def test_a_runbook_is_printed_without_a_scenario(said: Any) -> None:
    book = "network-operations/backbone-outage"
    code, out, _ = said("print", book, "--output", "out", "--log-sheet", "B")

    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == [
        "plan-cards.en.html",
        "call-list.en.html",
        "log.en.html",
        "log.en.csv",
    ]
    folder = Path("out/network-operations-backbone-outage/participants")
    cards = (folder / "plan-cards.en.html").read_text("utf-8")
    log = (folder / "log.en.html").read_text("utf-8")
    assert "Confirm the alarm with a second source" in cards
    assert "EXERCISE" not in cards
    assert re.findall(r">(B-\d+)<", log) == [f"B-{n}" for n in range(1, 73)]
    assert said("print", book, "--kind", "inject-cards")[0] == 2
    assert said("print", "network-operations/nothing")[0] == 2


def test_every_sheet_prints_on_a4(workspace: Path, said: Any) -> None:
    browser = shutil.which("chromium")
    counter = shutil.which("pdfinfo")
    if not (browser and counter):
        pytest.skip("there is no chromium, or no pdfinfo, to print with")
    said("print", "first-light", "--kind", "log", "--kind", "inject-cards")
    [log] = workspace.glob("print/*/participants/log.en.html")
    pdf = workspace / "log.pdf"
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu",
         f"--user-data-dir={workspace}/browser", "--no-pdf-header-footer",
         f"--print-to-pdf={pdf}", str(log)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip

    told = subprocess.run([counter, pdf], capture_output=True, text=True, check=True)

    assert re.search(r"Pages: +4\n", told.stdout)
    assert "A4" in told.stdout
