"""The build of the compiled kernel: never in the way, unless it is asked to be."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from drillkit.forecast.kernels import MODULES, NATIVE, SOURCES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def build() -> Any:
    spec = importlib.util.spec_from_file_location("hook", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Told:
    """Stands for hatchling's terminal."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, text: str) -> None:
        self.warnings.append(text)


def hook(build: Any, told: Told) -> Any:
    return build.CustomBuildHook(str(ROOT), {}, None, None, str(ROOT), "wheel", told)


def no_compiler(_self: object) -> None:
    raise OSError("no cc here")


def test_without_a_compiler_there_is_a_wheel_and_a_note(
    build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, data = Told(), {"artifacts": []}
    monkeypatch.delenv("DRILLKIT_STRICT_BUILD", raising=False)
    monkeypatch.setattr(build.CustomBuildHook, "_compile", no_compiler)

    hook(build, told).initialize("standard", data)

    assert told.warnings == ["the kernel is not compiled: no cc here"]
    assert data == {"artifacts": []}


def test_a_strict_build_wants_its_compiler(
    build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRILLKIT_STRICT_BUILD", "1")
    monkeypatch.setattr(build.CustomBuildHook, "_compile", no_compiler)

    with pytest.raises(OSError, match="no cc here"):
        hook(build, Told()).initialize("standard", {"artifacts": []})


def test_the_joined_source_has_every_class_and_no_import_of_its_parts(
    build: Any,
) -> None:
    joined = build.joined_source(MODULES)

    compile(joined, "kernel.py", "exec")
    assert re.findall(r"^class (\w+):", joined, re.MULTILINE) == [
        "World", "Crews", "Ways", "People", "Milestones", "Work", "Flow", "Lives",
    ]  # fmt: skip
    assert "drillkit.forecast.kernel" not in joined


def test_every_method_of_the_kernel_has_its_types() -> None:
    for module in MODULES:
        source = (SOURCES / f"{module}.py").read_text("utf-8")
        types = (SOURCES / f"{module}.pxd").read_text("utf-8")
        written = set(re.findall(r"^    def (\w+)\(", source, re.MULTILINE))
        typed = set(re.findall(r"c(?:p)?def [\w ]+?\[?[:1]*\]? ?(\w+)\(", types))

        assert written - typed <= {"__init__", "_make_state", "told"}, module


def test_nothing_compiled_is_kept_in_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8")

    assert "/drillkit/forecast/native/*" in ignored
    assert (NATIVE / "__init__.py").exists()
