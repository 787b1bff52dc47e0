"""Compiles the forecast's kernel while the wheel or an editable install is made.

Without a C compiler, Cython or setuptools the sources run as they are, slower and with
the same results, and a note says so.  DRILLKIT_STRICT_BUILD=1 makes that an error.
"""

import os
import re
import shutil
import sys
import sysconfig
from importlib import util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FORECAST = ROOT / "drillkit" / "forecast"
PACKAGE = ("drillkit", "forecast", "native")
STRICT = "DRILLKIT_STRICT_BUILD"
# The oldest Python that is supported: its stable interface serves all later ones.
LIMITED_API = "0x030B0000"
TAG = "cp311-abi3"
DIRECTIVES = {
    "language_level": 3,
    "infer_types": True,
    "annotation_typing": False,
    "boundscheck": os.environ.get("DRILLKIT_BOUNDS_CHECK") == "1",
    "wraparound": False,
    "cdivision": True,
    "initializedcheck": False,
}
# What only type checkers read; the compiler has the types from the .pxd files.
FOR_CHECKERS = re.compile(r"^if TYPE_CHECKING:\n(?:    .*\n|\n)+", re.MULTILINE)
CAPTION = re.compile(r'\A""".*?"""\n', re.DOTALL)
IMPORTS = re.compile(
    r"^from (?:array|typing|drillkit\.forecast\.kernel)\S* import "
    r"(?:\(.*?\)|[^\n]*)\n",
    re.MULTILINE | re.DOTALL,
)
CONSTANT = re.compile(r"^[A-Z][A-Z0-9_, ]* = [^\n]*$", re.MULTILINE)
OF_MODULE = re.compile(r"^(?:from|cimport|cdef long long) [^\n]*\n", re.MULTILINE)
FLAGS = ["/O2"] if sys.platform == "win32" else ["-O3", "-g0"]


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling calls before it packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or not (FORECAST / "kernels.py").exists():
            return
        try:
            self._compile()
        except Exception as error:
            # Whatever a foreign toolchain does wrong, the sources still run.
            if os.environ.get(STRICT) == "1":
                raise
            self.app.display_warning(f"the kernel is not compiled: {error}")
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"{TAG}-{platform}"
        build_data["artifacts"] += [
            "drillkit/forecast/native/*.so",
            "drillkit/forecast/native/*.pyd",
            "drillkit/forecast/native/stamp.txt",
        ]

    def _compile(self) -> None:
        kernels = _kernels()
        native, stamp = FORECAST / "native", kernels.stamp()
        written = native / "stamp.txt"
        if written.exists() and written.read_text("ascii").strip() == stamp:
            return
        with TemporaryDirectory() as folder:
            made = compile_kernel(Path(folder), kernels.MODULES)
            for old in (*native.glob("*.so"), *native.glob("*.pyd"), written):
                old.unlink(missing_ok=True)
            for path in made:
                shutil.copy(path, native / path.name)
        written.write_text(stamp + "\n", "ascii")


def _kernels() -> Any:
    """The module that knows what a compiled copy must fit."""
    path = FORECAST / "kernels.py"
    spec = util.spec_from_file_location("drillkit_kernels", path)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT))
    return module


def compile_kernel(folder: Path, modules: tuple[str, ...]) -> list[Path]:
    """The compiled kernel, made in *folder* from a copy of the sources."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    inside = folder
    for name in PACKAGE:
        inside /= name
        inside.mkdir()
        (inside / "__init__.py").touch()
    (inside / "kernel.py").write_text(joined_source(modules), "utf-8")
    (inside / "kernel.pxd").write_text(joined_types(modules), "utf-8")
    extension = Extension(
        ".".join((*PACKAGE, "kernel")),
        [str(Path(*PACKAGE, "kernel.py"))],
        define_macros=[("Py_LIMITED_API", LIMITED_API)],
        extra_compile_args=FLAGS,
        py_limited_api=True,
    )
    before = Path.cwd()
    os.chdir(folder)
    try:
        found = cythonize([extension], compiler_directives=DIRECTIVES, quiet=True)
        build = Distribution({"ext_modules": found}).get_command_obj("build_ext")
        build.build_lib, build.build_temp = str(folder / "out"), str(folder / "temp")
        build.ensure_finalized()
        build.run()
    finally:
        os.chdir(before)
    return sorted(Path(*(str(folder / "out"), *PACKAGE)).iterdir())


def joined_source(modules: tuple[str, ...]) -> str:
    """All modules as one, so that calls between them cost nothing."""
    lines = dict.fromkeys(["from array import array"])
    bodies = []
    for module in modules:
        source = (FORECAST / "kernel" / f"{module}.py").read_text("utf-8")
        body = FOR_CHECKERS.sub("", IMPORTS.sub("", CAPTION.sub("", source, 1)))
        lines.update(dict.fromkeys(CONSTANT.findall(body)))
        bodies.append(CONSTANT.sub("", body))
    return "\n".join((*lines, *bodies))


def joined_types(modules: tuple[str, ...]) -> str:
    """The types of all modules as one file; columns are numbers for the compiler."""
    columns: dict[str, Any] = {}
    exec((FORECAST / "kernel" / "columns.py").read_text("utf-8"), columns)
    numbers = [f"    {k} = {v}" for k, v in columns.items() if isinstance(v, int)]
    names = [
        name.strip()
        for line in joined_source(modules).splitlines()
        if CONSTANT.fullmatch(line)
        for name in line.partition("=")[0].split(",")
    ]
    types = [
        OF_MODULE.sub("", (FORECAST / "kernel" / f"{module}.pxd").read_text("utf-8"))
        for module in modules
    ]
    shared = "\n".join(f"cdef long long {name}" for name in names)
    return "\n".join(("cimport cython", "cdef enum:", *numbers, shared, *types))
