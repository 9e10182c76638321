"""What waits on the clerks' desk because something went wrong: 待处理异常."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from storage.capped import count_capped, written
from storage.tables.intake import deliveries, quarantine
from storage.tables.work import media, outbox, troubles

_LIST = 100
_RECENT_DELIVERIES = 5000


@dataclass(frozen=True, slots=True)
class OpenTrouble:
    """One trouble; `ref` names its row, e.g. `media:4`."""

    id: int
    kind: str
    ref: str
    sentence: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """A raw delivery; `raw` is sealed and empty once its retention is over."""

    id: int
    channel: str
    kind: str
    sender: str
    sent_at: datetime
    raw: bytes | None
    answer: str
    failure: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A genuine delivery that came too late or too early to be taken in."""

    id: int
    channel: str
    reason: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that did not reach its reader, and why."""

    id: int
    channel: str
    recipient: str
    report_id: int | None
    text: str
    cause: str
    created_at: datetime


def open_troubles(connection: Connection) -> list[OpenTrouble]:
    """Return the open troubles, newest first."""
    columns = [troubles.c[name] for name in OpenTrouble.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(troubles.c.resolved_at.is_(None))
        .order_by(troubles.c.id.desc())
        .limit(_LIST)
    )
    return [OpenTrouble(*row) for row in rows]


def failed_deliveries(connection: Connection) -> list[KeptDelivery]:
    """Return the deliveries whose handling failed, newest first."""
    columns = [deliveries.c[name] for name in KeptDelivery.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(deliveries.c.state == "failed")
        .order_by(deliveries.c.id.desc())
        .limit(_LIST)
    )
    return [KeptDelivery(*row) for row in rows]


def kept_quarantine(connection: Connection) -> list[Quarantined]:
    """Return what lies in quarantine and was not replayed, newest first."""
    columns = [quarantine.c[name] for name in Quarantined.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(quarantine.c.state == "kept")
        .order_by(quarantine.c.id.desc())
        .limit(_LIST)
    )
    return [Quarantined(*row) for row in rows]


def undelivered_since(connection: Connection, moment: datetime) -> list[Undelivered]:
    """Return the messages made since then that did not arrive, newest first."""
    columns = [outbox.c[name] for name in Undelivered.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(outbox.c.state == "undelivered", outbox.c.created_at >= moment)
        .order_by(outbox.c.id.desc())
        .limit(_LIST)
    )
    return [Undelivered(*row) for row in rows]


def recent_words(
    connection: Connection, channel: str, sender: str, limit: int = 5
) -> list[KeptDelivery]:
    """Return an account's last deliveries; looks back only so far, as no index serves this."""
    newest = connection.execute(select(func.max(deliveries.c.id))).scalar_one() or 0
    columns = [deliveries.c[name] for name in KeptDelivery.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(
            deliveries.c.id > newest - _RECENT_DELIVERIES,
            deliveries.c.channel == channel,
            deliveries.c.sender == sender,
        )
        .order_by(deliveries.c.id.desc())
        .limit(limit)
    )
    return [KeptDelivery(*row) for row in rows]


def reports_of_refs(connection: Connection, refs: Iterable[str]) -> dict[str, int]:
    """Return {ref: report id} for the refs that name a report, a file or a message about one."""
    found: dict[str, int] = {}
    by_table: dict[str, list[int]] = {"report": [], "media": [], "outbox": []}
    for ref in refs:
        kind, _, number = ref.partition(":")
        if kind in by_table and number.isdigit():
            by_table[kind].append(int(number))
    found |= {f"report:{number}": number for number in by_table["report"]}
    for table in (media, outbox):
        rows = connection.execute(
            select(table.c.id, table.c.report_id).where(
                table.c.id.in_(by_table[table.name]), table.c.report_id.is_not(None)
            )
        )
        found |= {f"{table.name}:{row.id}": row.report_id for row in rows}
    return found


def resolve_troubles_of(
    connection: Connection, ref: str, staff_id: int | None, now: datetime
) -> None:
    """Close every open trouble about one row; `staff_id` None where it mended itself."""
    connection.execute(
        update(troubles)
        .where(troubles.c.ref == ref, troubles.c.resolved_at.is_(None))
        .values(resolved_at=now, resolved_by=staff_id)
    )


def count_waiting(connection: Connection) -> int:
    """Return how many things wait; a failed delivery's own trouble is not counted again."""
    open_ones = (troubles.c.resolved_at.is_(None), troubles.c.ref.not_like("delivery:%"))
    others = select(troubles.c.id).where(*open_ones)
    failed = select(deliveries.c.id).where(deliveries.c.state == written("failed"))
    kept = select(quarantine.c.id).where(quarantine.c.state == written("kept"))
    return sum(count_capped(connection, each) for each in (others, failed, kept))
