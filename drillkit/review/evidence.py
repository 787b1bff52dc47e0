"""What an auditor of business continuity asks for about a year, as files.

Pure: what lies in the workspace comes in as values, paths and bytes go out, and the
same comes out each time.  Posts stand instead of names unless they are asked for, and
then a log's own text stays at home, for no name can be taken out of a chain: its hashes
go in its place.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from drillkit.engine.carried import texts_in
from drillkit.language import N_, Language, translator
from drillkit.log.chain import verify
from drillkit.log.export import line_of
from drillkit.log.line import Row
from drillkit.plan.editing import drop
from drillkit.review.amending import drift
from drillkit.review.authors.reading import Paper, read_papers
from drillkit.review.history import words
from drillkit.review.history.past import Past
from drillkit.review.reader import Reader
from drillkit.review.sheet import Sheet

Files = dict[str, bytes]
MANIFEST: Final = "manifest.sha256"
# What an entry of an archive is dated, so that the same files make the same archive.
DATED: Final = (1980, 1, 1, 0, 0, 0)
CONTENTS: Final = (
    ("programme/", N_("the programme of the year, and who approved it")),
    ("approvals.csv", N_("who approved which scenario, with the hash of its content")),
    ("communications.csv", N_("the check of contacts: how many were tried, and work")),
    ("drills/DRILL/scenario.yaml", N_("the scenario that was drilled")),
    ("drills/DRILL/plan-tested/", N_("the plan that was tested, out of its log")),
    ("drills/DRILL/plan-since.diff", N_("what changed in the plan since")),
    ("drills/DRILL/amendments.patch", N_("what the drill itself amended")),
    ("drills/DRILL/attendance.csv", N_("who took part, by post and department")),
    ("drills/DRILL/calls.csv", N_("who was called, who answered, and how soon")),
    ("drills/DRILL/verification.txt", N_("whether the log is as it was written")),
    ("drills/DRILL/hashes.txt", N_("the hash of each entry; with names, log.jsonl")),
    ("drills/DRILL/report.*", N_("the report, with its version and signature sheet")),
    ("drills/DRILL/review.yaml", N_("conclusions, comments, approvals")),
    ("drills/DRILL/actions.yaml", N_("the actions it led to")),
    ("actions.txt, actions.json", N_("all actions and their retests")),
    ("coverage.txt, coverage.json", N_("what of the plan was ever exercised")),
    (MANIFEST, N_("the hash of every file: sha256sum -c manifest.sha256")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One drill or event of the year, with all that was made of it."""

    past: Past
    rows: Sequence[Row]
    report: Mapping[str, bytes]
    actions: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The year: its drills, and the texts of the workspace as they are today."""

    year: int
    as_of: str
    held: tuple[Held, ...]
    plan: Mapping[str, str]
    programme: Mapping[str, str]
    approvals: str
    checks: str
    sheets: Mapping[str, Sheet]
    post_of: Callable[[str], str]
    with_names: bool = False


def evidence(dossier: Dossier, lang: Language, draw: Callable[[Sheet], str]) -> Files:
    """Every file of the pack by path, the manifest last."""
    found: Files = {"README.md": _contents(dossier, lang).encode()}
    for path, text in dossier.programme.items():
        found[f"programme/{_last(path)}"] = text.encode()
    found |= _vouched(dossier)
    for name, sheet in dossier.sheets.items():
        found[f"{name}.txt"] = draw(sheet).encode()
        found[f"{name}.json"] = _json(sheet)
    for held in dossier.held:
        inside = _drill(held, dossier, lang)
        found |= {
            f"drills/{held.past.drill}/{path}": made for path, made in inside.items()
        }
    return {**dict(sorted(found.items())), MANIFEST: manifest(found)}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """As sha256sum writes it, and checks it."""
    lines = (f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return "".join(lines).encode()


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """All files in one, the same each time."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for path, made in files.items():
            info = ZipInfo(f"{folder}/{path}", DATED)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            packed.writestr(info, made)
    return out.getvalue()


def _contents(dossier: Dossier, lang: Language) -> str:
    _ = translator(lang)
    title = _("Evidence of exercises in {year}").format(year=dossier.year)
    as_of = _("As of {date}.").format(date=dossier.as_of)
    who = _("Posts stand instead of persons' names.")
    if dossier.with_names:
        who = _("Persons' names are in it: keep it as such.")
    lines = [f"# {title}", "", f"{as_of} {who}", ""]
    if not dossier.held:
        lines += [_("No exercise was held and no event happened in this year."), ""]
    for held in dossier.held:
        past = held.past
        lines.append(f"- {past.day.isoformat()} `{past.drill}`: {_mode(past, lang)}")
    lines += ["", *(f"- `{path}`: {_(says)}" for path, says in CONTENTS)]
    return "\n".join(lines) + "\n"


def _mode(past: Past, lang: Language) -> str:
    return f"{words.title(past, lang)}, {words.kind(past, lang)}"


