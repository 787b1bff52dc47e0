"""The wheel works where there is no checkout: a fresh environment, an empty folder.

Without a `src/` folder every other test would pass on a package that forgot half
of its files.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from drillkit import __version__

ROOT = Path(__file__).parent.parent
# What a wheel can be built of, though there is little in it.
FILES = (
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "drillkit/__init__.py",
)


def run(*line: str | Path, cwd: Path) -> str:
    """What *line* prints; the test fails with its complaints if it ends badly."""
    # No PYTHONPATH: it could lead back into the checkout.
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    ran = subprocess.run(line, capture_output=True, cwd=cwd, env=environ, text=True)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def built(checkout: Path, out: Path) -> Path:
    """The wheel of *checkout*, made by the builder at hand: no network is needed."""
    run(
        *(sys.executable, "-m", "build", "--no-isolation", "--wheel"),
        *("--outdir", out, checkout),
        cwd=out,
    )
    [wheel] = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def drillkit(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment that has the wheel and borrows the rest."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    scheme = {"base": str(home), "platbase": str(home)}
    site = Path(sysconfig.get_path("purelib", "venv", scheme))
    # A path file inside a borrowed folder is not followed, so that a checkout
    # installed there as editable stays unseen.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", scheme)) / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--no-deps", "--no-index", "--disable-pip-version-check", wheel),
        cwd=home,
    )
    return python.with_name("drillkit")


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path


def test_the_wheel_carries_plan_templates_and_words(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        inside = set(packed.namelist())

    assert "drillkit/_data/runbooks/organisation.yaml" in inside
    assert "drillkit/_data/templates/README.md" in inside
    assert "drillkit/locale/ru.po" in inside
    assert "drillkit/py.typed" in inside


def test_the_wheel_carries_no_tests(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        inside = packed.namelist()

    assert [path for path in inside if path.startswith("tests/")] == []


def test_names_and_telephone_numbers_never_leave_in_a_wheel(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for file in FILES:
        (checkout / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, checkout / file)
    for folder in ("runbooks", "templates"):
        (checkout / folder).mkdir()
        (checkout / folder / "kept.yaml").touch()
        (checkout / folder / "roster.yaml").touch()

    with ZipFile(built(checkout, tmp_path)) as packed:
        inside = packed.namelist()

    assert "drillkit/_data/runbooks/kept.yaml" in inside
    assert [path for path in inside if path.endswith("roster.yaml")] == []


def test_every_shipped_file_of_the_checkout_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    folders = [ROOT / "runbooks", ROOT / "templates"]
    shipped = [
        f"drillkit/_data/{path.relative_to(ROOT).as_posix()}"
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.name != "roster.yaml"
    ]

    assert [path for path in shipped if path not in inside] == []


def test_the_installed_command_is_the_wheel_s(drillkit: Path, nowhere: Path) -> None:
    where = "import drillkit; print(drillkit.__file__)"
    loaded = run(drillkit.with_name("python"), "-c", where, cwd=nowhere)

    assert drillkit.parent.parent in Path(loaded).parents


def test_the_installed_command_starts_anywhere(drillkit: Path, nowhere: Path) -> None:
    assert run(drillkit, "--version", cwd=nowhere) == f"drillkit {__version__}\n"


def test_the_installed_command_speaks_russian(drillkit: Path, nowhere: Path) -> None:
    assert run(drillkit, "--lang", "ru", "--help", cwd=nowhere).startswith("Вызов:")


def test_an_empty_folder_becomes_a_workspace_and_is_drilled(
    drillkit: Path, nowhere: Path
) -> None:
    company = nowhere / "company"
    run(drillkit, "init", "company", cwd=nowhere)

    run(drillkit, "check", cwd=company)
    told = run(drillkit, "rehearse", "first-light", "--seed", "1", cwd=company)

    assert "first-light-1" in told
    assert sorted(path.name for path in (company / "reports").iterdir()) == [
        f"first-light-1.en.{form}" for form in ("html", "json", "md")
    ]
