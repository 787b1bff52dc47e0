"""Makes the mutants that ``tests/mutants.py`` asks about.

Run as ``python -m tests.making`` where mutmut's settings are.  It leaves the mutated
copy in ``mutants/``, and in ``made.json`` all names and those which the type checker
refuses.  No test is asked here.
"""

import json
from pathlib import Path

from mutmut import __main__ as mutmut

MADE = "made.json"


def main() -> None:
    mutmut.set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir()
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.create_mutants(2)
    refused = mutmut.filter_mutants_with_type_checker()
    names = [name for file in _metas() for name in file["exit_code_by_key"]]
    made = {"names": sorted(names), "refused": sorted(refused)}
    Path(MADE).write_text(json.dumps(made), "utf-8")


def _metas() -> list[dict[str, dict[str, object]]]:
    return [json.loads(meta.read_text()) for meta in Path("mutants").rglob("*.meta")]


if __name__ == "__main__":
    main()
