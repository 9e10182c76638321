"""What the clerks see of strangers: how much is held, and the messages with urgent words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from storage.capped import COUNT_CAP, count_capped
from storage.desk.desk import KeptDelivery
from storage.ledger_rows import report_number
from storage.tables.intake import deliveries
from storage.tables.reports import items, reports
from storage.tables.strangers import strangers, urgent_letters
from storage.tables.work import media

_LIST = 100


@dataclass(frozen=True, slots=True)
class Holding:
    """How many people, messages and files are held, and since when."""

    people: int
    messages: int
    files: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class UrgentLetter:
    """A stranger's urgent message; `report_id` and `number` once its sender is bound."""

    delivery: KeptDelivery
    is_held: bool
    seen_at: datetime | None
    report_id: int | None
    number: str


def holding(connection: Connection) -> Holding:
    """Count what is held now."""
    row = connection.execute(
        select(func.count().label("people"), func.min(strangers.c.since).label("since"))
    ).one()
    held = deliveries.c.held_for.is_not(None) & (deliveries.c.state == "held")
    messages = connection.scalar(select(func.count()).select_from(deliveries).where(held))
    files = connection.scalar(select(func.count()).select_from(media.join(deliveries)).where(held))
    return Holding(row.people, messages or 0, files or 0, row.since)


def urgent_letters_held(connection: Connection) -> list[UrgentLetter]:
    """Return the strangers' urgent messages, those nobody has seen first, then newest first."""
    columns = [deliveries.c[name] for name in KeptDelivery.__slots__]
    rows = connection.execute(
        select(
            *columns,
            deliveries.c.state,
            urgent_letters.c.seen_at,
            items.c.report_id,
            reports.c.day,
            reports.c.seq,
        )
        .select_from(
            urgent_letters.join(deliveries, deliveries.c.id == urgent_letters.c.delivery_id)
            .outerjoin(items, items.c.delivery_id == deliveries.c.id)
            .outerjoin(reports, reports.c.id == items.c.report_id)
        )
        .order_by(urgent_letters.c.seen_at.is_not(None), urgent_letters.c.id.desc())
        .limit(_LIST)
    ).all()
    return [
        UrgentLetter(
            delivery=KeptDelivery(*row[: len(columns)]),
            is_held=row.state == "held",
            seen_at=row.seen_at,
            report_id=row.report_id,
            number=report_number(row.day, row.seq) if row.report_id else "",
        )
        for row in rows
    ]


def count_unseen_letters(connection: Connection) -> int:
    """Return how many urgent messages of strangers nobody has seen; bound ones are in the inbox."""
    unseen = select(urgent_letters.c.delivery_id).where(urgent_letters.c.seen_at.is_(None))
    # Their limit keeps the database from walking through the deliveries instead.
    these = unseen.order_by(urgent_letters.c.id).limit(COUNT_CAP + 1).scalar_subquery()
    held = select(deliveries.c.id).where(deliveries.c.id.in_(these), deliveries.c.state == "held")
    return count_capped(connection, held)


def mark_letter_seen(
    connection: Connection, delivery_id: int, staff_id: int, now: datetime
) -> bool:
    """Note that a clerk has seen an urgent message; False when somebody had before."""
    seen = connection.execute(
        update(urgent_letters)
        .where(urgent_letters.c.delivery_id == delivery_id, urgent_letters.c.seen_at.is_(None))
        .values(seen_at=now, seen_by=staff_id)
    )
    return seen.rowcount == 1
