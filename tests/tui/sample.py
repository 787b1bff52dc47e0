"""Made-up values of every kind, so that layout is tried without a drill's detail."""

from drillkit.language import translator
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import (
    Alarm,
    CallRef,
    Cell,
    Column,
    Control,
    EntryRef,
    ExpectedRef,
    Frame,
    InjectRef,
    ItemRef,
    Mine,
    Page,
    PromiseRef,
    Ref,
    RequestRef,
    Row,
    RunRef,
    SeatRef,
    StepRef,
    Table,
    Timeline,
    Top,
)

NOC = "network-operations/fibre-cut"
C = Cell
L = "late"
A = "attention"
U = "urgent"
D = "dim"

STEPS = (
    ("[x]", "1", "Confirm which sites are down", "3:10", D, "engineer"),
    ("[x]", "2", "Page the on-call lead", "1:05", D, "shift lead"),
    ("[>]", "3", "Open the bridge call", "4:10/5:00", A, "shift lead"),
    ("[ ]", "4", "Tell the key clients", "7:30 left", "plain", "shift lead"),
    ("[.]", "5", "Splice at the Volkhov hut", "shut until 10:00", "plain", "crew"),
    ("[ ]", "6", "First client update", "12:00 left", "plain", "agent"),
    ("[!]", "7", "Decide: fail over to carrier B?", "LATE 2:12", L, "shift lead"),
    ("[-]", "8", "Hand over to the next shift", "skipped", D, "shift lead"),
)
STEPS_RU = {
    "Confirm which sites are down": "Подтвердить, какие узлы недоступны",
    "Page the on-call lead": "Вызвать дежурного руководителя",
    "Open the bridge call": "Открыть селектор",
    "Tell the key clients": "Оповестить ключевых клиентов",
    "Splice at the Volkhov hut": "Сварка на регенерационном пункте Волхов",
    "First client update": "Первое сообщение клиентам",
    "Decide: fail over to carrier B?": "Решить: переходим на оператора Б?",
    "Hand over to the next shift": "Сдать смену",
    "engineer": "инженер",
    "shift lead": "начальник смены",
    "crew": "бригада",
    "agent": "оператор",
    "7:30 left": "ост. 7:30",
    "12:00 left": "ост. 12:00",
    "shut until 10:00": "закрыто до 10:00",
    "LATE 2:12": "ПОЗДНО 2:12",
    "skipped": "пропущен",
    "Steps": "Шаги",
    "Containment, phase 2 of 5": "Локализация, этап 2 из 5",
    "Clocks": "Сроки",
    "Waiting for you": "Ждут вас",
    "Coming": "Впереди",
    "Log": "Журнал",
    "Departments": "Подразделения",
    "Nothing waits.": "Ничего не ждёт.",
    "EXERCISE": "УЧЕНИЯ",
    "Fibre cut on the northern ring": "Обрыв волокна на северном кольце",
    "> RUN x1": "> ИДУТ x1",
    "NOC shift lead (Anna)": "Начальник смены ЦУС (Анна)",
    "CRITICAL, 11 of 15": "КРИТИЧЕСКАЯ, 11 из 15",
    "command: NOC shift lead": "руководит: начальник смены ЦУС",
    "SLA gold 1:07:30 left": "SLA gold: осталось 1:07:30",
    "link ok 0.1s": "связь 0,1 с",
}
CLOCKS = (
    ("Phase target", "12:41 left", "plain"),
    ("SLA gold", "7:30 left !", A),
    ("Next client update", "4:48 left !!", U),
    ("Tell the regulator", "LATE 0:40", L),
    ("Shift ends", "17:18 left", "plain"),
)
LOG = (
    ("42:17", "!", "PR", "a reporter calls about the outage", "attention"),
    ("42:03", "+", "Legal", "contract clause checked", "plain"),
    ("41:40", "=", "HR", "call tree 14 of 16", "plain"),
    (
        "41:12",
        "~",
        "NOC",
        "carrier ref [88231] 日本 and a long tale behind it",
        "plain",
    ),
    ("40:55", "*", "NOC", "D0 declare incident: yes", "good"),
    ("40:02", "!", "NOC", "a second fibre is cut", "attention"),
    ("39:30", "o", "CLK", "control resumed x1", "dim"),
    ("38:11", "=", "PR", "client update 2 sent", "plain"),
    ("37:48", "+", "NOC", "on-call lead paged", "plain"),
    ("36:20", "~", "Fin", "SLA credit about 40k", "plain"),
)
DEPARTMENTS = (
    (
        "Network operations",
        "Containment",
        "3/8",
        "Open the bridge",
        "7:30 left !",
        "ok",
    ),
    ("Client care", "Containment", "4/7", "Bulk reply", "1:10 left !!", "ok"),
    ("Legal", "Assessment", "2/5", "Read the contract", "-", "ok"),
    ("Public relations", "Containment", "1/6", "Statement", "LATE 2:12", "2 open"),
    ("Power and buildings", "Done", "4/4", "-", "-", "ok"),
    ("IT", "Assessment", "2/6", "Badge logs", "-", "offline"),
    ("Billing", "Containment", "1/3", "SLA credit", "-", "ok"),
    ("Contact centre", "Containment", "2/3", "Call tree", "-", "14/16"),
)


def _said(scene: Scene, text: str) -> str:
    known = STEPS_RU.get(text, text) if scene.reader.lang == "ru" else text
    return translator(scene.reader.lang)(known)


