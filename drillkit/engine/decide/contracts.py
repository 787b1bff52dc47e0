"""Clients' contracts: whose clock runs, when it is due, and when it is kept.

A clock counts in the contract's hours, stops left out.  Knows nothing of severity:
a contract is the same at every level.
"""

from drillkit.engine.calendar import Hours, closes_at, next_open, open_between
from drillkit.engine.charts import Client
from drillkit.engine.decide.promises import keep, open_promise, stand
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Obligation
from drillkit.engine.intervals import length, union


def affected_clients(turn: Turn) -> list[Client]:
    """Clients with a broken thing of their own, or at one of their sites."""
    items = turn.drill.items.values()
    named = {item.client for item in items}
    sites = {item.site for item in items if item.site}
    return [
        client
        for client in turn.play.company.clients.values()
        if client.name in named or sites.intersection(client.sites)
    ]


def items_of(turn: Turn, client: Client) -> list[str]:
    """The client's lines of the affected table."""
    return [
        item.item
        for item in turn.drill.items.values()
        if item.client == client.name or (item.site and item.site in client.sites)
    ]


def is_back(turn: Turn, client: Client) -> bool:
    """Whether everything of the client's has what its contract counts until."""
    items = turn.drill.items
    return all(
        client.counts_until in items[name].marks for name in items_of(turn, client)
    )


def open_clock(turn: Turn, client: Client, since: int | None) -> None:
    """Start a client's clock at what its contract counts from, once that has been."""
    name = f"sla:{client.name}"
    if since is None or name in turn.drill.obligations or is_back(turn, client):
        return
    open_promise(
        turn,
        name,
        "sla",
        client.name,
        anchor=client.counts_from,
        anchored_at=since,
        limit=client.restore_within,
        due=counted_due(turn, client, since),
    )
    if turn.drill.stops.get(client.name):
        stand(turn, turn.drill.obligations[name], "stop-clock")


def counted_due(turn: Turn, client: Client, since: int) -> int:
    """When the contract's limit has passed in its hours, stops left out.

    Every stop is over, so what stood of the contract's hours is added to the limit;
    stops that run at once stood once.
    """
    stops = turn.drill.stopped.get(client.name, ())
    stood = union((max(start, since), end) for _, start, end in stops)
    counted = (
        stretch
        for start, end in stood
        for stretch in open_between(client.hours, turn.story(start), turn.story(end))
    )
    need = client.restore_within + length(counted)
    return turn.drill_time(after_open(client.hours, turn.story(since), need))


def after_open(hours: Hours, at: int, need: int) -> int:
    """The instant at which *need* of *hours* has passed since *at*."""
    while True:
        opens = next_open(hours, at)
        assert opens is not None, hours
        closes = closes_at(hours, opens)
        if closes is None or closes - opens >= need:
            return opens + need
        need -= closes - opens
        at = closes


def keep_sla(turn: Turn) -> None:
    """Keep the contract of every client who has everything back."""
    for client in affected_clients(turn):
        if is_back(turn, client):
            keep(turn, f"sla:{client.name}")


def owed_to(turn: Turn, client: str) -> Obligation | None:
    """The contract's clock of a client, while it is owed."""
    return turn.drill.obligations.get(f"sla:{client}")
