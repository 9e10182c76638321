"""Changing a report's tags by a person's hand: the change and one row per changed field."""

import json
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, insert, select, true, update

from storage.report_pages import Tags, read_tags
from storage.search.search_index import CHANGED_WORDS
from storage.tables.reports import corrections, reports
from storage.tables.staff import staff


def lock_tags(connection: Connection, report_id: int) -> Tags | None:
    """Return a report's tags and keep other writers from it until the transaction ends."""
    row = connection.execute(
        select(reports).where(reports.c.id == report_id).with_for_update()
    ).one_or_none()
    return None if row is None else read_tags(row)


def write_tags(connection: Connection, report_id: int, tags: Tags) -> None:
    """Set a report's tags as a clerk's."""
    values = {field.name: getattr(tags, field.name) for field in fields(Tags)}
    values |= {"also": json.dumps(tags.also), "tagged_by": "clerk", **CHANGED_WORDS}
    connection.execute(update(reports).where(reports.c.id == report_id).values(values))


def add_correction(  # one column each
    connection: Connection,
    report_id: int,
    field: str,
    change: tuple[str, str],
    staff_id: int | None,
    now: datetime,
) -> None:
    """Keep what a field said before and after."""
    before, after = change
    connection.execute(
        insert(corrections).values(
            report_id=report_id, field=field, before=before, after=after, staff_id=staff_id, at=now
        )
    )


def corrections_of(
    connection: Connection, report_id: int
) -> list[tuple[str, str, str, str, datetime]]:
    """Return (field, before, after, staff name or "" for the observer, when), oldest first."""
    columns = (corrections.c.field, corrections.c.before, corrections.c.after)
    rows = connection.execute(
        select(*columns, staff.c.display_name, corrections.c.at)
        .join_from(corrections, staff, corrections.c.staff_id == staff.c.id, isouter=True)
        .where(corrections.c.report_id == report_id)
        .order_by(corrections.c.id)
    )
    return [(row[0], row[1], row[2], row[3] or "", row[4]) for row in rows]


def take_urgent(connection: Connection, report_id: int, now: datetime) -> bool:
    """Note that the office has seen an urgent report; False when it had or nothing is urgent."""
    taken = connection.execute(
        update(reports)
        .where(
            reports.c.id == report_id,
            reports.c.urgent == true(),
            reports.c.urgent_seen_at.is_(None),
        )
        .values(urgent_seen_at=now)
    )
    return taken.rowcount == 1
