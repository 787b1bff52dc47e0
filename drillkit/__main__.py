"""`python -m drillkit`, for where the command itself is not on the path."""

from drillkit.cli.main import run

run()
