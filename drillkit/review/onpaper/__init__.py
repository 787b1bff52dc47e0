"""What a drill goes on with when the laptops die: cards, lists and a blank log."""

from drillkit.review.onpaper.pack import KINDS, Kind, Sheet, pack

__all__ = ["KINDS", "Kind", "Sheet", "pack"]
