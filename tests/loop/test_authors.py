"""Draft, for comment, approved; posts instead of names; last year's actions first."""

import json
from pathlib import Path

import pytest

from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    CommandTaken,
    DecisionTaken,
    HotWashNoted,
    NoteWritten,
)
from drillkit.plan.excerpt import headline
from drillkit.plan.read import read_texts
from drillkit.plan.roster import Roster
from drillkit.review.authors.reading import Paper, faults, read_papers
from drillkit.review.posts import posts_of, posts_only, unnamed_within
from drillkit.review.reader import SOMEBODY
from tests.loop.company import EVENT, FIRST, SECOND, THIRD, drill, past_of, settle
from tests.loop.conftest import Said
from tests.review.tale import MINUTE, PLAN

HEAD = f"review-of: {FIRST}\nversion: 2\nsigns: [noc-head, chief-executive]\n"


def paper(text: str) -> Paper:
    [found], problems = read_papers({"reviews/one.yaml": text})
    assert problems == []
    return found


def told(text: str) -> list[str]:
    names = ("organisation.yaml", "outage.yaml", "scenario.yaml")
    plan, _ = read_texts({name: (PLAN / name).read_text("utf-8") for name in names})
    papers, problems = read_papers({"reviews/one.yaml": text})
    return [headline(one, str) for one in (*problems, *faults(papers, plan))]


def approvals(*posts: str, of: str) -> str:
    lines = [f'  {post}: {{date: 2027-12-01, of: "{of}"}}\n' for post in posts]
    return f"approvals:\n{''.join(lines)}"


def test_it_is_approved_when_all_who_have_to_have_signed_this_version() -> None:
    short = paper(HEAD).short

    one = paper(HEAD + approvals("noc-head", of=short))
    both = paper(HEAD + approvals("noc-head", "chief-executive", of=short))
    assert (one.standing, both.standing) == ("draft", "approved")
    assert both.hash == one.hash
    sent = paper(f"{HEAD}state: for-comment\n")
    assert (sent.standing, sent.hash) == ("for-comment", both.hash)


def test_whoever_changes_a_word_afterwards_has_to_ask_again() -> None:
    short = paper(HEAD).short
    signed = HEAD + approvals("noc-head", "chief-executive", of=short)
    changed = f"{signed}conclusions: {{first: Ring the clients first}}\n"

    assert paper(changed).standing == "draft"
    now = paper(changed).short
    assert any(
        f'"noc-head" approved {short}, and the text is {now} today'
        " [approval-of-another-version]" in line
        for line in told(changed)
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f"{HEAD}comments:\n  one: {{by: client-care, text: Late}}\n",
            'reviews/one.yaml:5:3: warning: comment "one" of "client-care" has no'
            " answer [comment-unanswered]",
        ),
        (
            f"{HEAD}causes:\n  one: {{of: Late, cause: Busy, by: nobody}}\n",
            'reviews/one.yaml:5:36: the organisation has no role or department "nobody"'
            " [unknown-role]",
        ),
        (
            f'{HEAD}approvals:\n  nobody: {{date: 2027-12-01, of: "x"}}\n',
            'reviews/one.yaml:5:3: the organisation has no role or department "nobody"'
            " [unknown-role]",
        ),
        (
            f"{HEAD}state: final\n",
            'reviews/one.yaml:4:8: "final" is not one of draft, for-comment [choice]',
        ),
        (
            "state: draft\n",
            'reviews/one.yaml:1:1: the file begins with "state", and a review with'
            ' "review-of" [unknown-kind]',
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, says: str) -> None:
    assert says in told(text)


def test_two_reviews_of_one_drill_are_told() -> None:
    papers, problems = read_papers({"a.yaml": HEAD, "b.yaml": HEAD})

    assert len(papers) == 1
    assert [problem.rule for problem in problems] == ["second-file"]