def _drill(held: Held, dossier: Dossier, lang: Language) -> Files:
    past = held.past
    found: Files = dict(held.report)
    tested = _tested(past)
    for path, text in tested.items():
        is_story = path == "scenario.yaml"
        found[path if is_story else f"plan-tested/{path}"] = text.encode()
    found["plan-since.diff"] = _since(tested, dossier.plan).encode()
    found["amendments.patch"] = drift(past.record, dossier.plan).patch().encode()
    found["attendance.csv"] = _attendance(past, lang)
    found["calls.csv"] = _calls(past, lang)
    found["verification.txt"] = _verified(held, lang).encode()
    if dossier.with_names:
        found["log.jsonl"] = "".join(f"{line_of(row)}\n" for row in held.rows).encode()
    else:
        hashes = (f"{n} {row.hash}\n" for n, row in enumerate(held.rows, start=1))
        found["hashes.txt"] = "".join(hashes).encode()
    if held.actions:
        found["actions.yaml"] = held.actions.encode()
    if held.review:
        review = held.review if dossier.with_names else unsigned_names(held.review)
        found["review.yaml"] = review.encode()
    return found


def _tested(past: Past) -> dict[str, str]:
    """The plan's texts as the log carries them, under paths that lead nowhere else."""
    texts = texts_in(h.event for h in past.record.happenings)
    return {_inside(path): text for path, text in sorted(texts.items())}


def _inside(path: str) -> str:
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return "/".join(parts).removeprefix("runbooks/")


def _since(tested: Mapping[str, str], today: Mapping[str, str]) -> str:
    """Every file of the tested plan that is otherwise today, as a patch."""
    now = {_inside(path): text for path, text in today.items()}
    now |= {_last(path): text for path, text in now.items() if "scenarios/" not in path}
    lines: list[str] = []
    for path, before in tested.items():
        after = now.get(path, now.get(_last(path), ""))
        if path == "scenario.yaml" or before == after:
            continue
        lines += unified_diff(
            before.splitlines(True), after.splitlines(True), f"a/{path}", f"b/{path}"
        )
    return "".join(lines)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _attendance(past: Past, lang: Language) -> bytes:
    """Roles that acted, with how often; simulated players are told as such."""
    reader = Reader(lang, past.record)
    acts: dict[str, list[int]] = {}
    for h in past.record.happenings:
        if h.origin and h.origin.by:
            acts.setdefault(h.origin.by, []).append(h.seq)
    rows = [
        [name, reader.role(name), reader.home(name), str(len(seqs)), str(seqs[0]),
         str(seqs[-1])]
        for name, seqs in sorted(acts.items())
    ]  # fmt: skip
    return _csv(("post", "title", "department", "entries", "first", "last"), rows)


def _calls(past: Past, lang: Language) -> bytes:
    reader = Reader(lang, past.record)
    rows = [
        [
            row.role,
            reader.role(row.role),
            row.why,
            str(row.asked.at // 1000),
            str(row.answered.at // 1000) if row.answered else "",
            str(row.within_ms // 1000) if row.within_ms is not None else "",
            {True: "yes", False: "no", None: ""}[row.is_in_time],
            " ".join(map(str, row.entries)),
        ]
        for row in past.measures.calls
    ]
    head = ("post", "title", "why", "called_s", "answered_s", "within_s", "in_time",
            "entries")  # fmt: skip
    return _csv(head, rows)


def _verified(held: Held, lang: Language) -> str:
    _ = translator(lang)
    verdict = verify(held.past.drill, held.rows)
    says = N_("drill {drill}: all entries are as they were written, {seq} of them")
    if verdict.fault:
        says = N_("drill {drill}: up to entry {seq} it is as it was written")
    words = {"drill": held.past.drill, "seq": verdict.head.seq}
    head = _(N_("head {hash}")).format(hash=verdict.head.hash)
    plan = _("plan {hash}").format(hash=held.past.began.plan_hash)
    story = _("scenario {hash}").format(hash=held.past.began.scenario_hash)
    return "\n".join((_(says).format(**words), head, plan, story)) + "\n"


def unsigned_names(text: str) -> str:
    """A review without the names of those who signed; posts and hashes stay."""
    while papers := read_papers({"review.yaml": text})[0]:
        named = _named(papers[0])
        if not named:
            break
        text = drop(papers[0].tree, ("approvals", named), "name")
    return text


def _named(paper: Paper) -> str:
    approvals = paper.model.approvals
    return next((post for post, one in approvals.items() if one.name), "")


def _vouched(dossier: Dossier) -> Files:
    """Approvals and checks of the year; contacts are counted and not listed."""
    found: Files = {}
    year = str(dossier.year)
    approved = [
        row
        for row in _rows(dossier.approvals)
        if row.get("what") == "approved" and row.get("on", "").startswith(year)
    ]
    if approved:
        found["approvals.csv"] = _csv(
            ("scenario", "content", "on", "by"),
            (
                [row["scenario"], row["content"], row["on"],
                 row["by"] if dossier.with_names else dossier.post_of(row["by"])]
                for row in approved
            ),
        )  # fmt: skip
    checked = [
        row for row in _rows(dossier.checks) if row.get("on", "").startswith(year)
    ]
    if checked:
        days = sorted({row["on"] for row in checked})
        found["communications.csv"] = _csv(
            ("on", "tried", "works", "dead"), (_day(checked, day) for day in days)
        )
    return found


def _day(checked: Sequence[Mapping[str, str]], day: str) -> list[str]:
    results = [row.get("result") for row in checked if row["on"] == day]
    counts = (len(results), results.count("works"), results.count("dead"))
    return [day, *map(str, counts)]


def _rows(text: str) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(StringIO(text)):
        yield {key: value or "" for key, value in row.items() if key}


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _plain(cell: str) -> str:
    """A spreadsheet must not take a title for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _json(sheet: Sheet) -> bytes:
    return (json.dumps(sheet, ensure_ascii=False, indent=1) + "\n").encode()
