"""`drillkit explain`: the manual page of a rule."""

import click

from drillkit.errors import Misuse
from drillkit.language import N_


@click.command(
    help=N_("Explain a rule; without a name, list all rules. Pages are in English.")
)
@click.argument("rule", metavar="[RULE]", required=False)
def command(rule: str | None) -> None:
    from drillkit.plan.manual import MANUAL
    from drillkit.plan.near import nearest_by_word
    from drillkit.review.actions.faults import PAGES
    from drillkit.review.authors.reading import PAGES as OF_REVIEWS
    from drillkit.review.programme import PAGES as OF_PROGRAMMES

    beside = {**PAGES, **OF_REVIEWS, **OF_PROGRAMMES}
    manual = dict(sorted({**MANUAL, **beside}.items()))
    if rule is None:
        width = max(map(len, manual))
        for name, page in manual.items():
            click.echo(f"{name:{width}}  {page.splitlines()[0]}")
        return
    if rule not in manual:
        hint, words = nearest_by_word(rule, manual)
        raise Misuse(
            N_('there is no rule "{rule}"'),
            way_out=hint or N_('see "drillkit explain"'),
            rule=rule,
            **words,
        )
    click.echo(f"{rule}\n\n{manual[rule]}")
