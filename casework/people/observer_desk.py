"""What a clerk does to one observer: add, edit, suspend, reinstate, free an account.

Each act leaves its lines in the observer's history and its deed among the staff's.
"""

from datetime import date, datetime, timedelta
from enum import Enum, auto

from casework.people import observer_history as history
from casework.rules import local_day
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import observer_states as states
from storage.people import people, service_rows
from storage.people.observer_changes import Cause, FieldChange, record_changes
from storage.people.people import ObserverCard, Person
from storage.vault import Vault


class Edit(Enum):
    """What came of an edit."""

    DONE = auto()
    NOTHING_CHANGED = auto()
    CHANGED_ELSEWHERE = auto()
    GONE = auto()


def seen_mark(vault: Vault, card: ObserverCard) -> str:
    """Return a mark of what a clerk has before them; any change to the person changes it."""
    words = [history.said(getattr(card, name)) for name in history.FIELDS]
    return vault.index("\0".join((card.state, *words)), "observer.seen").hex()


def record(
    connection: Connection,
    vault: Vault,
    cause: Cause,
    observer_id: int,
    changes: list[FieldChange],
) -> None:
    """Write changes into the observer's history, and the deed among the staff's."""
    record_changes(connection, vault, cause, observer_id, changes)
    fields = ", ".join(change.field for change in changes)
    target = f"observer:{observer_id}"
    record_act(connection, cause.staff_id, f"observer.{cause.way}", target, fields, cause.at)


def add_person(
    connection: Connection, vault: Vault, person: Person, staff_id: int, now: datetime
) -> int:
    """Add an observer and return the id. Raises PhoneTaken."""
    observer_id = people.insert_observer(connection, vault, person, now)
    added = FieldChange("added", "", person.name)
    record(connection, vault, Cause("add", staff_id, now), observer_id, [added])
    return observer_id


def edit_person(  # whom, what was seen, what is wanted, by whom and when
    connection: Connection,
    vault: Vault,
    observer_id: int,
    seen: str,
    wanted: Person,
    cause: Cause,
) -> Edit:
    """Replace a person's words unless somebody changed them since. Raises PhoneTaken."""
    card = people.lock_observer(connection, vault, observer_id)
    if card is None:
        return Edit.GONE
    changes = history.differences(card.person(), wanted)
    if not changes:
        return Edit.NOTHING_CHANGED
    if seen != seen_mark(vault, card):
        return Edit.CHANGED_ELSEWHERE
    people.update_observer(connection, vault, observer_id, wanted, cause.at)
    record(connection, vault, cause, observer_id, changes)
    return Edit.DONE


def suspend(
    connection: Connection, vault: Vault, observer_id: int, since: date, cause: Cause
) -> bool:
    """Suspend an active observer; False when they are not active."""
    if not states.suspend(connection, observer_id, since, cause.at):
        return False
    service_rows.begin_suspension(connection, observer_id, since, cause.at)
    changes = [
        FieldChange("state", "active", "suspended"),
        FieldChange("suspended_from", "", since.isoformat()),
    ]
    record(connection, vault, cause, observer_id, changes)
    return True


def reinstate(connection: Connection, vault: Vault, observer_id: int, cause: Cause) -> bool:
    """Let a suspended observer report again; False when they are not suspended."""
    if not states.reinstate(connection, observer_id, cause.at):
        return False
    yesterday = local_day(cause.at) - timedelta(days=1)
    service_rows.end_suspension(connection, observer_id, yesterday)
    change = FieldChange("state", "suspended", "active")
    record(connection, vault, cause, observer_id, [change])
    return True


def free_account(
    connection: Connection, vault: Vault, observer_id: int, sender_id: int, cause: Cause
) -> bool:
    """Let an account speak for this observer no more; False when it does not anyway."""
    if not people.unbind(connection, sender_id, observer_id):
        return False
    change = history.unbound(people.sender_by_id(connection, sender_id))
    record(connection, vault, cause, observer_id, [change])
    return True