def test_reviewed_from_draft_to_approval_by_typing(said: Said, root: Path) -> None:
    assert "drillkit review begin" in said("review", "show", SECOND, code=2)
    assert "no role or department" in said(
        "review", "begin", SECOND, "--sign", "bos", code=1
    )
    said("review", "begin", SECOND, "--sign", "noc-head")
    assert "begun already" in said("review", "begin", SECOND, code=2)
    file = root / "reviews" / f"{SECOND}.yaml"
    file.write_text(
        file.read_text("utf-8")
        + "summary: {en: Clients were told, ru: Клиентов информировали}\n"
        "causes:\n  late: {of: Late word, cause: One person for two phones,"
        " entries: [70, 9999], by: noc-lead}\n"
        "corrections:\n  one: {says: The deputy was called, right: She was not,"
        " by: client-care}\n",
        "utf-8",
    )
    said("review", "send", SECOND)
    assert "version 2, for comment" in said("review", "send", SECOND)
    said("review", "comment", SECOND, "We: were late", "--by", "client-care")
    said("review", "comment", SECOND, "Again", "--by", "client-care")
    blocked = said("review", "approve", SECOND, "--by", "noc-head", code=1)
    assert "client-care-1, client-care-2" in blocked
    assert "[comment-unanswered]" in said("check", "reviews")
    assert "there is no comment" in said(
        "review", "answer", SECOND, "client-care-3", "x", code=2
    )
    for n in (1, 2):
        line = ("review", "answer", SECOND, f"client-care-{n}", "True")
        said(*line, *(("--by", "noc-lead") if n == 1 else ()))
    who = ("--by", "noc-head", "--name", "Ivan Petrov")
    assert "approved" in said("review", "approve", SECOND, *who)
    assert "approved" in said("review", "approve", SECOND, *who)
    assert "Head of the NOC" in said("review", "show", SECOND)

    said("report", SECOND, "--format", "md")
    report = (root / "reports" / f"{SECOND}.en.md").read_text("utf-8")
    assert "version 2, approved" in report
    assert paper(file.read_text("utf-8")).hash in report
    for word in (
        "One person for two phones",
        "She was not",
        "We: were late",
        "\\[70\\]",
    ):
        assert word in report
    assert "9999" not in report
    assert "Ivan Petrov" not in report
    said("report", SECOND, "--format", "md", "--lang", "ru", "--names")
    named = (root / "reports" / f"{SECOND}.ru.md").read_text("utf-8")
    assert "Ivan Petrov" in named
    assert "Клиентов информировали" in named


def test_the_next_report_opens_with_what_earlier_actions_came_to(
    said: Said, root: Path
) -> None:
    said("actions", "draft", FIRST, "--due", "2026-06-01")
    said("actions", "draft", SECOND)
    said("report", SECOND, "--format", "json")
    made = json.loads((root / "reports" / f"{SECOND}.en.json").read_text("utf-8"))

    first = made["sections"][0]
    assert first["id"] == "earlier-actions"
    rows = {row[0]["note"]: row for row in first["blocks"][1]["rows"]}
    call = rows[f"{FIRST}/expected-client-call"]
    assert (call[3]["text"], call[3]["tone"]) == ("retest passed", "kept")
    assert call[3]["refs"]
    late = rows[f"{FIRST}/late-triage-confirm"]
    assert (late[2]["text"], late[3]["text"]) == ("overdue", "retest failed")
    [plan] = [one for one in made["sections"] if one["id"] == "improvement"]
    assert all(SECOND in row[1]["note"] for row in plan["blocks"][0]["rows"])

    said("report", FIRST, "--format", "json")
    before = json.loads((root / "reports" / f"{FIRST}.en.json").read_text("utf-8"))
    assert before["sections"][0]["id"] != "earlier-actions"
    said("report", EVENT, "--format", "json")
    event = json.loads((root / "reports" / f"{EVENT}.en.json").read_text("utf-8"))
    tried = {row[3]["text"] for row in event["sections"][0]["blocks"][1]["rows"]}
    assert "not tried" in tried


def test_what_was_closed_long_ago_opens_no_report(said: Said, root: Path) -> None:
    (root / "actions").mkdir()
    (root / "actions" / "old.yaml").write_text(
        "actions-of: node-2020\nheld: 2020-11-20\nactions:\n"
        "  long-ago: {finding: x, closed: {date: 2021-01-01, by: noc-head, because: z}}"
        "\n"
        "  lately: {finding: x, closed: {date: 2027-01-01, by: noc-head, because: z}}"
        "\n",
        "utf-8",
    )
    said("report", THIRD, "--format", "json")
    made = json.loads((root / "reports" / f"{THIRD}.en.json").read_text("utf-8"))

    rows = made["sections"][0]["blocks"][1]["rows"]
    assert [row[0]["note"] for row in rows] == ["node-2020/lately"]


