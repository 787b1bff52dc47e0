"""What people wrote beside the logs outlives whatever is typed."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from drillkit.conduct.vouched import Checked, note_checked
from drillkit.errors import DrillkitError
from drillkit.review.actions.reading import read_agenda, sheaf_of
from drillkit.review.actions.writing import added
from drillkit.wholefile import whole
from tests.loop.company import FIRST, SECOND
from tests.loop.conftest import Said

CP1251 = "actions-of: {drill}\nactions:\n  a:\n    finding: Поздно\n"
VALUES = {"finding": '"Late"'}


def files(root: Path) -> dict[str, bytes]:
    found = (*root.glob("actions/*"), *root.glob("reviews/*"))
    return {path.name: path.read_bytes() for path in found}


def kept(root: Path, folder: str, content: bytes) -> Path:
    path = root / folder / f"{FIRST}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_an_action_is_added_to_the_file_of_the_drill_however_it_is_named(
    said: Said, root: Path
) -> None:
    said("actions", "add", FIRST, "mine", "Late")
    path = str(next(root.rglob(f"{FIRST}.db")))
    said("actions", "add", path, "more", "Later")

    [(name, content)] = files(root).items()
    assert name == f"{FIRST}.yaml"
    assert [todo.name for todo in read_agenda({name: content.decode()})[0].todos] == [
        f"{FIRST}/mine",
        f"{FIRST}/more",
    ]
    said("actions", "add", path, "worst", "Last", "--owner", "nobody", code=1)
    said("actions", "add", "latest", "worst", "Last", "--owner", "nobody", code=1)
    assert files(root) == {name: content}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (CP1251.format(drill=FIRST).encode("cp1251"), ":4:14: this is not UTF-8 text"),
        (f"actions-of: {FIRST}\nactions: [\n".encode(), ".yaml:"),
        (f"actions-of: {SECOND}\nactions: {{}}\n".encode(), "is of another drill"),
        (b"", ".yaml:"),
    ],
)
def test_actions_that_cannot_be_read_are_never_written_over(
    said: Said, root: Path, content: bytes, says: str
) -> None:
    path = kept(root, "actions", content)

    for line in (("draft", FIRST), ("add", FIRST, "more", "Late")):
        refused = said("actions", *line, code=1)
        assert says in refused.partition("drillkit: ")[2]
        assert "  = " in refused
        assert path.read_bytes() == content


def test_a_review_that_cannot_be_read_is_never_written_over(
    said: Said, root: Path
) -> None:
    said("review", "begin", FIRST)
    path = root / "reviews" / f"{FIRST}.yaml"
    was = path.read_bytes() + "# Поздно\n".encode("cp1251")
    for content in (was, b"review-of: [\n"):
        path.write_bytes(content)
        assert "  = " in said("review", "begin", FIRST, code=1)
        said("review", "comment", FIRST, "Late", "--by", "noc", code=2)
        assert path.read_bytes() == content


def test_what_is_not_utf8_is_told_with_its_place_in_the_readers_language(
    said: Said, root: Path
) -> None:
    content = CP1251.format(drill=FIRST).encode("cp1251")
    for folder in ("actions", "reviews", "programme"):
        kept(root, folder, content)
    asked = {
        "actions": ("actions", "list"),
        "reviews": ("review", "show", FIRST),
        "programme": ("calendar",),
    }
    for folder, line in asked.items():
        place = f"{folder}/{FIRST}.yaml:4:14: "
        code = 2 if folder == "reviews" else 0
        assert f"{place}this is not UTF-8 text [encoding]" in said(*line, code=code)
        in_russian = said(*line, "--lang", "ru", code=code)
        assert place in in_russian
        assert "this is not" not in in_russian
    assert said("check", code=1).count("[encoding]") == 3


@pytest.mark.parametrize("nothing", [" {}", "", " ~", " {}  # none yet"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_first_action_is_put_where_the_file_waits_for_it(
    nothing: str, newline: str
) -> None:
    lines = (f"actions-of: {FIRST}", f"actions:{nothing}", "held: 2025-11-20", "")
    text = added(sheaf_of("a.yaml", newline.join(lines)), "mine", VALUES)

    agenda, problems = read_agenda({"a.yaml": text})
    assert problems == ()
    assert [todo.name for todo in agenda.todos] == [f"{FIRST}/mine"]
    assert text.count("actions:") == 1
    assert text.endswith(f"{newline}held: 2025-11-20{newline}")
    assert ("# none yet" in text) == ("#" in nothing)


def test_the_first_action_brings_its_key_along() -> None:
    text = added(sheaf_of("a.yaml", f"actions-of: {FIRST}\n"), "mine", VALUES)

    assert text.endswith('\nactions:\n  mine:\n    finding: "Late"\n')


def test_a_text_with_problems_is_not_written() -> None:
    sheaf = sheaf_of("a.yaml", f"actions-of: {FIRST}\nactions:\n  bad: {{do: 1}}\n")

    with pytest.raises(DrillkitError):
        added(sheaf, "mine", VALUES)


def test_what_is_replaced_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "roster.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with whole(path) as stream:
        [half] = tmp_path.glob("*.part")
        assert stat.S_IMODE(half.stat().st_mode) == 0o600
        # Another process that writes the same file has a half of its own.
        assert str(os.getpid()) in half.name
        stream.write(b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_telephone_numbers_are_for_nobody_else(tmp_path: Path) -> None:
    path = note_checked(tmp_path, [Checked("+7 1", date(2027, 3, 1), True, "noc")])

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_year_or_a_span_beyond_the_calendar_is_refused(said: Said) -> None:
    for year in ("20260", "0"):
        assert year in said("evidence", year, code=2)
    assert "9999999" in said("actions", "due", "--within", "9999999", code=2)
    said("actions", "due", "--within", "36500")
