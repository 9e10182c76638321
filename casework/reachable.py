"""Who can be told something: in service that day, and through which account."""

from collections.abc import Collection, Mapping
from datetime import date

from storage.database import Connection
from storage.people import people
from storage.people.people import Sender
from storage.people.service_rows import ServiceRow


def serves(row: ServiceRow, day: date) -> bool:
    """Whether somebody is in office on a day and neither on leave nor suspended."""
    begun = row.appointed_from is None or row.appointed_from <= day
    lasts = row.appointed_to is None or row.appointed_to >= day
    away = any(first <= day <= (last or day) for first, last in row.away)
    return begun and lasts and not away


def accounts_of(connection: Connection, observer_ids: Collection[int]) -> Mapping[int, Sender]:
    """Return the account through which each was heard last, one that still follows first."""
    found: dict[int, Sender] = {}
    senders = people.senders_of(connection, observer_ids)
    for sender in sorted(senders, key=lambda sender: sender.left_at is not None):
        if sender.observer_id is not None:
            found.setdefault(sender.observer_id, sender)
    return found
