"""The compiled company: contracts, levels, hours and timetables."""

from drillkit.engine.charts import Company
from drillkit.engine.company import compile_company
from tests.engine.semantics.play import COMPANY, HOUR, MINUTE, plan_of

BOOK = "phases: {over: {final: true}}"


def company(was: str = "", now: str = "") -> Company:
    assert was in COMPANY
    plan = plan_of(BOOK, company=(was, now))
    return compile_company(plan.organisation.model)


def test_the_first_level_written_is_the_worst():
    made = company()

    assert [level.rank for level in made.levels.values()] == [0, 1]
    assert made.worse("minor", "crisis") == "crisis"
    assert made.reaches_level("crisis", "minor")
    assert not made.reaches_level("minor", "crisis")


def test_every_level_reaches_a_level_nobody_names():
    assert company().reaches_level("minor", "")


def test_a_client_has_the_limits_of_its_contract():
    clients = company().clients

    assert clients["mine"].restore_within == 4 * HOUR
    assert clients["mine"].stop_clock == {"no-access", "no-power"}
    assert clients["shop"].stop_clock == {"no-access"}


def test_hours_are_those_of_the_site_they_belong_to():
    made = company()

    assert made.site_hours["island"].zone == "Asia/Sakhalin"
    assert made.site_hours["base"].zone == made.zone == "Europe/Moscow"
    assert made.site_hours["base"].always
    assert made.clients["shop"].hours.zone == "Europe/Moscow"


def test_hours_without_days_are_the_same_every_day():
    [window] = company("days: [tue, thu], ", "").site_hours["island"].windows

    assert window.days == (0, 1, 2, 3, 4, 5, 6)
    assert (window.opens_min, window.closes_min) == (17 * 60, 19 * 60)


def test_a_timetable_speaks_the_time_of_where_one_leaves():
    to_port, to_island = company().legs

    assert (to_port.zone, to_island.zone) == ("Europe/Moscow", "Asia/Sakhalin")
    assert [d.at_min for d in to_port.departs] == [10 * 60, 12 * 60]
    assert to_island.departs == ()


def test_a_leg_from_where_no_site_is_described_keeps_the_company_s_time():
    legs = company("  base: {}\n", "").legs

    assert legs[0].zone == "Europe/Moscow"


def test_a_provider_has_a_lead_time_only_where_it_gives_one():
    fibre = company().providers["fibre"]

    assert fibre.lead_times == {"divert": 40 * MINUTE}
    assert fibre.acknowledge_within == 15 * MINUTE


def test_a_store_s_parts_are_counted_one_by_one():
    assert company("router: 1", "router: 3, modem: 0").stock == {
        ("depot", "router"): 3,
        ("depot", "modem"): 0,
    }


def test_a_notice_counts_from_each_of_its_anchors():
    notices = company().notices

    assert [(x.anchor, x.ms) for x in notices["first"].within] == [
        ("classified", 4 * HOUR),
        ("detected", 24 * HOUR),
    ]
    assert [(x.ms, x.months) for x in notices["last"].within] == [(0, 1)]
    assert notices["last"].level == ""
