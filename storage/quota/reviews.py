"""The office's word on reports, accepted or not and why, and the second part that one counts as."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.once import insert_once
from storage.tables.quota import report_reviews, second_parts
from storage.tables.staff import staff


@dataclass(frozen=True, slots=True)
class Review:
    """One word of the office on a report."""

    verdict: str
    reason: str
    who: str
    at: datetime


def add_review(
    connection: Connection, report_id: int, review: tuple[str, str], staff_id: int, now: datetime
) -> int:
    """Write down (verdict, reason) and return the row's id; the newest holds."""
    values = {"report_id": report_id, "verdict": review[0], "reason": review[1]}
    row = insert(report_reviews).values(values | {"staff_id": staff_id, "at": now})
    return int(connection.execute(row.returning(report_reviews.c.id)).scalar_one())


def reviews_of(connection: Connection, report_id: int) -> list[Review]:
    """Return what the office said of a report, the newest first."""
    columns = (report_reviews.c.verdict, report_reviews.c.reason, staff.c.display_name)
    rows = connection.execute(
        select(*columns, report_reviews.c.at)
        .join_from(report_reviews, staff)
        .where(report_reviews.c.report_id == report_id)
        .order_by(report_reviews.c.id.desc())
    )
    return [Review(*row) for row in rows]


def confirm_second_part(connection: Connection, report_id: int, code: str, now: datetime) -> bool:
    """Note that the observer wants a report to count as this too; False when it was noted."""
    values = {"report_id": report_id, "code": code, "confirmed_at": now}
    return insert_once(connection, second_parts, "report_id, code", values)
