"""A verb that has verbs of its own, each with its help in the reader's language."""

import click

from drillkit.cli.options import with_lang
from drillkit.cli.wording import worded
from drillkit.language import translator


class Subverbs(click.Group):
    """A group whose commands are spoken in the language of the line."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        if command is None:
            return None
        return worded(with_lang(command), ctx.find_root().obj or "en")

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        translate = translator(ctx.find_root().obj or "en")
        rows = [
            (name, translate(one.help or "").split("\n\n")[0])
            for name, one in self.commands.items()
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
