"""Runbooks by the thousand, as long and as varied as those that people write.

Every one of them is sound: it has facts, classification, escalation, lanes side by
side, a partner with a deadline, a part that travels and a loop until clients confirm.
"""

from textwrap import indent

DEPARTMENTS = (
    "network-operations",
    "field-service",
    "contact-centre",
    "client-care",
    "billing",
    "legal",
    "it",
    "power-and-buildings",
    "partner-management",
    "executive",
)

# What is worked on, in both languages.
OBJECTS = (
    ("the core router", "магистральный маршрутизатор"),
    ("the optical line", "оптическую линию"),
    ("the satellite terminal", "спутниковый терминал"),
    ("the power feed", "ввод питания"),
    ("the billing database", "базу данных биллинга"),
    ("the call queue", "очередь вызовов"),
    ("the signalling link", "канал сигнализации"),
)
ACTS = (
    ("Isolate", "Отключить"),
    ("Inspect", "Осмотреть"),
    ("Replace", "Заменить"),
    ("Test", "Проверить"),
    ("Restart", "Перезапустить"),
    ("Hand over", "Передать"),
)


def workspace(runbooks: int) -> dict[str, str]:
    """Path to text: a company and so many runbooks."""
    texts = {"runbooks/organisation.yaml": organisation()}
    for number in range(runbooks):
        department = DEPARTMENTS[number % len(DEPARTMENTS)]
        texts[f"runbooks/{department}/threat-{number}.yaml"] = runbook(number)
    return texts


def organisation() -> str:
    departments = "".join(
        f"""  {department}:
    title: {{en: "Department {department}", ru: "Подразделение {department}"}}
    roles:
      {department}-engineer: {{people: 6, hours: always, deputy: {department}-lead}}
      {department}-lead: {{people: 2, hours: always, deputy: {department}-head}}
      {department}-head: {{people: 1, hours: always}}
"""
        for department in DEPARTMENTS
    )
    return f"""organisation: Benchmark Telecom
timezone: Europe/Moscow
languages: [en, ru]
levels:
  crisis:
    acknowledge-within: 5m
    restore-within: 8h
    tell: {{executives: 15m, clients: 15m}}
    update: {{clients: 30m}}
  critical:
    acknowledge-within: 5m
    restore-within: 8h
    tell: {{executives: 30m, clients: 15m}}
    update: {{clients: 30m}}
  minor: {{acknowledge-within: 1h, restore-within: 24h}}
until-classified: critical
audiences:
  executives: {{roles: [executive-head], by: executive-lead, answer: received}}
  clients: {{by: client-care-lead}}
departments:
{departments}  board:
    roles:
      chief-executive: {{people: 1, hours: always}}
      chair: {{people: 1, hours: always}}
providers:
  volga-fibre:
    restore-within: 3h
    acknowledge-within: 15m
    contract-from: 2025-01-01
    services: {{repair: {{}}}}
sites:
  head-office: {{timezone: Europe/Moscow}}
  node: {{timezone: Europe/Moscow}}
stores:
  central-store: {{at: head-office, parts: {{line-card: 4}}}}
legs:
  - {{from: head-office, to: node, takes: 40m}}
"""


def runbook(number: int) -> str:
    """One runbook of some 280 lines; the number makes the difference."""
    department = DEPARTMENTS[number % len(DEPARTMENTS)]
    lanes = "".join(_lane(number, lane, department) for lane in range(3))
    lanes += _partner_lane(department)
    return (
        _head(number, department)
        + _triage(department)
        + f"""
  restore:
    title: {{en: "Restore the service", ru: "Восстановление услуги"}}
    target: 4h
    lanes:
{indent(lanes, "      ")}    join: all
    reaches: restored-reported
    leads-to: {{done: verify}}
"""
        + _verify(department)
    )


def _head(number: int, department: str) -> str:
    return f"""runbook: threat-{number}
department: {department}
title: {{en: "Threat number {number}", ru: "Угроза номер {number}"}}
revision: {number % 9 + 1}
owner: {department}-lead
review-by: 2027-03-01

facts:
  service:
    ask: {{en: "How much of the service is lost?", ru: "Насколько нарушена услуга?"}}
    one-of: [none, degraded, lost]
  scale:
    ask: {{en: "How far does it reach?", ru: "Каков охват?"}}
    one-of: [site, city, region, country]
  redundancy:
    ask: {{en: "Is a working backup left?", ru: "Остался ли исправный резерв?"}}
    yes-no: true
  clients:
    ask: {{en: "How many clients are affected?", ru: "Сколько клиентов затронуто?"}}
    count: true

classification:                           # the first that holds gives the level
  crisis: service == "lost" and scale in ["region", "country"]
  critical: service == "lost" and not redundancy or clients > {number % 90 + 10}
  minor: otherwise

escalation:
  - {{call: {department}-lead}}
  - {{call: chief-executive, from: critical}}
  - {{call: chair, from: crisis}}
"""


