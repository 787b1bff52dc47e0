"""Words, times and titles as one reader reads them: a language and a drill.

Titles come from the plan as it was; what has none is called by its id.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from drillkit.engine.events import Texts
from drillkit.language import (
    N_,
    Language,
    format_duration,
    format_instant,
    format_number,
    plural,
    translator,
)
from drillkit.plan.runbook import (
    AnyStep,
    Approve,
    Ask,
    Await,
    Batch,
    Decide,
    Dispatch,
    Do,
    Notify,
    Phase,
    Request,
    RollCall,
    Travel,
    Update,
    Watch,
)
from drillkit.plan.scalars import Text
from drillkit.review.measures.paths import find, without_run
from drillkit.review.record import Record
from drillkit.review.words import MILESTONES, VALUES, shortened, spoken

HOUR = 3_600_000
MINUTE = 60_000
MINUS = "\N{MINUS SIGN}"

# Who did something, where only a person's name says who.
SOMEBODY = "somebody"
PEOPLE = {
    SOMEBODY: N_("somebody, not named here"),
    "director": N_("exercise director"),
    "controller": N_("controller"),
    "evaluator": N_("evaluator"),
    "role-player": N_("role-player"),
    "scribe": N_("scribe"),
    "observer": N_("observer"),
    "stand-in": N_("simulated player"),
}
CAPABILITIES = {
    "classification": N_("classification"),
    "notification": N_("notification"),
    "recovery": N_("recovery"),
    "command": N_("command"),
    "coordination": N_("coordination"),
    "communication": N_("communication"),
    "continuity": N_("continuity"),
    "information": N_("information"),
    "safety": N_("safety"),
    "dispatch": N_("dispatch"),
    "logistics": N_("logistics"),
    "partners": N_("work with partners"),
}
# How a step ends that decides nothing.
OUTCOMES = {
    "refused": N_("refused"),
    "missed": N_("departure missed"),
    "requested": N_("requested"),
    "window-closed": N_("the site was shut again"),
    "no-part": N_("no such part in the store"),
    "short": N_("too few answered"),
}
CHANNELS = {
    "phone": N_("phone"),
    "radio": N_("radio"),
    "in-person": N_("in person"),
    "e-mail": N_("e-mail"),
    "message": N_("message"),
    "chat": N_("chat"),
    "paper": N_("paper"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of one record."""

    lang: Language
    record: Record

    def _(self, text: str) -> str:
        return translator(self.lang)(text)

    def n_(self, one: str, many: str, n: int) -> str:
        """The form for *n*; both are message ids with ``{n}``."""
        return plural(self.lang)(one, many, n).format(n=self.number(n))

    def number(self, n: int) -> str:
        return format_number(n, self.lang)

    def duration(
        self, ms: int, is_censored: bool = False, is_fine: bool = False
    ) -> str:
        """``> x`` for what was still running at the end; fine ones have seconds."""
        text = format_duration(ms - ms % 1000 if is_fine else ms, self.lang, is_fine)
        return f">\N{NO-BREAK SPACE}{text}" if is_censored else text

    def over(self, ms: int) -> str:
        return f"+{format_duration(ms, self.lang)}"

    def share(self, counted: int, of: int) -> str:
        """Always with its n; per cent of a handful would be a pretence."""
        return self._("{counted} of {of}").format(
            counted=self.number(counted), of=self.number(of)
        )

    def at(self, ms: int) -> str:
        """Drill time as h:mm:ss from STARTEX."""
        sign, rest = (MINUS, -ms) if ms < 0 else ("", ms)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        return f"{sign}{hours}:{minutes:02d}:{rest // 1000:02d}"

    def story(self, ms: int) -> str:
        """Story time in the drill's zone, with the date."""
        began = self.record.began.event
        return format_instant(began.starts_ms + ms, began.zone, self.lang)

    def wall(self, ms: int) -> str:
        """An instant of the wall clock (UTC, epoch ms), in the drill's zone."""
        return format_instant(ms, self.record.began.event.zone, self.lang)

    def clock(self, ms: int) -> str:
        """Story time of day."""
        began = self.record.began.event
        text = format_instant(began.starts_ms + ms, began.zone, self.lang, True)
        return text.split(" ")[1]

    def texts(self, texts: Texts) -> str:
        """Words that an entry carries, in this language if they were written in it."""
        return Text(dict(texts)).say(self.lang) if texts else ""

    def text(self, text: Text | None, otherwise: str) -> str:
        return text.say(self.lang) if text else otherwise

    def milestone(self, name: str) -> str:
        """What is reached for one site, partner or client is named after it."""
        if name in MILESTONES:
            return self._(MILESTONES[name])
        whose, what = self._owned(name)
        word = self._(MILESTONES[what]) if what in MILESTONES else spoken(what)
        return f"{whose}: {word}" if whose else word

    def _owned(self, milestone: str) -> tuple[str, str]:
        parts = milestone.split("-")
        for n in range(len(parts) - 1, 0, -1):
            name = "-".join(parts[:n])
            title = self.anything(name)
            if title != name or name.startswith("{"):
                return title, "-".join(parts[n:])
        return "", milestone

    def fact(self, run: str, name: str) -> str:
        """A fact by the question that asks for it."""
        runbook = self.record.runbook(run)
        found = runbook.facts.get(name) if runbook else None
        return shortened(found.ask.say(self.lang)) if found else spoken(name)

    def facts(self, run: str, facts: Mapping[str, str | int | bool]) -> str:
        """What is known, each fact with its value."""
        said = [f"{self.fact(run, name)}: {self.known(facts[name])}" for name in facts]
        return "; ".join(said)

    def known(self, value: str | int | bool) -> str:
        """The value of a fact."""
        if isinstance(value, bool):
            return self._("yes") if value else self._("no")
        if isinstance(value, int):
            return self.number(value)
        return self._(VALUES[value]) if value in VALUES else spoken(value)

    def inject(self, name: str) -> str:
        """An inject by what it says; its id while the scenario is secret."""
        scenario = self.record.books.scenario
        planned = scenario.injects.get(name) if scenario else None
        came = self.record.delivered.get(name)
        words = self.texts(came.says) if came else ""
        words = words or self.text(planned.says if planned else None, "")
        return self._("“{words}”").format(words=words) if words else name

    def asked(self, inject: str, number: int) -> str:
        """One action an inject asks for; "" while the scenario is secret."""
        scenario = self.record.books.scenario
        found = scenario.injects.get(inject) if scenario else None
        if found is None or number > len(found.expects):
            return ""
        return found.expects[number - 1].do.say(self.lang)

    def role(self, name: str) -> str:
        organisation = self.record.books.organisation
        found = organisation.role(name) if organisation else None
        if found:
            return self.text(found.title, name)
        # A client confirms its own service, a partner reports its own repair.
        return self._(PEOPLE[name]) if name in PEOPLE else self.anything(name)

    def home(self, role: str) -> str:
        """The department a role belongs to, as far as the plan knows it."""
        organisation = self.record.books.organisation
        name = organisation.roles().get(role, "") if organisation else ""
        return self.department(name) if name else ""

    def department(self, name: str) -> str:
        return self._titled("departments", name)

    def audience(self, name: str) -> str:
        return self._titled("audiences", name)

    def client(self, name: str) -> str:
        return self._titled("clients", name)

    def provider(self, name: str) -> str:
        return self._titled("providers", name)

    def level(self, name: str) -> str:
        return self._titled("levels", name)

    def contract(self, name: str) -> str:
        return self._titled("contracts", name)

    def site(self, name: str) -> str:
        return self._titled("sites", name)

    def stop_clock(self, name: str) -> str:
        return self._titled("stop_clocks", name)

    def notice(self, name: str) -> str:
        return self._titled("notices", name)

    def expected(self, inject: str) -> str:
        """What an inject asks players to do; its id while the scenario is secret."""
        scenario = self.record.books.scenario
        found = scenario.injects.get(inject) if scenario else None
        asked = [one.do.say(self.lang) for one in found.expects] if found else []
        return "; ".join(asked) or inject

    def anything(self, name: str) -> str:
        """A lane may repeat for providers, sites or clients."""
        groups = ("providers", "sites", "clients", "departments")
        titles = (self._titled(group, name) for group in groups)
        return next((title for title in titles if title != name), name)

    def _titled(self, group: str, name: str) -> str:
        organisation = self.record.books.organisation
        if organisation is None:
            return name
        listed: Mapping[str, object] = getattr(organisation, group)
        title = getattr(listed.get(name), "title", None)
        return self.text(title, name)

    def channel(self, name: str) -> str:
        return self._(CHANNELS[name]) if name in CHANNELS else name

    def service(self, provider: str, name: str) -> str:
        organisation = self.record.books.organisation
        found = organisation.providers.get(provider) if organisation else None
        service = found.services.get(name) if found else None
        return self.text(service.title, name) if service else name

    def part(self, name: str) -> str:
        organisation = self.record.books.organisation
        for store in organisation.stores.values() if organisation else ():
            if name in store.parts:
                return self.text(store.parts[name].title, name)
        return name

    def capability(self, name: str) -> str:
        return self._(CAPABILITIES[name]) if name in CAPABILITIES else name

    def run(self, run: str) -> str:
        """A run by its department, and by its own name when that has several."""
        department = self.department(self.record.department(run))
        runs = [
            other
            for other in self.record.runbook_of
            if self.record.department(other) == self.record.department(run)
        ]
        return f"{department} ({self._plan(run)})" if len(runs) > 1 else department

    def _plan(self, run: str) -> str:
        """What a run follows, unless another run follows the same."""
        paths = list(self.record.runbook_of.values())
        runbook = self.record.runbook(run)
        is_alone = paths.count(self.record.runbook_of.get(run, run)) == 1
        return self.text(runbook.title, run) if runbook and is_alone else run

    def item(self, name: str) -> str:
        for item in self.record.began.event.items:
            if item.item == name and item.title:
                return self.texts(item.title)
        scenario = self.record.books.scenario
        found = scenario.affected.get(name) if scenario else None
        return self.text(found.title, name) if found else name

    def objective(self, name: str) -> str:
        scenario = self.record.books.scenario
        found = scenario.objectives.get(name) if scenario else None
        return self.text(found.title, name) if found else name

    def outcome(self, run: str, path: str, outcome: str) -> str:
        """The answer that settled a step or left a phase, as its decision words it."""
        found = find(self.record, run, path)
        what = found.what if found else None
        steps = what.steps.values() if isinstance(what, Phase) else (what,)
        for step in steps:
            if isinstance(step, Decide) and outcome in step.outcomes:
                return step.outcomes[outcome].say(self.lang)
        return self._(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome

    def path(self, run: str, path: str) -> str:
        """The title of a phase, lane or step; its own id when it has none."""
        known, key = self.record.titles, (self.lang, run, path)
        if key not in known:
            known[key] = self._path(run, path)
        return known[key]

    def _path(self, run: str, path: str) -> str:
        last = without_run(run, path).split("/")[-1]
        found = find(self.record, run, path)
        if found is None:
            return spoken(last)
        said = (
            step_words(self, found.what, run)
            if isinstance(found.what, AnyStep)
            else self.text(found.what.title, "")
        )
        for name, value in found.words:
            said = said.replace("{" + name + "}", self.anything(value))
        return said or spoken(last)


def step_words(reader: Reader, step: AnyStep, run: str) -> str:
    """What a step asks for, as its plan says it; "" when its id says enough."""
    match step:
        case Do():
            return step.do.say(reader.lang)
        case Decide():
            return step.decide.say(reader.lang)
        case Approve():
            return step.approve.say(reader.lang)
        case Notify():
            return reader._("tell: {whom}").format(whom=_whom(reader, step.notify))
        case Update():
            return reader._("update: {whom}").format(whom=reader.audience(step.update))
        case Request():
            provider, _, service = step.request.partition("/")
            asked = reader.text(step.for_, reader.service(provider, service))
            return f"{reader.provider(provider)}: {asked}"
        case Travel():
            return reader._("travel to {site}").format(site=reader.site(step.travel))
        case Dispatch():
            return reader._("{part} to {site}").format(
                part=reader.part(step.dispatch), site=reader.site(step.to)
            )
        case Await():
            awaited, _, milestone = step.await_.rpartition("/")
            return reader._("wait for {run}: {milestone}").format(
                run=reader.run(awaited), milestone=reader.milestone(milestone)
            )
        case Batch():
            return step.of.say(reader.lang)
        case RollCall():
            return reader._("roll call: {role}").format(
                role=reader.role(step.roll_call)
            )
        case Watch():
            return reader._("watch: {fact}").format(fact=reader.fact(run, step.watch))
        case Ask():
            facts = "; ".join(reader.fact(run, name) for name in step.ask)
            return reader._("find out: {facts}").format(facts=facts)
        case _:
            return ""


def _whom(reader: Reader, name: str) -> str:
    """A step may tell an audience, a department or one role."""
    for called in (reader.audience(name), reader.department(name)):
        if called != name:
            return called
    return reader.role(name)
