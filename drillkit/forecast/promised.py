"""Promises held against a sample: the company's own, and each affected client's.

A client's contract counts in its own hours, from what it says and until what it says;
the engine's own rule says when it is due.
"""

from dataclasses import dataclass
from functools import lru_cache

from drillkit.engine.charts import Client, Play
from drillkit.engine.decide.contracts import after_open
from drillkit.engine.events import DrillBegan
from drillkit.forecast.figures import NEVER, Share
from drillkit.forecast.sampling import Sample, company_limit

COMPANY = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Who was promised what, and how likely it holds; "" is the company to itself."""

    whom: str
    limit: int
    until: str
    kept: Share


def promises(sample: Sample) -> tuple[Promise, ...]:
    """The company's promise, then the clients' in the order of their priority."""
    tables = sample.tables
    clients = sorted(affected(tables.play, tables.began), key=lambda x: x.priority)
    return (company_promise(sample), *(_of_client(sample, x) for x in clients))


def company_promise(sample: Sample) -> Promise:
    """Restored within the level's limit from when it was detected."""
    limit = company_limit(sample.tables)
    kept = sum(0 <= at <= limit for at in sample.of("restored-confirmed"))
    return Promise(COMPANY, limit, "restored-confirmed", Share(kept, sample.done))


def affected(play: Play, began: DrillBegan) -> list[Client]:
    """Clients with a broken thing of their own, or at one of their sites."""
    named = {item.client for item in began.items}
    sites = {item.site for item in began.items if item.site}
    return [
        client
        for client in play.company.clients.values()
        if client.name in named or sites.intersection(client.sites)
    ]


def _of_client(sample: Sample, client: Client) -> Promise:
    """Every replication's restoration against its own due time."""
    if client.counts_until not in sample.milestones:
        kept = Share(0, sample.done)
        return Promise(client.name, client.restore_within, client.counts_until, kept)
    starts_ms = sample.tables.began.starts_ms

    @lru_cache(maxsize=4096)
    def due(since: int) -> int:
        story = starts_ms + since
        return after_open(client.hours, story, client.restore_within) - starts_ms

    until = sample.of(client.counts_until)
    hits = sum(
        since != NEVER and at != NEVER and at <= due(since)
        for since, at in zip(_since(sample, client.counts_from), until, strict=True)
    )
    return Promise(
        client.name,
        client.restore_within,
        client.counts_until,
        Share(hits, sample.done),
    )


def _since(sample: Sample, anchor: str) -> "list[int]":
    """From when a client's clock counts, replication by replication."""
    if anchor == "onset":
        onset = sample.tables.began.onset
        return [NEVER if onset is None else onset] * sample.done
    name = "detected" if anchor == "ticket" else anchor
    if name not in sample.milestones:
        return [NEVER] * sample.done
    return list(sample.of(name))