def _triage(department: str) -> str:
    return f"""
phases:
  triage:
    title: {{en: "Is it real, and how bad?", ru: "Подтверждение и классификация"}}
    target: 15m
    steps:
      confirm:
        do: {{en: "Confirm the alarm", ru: "Подтвердить аварийный сигнал"}}
        by: {department}-engineer
        target: 5m
        takes: [1m, 2m, 5m]
      size-up:
        ask: [service, scale, redundancy, clients]
        by: {department}-engineer
        target: 5m
        takes: [2m, 3m, 5m]
      declare:
        decide: {{en: "Is it real?", ru: "Авария подтверждается?"}}
        outcomes:
          real: {{en: "Declare the event", ru: "Объявить аварию"}}
          false-alarm: {{en: "Stand down", ru: "Отбой"}}
        chance: {{real: 97%, false-alarm: 3%}}
        by: {department}-lead
        target: 5m
        takes: [1m, 2m, 4m]
        reaches: {{real: declared}}
    leads-to: {{real: restore, false-alarm: stood-down}}
"""


def _lane(number: int, lane: int, department: str) -> str:
    """Two phases of work, each of four steps, and its end."""
    phases = "".join(
        f"""    {name}:
      target: 1h20m
      steps:
{"".join(_step(number, lane, phase, step, department) for step in range(4))}\
      leads-to: {{done: {onward}}}
"""
        for phase, (name, onward) in enumerate((("prepare", "work"), ("work", "ready")))
    )
    return f"""lane-{lane}:
  title: {{en: "Team {lane + 1}", ru: "Группа {lane + 1}"}}
  phases:
{phases}    ready: {{final: true}}
"""


def _step(number: int, lane: int, phase: int, step: int, department: str) -> str:
    at = number + 5 * lane + 3 * phase + step
    act, object_ = ACTS[at % len(ACTS)], OBJECTS[at % len(OBJECTS)]
    return f"""        step-{step}:
          do: {{en: "{act[0]} {object_[0]}", ru: "{act[1]} {object_[1]}"}}
          by: {department}-engineer
          target: 20m
          takes: [{at % 4 + 2}m, {at % 5 + 7}m, 18m]
"""


def _partner_lane(department: str) -> str:
    return f"""partner:
  title: {{en: "The partner, or our own crew", ru: "Партнёр или своя бригада"}}
  phases:
    provider:
      steps:
        splice:
          request: volga-fibre/repair
          for: {{en: "Repair the cable", ru: "Восстановить кабель"}}
          by: {department}-lead
          target: 1h30m
          takes: [40m, 1h10m, 3h]
          chance: {{done: 90%, refused: 10%}}
      after: {{1h30m: crew}}
      leads-to: {{done: repaired, refused: crew}}
    crew:
      target: 2h
      steps:
        part:
          dispatch: line-card
          from: central-store
          to: node
          by: {department}-lead
          takes: [30m, 40m, 55m]
          chance: {{done: 96%, no-part: 2%, missed: 2%}}
        fix:
          do: {{en: "Replace the line card", ru: "Заменить линейную плату"}}
          at: node
          by: {{{department}-engineer: 2}}
          target: 50m
          takes: [20m, 35m, 50m]
      leads-to: {{done: repaired, no-part: provider, missed: provider}}
    repaired: {{final: true}}
"""


def _verify(department: str) -> str:
    return f"""
  verify:
    title: {{en: "Make sure with the clients", ru: "Подтверждение клиентами"}}
    target: 25m
    steps:
      tell:
        update: clients
        says: {{en: "Service is back, please check.", ru: "Связь есть, проверьте."}}
        next: 30m
        by: client-care-lead
        needs: []
        target: 10m
        takes: [1m, 2m, 5m]
      measure:
        do: {{en: "Compare traffic with last week", ru: "Сравнить трафик"}}
        by: {department}-engineer
        needs: []
        target: 15m
        takes: [5m, 8m, 15m]
      verdict:
        decide: {{en: "Is the service back?", ru: "Связь восстановлена?"}}
        outcomes:
          good: {{en: "Yes, confirmed by clients", ru: "Да, клиенты подтвердили"}}
          bad: {{en: "Not yet", ru: "Пока нет"}}
        chance: {{good: 90%, bad: 10%}}
        by: {department}-lead
        needs: [tell, measure]
        target: 5m
        takes: [1m, 2m, 5m]
        reaches: {{good: restored-confirmed}}
    leads-to: {{good: normal, bad: restore}}

  normal: {{final: true, reaches: normal}}
  stood-down: {{final: true, reaches: normal}}
"""
