"""`drillkit compare DRILL DRILL...`: drills side by side, phase by phase."""

from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.cli.sheets import form_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language


@click.command(
    help=N_(
        "Put drills side by side: their measures, and the phases of each runbook.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. A drill can be "
        "put beside a real event of the same runbook, or beside its simulation."
    )
)
@click.argument("drills", metavar="DRILL...", nargs=-1, required=True)
@form_option
@lang_option
def command(
    drills: tuple[str, ...], form: str, output: Path | None, lang: Language
) -> None:
    from drillkit.cli.pasts import named_pasts, workspace_here
    from drillkit.cli.sheets import put
    from drillkit.review.history.comparing import comparison

    if len(drills) < 2:
        raise Misuse(
            N_("one drill alone cannot be compared"),
            way_out=N_('name another one; see "drillkit drills"'),
        )
    pasts = named_pasts(drills, lang)
    put(comparison(pasts, lang), form, output, workspace_here().root / "templates")
