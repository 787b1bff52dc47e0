"""The manual: a page for each thing that can be wrong with a plan.

Pages of the rules are their modules' docstrings; those of reading stand here.
"""

from collections.abc import Mapping

from drillkit.plan.rules import RULES

READING: Mapping[str, str] = {
    "alias": "No value points at another one: a plan is read aloud, line by line.",
    "anchor": "No value is given a name for aliases, since there are no aliases.",
    "choice": "Some keys take one of a few words, and only those.",
    "condition": """A condition compares declared facts and is yes or no.

It may use and, or, not, ==, !=, <, <=, >, >=, in [...], not in [...], + - * and
round brackets. Words that are values stand in quotes. Nothing can be called.

Wrong:

    crisis: service = lost

Right:

    crisis: service == "lost" and clients > 50""",
    "count": "A count is a whole number from 0, written in digits.",
    "date": 'A date is written "2027-03-01" and is in the calendar.',
    "day": "Days are mon, tue, wed, thu, fri, sat and sun.",
    "duration": """A duration carries its units: 4h, 2h30m, 45s, 3d.

Larger units come first and each comes once. A calendar month ("1 month") belongs
only where the law counts in months.

Wrong:

    target: 1:30

Right:

    target: 1h30m""",
    "empty-file": "A plan file has content.",
    "encoding": "A plan file is UTF-8 text.",
    "fact-kind": """A fact says what answers it takes: one-of, yes-no or count.

Wrong:

    facts: {clients: {ask: "How many?"}}

Right:

    facts: {clients: {ask: "How many?", count: true}}""",
    "hours": 'Hours are "always", a window, or a list of windows.',
    "id": "An id is small Latin letters, digits and hyphens, and begins with a letter.",
    "merge-key": "No mapping is merged into another by <<; the keys are written out.",
    "missing-key": "Some keys are needed wherever their mapping stands.",
    "moment": 'A moment is written "2026-11-24T09:00", without a zone.',
    "no-value": "A key that is written has a value.",
    "no-verb": """A step has a verb, and the verb is its key.

Wrong:

    confirm: {by: noc-duty-engineer}

Right:

    confirm: {do: "Confirm the alarm", by: noc-duty-engineer}""",
    "odd-key": "A key is words, never a list or a mapping. Quote text with braces.",
    "path": 'A path is ids with "/" between them, never dots.',
    "repeated-key": """A key stands once in its mapping.

YAML would keep the second of two equal keys and drop the first in silence.""",
    "second-document": 'A plan file holds one document; "---" begins another.',
    "second-file": "There is one organisation, one roster, and one file for each name.",
    "share": 'A share is written "80%", from 0% to 100%.',
    "syntax": "The file is YAML: spaces indent, quotes and brackets are closed.",
    "tag": "No value has a tag; where a value stands says what it is.",
    "takes": """What a step takes is a list or one named shape.

[low, likely, high], {pert: [low, likely, high]}, {lognormal: [median, p95]},
{beta: [low, high, alpha, beta]} or {fixed: 5m}; the numbers rise.""",
    "text": "What people read is words, or words by language: {en: ..., ru: ...}.",
    "time-of-day": 'A time of day is written "09:00".',
    "time-zone": 'A time zone is named as in the zone database: "Europe/Moscow".',
    "too-deep": "A plan file is at most 40 levels deep.",
    "too-few": "Some mappings and lists hold at least so many things.",
    "too-large": """A plan file is at most 1 MB and holds at most 10000 values.

No text in it is longer than 10000 characters. What is larger was not written by
people, and people could not read it aloud.""",
    "too-many": "Some mappings and lists hold at most so many things.",
    "two-verbs": "A step has one verb; two verbs are two steps.",
    "unknown-key": """A key is one that its mapping can have.

Text with commas inside braces is quoted, or what follows the comma is a key.

Wrong:

    call: {do: Check, then call}

Right:

    call: {do: "Check, then call"}""",
    "unknown-kind": """The first key of a plan file says what it is.

It is organisation, runbook, scenario or roster.""",
    "unknown-value": """A fact is compared with values it can have.

Wrong:

    facts: {service: {ask: "How much?", one-of: [degraded, lost]}}
    classification: {crisis: service == "gone"}

Right:

    classification: {crisis: service == "lost"}""",
    "unreadable": "A plan file can be opened.",
    "unseen-character": """No character is invisible or turns the line around.

Such characters come from other programs, and make text read differently from
what the checker sees.""",
    "wrong-kind": "Where a mapping, a list or one value belongs, no other stands.",
    "wrong-value": "A value belongs where it stands.",
    "yes-no": "Yes or no is written true or false.",
}

MANUAL: Mapping[str, str] = dict(
    sorted({**READING, **{r.NAME: (r.__doc__ or "").strip() for r in RULES}}.items())
)