def with_names(entry: Entry) -> Entry:
    """Somebody typed a name at each place where a post could stand."""
    if isinstance(entry.event, DecisionTaken):
        event = DecisionTaken("Ring Ann Low", "Ann Low", "Ann Low said so")
        return Entry(entry.at, event, Origin("noc-lead", "B. Typist"))
    if isinstance(entry.event, NoteWritten):
        return Entry(entry.at, entry.event, Origin("Carl Unknown", "log-keeper"))
    return entry


def named() -> list[Entry]:
    entries = drill("named", "2027-01-01", with_names)
    more = (
        Entry(124 * MINUTE, CommandTaken("noc-lead", "Ann Low"), Origin("low")),
        Entry(
            124 * MINUTE,
            HotWashNoted("client-care", "improve", "Ann Low was late", "low"),
            Origin("Dora Guest"),
        ),
    )
    at = next(n for n, e in enumerate(entries) if e.at == 125 * MINUTE)
    return [*entries[:at], *more, *entries[at:]]


def roster() -> Roster:
    return Roster.model_validate(
        {
            "roster": "r",
            "persons": {"low": {"name": "Ann Low"}, "spare": {"name": "Nobody Here"}},
            "roles": {"noc-lead": {"persons": ["low"]}},
        }
    )


def test_names_become_posts_by_the_roster_or_by_whose_entry_it_is() -> None:
    record = posts_only(past_of(named()).record, roster())

    everything = repr([(h.event, h.origin) for h in record.happenings[1:]])
    for name in ("Ann Low", "B. Typist", "Carl Unknown", "Dora Guest", "'low'"):
        assert name not in everything
    [decision] = record.of(DecisionTaken)
    assert (decision.event.by, decision.event.what) == ("noc-lead", "Ring noc-lead")
    [wash] = record.of(HotWashNoted)
    assert (wash.event.owner, wash.event.text) == ("noc-lead", "noc-lead was late")
    assert wash.origin is not None
    assert wash.origin.by == SOMEBODY


def test_whoever_holds_no_post_is_somebody_in_free_text() -> None:
    posts = posts_of(past_of(named()).record, roster())

    told = posts.unnamed("Nobody Here rang Ann Low")

    assert told == f"{SOMEBODY} rang noc-lead"


def test_a_name_goes_however_deep_a_text_lies() -> None:
    posts = posts_of(past_of(named()).record, roster())
    section = {"title": "By Ann Low", "blocks": [{"text": "Ann Low agrees"}]}

    assert unnamed_within(section, posts) == {
        "title": "By noc-lead",
        "blocks": [{"text": "noc-lead agrees"}],
    }


def test_without_a_roster_names_are_only_known_where_posts_could_stand() -> None:
    record = posts_only(past_of(named()).record)

    [decision] = record.of(DecisionTaken)
    assert decision.event.by == "noc-lead"
    [command] = record.of(CommandTaken)
    assert command.event.person == ""


def test_a_drill_without_names_is_told_as_it_was_written() -> None:
    record = past_of(drill("plain", "2027-01-01")).record

    assert posts_only(record).happenings == record.happenings


def test_names_leave_a_report_only_when_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    folder = tmp_path / "other"
    settle(folder, {"named": named()})
    (folder / "roster.yaml").write_text(
        "roster: r\npersons: {low: {name: Ann Low}}\n"
        "roles: {noc-lead: {persons: [low]}}\n",
        "utf-8",
    )
    monkeypatch.chdir(folder)
    report = folder / "reports" / "named.en.json"
    said("review", "begin", "named", "--sign", "noc-lead")
    said("review", "comment", "named", "Ask Ann Low again", "--by", "noc-lead")

    said("report", "named", "--format", "json")
    assert "Ann Low" not in report.read_text("utf-8")
    assert "Ask noc-lead again" in report.read_text("utf-8")
    said("report", "named", "--format", "json", "--names")
    assert "Ann Low" in report.read_text("utf-8")
