"""The scorecard of partners as a sheet: shares with their n, terms, causes, cases."""

from collections.abc import Sequence

from drillkit.language import Language, format_duration, plural, translator
from drillkit.plan.organisation import Organisation
from drillkit.review.history import words
from drillkit.review.history.scoring import LEAST, OWN, Case, Score, Terms
from drillkit.review.sheet import Sheet, sheet
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    Tone,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING

Share = tuple[int, int]


def scorecard(found: Sequence[Score], lang: Language, simulated: int = 0) -> Sheet:
    """Every partner; *simulated* is how many simulations were left out."""
    _ = translator(lang)
    n_ = plural(lang)
    held = _(
        "Held against the contract of each case's own day. Below {n} cases: no"
        " percentage."
    )
    notes = [
        held.format(n=LEAST),
        _(
            "First fix: done, and not asked for again in the same event. Logs do not"
            " hold when a partner arrived on site."
        ),
    ]
    if simulated:
        left = n_(
            "{n} simulation is left out: its partners are estimates.",
            "{n} simulations are left out: their partners are estimates.",
            simulated,
        )
        notes.append(left.format(n=simulated))
    sections = [_overview(found, lang)]
    sections += [_partner(score, n, lang) for n, score in enumerate(found)]
    return sheet(
        lang,
        _("Partner scorecard"),
        _("Partners against their contracts"),
        sections,
        [_datum(score, lang) for score in found],
        notes=notes,
    )


def _overview(found: Sequence[Score], lang: Language) -> Section:
    _ = translator(lang)
    rows = []
    for score in found:
        mid = score.restore_times
        median = ""
        if mid:
            median = format_duration(mid.median.ms, lang)
            median = (
                f">\N{NO-BREAK SPACE}{median}" if mid.median.is_censored else median
            )
        rows.append(
            [
                cell(_title(score, lang)),
                cell(str(len(score.rated))),
                _share(score.acknowledged, lang),
                _share(score.restored, lang),
                _share(score.first_fixed, lang),
                cell(median or NOTHING),
            ]
        )
    columns = [
        _("Partner"),
        _("Cases") + "#",
        _("Answered in time") + "#",
        _("Done in time") + "#",
        _("First fix") + "#",
        _("Median") + "#",
    ]
    empty = _("No partner was asked yet, in an exercise with people or for real.")
    title = _("All partners")
    return section("partners", title, [table(title, columns, rows, empty)])


def _share(share: Share, lang: Language) -> Cell:
    """A percentage only where there are enough cases for one."""
    counted, of = share
    if not of:
        return cell(NOTHING, (), "quiet")
    _ = translator(lang)
    said = _("{counted} of {of}").format(counted=counted, of=of)
    tone: Tone = "kept" if counted == of else "missed"
    if of < LEAST:
        return cell(said, (), tone)
    return cell(f"{round(100 * counted / of)}\N{NO-BREAK SPACE}%", (), tone, said)


def _organisation(score: Score) -> Organisation | None:
    return score.cases[-1].past.record.books.organisation


def _title(score: Score, lang: Language) -> str:
    """As the newest plan that asked it calls it."""
    organisation = _organisation(score)
    found = organisation.providers.get(score.provider) if organisation else None
    return found.title.say(lang) if found and found.title else score.provider


def _partner(score: Score, n: int, lang: Language) -> Section:
    blocks: list[Block] = [_terms(score, lang), _cases(score, lang)]
    if score.causes:
        blocks.append(_causes(score, lang))
    if not score.rated:
        _ = translator(lang)
        blocks.insert(0, paragraph(_("None of its cases is comparable.")))
    return section(f"partner-{n}", _title(score, lang), blocks)


def _terms(score: Score, lang: Language) -> Block:
    _ = translator(lang)
    rows = [
        [
            cell(terms.since.isoformat() if terms.since else NOTHING),
            _limit(terms.acknowledge_within, lang),
            _limit(terms.restore_within, lang),
            cell(str(len(cases)), (), "", _span(cases)),
        ]
        for terms, cases in score.terms
    ]
    columns = [
        _("Contract of"),
        _("Answers within") + "#",
        _("Done within") + "#",
        _("Cases held to it"),
    ]
    return table(_("Terms, each with its cases"), columns, rows, "")


