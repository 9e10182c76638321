"""Erasing who an observer was, years after they left; what they reported stays in the books."""

from datetime import datetime, timedelta

from casework.rules import local_day
from catalogue.wording import staff_keeping as wording
from storage.database import Database
from storage.desk.acts import record_act
from storage.keeping import departed
from storage.people import observer_changes, service_rows
from storage.people.people import Person, lock_observer, senders_of, update_observer
from storage.reach import phone_calls
from storage.vault import Vault


def erase_departed(database: Database, vault: Vault, kept: timedelta, now: datetime) -> int:
    """Erase everybody suspended for longer than `kept`; return how many.

    Name, telephone, unit, accounts, and what was written of them in the margins (history, calls,
    leave) go; group, county and days of service stay, since old figures rest on them.
    """
    with database.read() as connection:
        gone = departed.departed_before(connection, local_day(now - kept))
    return sum(_erase(database, vault, observer_id, now) for observer_id in gone)


def _erase(database: Database, vault: Vault, observer_id: int, now: datetime) -> bool:
    with database.read() as connection:
        accounts = senders_of(connection, [observer_id])
    for account in accounts:
        departed.forget_address(database, account)
    with database.write() as connection:
        card = lock_observer(connection, vault, observer_id)
        if card is None or card.state != "suspended":
            return False  # back in service meanwhile
        nobody = Person(
            name=wording.DEPARTED,
            phone=wording.departed_phone(observer_id),  # no two observers have the same
            unit="",
            county=card.county,
            group=card.group,
            role=card.role,
            appointed_from=card.appointed_from,
            appointed_to=card.appointed_to,
        )
        update_observer(connection, vault, observer_id, nobody, now)
        departed.mark_erased(connection, observer_id, now)
        for account in accounts:
            departed.forget_account(connection, account)
        observer_changes.blank_identity(connection, vault, observer_id)
        service_rows.blank_reasons(connection, vault, observer_id)
        phone_calls.blank_notes(connection, vault, observer_id)
        record_act(connection, None, "keeping.departed", f"observer:{observer_id}", "", now)
    return True
