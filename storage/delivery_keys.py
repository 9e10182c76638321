"""The delivery that a file or a message comes from, by its key; for the worker's log lines."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, select

from storage.tables.intake import deliveries
from storage.tables.reports import items
from storage.tables.work import outbox

_NAMES_ITS_DELIVERY: Final = {"answer", "replay"}  # once_key is "answer:<id of the delivery>"


def keys_of_deliveries(connection: Connection, delivery_ids: Iterable[int]) -> Mapping[int, bytes]:
    """Return each delivery's key."""
    rows = connection.execute(
        select(deliveries.c.id, deliveries.c.delivery_key).where(
            deliveries.c.id.in_(list(delivery_ids))
        )
    )
    return {row.id: row.delivery_key for row in rows}


def keys_of_messages(connection: Connection, messages: Iterable[RowMapping]) -> Mapping[int, bytes]:
    """Return the key of what each row of the outbox answers, as far as there is such a delivery.

    A message about a report belongs to the last thing said in it before the message was written.
    """
    rows = list(messages)
    causes = _last_words(connection, rows) | _named(rows)
    keys = keys_of_deliveries(connection, causes.values())
    return {row_id: keys[cause] for row_id, cause in causes.items() if cause in keys}


def _named(rows: list[RowMapping]) -> dict[int, int]:
    named = ((row["id"], row["once_key"].partition(":")) for row in rows)
    return {
        row_id: int(rest)
        for row_id, (kind, _, rest) in named
        if kind in _NAMES_ITS_DELIVERY and rest.isdecimal()
    }


def _last_words(connection: Connection, rows: list[RowMapping]) -> dict[int, int]:
    said_before: Any = deliveries.c.received_at <= outbox.c.created_at
    found = connection.execute(
        select(outbox.c.id, func.max(deliveries.c.id))
        .join_from(outbox, items, items.c.report_id == outbox.c.report_id)
        .join(deliveries, deliveries.c.id == items.c.delivery_id)
        .where(outbox.c.id.in_([row["id"] for row in rows]), said_before)
        .group_by(outbox.c.id)
    )
    return {row[0]: row[1] for row in found}
