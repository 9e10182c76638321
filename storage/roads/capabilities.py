"""What our accounts may do on their platforms, as the platforms' own answers have taught us.

A capability without a row was never refused. While it is off, nobody asks the platform, except one
probe at `try_at`, taken by a conditional update so that a single worker makes it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.dialects import insert_into
from storage.photos.media_rows import WANTED
from storage.roads.outbox import QUEUED
from storage.tables.roads import capabilities
from storage.tables.work import media, outbox, troubles

TROUBLE = "capability"  # the kind of a trouble about one


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A capability that the platform denies: by which errcode, and when to ask it again."""

    errcode: int
    try_at: datetime


def off(connection: Connection, channel: str, name: str) -> SwitchedOff | None:
    """Return how a capability stands; None while nothing speaks against it."""
    row = connection.execute(
        select(capabilities.c.errcode, capabilities.c.try_at).where(
            capabilities.c.channel == channel,
            capabilities.c.name == name,
            capabilities.c.state == "off",
        )
    ).one_or_none()
    return None if row is None else SwitchedOff(row.errcode, row.try_at)


def take_probe(
    connection: Connection, channel: str, name: str, now: datetime, next_try: datetime
) -> bool:
    """Take the one try that is due; False when it is not, or somebody else's."""
    changed = connection.execute(
        update(capabilities)
        .where(capabilities.c.channel == channel, capabilities.c.name == name)
        .where(capabilities.c.state == "off", capabilities.c.try_at <= now)
        .values(try_at=next_try)
    )
    return changed.rowcount == 1


def switch_off(
    connection: Connection, channel: str, name: str, refusal: SwitchedOff, now: datetime
) -> None:
    """Note that the platform denies a capability; the first time it did so is kept."""
    values = {"state": "off", "errcode": refusal.errcode, "try_at": refusal.try_at}
    known = connection.execute(
        update(capabilities)
        .where(capabilities.c.channel == channel, capabilities.c.name == name)
        .where(capabilities.c.state == "off")
        .values(values)
    )
    if known.rowcount == 0:
        fresh = {**values, "since": now}
        row = insert_into(connection, capabilities).values(channel=channel, name=name, **fresh)
        key = [capabilities.c.channel, capabilities.c.name]
        connection.execute(row.on_conflict_do_update(index_elements=key, set_=fresh))


def switch_on(connection: Connection, channel: str, name: str, now: datetime) -> bool:
    """Note that the platform grants it after all, and wake what waited for it."""
    changed = connection.execute(
        update(capabilities)
        .where(capabilities.c.channel == channel, capabilities.c.name == name)
        .where(capabilities.c.state == "off")
        .values(state="on", since=now)
    )
    if changed.rowcount:
        _wake(connection, channel, name, now)
    return changed.rowcount == 1


def denied_by(connection: Connection, trouble_id: int) -> tuple[str, str] | None:
    """Return (channel, name) of the capability that an open trouble speaks of."""
    ref = connection.execute(
        select(troubles.c.ref).where(
            troubles.c.id == trouble_id,
            troubles.c.kind == TROUBLE,
            troubles.c.resolved_at.is_(None),
        )
    ).scalar()
    if ref is None:
        return None
    _, channel, name = ref.split(":")
    return channel, name


def ask_again(connection: Connection, channel: str, name: str, now: datetime) -> bool:
    """Let the next message or file be the probe, at once; False when nothing is off."""
    changed = connection.execute(
        update(capabilities)
        .where(capabilities.c.channel == channel, capabilities.c.name == name)
        .where(capabilities.c.state == "off")
        .values(try_at=now)
    )
    if changed.rowcount:
        _wake(connection, channel, name, now)
    return changed.rowcount == 1


def _wake(connection: Connection, channel: str, name: str, now: datetime) -> None:
    rows, waiting = (media, WANTED) if name == "fetch" else (outbox, QUEUED)
    connection.execute(
        update(rows)
        .where(rows.c.channel == channel, rows.c.state == waiting, rows.c.next_at > now)
        .values(next_at=now)
    )