def _limit(ms: int | None, lang: Language) -> Cell:
    return cell(NOTHING if ms is None else format_duration(ms, lang, True))


def _span(cases: Sequence[Case]) -> str:
    days = sorted({case.past.day.isoformat() for case in cases})
    return days[0] if len(days) == 1 else f"{days[0]} \N{EN DASH} {days[-1]}"


def _cases(score: Score, lang: Language) -> Block:
    _ = translator(lang)
    outcomes = {
        "done": _("done"),
        "refused": _("refused"),
        "stood-down": _("stood down"),
        "": _("no final answer"),
    }
    rows = []
    for case in score.cases:
        row, past = case.row, case.past
        review = words.reviewed(past, lang)
        where = f"{past.drill} #{row.made.seq}, {words.kind(past, lang)}"
        again = _("asked for again") if case.is_repeated else ""
        answered = review.within(
            row.acknowledge_ms, row.acknowledge_within, row.acknowledged is None
        )
        done = review.within(row.answer_ms, row.restore_within, row.answered is None)
        rows.append(
            [
                cell(past.day.isoformat(), (), "", where),
                cell(answered, (), row.acknowledge_verdict or ""),
                cell(done, (), row.answer_verdict or ""),
                cell(outcomes[row.outcome], (), "", again),
            ]
        )
    columns = [_("Date"), _("Answered after") + "#", _("Done after") + "#", _("End")]
    return table(_("Cases"), columns, rows, "")


def _causes(score: Score, lang: Language) -> Block:
    """Longest first, so that a reader may stop reading."""
    _ = translator(lang)
    whole = sum(ms for _code, _n, ms in score.causes)
    rows = [
        [
            cell(_code(score, code, lang)),
            cell(str(count)),
            cell(format_duration(ms, lang)),
            cell(format_duration(whole, lang)),
        ]
        for code, count, ms in score.causes
    ]
    columns = [
        _("Cause of delay, by code"),
        _("Cases") + "#",
        _("Time past the promise") + "#",
        _("Of all") + "#",
    ]
    return table(_("Causes of delay"), columns, rows, "")


def _code(score: Score, code: str, lang: Language) -> str:
    _ = translator(lang)
    if code == OWN:
        return _("no code: the partner's own, or nobody wrote why")
    organisation = _organisation(score)
    found = organisation.stop_clocks.get(code) if organisation else None
    return found.title.say(lang) if found and found.title else code


def _datum(score: Score, lang: Language) -> dict[str, object]:
    return {
        "provider": score.provider,
        "title": _title(score, lang),
        "acknowledged": _counts(score.acknowledged),
        "restored": _counts(score.restored),
        "first_fix": _counts(score.first_fixed),
        "causes": [
            {"code": code, "cases": count, "over_ms": ms}
            for code, count, ms in score.causes
        ],
        "cases": [_case(case) for case in score.cases],
    }


def _counts(share: Share) -> dict[str, int]:
    return {"counted": share[0], "of": share[1]}


def _case(case: Case) -> dict[str, object]:
    row = case.row
    return {
        "drill": case.past.drill,
        "date": case.past.day.isoformat(),
        "mode": case.past.mode,
        "service": row.service,
        "acknowledge_ms": row.acknowledge_ms,
        "acknowledge_verdict": row.acknowledge_verdict,
        "restore_ms": row.answer_ms,
        "restore_verdict": row.answer_verdict,
        "outcome": row.outcome,
        "repeated": case.is_repeated,
        "counted_in": case.is_rated,
        "causes": dict(case.causes),
        "terms": _terms_datum(case.terms),
        "entries": list(row.entries),
    }


def _terms_datum(terms: Terms) -> dict[str, object]:
    return {
        "contract_from": terms.since.isoformat() if terms.since else "",
        "acknowledge_within_ms": terms.acknowledge_within,
        "restore_within_ms": terms.restore_within,
    }
