"""Tables as departments send them: what comes into the plan, and what is told."""

from dataclasses import replace

import pytest

from drillkit.errors import TableError
from drillkit.exchange.incoming import Incoming
from drillkit.exchange.mapping import Mapping, mapping_text, read_mapping
from drillkit.exchange.writing import without
from tests.exchange.small import HEAD, STORY, back, lost, read, table

PLAN = f"""{HEAD}
  # The first news.
  alarm:
    at: 5m   # five minutes in
    to: centre
    says: {{en: "A fault", ru: "Авария"}}   # both
    expects: {{do: "Take it", within: 10m, objective: speed}}
  press: {{when: centre/fault/x, to: billing, via: phone, says: "Hello"}}
"""
MINUTES = replace(STORY, numbers="minutes")
HEADS = ["Id", "Story time", "Player", "Message", "Delivery"]


def rows(*lines: str) -> list[list[str]]:
    return [HEADS, *(line.split("|") for line in lines)]


def changed(after: str) -> str:
    """Lines that are new."""
    return "\n".join(x for x in after.splitlines() if x not in PLAN.splitlines())


def remarks(came: Incoming) -> list[str]:
    return [
        note.said.says.format(**dict(note.said.words))
        for note in came.notes
        if not note.is_lost
    ]


def edited(old: str, new: str) -> str:
    """The plan after its own table came back with one cell edited."""
    lines = [[new if cell == old else cell for cell in row] for row in table(PLAN)]
    came, after = back(PLAN, lines)
    assert lost(came) == []
    return changed(after)


def test_one_edited_cell_changes_one_value_and_no_comment() -> None:
    assert edited("A fault", "Two faults") == (
        '    says: {en: "Two faults", ru: "Авария"}   # both'
    )
    assert edited("10m", "12m") == (
        '    expects: {do: "Take it", within: 12m, objective: speed}'
    )
    assert edited("phone", "") == (
        '  press: {when: centre/fault/x, to: billing, says: "Hello"}'
    )
    assert edited("billing", "Head of billing") == (
        '  press: {when: centre/fault/x, to: billing-head, via: phone, says: "Hello"}'
    )


def test_an_expected_action_can_be_added_and_taken_out() -> None:
    lines = table(PLAN)
    action = ["" for _ in lines[0]]
    for name, cell in (
        ("Id", "alarm"),
        ("Event category", "Expected action"),
        ("Message (en)", "Look again"),
        ("Time allowed", "20m"),
    ):
        action[lines[0].index(name)] = cell

    _, more = back(PLAN, [*lines, action])
    _, again = back(more, table(more))
    _, less = back(more, lines)

    assert changed(more) == (
        '    expects: [{do: "Take it", within: 10m, objective: speed}, '
        '{do: {en: "Look again"}, within: 20m}]'
    )
    assert again == more
    assert len(read(less)[1].injects["alarm"].expects) == 1


def test_rows_for_several_are_one_message() -> None:
    came, after = back(
        PLAN,
        rows(
            "|9:30 AM|lead|All of you|",
            "|9:30 AM|duty|All of you|",
            "|9:40 AM|lead|Now|",
            "|9:40 AM|billing-head|Now|",
            "|9:50 AM|centre|Everybody|",
            "|9:50 AM|billing|Everybody|",
            "|9:55 AM|lead, lawyer|Two of you|",
        ),
    )

    injects = read(after)[1].injects
    to = {name: inject.to for name, inject in injects.items()}
    assert lost(came) == []
    assert to == {
        "alarm": "centre",
        "press": "billing",
        "inject-1": "centre",
        "inject-3-lead": "lead",
        "inject-3-billing-head": "billing-head",
        "inject-5": None,
        "inject-7-lead": "lead",
        "inject-7-lawyer": "lawyer",
    }
    assert remarks(came) == [
        "one message to lead, duty (rows 2-3): written once, to centre",
        "an inject has one addressee, so there is one for each of lead, billing-head",
        "one message to centre, billing (rows 6-7): written once, to everybody",
        "an inject has one addressee, so there is one for each of lead, lawyer",
    ]


def test_the_same_table_twice_changes_nothing_the_second_time() -> None:
    lines = rows("|9:30 AM|lead|One|", "|12:10 AM|Центр|Two|Радио", "INJ 7|M+5||Three|")

    _, after = back(PLAN, lines)
    _, again = back(after, lines)

    assert again == after
    assert read(after)[1].injects["inj-7"].to is None


