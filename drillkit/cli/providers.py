"""`drillkit providers`: partners against their contracts, over all events."""

from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.cli.sheets import form_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language


@click.command(
    help=N_(
        "Score partners over all drills and events: answered and done in time, first "
        "fix, causes of delay.\n\n"
        "Each case is held against the contract of its own day. Simulations are left "
        "out unless asked for."
    )
)
@click.option("--provider", metavar="ID", help=N_("Only this partner."))
@click.option("--simulated", is_flag=True, help=N_("Count simulations, too."))
@form_option
@lang_option
def command(
    provider: str | None,
    simulated: bool,
    form: str,
    output: Path | None,
    lang: Language,
) -> None:
    from drillkit.cli.pasts import all_pasts, workspace_here
    from drillkit.cli.sheets import put
    from drillkit.plan.near import nearest
    from drillkit.review.history.scorecard import scorecard
    from drillkit.review.history.scoring import scores

    workspace = workspace_here()
    pasts = all_pasts(workspace, lang)
    counted = [past for past in pasts if simulated or not past.is_simulated]
    found = scores(counted)
    if provider:
        known = [score.provider for score in found]
        if provider not in known:
            hint, words = nearest(provider, known)
            raise Misuse(
                N_('partner "{provider}" was never asked'),
                way_out=hint,
                provider=provider,
                **words,
            )
        found = tuple(score for score in found if score.provider == provider)
    made = scorecard(found, lang, len(pasts) - len(counted))
    put(made, form, output, workspace.root / "templates")
