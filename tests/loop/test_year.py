"""A year's programme, its dates, and the pack for its auditor."""

import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import icalendar
import pytest

from drillkit.plan.excerpt import headline
from drillkit.plan.read import read_texts
from drillkit.review.evidence import MANIFEST, unsigned_names
from drillkit.review.history.held import planned
from drillkit.review.programme import faults, read_programme
from tests.loop.company import EVENT, FIRST, SECOND, THIRD, pasts
from tests.loop.conftest import Said
from tests.review.tale import PLAN

YEAR = """\
programme: 2027
approved: {by: chief-executive, date: 2026-12-20}
drills:
  yearly: {scenario: node-lost, at: 2027-11-20T09:00, lasts: 3h, lead: noc-head}
  spring: {scenario: node-lost, at: 2027-03-02T09:00, note: {en: All, ru: Все}}
"""


def told(text: str) -> list[str]:
    names = ("organisation.yaml", "outage.yaml", "scenario.yaml")
    plan, _ = read_texts({name: (PLAN / name).read_text("utf-8") for name in names})
    years, problems = read_programme({"programme/2027.yaml": text})
    return [headline(one, str) for one in (*problems, *faults(years, plan))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (YEAR.replace("node-lost", "node-lots", 1), 'no scenario "node-lots"'),
        (YEAR.replace("noc-head", "noc-haed"), 'no role "noc-haed"'),
        (YEAR.replace("2027-03", "2028-03"), "in 2028, and the programme is of 2027"),
        ("drills: {}\n", 'a programme with "programme" [unknown-kind]'),
        ("programme: [\n", "[syntax]"),
    ],
)
def test_a_fault_of_a_programme_is_told(text: str, says: str) -> None:
    assert told(YEAR) == []
    assert any(says in line for line in told(text))


def test_a_planned_drill_was_held_if_people_drilled_it_within_a_month() -> None:
    years, _ = read_programme({"programme/2027.yaml": YEAR})

    found = {one.name: one.held for one in planned(years, pasts())}
    assert found["yearly"] is not None
    assert found["yearly"].drill == THIRD
    assert found["spring"] is None


def write_year(root: Path) -> None:
    (root / "programme").mkdir()
    (root / "programme" / "2027.yaml").write_text(YEAR, "utf-8")


def test_dates_are_a_list_and_a_calendar_file(said: Said, root: Path) -> None:
    assert "programme/YEAR.yaml" in said("calendar")
    write_year(root)
    said("actions", "draft", FIRST, "--due", "2028-01-15")
    listed = said("calendar", "--lang", "ru")
    assert "2027-03-02" in listed
    assert "09:00" in listed
    file = root / "dates.ics"
    said("calendar", "--format", "ics", "--output", str(file))
    raw = file.read_bytes()
    said("calendar", "--format", "ics", "--output", str(file))

    assert raw == file.read_bytes()
    assert b"\r\n" in raw
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(raw)
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    spring = events["2027/spring@drillkit"]
    assert spring["dtstart"].to_ical() == b"20270302T060000Z"
    assert events["2027/yearly@drillkit"]["dtend"].to_ical() == b"20271120T090000Z"
    assert "not held" in spring["description"]
    assert THIRD in events["2027/yearly@drillkit"]["description"]
    due = events[f"{FIRST}/normalise@drillkit"]
    assert due["dtstart"].to_ical() == b"20280115"


def alone(root: Path, name: str) -> None:
    """Of all drills only this one is left."""
    for file in (root / ".drillkit" / "drills").iterdir():
        if file.stem != name:
            file.unlink()


