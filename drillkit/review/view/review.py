"""What every part of a document is written from: the record, its measures, a reader."""

from dataclasses import dataclass

from drillkit.language import N_
from drillkit.review.measures import Measure, Measures
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.measures.promises import Promise
from drillkit.review.measures.value import Instant, Verdict
from drillkit.review.reader import MINUS, Reader
from drillkit.review.record import Record
from drillkit.review.telling.promises import promise_title
from drillkit.review.telling.story import whom
from drillkit.review.view.against import Against, against
from drillkit.review.view.blocks import Cell, Tone, cell

VERDICTS: dict[Verdict, str] = {
    "kept": N_("kept"),
    "missed": N_("missed"),
    "open": N_("still open"),
}
# Measures that end with a milestone which a plan may well leave out.
AWAITED = {
    "time-to-declare": "declared",
    "time-to-plan": "plan-approved",
    "time-to-workaround": "workaround",
    "time-to-restore-reported": "restored-reported",
    "time-to-restore": "restored-confirmed",
}
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Review:
    """One drill, measured, for one reader."""

    record: Record
    measures: Measures
    reader: Reader

    @property
    def is_exercise(self) -> bool:
        """Everything but a real event is marked as an exercise."""
        return self.record.began.event.mode != "live"

    def value(self, measure: Measure | None) -> Cell:
        """A measure's value with its entries; by the time of writing beside it."""
        if measure is None:
            return cell(NOTHING)
        notes = [self.beside(measure.wall_ms)]
        if measure.recorded_ms is not None:
            written = self.reader.duration(measure.recorded_ms)
            text = self.reader._("{time} by the time of writing")
            notes.append(text.format(time=written))
        if measure.is_jumped and measure.limit_ms is not None:
            notes.append(self.unrated)
        note = ", ".join(note for note in notes if note)
        tone: Tone = measure.verdict or ""
        return cell(self.plain(measure), measure.entries, tone, note)

    @property
    def unrated(self) -> str:
        """Said instead of a verdict where time was jumped."""
        return self.reader._("jumped over, not rated")

    def beside(self, wall_ms: int | None) -> str:
        """The wall's time, to stand beside what was lived at another speed."""
        if wall_ms is None:
            return ""
        time = self.reader.duration(wall_ms, is_fine=True)
        return self.reader._("{time} by the wall clock").format(time=time)

    def plain(self, measure: Measure) -> str:
        """A measure's value in words."""
        compared = self.compared(measure)
        if compared:
            return compared.took
        if measure.value_ms is not None:
            return self.reader.duration(measure.value_ms, measure.is_censored)
        if measure.text:
            return self._worded(measure.text)
        if measure.share is not None:
            return self.reader.share(*measure.share)
        return self.reader.number(measure.number or 0)

    def is_unplanned(self, measure: Measure) -> bool:
        """It waited for a milestone that no plan of this drill ever names."""
        milestone = AWAITED.get(measure.name)
        return (
            milestone is not None
            and measure.is_censored
            and not self.record.plans_reach(milestone)
        )

    def compared(self, measure: Measure) -> Against | None:
        """A measure beside its limit, if it has both."""
        if measure.value_ms is None or measure.limit_ms is None:
            return None
        return self.against(measure.value_ms, measure.limit_ms, measure.is_censored)

    def against(
        self, value_ms: int, limit_ms: int, is_censored: bool = False
    ) -> Against:
        """Times that are shown side by side, in figures that add up."""
        return against(self.reader.lang, value_ms, limit_ms, is_censored)

    def within(self, value_ms: int, limit_ms: int | None, is_censored: bool) -> str:
        """A time beside whatever limit it had."""
        if limit_ms is None:
            return self.reader.duration(value_ms, is_censored)
        return self.against(value_ms, limit_ms, is_censored).took

    def _worded(self, text: str) -> str:
        reader = self.reader
        return {
            "correct": reader._("correct"),
            "over": reader._("too severe"),
            "under": reader._("too mild"),
        }.get(text) or reader.level(text)

    def titled(self, name: str) -> str:
        """What a measure is called."""
        return self.reader._(DEFINITIONS[name].title)

    def limit(self, measure: Measure | None) -> Cell:
        if measure is None or measure.limit_ms is None:
            return cell(NOTHING)
        return cell(self.lasting(measure.limit_ms))

    def verdict(self, verdict: Verdict | None, is_jumped: bool = False) -> Cell:
        if verdict is None:
            return cell(self.unrated, (), "quiet") if is_jumped else cell(NOTHING)
        return cell(self.reader._(VERDICTS[verdict]), (), verdict)

    def margin(self, measure: Measure | None) -> Cell:
        """What was left; below zero, by how much it was passed."""
        compared = self.compared(measure) if measure else None
        if measure is None or compared is None or measure.is_jumped:
            return cell(NOTHING)
        sign = MINUS if compared.sign else ""
        return cell(sign + compared.between, (), measure.verdict or "")

    def time(self, at: int | None, seq: int = 0) -> Cell:
        """Drill time with story time under it."""
        if at is None:
            return cell(NOTHING)
        refs = (seq,) if seq else ()
        return cell(self.reader.at(at), refs, "", self.reader.clock(at))

    def promise(self, promise: Promise) -> str:
        title = promise_title(self.reader, promise.kind, promise.subject, promise.run)
        return title[:1].upper() + title[1:]

    def owner(self, promise: Promise) -> str:
        """The department that owed it; who asked for it, when that was another."""
        if promise.kind == "expected":
            news = self.record.delivered.get(promise.subject)
            return whom(self.reader, news.to) if news else ""
        run = self.reader.run(promise.run) if promise.run else ""
        if promise.kind == "provider" and run:
            return self.reader._("asked by {who}").format(who=run)
        if promise.kind not in ("acknowledge", "answer"):
            return run
        home = self.reader.home(promise.subject)
        if not home or home == self.reader.department(
            self.record.department(promise.run)
        ):
            return run
        return self.reader._("{who}, called by {caller}").format(who=home, caller=run)

    def when(self, instant: Instant | None) -> Cell:
        """The time of an instant, if it ever came."""
        if instant is None:
            return cell(NOTHING)
        return self.time(instant.at, instant.seq)

    def lasting(self, ms: int | None) -> str:
        """A limit, to the second, if there is one."""
        return NOTHING if ms is None else self.reader.duration(ms, is_fine=True)
