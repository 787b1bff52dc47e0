"""`drillkit trend`: the same measures over the years, and findings that came back."""

from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.cli.sheets import form_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language


@click.command(
    help=N_(
        "Show the same measures over the years.\n\n"
        "Drills of one scenario stand together; people, real events and simulations "
        "stand apart. There is no direction below three values."
    )
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="KEY",
    help=N_("A measure by its key in a report's JSON; may be given again."),
)
@click.option("--scenario", metavar="ID", help=N_("Only drills of this scenario."))
@form_option
@lang_option
def command(
    measures: tuple[str, ...],
    scenario: str | None,
    form: str,
    output: Path | None,
    lang: Language,
) -> None:
    from drillkit.cli.actions import agenda_of
    from drillkit.cli.pasts import all_pasts, workspace_here
    from drillkit.cli.sheets import put
    from drillkit.plan.near import nearest
    from drillkit.review.history.trending import trend

    workspace = workspace_here()
    pasts = all_pasts(workspace, lang)
    known = dict.fromkeys(one.key for past in pasts for one in past.measures.all)
    for key in measures:
        if pasts and key not in known:
            hint, words = nearest(key, known)
            raise Misuse(
                N_('no drill here has a measure "{key}"'),
                way_out=hint,
                key=key,
                **words,
            )
    asked = [past for past in pasts if scenario in (None, past.began.scenario)]
    if scenario and not asked:
        raise Misuse(
            N_('no drill here is of scenario "{scenario}"'),
            way_out=N_('see "drillkit drills"'),
            scenario=scenario,
        )
    made = trend(asked, lang, measures, agenda_of(workspace.root, lang))
    put(made, form, output, workspace.root / "templates")
