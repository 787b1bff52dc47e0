"""Texts under a megabyte that are slow to judge: legal ones, and nearly legal ones.

Made here and not kept, since each says one line thousands of times.
"""

from collections.abc import Callable

BOOK = """runbook: outage
department: operations
title: An outage
owner: lead
facts: {cut: {ask: Is it cut?, yes-no: true}}
"""
COMPANY = """organisation: Example
timezone: Europe/Moscow
languages: [en]
levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
until-classified: crisis
departments: {operations: {roles: {lead: {people: 1, hours: always}}}}
"""
STORY = """scenario: storm
title: A storm
exercise: drill
starts: 2026-11-24T09:00
runs: [operations/outage]
lead: operations
ends: {when: normal, at-latest: 8h}
"""
END = "  end: {final: true, reaches: normal}\n"


def many(count: int, line: str) -> str:
    """*line* so many times; ``@`` is its number, ``#`` that of the next."""
    return "".join(
        line.replace("@", str(number)).replace("#", str(number + 1))
        for number in range(count)
    )


def phases(count: int, line: str) -> str:
    return f"{BOOK}phases:\n{many(count, line)}{END}"


def steps(count: int, line: str) -> str:
    head = f"{BOOK}phases:\n  work:\n    steps:\n"
    return f"{head}{many(count, f'      {line}')}    leads-to: {{done: end}}\n{END}"


def ladder(count: int, line: str) -> str:
    return f"{BOOK}classification:\n{many(count, line)}phases:\n{END}"


def sites(count: int, line: str) -> str:
    return f"{COMPANY}sites:\n{many(count, line)}"


def facts(count: int) -> str:
    """Conditions whose only case is the last one that is tried."""
    several = ", ".join(f"f{n}: {{ask: x, one-of: [a, b, c]}}" for n in range(9))
    one = " and ".join(f'f{n} == "c"' for n in range(9))
    line = f"      s@: {{do: x, by: lead, when: '{one}'}}\n"
    head = BOOK.replace("cut: {ask: Is it cut?, yes-no: true}", several)
    ways = f"    leads-to: {{done: end}}\n{END}"
    return f"{head}phases:\n  work:\n    steps:\n{many(count, line)}{ways}"


def woven(side: int) -> str:
    """Phases each of which leads to many others."""
    line = ", ".join(f"o{n}: p{n * 7 % side}" for n in range(20))
    return phases(side, f"  p@: {{leads-to: {{{line}}}}}\n")