def packed(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_evidence_has_what_an_auditor_asks_for(said: Said, root: Path) -> None:
    write_year(root)
    said("actions", "draft", FIRST, "--due", "2026-06-01")
    said("actions", "draft", SECOND)
    said("review", "begin", SECOND, "--sign", "noc-head")
    said("review", "approve", SECOND, "--by", "noc-head", "--name", "Ivan Petrov")
    (root / "readiness.csv").write_text(
        "what,scenario,content,on,by\n"
        "approved,node-lost,abc,2026-11-01,Ann Low\n"
        "printed,node-lost,abc,2026-11-02,Ann Low\n",
        "utf-8",
    )
    (root / "communications.csv").write_text(
        "contact,on,result,by\n+7 000,2026-11-03,works,Ann Low\n"
        "+7 001,2026-11-03,dead,Ann Low\n+7 002,2025-11-03,dead,Ann Low\n",
        "utf-8",
    )
    (root / "roster.yaml").write_text(
        "roster: r\npersons: {low: {name: Ann Low}}\n"
        "roles: {noc-lead: {persons: [low]}}\n",
        "utf-8",
    )
    said("evidence", "2026", "--output", "one")
    files = packed(root / "one")

    for name in (
        "README.md", "actions.txt", "coverage.json", f"drills/{SECOND}/scenario.yaml",
        f"drills/{SECOND}/plan-tested/outage.yaml", f"drills/{SECOND}/report.en.html",
        f"drills/{SECOND}/actions.yaml", f"drills/{EVENT}/hashes.txt",
    ):  # fmt: skip
        assert name in files
    assert not any(THIRD in name or FIRST in name for name in files)
    assert (
        b"all entries are as they were written"
        in (files[f"drills/{SECOND}/verification.txt"])
    )
    assert b"noc-engineer,NOC engineer" in files[f"drills/{SECOND}/attendance.csv"]
    assert files["approvals.csv"].decode() == (
        "scenario,content,on,by\nnode-lost,abc,2026-11-01,noc-lead\n"
    )
    assert files["communications.csv"].decode() == (
        "on,tried,works,dead\n2026-11-03,2,1,1\n"
    )
    everything = b"".join(files.values())
    assert b"Ivan Petrov" not in everything
    assert b"Ann Low" not in everything
    assert b"+7 00" not in everything
    for line in files[MANIFEST].decode().splitlines():
        digest, _, name = line.partition("  ")
        assert sha256(files.pop(name)).hexdigest() == digest
    assert list(files) == [MANIFEST]


def test_evidence_is_the_same_each_time_as_a_folder_and_as_a_file(
    said: Said, root: Path
) -> None:
    write_year(root)
    alone(root, THIRD)
    line = ("evidence", "2027", "--lang", "ru")
    said(*line, "--output", "two.zip", "--today", "2028-07-01")
    said(*line, "--output", "three.zip", "--today", "2029-07-01")

    assert (root / "two.zip").read_bytes() == (root / "three.zip").read_bytes()
    with ZipFile(root / "two.zip") as zipped:
        names = zipped.namelist()
    assert "evidence-2027/programme/2027.yaml" in names
    said(*line)
    assert sorted(names) == sorted(
        f"evidence-2027/{name}" for name in packed(root / "evidence-2027")
    )
    assert "evidence-2027" in said(*line, code=1)


def test_with_names_the_log_itself_is_in_it(said: Said, root: Path) -> None:
    alone(root, SECOND)
    said("review", "begin", SECOND)
    said("review", "approve", SECOND, "--by", "noc-head", "--name", "Ivan Petrov")
    said("evidence", "2026", "--names", "--output", "one")
    files = packed(root / "one")

    log = files[f"drills/{SECOND}/log.jsonl"].decode().splitlines()
    assert json.loads(log[0])
    assert b"Ivan Petrov" in files[f"drills/{SECOND}/review.yaml"]


def test_a_year_without_a_drill_says_so(said: Said, root: Path) -> None:
    alone(root, SECOND)
    said("evidence", "2031", "--output", "none")

    assert "No exercise was held" in (root / "none" / "README.md").read_text("utf-8")


def test_names_of_those_who_signed_are_taken_out_and_no_other_word() -> None:
    text = (
        "review-of: x\napprovals:\n"
        '  a: {date: 2027-01-01, of: "1", name: "Ivan"}\n'
        "  b:\n    date: 2027-01-01\n    of: x\n    name: Ann  # she\n"
    )

    told = unsigned_names(text)
    assert "Ivan" not in told
    assert "Ann" not in told
    assert '  a: {date: 2027-01-01, of: "1"}' in told
