"""`drillkit completion`: the script that completes commands in a shell."""

import click

from drillkit.language import N_

SHELLS = ("bash", "zsh", "fish")


@click.command(
    help=N_(
        "Print the script that completes commands in your shell.\n\n"
        'For bash: eval "$(drillkit completion bash)" in ~/.bashrc.'
    )
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    writer = get_completion_class(shell)
    assert writer is not None
    root = ctx.find_root().command
    click.echo(writer(root, {}, "drillkit", "_DRILLKIT_COMPLETE").source())