def frame(scene: Scene) -> Frame:
    def say(text: str) -> str:
        return _said(scene, text)

    top = Top(
        exercise=say("EXERCISE"),
        title=say("Fibre cut on the northern ring"),
        state=C(say("> RUN x1"), "good"),
        drill_time="T+0:42:17",
        story_time="21:42:17 MSK",
        seat=say("NOC shift lead (Anna)"),
        level=C(say("CRITICAL, 11 of 15"), U),
        command=say("command: NOC shift lead"),
        soonest=C(say("SLA gold 1:07:30 left"), A),
        link=C(say("link ok 0.1s"), "good"),
        seq="#128",
    )
    alarm = "! INJECT reporter: is it true that the ring is down?"
    return Frame(top, (Alarm(alarm, InjectRef("reporter")), Alarm("x", CallRef("c"))))


def mine(scene: Scene) -> Mine:
    def say(text: str) -> str:
        return _said(scene, text)

    columns = (
        Column("", 3),
        Column("", 2, True),
        Column("", 0),
        Column("", 15, drops=1),
        Column("", 16),
    )
    rows = tuple(
        Row(
            (C(mark, tone), C(n, D), C(say(text)), C(say(who), D), C(say(time), tone)),
            StepRef(NOC, f"contain/{n}"),
        )
        for mark, n, text, time, tone, who in STEPS
    )
    clocks = tuple(
        Row((C(name), C(say(left), tone)), PromiseRef(name))
        for name, left, tone in CLOCKS
    )
    waiting = (
        Row((C("!!", U), C("Take charge (inject reporter)")), CallRef("call-1")),
        Row((C("?"), C(say("Decide: fail over to carrier B?"))), StepRef(NOC, "7")),
    )
    coming = (
        Row((C("45:00"), C("Shift handover")), None),
        Row((C("1:00:00"), C("Access window opens at Volkhov")), None),
    )
    two = (Column("", 0), Column("", 14, True))
    return Mine(
        steps=Table(say("Containment, phase 2 of 5"), columns, rows),
        clocks=Table(say("Clocks"), two, clocks),
        waiting=Table(
            say("Waiting for you"), (Column("", 2), Column()), waiting, "Nothing waits."
        ),
        coming=Table(say("Coming"), (Column("", 8, True), Column()), coming),
        feed=feed(scene),
    )


def feed(scene: Scene) -> Table:
    rows = tuple(
        Row((C(at, D), C(mark), C(who), C(text, tone)), EntryRef(128 - n))
        for n, (at, mark, who, text, tone) in enumerate(LOG)
    )
    columns = (Column("", 6, True), Column("", 1), Column("", 6, drops=1), Column())
    return Table(_said(scene, "Log"), columns, rows)


def instructions(scene: Scene, ref: Ref) -> Page:
    name = ref.path if isinstance(ref, StepRef) else str(ref)
    lines = (
        C("Open the bridge call and name who keeps the log.", "strong"),
        C(""),
        C("1. Dial bridge 5501; the code is in the vault."),
        C("2. Name the scribe and who has command, out loud."),
        C("3. Post the link where the shift reads, not only where you are."),
        C("   Whoever joins late reads the last line of the log before asking."),
        C(""),
        C("Evidence: bridge number, name of who has command.", "dim"),
    )
    return Page(f"Step {name}", lines)


def control(scene: Scene) -> Control:
    columns = (
        Column("Department", 20),
        Column("Phase", 12, drops=2),
        Column("Done", 5, True),
        Column("Now", 0),
        Column("Next", 12),
        Column("Ack", 8),
    )
    rows = tuple(
        Row(tuple(C(text, _tone(text)) for text in line), RunRef(f"run-{n}"))
        for n, line in enumerate(DEPARTMENTS)
    )
    pairs = (Column("", 0), Column("", 10, True))

    def small(title: str, *lines: tuple[str, str, Ref]) -> Table:
        told = tuple(Row((C(a), C(b, _tone(b))), ref) for a, b, ref in lines)
        return Table(title, pairs, told, "None.")

    return Control(
        departments=Table(_said(scene, "Departments"), columns, rows),
        updates=small("Client updates", ("Key clients", "4:48", PromiseRef("u1"))),
        calls=small("Acknowledgements", ("Call tree", "14/16", CallRef("c1"))),
        seats=small("Seats", ("NOC lead", "here", SeatRef("lead"))),
        workload=small("Work and people", ("Engineer", "3 of 2", SeatRef("engineer"))),
        affected=small("Affected", ("Bank, 12 branches", "down", ItemRef("bank"))),
        requests=small("Partners", ("Splice", "0:20:00", RequestRef("splice"))),
        feed=feed(scene),
        injects=small(
            "Injects",
            ("Reporter calls", "42:00", InjectRef("reporter")),
            ("Links flap", "in 2:43", InjectRef("flaps")),
        ),
        expected=small(
            "Expected", ("Take charge", "missed", ExpectedRef("reporter", 1))
        ),
        observations=small("Observations", ("Slow to answer", "M", EntryRef(120))),
    )


def _tone(text: str) -> str:
    for sign, tone in (("LATE", L), ("!!", U), ("!", A), ("offline", A)):
        if sign in text:
            return tone
    return "plain"


def timeline(scene: Scene, words: str, width: int) -> Timeline:
    lanes = (
        "NOC    ..S.....+......!...D.......+...",
        "Legal  .......+..........+.......",
    )
    table = feed(scene)
    rows = tuple(r for r in table.rows if words in " ".join(c.text for c in r.cells))
    entries = Table(f"Entries {len(rows)} of 10", table.columns, rows, "None fit.")
    return Timeline(Page("Lanes T+0:00 .. T+0:42", tuple(map(C, lanes))), entries)


def report(scene: Scene) -> str:
    return (
        "# After-action report\n\n**So far** the promise holds.\n\n"
        "| What | Target | Took |\n|---|---|---|\n| Restore | 4 h | > 42 min |\n\n"
        "- one finding\n- another\n"
    )
