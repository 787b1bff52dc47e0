"""The after-action report of a drill as it stands, ended or not."""

from dataclasses import replace

from drillkit.review.record import Record, read_record
from drillkit.tui.scene import Scene
from drillkit.tui.view.kept import kept
from drillkit.tui.view.seeing import knows_the_story, may_see
from drillkit.tui.view.times import drill_time


def report_so_far(scene: Scene) -> str:
    """Markdown, with a line on top that says so while the drill goes on."""
    reader = scene.reader
    key = ("report", reader.lang, scene.seat, scene.drill.is_over)
    text = kept(reader.record, key, lambda: _render(scene))
    if scene.drill.is_over:
        return text
    so_far = reader._(
        "So far, at {time}: the drill goes on, and what is open still counts."
    )
    return f"> **{so_far.format(time=drill_time(scene.now))}**\n\n{text}"


def _render(scene: Scene) -> str:
    # Not at the top: whoever never opens the report never pays for Jinja.
    from drillkit.review.render import render
    from drillkit.review.view import view

    return render(view(_seen(scene), scene.reader.lang), "md")


def _seen(scene: Scene) -> Record:
    """The record without what this seat may not see."""
    record = scene.reader.record
    if knows_the_story(scene):
        return record
    lines = [
        line
        for line, happening in zip(scene.stored, record.happenings, strict=True)
        if may_see(scene, happening)
    ]
    return read_record(lines, replace(record.books, scenario=None))
