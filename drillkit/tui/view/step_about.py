"""What a step is about besides its words: facts, a site, a journey, a partner."""

from collections.abc import Iterator

from drillkit.engine.calendar import is_open, next_open
from drillkit.engine.charts import Step
from drillkit.engine.drill import Journey, Run, StepState
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell
from drillkit.tui.view.hours import hours_words
from drillkit.tui.view.times import span, story_clock, zone_of
from drillkit.tui.view.values import Cell


def about(
    scene: Scene, run: Run, step: Step, state: StepState | None
) -> Iterator[Cell]:
    """What its verb acts on, as it stands now."""
    match step.verb:
        case "ask":
            yield from _facts(scene, run, step)
        case "watch":
            yield from _watched(scene, run, step)
        case "notify" | "update":
            yield from _audience(scene, step)
        case "request":
            yield from _request(scene, run, step, state)
        case "batch" | "roll-call":
            yield from _count(scene, step, state)
        case "await":
            yield from _awaited(scene, step)
        case _:
            pass
    if step.site:
        yield from _site(scene, step.site)
    if state is not None:
        journey = scene.drill.journeys.get(f"{run.run}/{step.path}#{state.visit}")
        if journey is not None:
            yield from journey_lines(scene, journey)


def _facts(scene: Scene, run: Run, step: Step) -> Iterator[Cell]:
    for name in step.asks:
        yield fact_line(scene, run, name)


def fact_line(scene: Scene, run: Run, name: str) -> Cell:
    """A question with what is known of it, or with what may be answered."""
    reader = scene.reader
    book = reader.record.runbook(run.run)
    fact = book.facts.get(name) if book else None
    question = fact.ask.say(reader.lang) if fact else reader.fact(run.run, name)
    if name in run.facts:
        return cell(f"[x] {question} {reader.known(run.facts[name])}")
    choices = fact.one_of if fact and fact.one_of else ()
    said = "/".join(reader.known(choice) for choice in choices)
    return cell(f"[ ] {question} ({said})" if said else f"[ ] {question}")


def _watched(scene: Scene, run: Run, step: Step) -> Iterator[Cell]:
    yield fact_line(scene, run, step.about)
    every = scene.reader._("Look again every {time}.")
    yield cell(every.format(time=span(step.every)))


def _audience(scene: Scene, step: Step) -> Iterator[Cell]:
    reader = scene.reader
    known = scene.play.company.audiences.get(step.about)
    if known is None:
        return
    told = scene.drill.told.get(step.about, frozenset())
    for role in known.roles:
        mark = "[x]" if role in told else "[ ]"
        yield cell(f"{mark} {reader.role(role)}")
    last = scene.drill.updates.get(step.about)
    if last is not None:
        text = reader._("Last told {time} ago.")
        yield cell(text.format(time=span(scene.now - last)))


def _request(
    scene: Scene, run: Run, step: Step, state: StepState | None
) -> Iterator[Cell]:
    reader = scene.reader
    name, _slash, service = step.about.partition("/")
    provider = scene.play.company.providers.get(name)
    if provider is None:
        return
    text = reader._("{provider} promises {service} within {time}.").format(
        provider=reader.provider(name),
        service=reader.service(name, service),
        time=span(provider.promised(service)),
    )
    yield cell(text)
    request = f"{run.run}/{step.path}#{state.visit}" if state else ""
    asked = scene.drill.requests.get(request)
    if asked is not None:
        since = reader._("Asked {time} ago, {answer}.").format(
            time=span(scene.now - asked.made_at),
            answer=reader._("acknowledged")
            if asked.acknowledged
            else reader._("no answer yet"),
        )
        yield cell(since, "plain" if asked.acknowledged else "attention")


def _count(scene: Scene, step: Step, state: StepState | None) -> Iterator[Cell]:
    text = scene.reader._("{counted} of {total}; {enough} are enough.").format(
        counted=state.counted if state else 0, total=step.total, enough=step.enough
    )
    yield cell(text)


def _awaited(scene: Scene, step: Step) -> Iterator[Cell]:
    """How far those are who are waited for."""
    whose = step.about.rpartition("/")[0]
    for run in scene.drill.runs.values():
        if whose not in (run.run, run.runbook, run.department):
            continue
        chart = scene.charts[run.run]
        for path in run.configuration:
            if not chart.phases[path].lanes:
                text = (
                    f"{scene.reader.run(run.run)}: {scene.reader.path(run.run, path)}"
                )
                yield cell(text, "dim")


def _site(scene: Scene, site: str) -> Iterator[Cell]:
    """When one may be there, in its own time."""
    reader = scene.reader
    known = scene.play.company.site_hours.get(site)
    if known is None:
        return
    where = reader._("At {site}: {hours}")
    yield cell(where.format(site=reader.site(site), hours=hours_words(reader, known)))
    if known.always:
        return
    instant = scene.drill.starts_ms + scene.now
    if is_open(known, instant) or _was_opened(scene, site):
        yield cell(reader._("It is open now."))
    elif (opens := next_open(known, instant)) is not None:
        at = opens - scene.drill.starts_ms
        text = reader._("It is shut now, until {time}.")
        yield cell(text.format(time=both_zones(scene, at, known.zone)), "attention")


def _was_opened(scene: Scene, site: str) -> bool:
    """Whether an amendment opened it for now, outside its hours."""
    return any(
        name == site and opens <= scene.now < closes
        for name, opens, closes in scene.drill.windows
    )


def both_zones(scene: Scene, at: int, zone: str) -> str:
    """A time as the place's clock shows it, and as ours does."""
    here = story_clock(scene, at)
    if zone == zone_of(scene):
        return here
    return f"{story_clock(scene, at, zone)} = {here}"


def journey_lines(scene: Scene, journey: Journey) -> Iterator[Cell]:
    """Every leg with its times in both zones."""
    reader = scene.reader
    yield cell(reader._("The way:"), "strong")
    for number, leg in enumerate(journey.legs):
        mark = _leg_mark(journey, number)
        text = reader._("{mark} {origin} {departs} > {destination} {arrives}").format(
            mark=mark,
            origin=reader.site(leg.origin),
            departs=both_zones(scene, leg.departs_at, _zone(scene, leg.origin)),
            destination=reader.site(leg.destination),
            arrives=both_zones(scene, leg.arrives_at, _zone(scene, leg.destination)),
        )
        yield cell(text)


def _leg_mark(journey: Journey, number: int) -> str:
    if number < journey.leg:
        return "[x]"
    is_under_way = number == journey.leg and journey.departed
    return "[>]" if is_under_way else "[ ]"


def _zone(scene: Scene, site: str) -> str:
    known = scene.play.company.site_hours.get(site)
    return known.zone if known else zone_of(scene)
