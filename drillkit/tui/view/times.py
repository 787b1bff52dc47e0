"""Times as a screen has room for them: what is left, what is late, bars, clocks.

Whole seconds, cut off and never rounded up.  A state is always a word, never only
a colour.
"""

from dataclasses import dataclass

from drillkit.engine.calendar import local_time
from drillkit.engine.drill import Obligation, Run
from drillkit.engine.events import TimeOutBegan, TimeOutEnded
from drillkit.review.reader import Reader
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Tone

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


def span(ms: int) -> str:
    """A length of time, in hours however many: 07:30, 1:07:30, 72:00:00."""
    hours, rest = divmod(max(0, ms), HOUR)
    minutes, rest = divmod(rest, MINUTE)
    if hours:
        return f"{hours}:{minutes:02d}:{rest // SECOND:02d}"
    return f"{minutes:02d}:{rest // SECOND:02d}"


def drill_time(ms: int) -> str:
    """Drill time as T+hh:mm:ss."""
    sign = "-" if ms < 0 else "+"
    seconds = abs(ms) // SECOND
    hours, rest = divmod(seconds, 3600)
    return f"T{sign}{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"


def stamp(ms: int) -> str:
    """Drill time of an entry, as short as it can be."""
    return f"-{span(-ms)}" if ms < 0 else span(ms)


def zone_name(zone: str, instant: int) -> str:
    """What people call the zone's time: CET; by its distance where it has no name."""
    name = local_time(zone, instant).tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" else name


def zone_of(scene: Scene) -> str:
    """The zone of the drill."""
    return scene.reader.record.began.event.zone


def story_clock(scene: Scene, at: int, zone: str = "") -> str:
    """Story time of day at a drill time; with the date when it is another day."""
    zone = zone or zone_of(scene)
    instant = scene.drill.starts_ms + at
    there = local_time(zone, instant)
    text = there.strftime("%H:%M")
    if zone != zone_of(scene):
        text = f"{text} {zone_name(zone, instant)}"
    if there.date() == local_time(zone, scene.drill.starts_ms + scene.now).date():
        return text
    return f"{there.strftime('%d.%m')} {text}"


def bar(done: int, of: int, width: int = 10) -> str:
    """How much of it has passed."""
    filled = width if of <= 0 else max(0, min(width, done * width // of))
    return "#" * filled + "." * (width - filled)


@dataclass(frozen=True, slots=True)
class Pressing:
    """How near a due time is: a mark, and its tone."""

    mark: str
    tone: Tone


def pressing(left: int, limit: int) -> Pressing:
    """Urgent when a tenth is left, at least a minute and at most ten of them."""
    if left < 0:
        return Pressing("!!", "late")
    if left <= min(10 * MINUTE, max(MINUTE, limit // 10)):
        return Pressing("!!", "urgent")
    if left <= min(30 * MINUTE, max(3 * MINUTE, limit // 4)):
        return Pressing("!", "attention")
    return Pressing("", "plain")


def left_words(reader: Reader, left: int) -> str:
    """What is left of a promise, or by how much it is late."""
    if left < 0:
        return late_words(reader, -left)
    return reader._("{time} left").format(time=span(left))


def late_words(reader: Reader, late: int) -> str:
    """LATE 02:12."""
    return reader._("LATE {time}").format(time=span(late))


def lived(scene: Scene, run: Run) -> int:
    """The present as a run lives it, which stands while its department stands aside."""
    return scene.drill.time_outs.get(run.department, scene.now)


def spent(scene: Scene, run: Run, since: int) -> int:
    """How long a run has lived since; its department's time-outs are none of it."""
    record, department = scene.reader.record, run.department
    aside = 0
    for began, ended in zip(
        (h.at for h in record.of(TimeOutBegan) if h.event.department == department),
        (h.at for h in record.of(TimeOutEnded) if h.event.department == department),
        strict=False,
    ):
        aside += max(0, ended - max(began, since))
    return max(0, lived(scene, run) - since - aside)


def stands_words(reader: Reader, left: int) -> str:
    """What is left of a promise whose clock stands."""
    return reader._("stands {time}").format(time=span(left))


def left_of(scene: Scene, owed: Obligation) -> int:
    """What is left of a promise, below zero when it is late.

    One to the world outside counts wall time, whatever the drill's clock does.
    """
    if owed.wall_due is not None:
        return owed.wall_due - scene.wall_ms
    return (owed.remaining or 0) if owed.due is None else owed.due - scene.now
