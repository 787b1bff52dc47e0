"""The table of verbs: name, module, and the line that `--help` shows.

A verb is one module with a `command` and one line here.  The table is plain data,
because to list the verbs nobody should have to import them.
"""

from dataclasses import dataclass
from typing import Final

from drillkit.language import N_


@dataclass(frozen=True, slots=True)
class Verb:
    """A name people type, and the module whose `command` answers."""

    name: str
    module: str
    says: str


# In the order of the work: write, check, drill, look, report; then the rest.
VERBS: Final = (
    Verb(
        "init",
        "drillkit.cli.init",
        N_("Make a workspace with the reference plan in it."),
    ),
    Verb(
        "check",
        "drillkit.cli.check",
        N_("Check plan files: text, references, shape and promises."),
    ),
    Verb(
        "explain",
        "drillkit.cli.explain",
        N_("Explain a rule; without a name, list all rules."),
    ),
    Verb(
        "schema",
        "drillkit.cli.schema",
        N_("Print the JSON Schema of a kind of plan file, for editors."),
    ),
    Verb(
        "injects",
        "drillkit.cli.injects",
        N_("Write a scenario's injects as a table (CSV, XLSX), and read one back."),
    ),
    Verb(
        "ready",
        "drillkit.cli.ready",
        N_("Say whether a scenario is ready to be drilled, and what is missing."),
    ),
    Verb(
        "approve",
        "drillkit.cli.approve",
        N_("Note who approves a scenario as it is now."),
    ),
    Verb(
        "confirm",
        "drillkit.cli.confirm",
        N_("Note that people take part, and that contacts were tried."),
    ),
    Verb(
        "print",
        "drillkit.cli.print",
        N_("Write a drill as sheets to print, for when the laptop dies."),
    ),
    Verb(
        "status",
        "drillkit.cli.status",
        N_("Show how a drill stands from a seat, as lines."),
    ),
    Verb(
        "do",
        "drillkit.cli.do",
        N_("Do something at a seat of a drill, without a screen."),
    ),
    Verb(
        "transcribe",
        "drillkit.cli.transcribe",
        N_("Type a log that was kept on paper into a drill."),
    ),
    Verb(
        "rehearse",
        "drillkit.cli.rehearse",
        N_("Rehearse a scenario with simulated players and report it."),
    ),
    Verb(
        "forecast",
        "drillkit.cli.forecast",
        N_("Forecast how likely a scenario's promise holds, and what decides it."),
    ),
    Verb(
        "run",
        "drillkit.cli.run",
        N_("Begin a drill of a scenario with people, and open the director's seat."),
    ),
    Verb(
        "live",
        "drillkit.cli.live",
        N_("Open a real event, with several plans or none."),
    ),
    Verb(
        "join",
        "drillkit.cli.join",
        N_("Sit down at a drill or event that is running."),
    ),
    Verb(
        "resume",
        "drillkit.cli.resume",
        N_("Come back to a drill after a crash, at the same second."),
    ),
    Verb(
        "drills",
        "drillkit.cli.drills",
        N_("List the drills of this workspace, the newest first."),
    ),
    Verb(
        "show",
        "drillkit.cli.show",
        N_("Show the timeline of a drill."),
    ),
    Verb(
        "replay",
        "drillkit.cli.replay",
        N_("Show how a drill stood at a time."),
    ),
    Verb(
        "report",
        "drillkit.cli.report",
        N_("Write the after-action report of a drill."),
    ),
    Verb(
        "compare",
        "drillkit.cli.compare",
        N_("Put drills and real events side by side, phase by phase."),
    ),
    Verb(
        "trend",
        "drillkit.cli.trend",
        N_("Show the same measures over the years, and what came back."),
    ),
    Verb(
        "coverage",
        "drillkit.cli.coverage",
        N_("Show what of the plan was ever exercised, and when last."),
    ),
    Verb(
        "providers",
        "drillkit.cli.providers",
        N_("Score partners against their contracts, over all drills and events."),
    ),
    Verb(
        "review",
        "drillkit.cli.review",
        N_("Keep what people say about a drill: draft, for comment, approved."),
    ),
    Verb(
        "calendar",
        "drillkit.cli.calendar",
        N_("Show planned drills and due dates, also as a calendar file."),
    ),
    Verb(
        "evidence",
        "drillkit.cli.evidence",
        N_("Pack what an auditor asks for about a year, with its hashes."),
    ),
    Verb(
        "actions",
        "drillkit.cli.actions",
        N_("Keep the corrective actions that drills led to, until a retest."),
    ),
    Verb(
        "handbook",
        "drillkit.cli.handbook",
        N_("Write what players, observers, evaluators and the director read before."),
    ),
    Verb(
        "diagram",
        "drillkit.cli.diagram",
        N_("Draw a runbook's phases and the ways between them."),
    ),
    Verb(
        "charts",
        "drillkit.cli.charts",
        N_("Show the pictures of a drill's report in the terminal."),
    ),
    Verb(
        "amend",
        "drillkit.cli.amend",
        N_("Print what a drill amended as a patch of the plan."),
    ),
    Verb(
        "verify",
        "drillkit.cli.verify",
        N_("Verify that no entry of a drill was edited, removed, put in or moved."),
    ),
    Verb(
        "export",
        "drillkit.cli.export",
        N_("Write the log of a drill as lines of JSON."),
    ),
    Verb(
        "salvage",
        "drillkit.cli.salvage",
        N_("Save what still verifies of a damaged log."),
    ),
    Verb(
        "completion",
        "drillkit.cli.completion",
        N_("Print the script that completes commands in your shell."),
    ),
)
