"""A runbook as states and ways; of a drill, the path taken and the time spent."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from drillkit.engine.events import PhaseLeft
from drillkit.language import Language, format_duration, translator
from drillkit.plan.runbook import Decide, Lane, Phase, Runbook
from drillkit.review.measures.paths import without_run
from drillkit.review.measures.phases import Timing
from drillkit.review.reader import OUTCOMES
from drillkit.review.view.blocks import cited
from drillkit.review.view.chart import Stage, StageLook, States, Track, Way, sign
from drillkit.review.view.review import Review
from drillkit.review.words import spoken


class Walk:
    """What a drill made of a runbook: its phases' times, and ways taken."""

    def __init__(self, review: Review, run: str) -> None:
        self.review = review
        self.run = run
        self.timings: Mapping[str, Timing] = {
            without_run(run, one.path): one
            for one in review.measures.phases
            if one.run == run
        }
        self.taken: dict[tuple[str, str], int] = {}
        for h in review.record.of(PhaseLeft):
            if h.event.run == run and h.event.to:
                way = (without_run(run, h.event.path), without_run(run, h.event.to))
                self.taken[way] = self.taken.get(way, 0) + 1

    def notes(self, path: str) -> list[str]:
        timing = self.timings.get(path)
        if timing is None:
            return []
        limit = timing.limit_ms if len(timing.visits) == 1 else None
        took = self.review.within(timing.total_ms, limit, timing.is_censored)
        if len(timing.visits) > 1:
            took += f", \N{MULTIPLICATION SIGN}{len(timing.visits)}"
        return [self.review.reader._("took {time}").format(time=took)]

    def look(self, path: str) -> StageLook:
        timing = self.timings.get(path)
        if timing is None:
            return "box"
        return "box-late" if timing.verdict == "missed" else "box-taken"


def states_of(
    runbook: Runbook, lang: Language, walk: Walk | None = None, id_: str = "states"
) -> States:
    """The picture of *runbook*; with a *walk*, of what was lived of it."""
    _ = translator(lang)
    named = Names(runbook, lang, walk)
    stages, ways = named.flow("", runbook.phases)
    title = runbook.title.say(lang)
    refs = [
        seq for one in (walk.timings.values() if walk else ()) for seq in one.entries
    ]
    return {
        "kind": "states",
        "id": id_,
        "title": (
            _("{plan}: the path taken and the time spent").format(plan=title)
            if walk
            else _("{plan}: phases and the ways between them").format(plan=title)
        ),
        "text": "; ".join(_told(stages, ways)),
        "stages": stages,
        "ways": ways,
        "legend": [
            sign(_("entered"), "kept", "box-taken"),
            sign(_("entered, past its target"), "missed", "box-late"),
            sign(_("not entered"), "open", "box"),
        ]
        if walk
        else [],
        "refs": cited(refs),
    }


def _told(stages: list[Stage], ways: list[Way]) -> list[str]:
    titles = {one["id"]: one["label"] for one in stages}
    said = []
    for one in stages:
        to = [
            f"{titles[way['end']]}" + (f" ({way['label']})" if way["label"] else "")
            for way in ways
            if way["start"] == one["id"]
        ]
        text = ": ".join([one["label"], *one["notes"]])
        said.append(text + (f" \N{EN DASH} {', '.join(to)}" if to else ""))
        for lane in one["lanes"]:
            said += [
                f"{lane['label']}: {line}"
                for line in _told(lane["stages"], lane["ways"])
            ]
    return said


class Names:
    """Titles of a runbook's parts, in a language."""

    def __init__(self, runbook: Runbook, lang: Language, walk: Walk | None) -> None:
        self.runbook = runbook
        self.lang = lang
        self.walk = walk
        self._: Callable[[str], str] = translator(lang)

    def flow(
        self,
        outer: str,
        phases: Mapping[str, Phase],
        words: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[list[Stage], list[Way]]:
        stages = [
            self._stage(outer + name, name, phase, words)
            for name, phase in phases.items()
        ]
        ways = [
            way
            for name, phase in phases.items()
            for way in self._ways(outer, name, phase)
        ]
        return stages, ways

    def _stage(
        self, path: str, name: str, phase: Phase, words: Mapping[str, str]
    ) -> Stage:
        label = phase.title.say(self.lang) if phase.title else spoken(name)
        notes = []
        if phase.target is not None:
            text = self._("target {target}")
            notes = [text.format(target=format_duration(phase.target, self.lang, True))]
        notes += self.walk.notes(path) if self.walk and not phase.final else []
        return {
            "id": path,
            "label": _filled(label, words),
            "notes": notes,
            "look": self.walk.look(path) if self.walk else "box",
            "is_final": phase.final,
            "lanes": [
                track
                for key, lane in phase.lanes.items()
                for track in self._tracks(path, key, lane, words)
            ],
        }

    def _tracks(
        self, path: str, key: str, lane: Lane, words: Mapping[str, str]
    ) -> list[Track]:
        """A lane written once for several partners or sites is drawn for each."""
        repeats = [
            (f"{key}-{value}", {**words, name: self._title(value)})
            for name, values in (lane.each or {}).items()
            for value in values
        ] or [(key, dict(words))]
        found: list[Track] = []
        for name, said in repeats:
            outer = f"{path}/{name}"
            stages, ways = self.flow(f"{outer}/", lane.phases, said)
            label = lane.title.say(self.lang) if lane.title else spoken(name)
            found.append(
                {
                    "id": outer,
                    "label": _filled(label, said),
                    "stages": stages,
                    "ways": ways,
                }
            )
        return found

    def _title(self, value: str) -> str:
        return self.walk.review.reader.anything(value) if self.walk else value

    def _ways(self, outer: str, name: str, phase: Phase) -> list[Way]:
        found: dict[str, list[str]] = {}
        for outcome, to in phase.leads_to.items():
            found.setdefault(to, []).append(self._outcome(phase, outcome))
        for after, to in phase.after.items():
            text = self._("after {time}")
            time = format_duration(after, self.lang, True)
            found.setdefault(to, []).append(text.format(time=time))
        return [
            {
                "start": outer + name,
                "end": outer + to,
                "label": ", ".join(label for label in labels if label),
                "times": self._taken(outer + name, outer + to),
            }
            for to, labels in found.items()
        ]

    def _taken(self, start: str, end: str) -> int:
        return self.walk.taken.get((start, end), 0) if self.walk else 0

    def _outcome(self, phase: Phase, outcome: str) -> str:
        for step in phase.steps.values():
            if isinstance(step, Decide) and outcome in step.outcomes:
                return step.outcomes[outcome].say(self.lang)
        if outcome == "done":
            return ""
        return self._(OUTCOMES[outcome]) if outcome in OUTCOMES else spoken(outcome)


def _filled(label: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        label = label.replace("{" + name + "}", value)
    return label


def states(review: Review) -> list[States]:
    """One picture a run whose runbook is known."""
    found = []
    for number, run in enumerate(review.record.runbook_of, 1):
        runbook = review.record.runbook(run)
        if runbook:
            walk = Walk(review, run)
            found.append(
                states_of(runbook, review.reader.lang, walk, f"states-{number}")
            )
    return found