LARGE: dict[str, Callable[[], str]] = {
    "sixty thousand keys": lambda: "runbook: x\n" + many(60_000, "k@: v\n"),
    "ten thousand keys": lambda: BOOK + many(9_000, "k@: v\n"),
    "one scalar": lambda: f"runbook: {'x' * 990_000}\n",
    "one scalar of words": lambda: f"runbook: {'x ' * 490_000}\n",
    "one block of text": lambda: "runbook: |\n" + "  x y\n" * 160_000,
    "a long line of short values": lambda: f"runbook: [{'a,' * 450_000}]\n",
    "a long line of nine thousand values": lambda: (
        f"{BOOK}phases: {{{'a, ' * 9_000}}}\n"
    ),
    "texts of nine thousand letters": lambda: steps(
        100, f"s@: {{do: {'x' * 9_000}}}\n"
    ),
    "a condition of a hundred thousand letters": lambda: (
        f"{BOOK}classification: {{crisis: cut {'and cut ' * 12_500}}}\n"
    ),
    "conditions of a hundred words": lambda: steps(
        1_800, f"s@: {{do: x, by: lead, when: '{' and '.join(['cut'] * 49)}'}}\n"
    ),
    "conditions with twenty thousand cases": lambda: facts(1_500),
    "a ladder of conditions": lambda: ladder(4_000, "  l@: cut\n"),
    "unknown facts": lambda: steps(
        2_400, "s@: {do: x, by: lead, when: cat@ or cats@}\n"
    ),
    "facts and facts misspelt": lambda: (
        BOOK.replace(
            "facts: {", "facts: {" + many(1_200, "fact-@: {ask: x, yes-no: true}, ")
        )
        + "phases:\n  work:\n    steps:\n"
        + many(1_200, "      s@: {do: x, by: lead, when: fakt-@}\n")
    ),
    "unknown roles": lambda: steps(3_000, "s@: {do: x, by: rolle-@}\n"),
    "unknown phases": lambda: phases(3_000, "  p@: {leads-to: {done: q@}}\n"),
    "unknown needs": lambda: steps(1_900, "s@: {do: x, by: lead, needs: [t@]}\n"),
    "a chain of phases": lambda: phases(3_000, "  p@: {leads-to: {done: p#}}\n"),
    "a chain of phases with steps": lambda: phases(
        1_400, "  p@: {steps: {s: {do: x, by: lead}}, leads-to: {done: p#}}\n"
    ),
    "a chain of deadlines": lambda: phases(
        1_000, "  p@: {steps: {s: {do: x, by: lead}}, after: {1m: p#, 2m: p@}}\n"
    ),
    "a chain of steps": lambda: steps(3_000, "s@: {do: x, by: lead}\n"),
    "a chain of steps backwards": lambda: steps(
        1_900, "s@: {do: x, by: lead, needs: [s#]}\n"
    ),
    "steps in a circle": lambda: steps(
        1_600, "s@: {do: x, by: lead, needs: [s#, s0]}\n"
    ),
    "phases that lead everywhere": lambda: woven(450),
    "awaits one after another": lambda: steps(
        1_900, "s@: {await: operations/m#, by: lead, reaches: m@}\n"
    ),
    "lanes": lambda: (
        f"{BOOK}phases:\n  work:\n    lanes:\n"
        + many(
            1_100, "      l@: {phases: {a: {leads-to: {done: b}}, b: {final: true}}}\n"
        )
        + f"    leads-to: {{done: end}}\n{END}"
    ),
    "a lane for each of nine thousand": lambda: (
        f"{BOOK}phases:\n  work:\n    lanes:\n      l: {{each: {{provider: ["
        + many(9_000, "p@, ")
        + "]}, phases: {a: {steps: {s: {request: '{provider}/repair', for: x}}}}}\n"
        + f"    leads-to: {{done: end}}\n{END}"
    ),
    "lanes for each of each": lambda: (
        f"{BOOK}phases:\n  work:\n    lanes:\n      l: {{each: {{"
        + ", ".join(f"k{n}: [{', '.join(f'v{m}' for m in range(9))}]" for n in range(9))
        + "}, phases: {a: {reaches: '"
        + "".join(f"{{k{n}}}" for n in range(9))
        + f"', final: true}}}}}}\n    leads-to: {{done: end}}\n{END}"
    ),
    "short takes": lambda: steps(1_600, "s@: {do: x, by: lead, takes: [1m, 2m]}\n"),
    "rungs": lambda: (
        f"{BOOK}escalation: [{many(4_400, '{call: r@}, ')}]\nphases:\n{END}"
    ),
    "levels": lambda: COMPANY.replace(
        "levels: {",
        "levels: {" + many(2_000, "l@: {acknowledge-within: 5m, restore-within: 4h}, "),
    ),
    "roles that stand in for each other": lambda: COMPANY.replace(
        "roles: {", "roles: {" + many(3_000, "r@: {people: 1, deputy: r#}, ")
    ),
    "wrong time zones": lambda: sites(4_400, "  s@: {timezone: Evrope/Moskva@}\n"),
    "sites with hours": lambda: sites(
        1_200, "  s@: {access: [{days: [tue], from: '10:00', to: '13:00'}]}\n"
    ),
    "clients with contracts": lambda: (
        f"{COMPANY}contracts: {{c: {{restore-within: 4h, hours: always, "
        "counts-from: ticket, counts-until: restored-confirmed}}\nsites:\n"
        + many(700, "  s@: {access: [{days: [tue], from: '10:00', to: '13:00'}]}\n")
        + "clients:\n"
        + many(600, "  c@: {contract: c, sites: [s@, s#], priority: 2}\n")
    ),
    "legs": lambda: (
        f"{sites(900, '  s@: {}' + chr(10))}legs:\n"
        + many(
            1_200, "  - {from: s@, to: s#, takes: 9h, departs: ['07:30', '21:10']}\n"
        )
    ),
    "injects that hang on each other": lambda: (
        f"{STORY}injects:\n" + many(3_000, "  i@: {if-missed: i#, says: x}\n")
    ),
    "injects": lambda: (
        f"{STORY}injects:\n" + many(1_900, "  i@: {at: @m, to: operations, says: x}\n")
    ),
    "runs": lambda: STORY.replace("runs: [", "runs: [" + many(9_000, "a/b@, ")),
    "rules accepted": lambda: (
        f"{BOOK}accepts:\n"
        + many(2_400, "  r@: {because: x, by: lead, until: 2027-01-01}\n")
    ),
    "digits without an end": lambda: (
        f"{BOOK}phases: {{p: {{target: {'9' * 9_000}!}}}}\n"
    ),
    "units without an end": lambda: (
        f"{BOOK}phases: {{p: {{target: {'9h' * 4_500}}}}}\n"
    ),
    "durations of digits": lambda: phases(100, f"  p@: {{target: {'9' * 9_000}!}}\n"),
    "one id": lambda: f"{BOOK}phases:\n  {'a-' * 450}b: {{}}\n",
    "an unknown key of nine hundred letters": lambda: f"{BOOK}{'ab-' * 300}: 1\n",
    "braces that nobody closes": lambda: "runbook: {" + "a: b, " * 160_000,
    "colons": lambda: "a: " + ": " * 490_000,
    "question marks": lambda: "? " * 490_000,
    "dashes": lambda: "- " * 490_000,
    "brackets": lambda: "[" * 990_000,
    "a quote that nobody closes": lambda: 'a: "' + "x\n" * 490_000,
    "nothing but a comment": lambda: "#" * 990_000,
    "nothing but lines": lambda: "\n" * 990_000,
    "a wrong column after many lines": lambda: "a:\n" + "\n" * 900_000 + " c: d\nb\n",
    "a wrong column after many keys": lambda: (
        "runbook: x\n" + many(60_000, "k@: v\n") + "  z: y\n"
    ),
    "escapes": lambda: 'a: "' + "\\x41" * 240_000 + '"',
    "escapes nobody sees": lambda: 'a: "' + "\\u202e" * 160_000 + '"',
    "marks that turn text around": lambda: "\u202e" * 330_000,
    "anchors": lambda: many(40_000, "a@: &a@ x\n"),
    "placeholders": lambda: (
        f"{BOOK}phases: {{p: {{leads-to: {{done: '{'{a}' * 3_000}'}}}}}}\n"
    ),
}
