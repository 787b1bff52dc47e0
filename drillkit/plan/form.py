"""The manners every model of the plan language shares.

Keys are kebab-case in the text and snake_case in Python, an unknown key is
a problem, and a model never changes after it is read.
"""

from pydantic import BaseModel, ConfigDict


def kebab(name: str) -> str:
    """The key an author writes for the field *name*."""
    return name.rstrip("_").replace("_", "-")


class Form(BaseModel):
    """One mapping of the plan language."""

    model_config = ConfigDict(
        alias_generator=kebab,
        populate_by_name=False,
        extra="forbid",
        frozen=True,
    )