def test_every_cell_that_is_not_understood_is_named_and_changes_nothing() -> None:
    came, after = back(
        PLAN,
        [
            ["A table by hand", ""],
            [*HEADS, "Held back", "Colour", "Status", "Objective", "Expected action"],
            ["alarm", "soon", "nobody", "", "Slack", "perhaps", "red", "Draft", "fun"],
            ["new", "9:30", "centre", "x", "", "", "red", "", "", "Do it"],
            ["", "9:30", "centre"],
            ["", "9:31", "who", "x"],
            ["", "", "centre", "x"],
            ["new", "9:50", "centre", "y"],
        ],
    )

    assert lost(came) == [
        "G3-G4: an inject has no such column",
        "H3: a plan has no place for this",
        'B3: "soon" is not a time',
        'F3: "perhaps" is neither yes nor no',
        'E3: "Slack" is not known',
        'I3: "fun" is not known',
        'C3: "nobody" is no department and no role',
        "J4: what is expected has no time allowed",
        "D5: an inject needs a message",
        "5: left out: a new inject needs a message",
        'C6: "who" is no department and no role',
        "6: left out: whom it is for was not understood",
        "7: left out: nothing says when it comes",
        '8: "new" is the inject of row 4 already',
    ]
    assert came.missing == ("press",)
    assert changed(after) == '  new:\n    at: 30m\n    says: "x"'


def test_times_that_disagree_are_told_and_the_one_since_startex_counts() -> None:
    lines = [["Id", "Since STARTEX", "Story time"], ["alarm", "6m", "2026-11-24 10:00"]]

    came, after = back(PLAN, lines)

    assert lost(came) == [
        'C2: that is 1h since STARTEX, and "6m" beside it counts',
    ]
    assert changed(after) == "    at: 6m   # five minutes in"


def test_a_table_without_languages_changes_no_translation() -> None:
    _, same = back(PLAN, rows("alarm|9:05|centre|A fault|"))
    _, other = back(PLAN, rows("alarm|9:05|centre|Another|"))

    assert 'says: {en: "A fault", ru: "Авария"}' in same
    assert 'says: "Another"   # both' in other


def test_injects_come_into_a_plan_that_has_none() -> None:
    bare = HEAD.removesuffix("injects:\n")

    _, after = back(bare, rows("one|9:30|centre|x|"))
    _, empty = back(f"{bare}injects: {{}}\n", rows("one|9:30|centre|x|"))

    assert read(after)[1].injects == read(empty)[1].injects
    assert read(after)[1].injects["one"].at == 30 * 60_000


def test_what_is_no_name_is_quoted_and_left_to_the_check() -> None:
    lines = [["Id", "When a phase is entered", "Message"], ["alarm", "[a: b", "x"]]

    _, after = back(PLAN, lines)

    assert '    when: "[a: b"' in after.splitlines()


def test_hundreds_of_new_rows_are_quick_and_thousands_are_refused() -> None:
    many = [f"n{n}|T+{n}|centre|Row {n}|" for n in range(2_500)]

    _, after = back(PLAN, rows(*many[:500]))
    _, again = back(after, rows(*many[:500]))

    assert len(read(after)[1].injects) == 502
    assert again == after
    with pytest.raises(TableError, match="larger than a plan file may be"):
        back(PLAN, rows(*many))


def test_injects_that_the_table_lacks_can_be_taken_out() -> None:
    without_press = without("s.yaml", PLAN, ["press"])
    without_all = without("s.yaml", PLAN, ["press", "alarm"])

    assert "  alarm:\n    at: 5m   # five" in without_press
    assert "press" not in without_press
    assert read(without_all)[1].injects == {}


def test_a_saved_mapping_reads_what_nobody_else_could() -> None:
    text = """\
mapping: injects
header: 2
numbers: minutes
separator: tab
columns: {since: When, to: Whom, says.ru: What}
recipients: {"Blue Team": billing}
deliveries: {Slack: message}
"""
    saved, problems = read_mapping("m.yaml", text)
    assert saved is not None
    lines = [["About", "", ""], ["When", "Whom", "What"], ["7", "blue team", "Новость"]]

    came, after = back(PLAN, lines, saved=saved, story=MINUTES)

    assert (problems, lost(came)) == ((), [])
    assert changed(after) == (
        '  inject-1:\n    at: 7m\n    to: billing\n    says: {ru: "Новость"}'
    )
    again, _ = read_mapping("m", mapping_text(saved, came.columns, came.header))
    assert again == saved


def test_a_mapping_s_mistakes_have_places() -> None:
    saved, problems = read_mapping(
        "m.yaml", "mapping: injects\ncolumns: {sais: What, to.en: Whom}\ncolour: red\n"
    )

    assert saved is None
    assert [(p.place.line, p.rule) for p in problems] == [(3, "unknown-key")]
    saved, problems = read_mapping("m.yaml", "mapping: injects\ncolumns: {sais: W}\n")
    assert [(p.rule, p.hint_words.get("name")) for p in problems] == [
        ("unknown-column", "says")
    ]


def test_nothing_is_made_of_no_mapping() -> None:
    assert read_mapping("m.yaml", "[")[0] is None
    assert Mapping().header == 0


def test_a_separator_has_one_character_or_a_name_that_is_known() -> None:
    def read(text: str) -> tuple[str | None, list[str]]:
        made, problems = read_mapping("m.yaml", f"mapping: injects\n{text}\n")
        places = [f"{one.place.line}:{one.rule}" for one in problems]
        return made and made.separator, places

    assert read("separator: semicolon") == (";", [])
    assert read("separator: comma") == (",", [])
    assert read('separator: "|"') == ("|", [])
    assert read("separator: semi") == (None, ["2:separator"])
    assert read("separator: '\"'") == (None, ["2:separator"])
