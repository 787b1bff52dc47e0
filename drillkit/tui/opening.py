"""A seat shown on this terminal: the one door to the screens for who opens them.

What the person asked for by the environment is read here and nowhere else.
"""

import gc
import os
from pathlib import Path

from drillkit.conduct.desk import Desk
from drillkit.conduct.presence import Presence
from drillkit.language import Language
from drillkit.plan.scenario import Scenario
from drillkit.tui.app import DrillApp
from drillkit.tui.keymap import keys_file, read_keymap
from drillkit.tui.pasting import keep_pastes_apart
from drillkit.tui.scenes import Scenes
from drillkit.tui.sights import every_sight
from drillkit.tui.theme import chosen_theme, wants_ascii


def app_of(
    desk: Desk,
    lang: Language,
    presence: Presence,
    *,
    scenario: Scenario | None = None,
    keys: Path | None = None,
) -> DrillApp:
    """*desk* as it will be shown on this terminal; Misuse if it cannot be.

    ``presence`` says who is there; ``keys`` is a keymap file.
    """
    sights = every_sight()
    is_plain = "NO_COLOR" in os.environ
    return DrillApp(
        desk,
        Scenes(desk, scenario, presence),
        sights,
        read_keymap(keys or keys_file(os.environ), sights.actions),
        lang,
        theme=chosen_theme(os.environ, is_plain),
        is_ascii=wants_ascii(os.environ),
        is_plain=is_plain,
        is_still=os.environ.get("TEXTUAL_ANIMATIONS") == "none",
    )


def show(app: DrillApp) -> None:
    """Show a seat on this terminal until its person leaves."""
    app.once_calm = _put_away
    # Until then nobody looks through what was read.
    gc.freeze()
    keep_pastes_apart()
    app.run()


def _put_away() -> None:
    """What was read until now stays, and to look through it for garbage would hold up a
    key for a tenth of a second, every now and then; so that is done once.

    What reading left over goes first, for it would stay too.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
