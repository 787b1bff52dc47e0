"""One entry of the log in full: when, who, by what channel, what, and its proof."""

from collections.abc import Iterator

from drillkit.engine.entry import Origin
from drillkit.engine.events import Corrected, Event
from drillkit.language import format_instant
from drillkit.review.record import Happening
from drillkit.review.telling import department_of, kind_of, tell
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.marks import mark_of
from drillkit.tui.view.seeing import may_see
from drillkit.tui.view.times import drill_time, zone_of
from drillkit.tui.view.values import Cell, EntryRef, Page

# So much of a hash tells two entries apart when read aloud.
_HASH = 12


def detail(scene: Scene, ref: EntryRef) -> Page | None:
    """An entry as the log has it; None for what this seat may not see."""
    happening = scene.reader.record.by_seq.get(ref.seq)
    if happening is None or not may_see(scene, happening):
        return None
    title = scene.reader._("Entry #{seq}").format(seq=ref.seq)
    return page(title, _lines(scene, happening))


def _lines(scene: Scene, h: Happening[Event]) -> Iterator[Cell]:
    reader = scene.reader
    _ = reader._
    mark, word = mark_of(h.event)
    yield cell(tell(reader, h.event), "strong")
    yield cell(f"{mark} {reader._(word)} ({kind_of(h.event)})", "dim")
    department = department_of(reader, h)
    if department:
        yield cell(reader.department(department))
    yield from _times(scene, h)
    if h.origin is not None:
        yield from _origin(scene, h.origin)
    yield from _corrections(scene, h)
    if 0 < h.seq <= len(scene.stored):
        line = scene.stored[h.seq - 1]
        wall = format_instant(line.wall_ms, zone_of(scene), reader.lang, True)
        yield cell(_("Stored: {time}").format(time=wall), "dim")
        yield cell(_("Hash: {hash}").format(hash=line.hash[:_HASH]), "dim")


def _times(scene: Scene, h: Happening[Event]) -> Iterator[Cell]:
    _ = scene.reader._
    happened = f"{drill_time(h.at)}, {scene.reader.story(h.at)}"
    yield cell(_("Happened: {time}").format(time=happened))
    if h.at != h.recorded:
        text = _("Written: {time}")
        yield cell(text.format(time=drill_time(h.recorded)), "attention")


def _origin(scene: Scene, origin: Origin) -> Iterator[Cell]:
    reader = scene.reader
    _ = reader._
    yield cell(_("Who: {who}").format(who=reader.role(origin.by)))
    if origin.written_by and origin.written_by != origin.by:
        text = _("Written by: {who}")
        yield cell(text.format(who=reader.role(origin.written_by)))
    if origin.channel:
        channel = reader.channel(origin.channel)
        yield cell(_("By: {channel}").format(channel=channel))
    if origin.why_late:
        yield cell(_("Why late: {reason}").format(reason=reader._(origin.why_late)))


def _corrections(scene: Scene, h: Happening[Event]) -> Iterator[Cell]:
    """Both what was written and what is right stay in sight."""
    reader = scene.reader
    if h.is_void:
        text = reader._("It did not happen, see #{seq}")
        yield cell(text.format(seq=h.corrected_by), "attention")
    for other in reader.record.of(Corrected):
        if other.event.seq == h.seq and may_see(scene, other):
            text = reader._("Corrected by #{seq}: {text}").format(
                seq=other.seq, text=tell(reader, other.event)
            )
            yield cell(text, "attention")
