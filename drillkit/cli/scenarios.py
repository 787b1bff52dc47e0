"""The scenario a command is about, in a plan that can be drilled.

Knows no verb.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drillkit.cli.diagnostics import say
from drillkit.errors import PlanProblems, WorkspaceError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.cli.plans import Asked

# As many problems as fit on a screen; `check` shows the rest.
SHOWN: Final = 3


def find_scenario(scenario: str, plan: Path | None) -> "tuple[Asked, str]":
    """The plan around a scenario, and the scenario's id in it."""
    from difflib import get_close_matches

    from drillkit.cli.plans import read_asked

    file = Path(scenario)
    is_file = file.suffix in (".yaml", ".yml")
    if is_file and not file.is_file():
        raise WorkspaceError(N_("there is no file {path}"), path=scenario)
    named = [plan] if plan else [file] if is_file else []
    try:
        asked = read_asked(named, Path.cwd())
    except WorkspaceError as error:
        raise WorkspaceError(
            N_('there is no folder "runbooks" here or above'),
            way_out=N_('"drillkit init DIR" makes a workspace with a plan to try'),
        ) from error
    known = asked.plan.scenarios
    for name, found in known.items():
        if name == scenario or (is_file and file.samefile(found.path)):
            return asked, name
    if asked.problems:
        return asked, scenario
    near = get_close_matches(scenario, known, n=1)
    raise WorkspaceError(
        N_('there is no scenario "{scenario}"'),
        way_out=(N_('did you mean "{near}"?') if near else N_("there are: {known}")),
        scenario=scenario,
        near=near[0] if near else "",
        known=", ".join(known) or "-",
    )


def refuse_problems(asked: "Asked", lang: Language) -> None:
    """A plan with errors is not drilled; what chance reviews are due is no error."""
    from drillkit.plan.check import check, in_order
    from drillkit.plan.excerpt import excerpts

    problems = in_order((*asked.problems, *check(asked.plan, None)))
    errors = [problem for problem in problems if problem.severity == "error"]
    if not errors:
        return
    for shown in excerpts(errors[:SHOWN], asked.plan.texts, translator(lang)):
        say(f"{shown}\n")
    raise PlanProblems(
        errors,
        N_("the plan has errors, so it cannot be drilled: {count}"),
        way_out=N_('"drillkit check" shows them all'),
        count=len(errors),
    )
