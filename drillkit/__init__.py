"""Crisis runbooks as code: checked, drilled against the clock, and reported."""

__version__ = "0.1.0"
