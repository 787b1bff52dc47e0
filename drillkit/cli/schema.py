"""`drillkit schema`: JSON Schema of a kind of plan file, for editors."""

import json

import click

from drillkit.language import N_

KINDS = ("organisation", "runbook", "scenario", "roster")


@click.command(
    help=N_(
        "Print the JSON Schema of a kind of plan file, for editors that complete "
        "and check as you type. Without a kind, of any of them."
    )
)
@click.argument("kind", type=click.Choice(KINDS), required=False)
def command(kind: str | None) -> None:
    from drillkit.plan.schema import schema

    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))
