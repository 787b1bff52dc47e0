"""The house keeps its own rules.

import-linter reads the import statements; what it cannot see is looked for here:
calls of the wall clock, what a start really loads, sizes, captions.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drillkit.cli.verbs import VERBS
from tests.code_map import PACKAGE, PAGE, ROOT, caption, code_map, modules, written

LONGEST_MODULE = 400
LONGEST_FUNCTION = 70

# Where looking at the wall is somebody's work.
CLOCK_DOORS = {"conduct/clock.py"}
WALL_CALLS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
}

# Half of what a start would cost comes from these; none of them helps to list verbs.
HEAVY = {"babel", "jinja2", "pydantic", "rich", "statemachine", "textual", "yaml"}


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


every_module = pytest.mark.parametrize("module", modules(), ids=name)


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def loaded_by(code: str) -> set[str]:
    """Names of all modules in a fresh process that has run *code*."""
    tail = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code + tail],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    return set(json.loads(ran.stderr.splitlines()[-1]))


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_by("from drillkit.cli.main import main; main(['--help'])")

    assert "drillkit.cli.main" in loaded
    assert loaded & HEAVY == set()


def test_help_loads_no_verb() -> None:
    loaded = loaded_by("from drillkit.cli.main import main; main(['--help'])")

    assert loaded & {verb.module for verb in VERBS} == set()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_listing_options_of_a_verb_loads_nothing_heavy(verb) -> None:
    code = f"from drillkit.cli.main import main; main(['{verb.name}', '--help'])"
    loaded = loaded_by(code)

    assert verb.module in loaded
    assert loaded & HEAVY == set()


@every_module
def test_a_module_begins_with_what_it_is(module: Path) -> None:
    assert caption(module).strip() != ""


@every_module
def test_a_module_can_be_read_in_one_sitting(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@every_module
def test_a_function_fits_on_a_screen(module: Path) -> None:
    long = [
        f"{node.name}: {length(node)} lines"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > LONGEST_FUNCTION
    ]

    assert long == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@every_module
def test_nobody_but_the_clock_looks_at_the_wall(module: Path) -> None:
    seen = [] if name(module) in CLOCK_DOORS else list(wall_calls(tree(module)))

    assert seen == []


def wall_calls(parsed: ast.Module) -> Iterator[str]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Attribute):
            owner = node.value
            last = owner.attr if isinstance(owner, ast.Attribute) else ""
            called = owner.id if isinstance(owner, ast.Name) else last
            if (called, node.attr) in WALL_CALLS:
                yield f"line {node.lineno}: {called}.{node.attr}"


def test_a_look_at_the_wall_is_seen_however_it_is_written() -> None:
    source = "a = datetime.now(UTC)\nb = datetime.date.today\nc = then.now()\n"

    assert sorted(wall_calls(ast.parse(source))) == [
        "line 1: datetime.now",
        "line 2: date.today",
    ]


def test_a_room_is_a_package() -> None:
    """import-linter does not look into a folder without `__init__.py`."""
    folders = {module.parent for module in modules()}

    assert [name(f) for f in folders if not (f / "__init__.py").exists()] == []


def test_the_architecture_page_has_the_captions_the_modules_have() -> None:
    """`make map` writes them."""
    assert written(PAGE.read_text("utf-8")) == code_map()


def test_every_verb_has_a_module_and_every_module_a_purpose() -> None:
    shared = {"diagnostics", "main", "options", "verbs", "wording"}
    files = {path.stem for path in (PACKAGE / "cli").glob("[!_]*.py")}
    listed = {verb.module.rpartition(".")[2] for verb in VERBS}

    assert listed <= files
    assert {verb.module for verb in VERBS} == {
        f"drillkit.cli.{file}" for file in listed
    }
    assert shared & listed == set()
