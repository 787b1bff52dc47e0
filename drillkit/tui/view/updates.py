"""Who is owed word: each audience with the next promise, what was sent, who heard."""

from collections import Counter

from drillkit.engine.drill import Obligation
from drillkit.engine.events import UpdateSent
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.clocks import title_of
from drillkit.tui.view.times import bar, left_of, left_words, pressing, stamp
from drillkit.tui.view.values import PromiseRef, Row, Table

FITS = (Fit("", 2), Fit(), Fit("", 18), Fit("", 10, drops=1), Fit("", 20, drops=2))


def updates(scene: Scene) -> Table:
    """Updates, notifications and notices that are owed; then who heard last when."""
    sent = Counter(h.event.audience for h in scene.reader.record.of(UpdateSent))
    owed = [
        (left_of(scene, owed), owed)
        for owed in scene.drill.obligations.values()
        if owed.kind in ("update", "tell", "notice") and owed.due is not None
    ]
    owed.sort(key=lambda x: (x[0], x[1].obligation))
    rows = [_owed(scene, promise, left, sent) for left, promise in owed]
    waited = {promise.subject for _left, promise in owed}
    rows += [
        _quiet(scene, name, at, sent)
        for name, at in scene.drill.updates.items()
        if name not in waited
    ]
    _ = scene.reader._
    return fitted(_("Client updates"), FITS, rows, _("Nobody is owed word."))


def _owed(scene: Scene, owed: Obligation, left: int, sent: Counter[str]) -> Row:
    press = pressing(left, owed.limit)
    return row(
        PromiseRef(owed.obligation),
        cell(press.mark, press.tone),
        cell(title_of(scene, owed)),
        cell(left_words(scene.reader, left), press.tone),
        cell(bar(owed.limit - left, owed.limit), press.tone),
        cell(_sent(scene, owed.subject, sent), "dim"),
    )


def _sent(scene: Scene, audience: str, sent: Counter[str]) -> str:
    """How many updates went out, or how many of the audience have answered."""
    known = scene.play.company.audiences.get(audience)
    if known is not None and known.roles:
        heard = len(scene.drill.told.get(audience, frozenset()))
        return scene.reader._("told {n}/{of}").format(n=heard, of=len(known.roles))
    return scene.reader._("sent {n}").format(n=sent[audience])


def _quiet(scene: Scene, audience: str, at: int, sent: Counter[str]) -> Row:
    return row(
        None,
        cell(""),
        cell(scene.reader.audience(audience), "dim"),
        cell(scene.reader._("last {time}").format(time=stamp(at)), "dim"),
        cell(""),
        cell(_sent(scene, audience, sent), "dim"),
    )
