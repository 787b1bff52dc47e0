"""What is over every screen: the bar, and the line of alarms."""

from typing import Final

from drillkit.engine.calendar import local_time
from drillkit.review.clean import one_line
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import alarms
from drillkit.tui.view.cells import cell
from drillkit.tui.view.clocks import soonest_cell
from drillkit.tui.view.names import seat_name
from drillkit.tui.view.seeing import home_of
from drillkit.tui.view.times import SECOND, drill_time, zone_name, zone_of
from drillkit.tui.view.values import Cell, Frame, Tone, Top

# The log is asked twenty times a second: after three of them something is wrong.
LINK_LOST_AFTER: Final = 3 * SECOND
_LEVEL_TONES: Final[tuple[Tone, ...]] = ("urgent", "attention", "plain")


def frame(scene: Scene) -> Frame:
    """The bar and the alarms of this moment."""
    return Frame(_top(scene), alarms(scene), _notice(scene))


def _top(scene: Scene) -> Top:
    reader = scene.reader
    began = reader.record.began.event
    title = reader.texts(began.title) or began.scenario or began.drill
    return Top(
        exercise=_exercise(scene),
        title=one_line(title),
        state=_state(scene),
        drill_time=drill_time(scene.now),
        story_time=_story_time(scene),
        seat=one_line(seat_name(reader, scene.seat)),
        level=_level(scene),
        restored=_restored(scene),
        command=one_line(_command(scene)),
        soonest=soonest_cell(scene),
        link=_link(scene),
        seq=f"#{len(scene.stored)}",
    )


def _exercise(scene: Scene) -> str:
    """The mark of a drill; in a real emergency nobody may take it for one."""
    _ = scene.reader._
    if scene.drill.mode == "live":
        return ""
    return _("NO EXERCISE") if scene.drill.status == "emergency" else _("EXERCISE")


def _state(scene: Scene) -> Cell:
    _, drill = scene.reader._, scene.drill
    match drill.status:
        case "standby":
            return cell(_("STANDBY"), "dim")
        case "paused":
            return cell(_("|| PAUSED"), "attention")
        case "emergency":
            return cell(_emergency(scene), "urgent")
        case "ended":
            return cell(_("ENDED"), "dim")
        case _:
            if home_of(scene) in drill.time_outs:
                return cell(_("|| TIME-OUT"), "attention")
            if drill.mode == "live":
                return cell(_("> LIVE"), "good")
            speed = drill.clock.speed
            ratio = f"{speed.numerator / speed.denominator:g}"
            return cell(_("> RUN x{speed}").format(speed=ratio), "good")


def _emergency(scene: Scene) -> str:
    """With the code word that tells everybody it is no part of the exercise."""
    organisation = scene.reader.record.books.organisation
    code = organisation.code_word if organisation else None
    said = scene.reader._("!! REAL EMERGENCY")
    return f"{said}: {code.say(scene.reader.lang)}" if code else said


def _story_time(scene: Scene) -> str:
    instant = scene.drill.starts_ms + scene.now
    zone = zone_of(scene)
    shown = local_time(zone, instant).strftime("%H:%M:%S")
    return f"{shown} {zone_name(zone, instant)}"


def _level(scene: Scene) -> Cell:
    """How bad it is."""
    reader, drill = scene.reader, scene.drill
    known = scene.play.company.levels.get(drill.level)
    words = reader.level(drill.level)
    if not any(run.level for run in drill.runs.values()):
        words = reader._("{level} (not classified)").format(level=words)
    place = min(known.rank, 2) if known else 2
    return cell(words, _LEVEL_TONES[place])


def _restored(scene: Scene) -> str:
    """How much of what is broken is back."""
    items = scene.drill.items.values()
    if not items:
        return ""
    back = sum("restored-confirmed" in item.marks for item in items)
    share = scene.reader.share(back, len(items))
    return scene.reader._("{share} restored").format(share=share)


def _command(scene: Scene) -> str:
    reader, role = scene.reader, scene.drill.command
    if not role:
        return reader._("nobody has command")
    return reader._("command: {role}").format(role=reader.role(role))


def _link(scene: Scene) -> Cell:
    ago = max(0, scene.link_ms)
    if ago > LINK_LOST_AFTER:
        text = scene.reader._("LINK LOST {n}s")
        return cell(text.format(n=ago // SECOND), "late")
    text = scene.reader._("link ok {n}s")
    return cell(text.format(n=f"{ago / SECOND:.1f}"), "good")


def _notice(scene: Scene) -> str:
    """What everybody must know now, whatever they look at."""
    _, drill = scene.reader._, scene.drill
    if drill.status == "emergency":
        return _("A real emergency: all clocks stand until the director calls it back.")
    if drill.status == "ended":
        if drill.mode == "live":
            return _("It has ended. Hot wash: what went well, what to improve, ideas.")
        return _("The exercise has ended. Hot wash and feedback form, please.")
    return ""
