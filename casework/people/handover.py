"""换人: an observer's place passes to somebody else, on a day; old reports stay where they are."""

from dataclasses import asdict, dataclass
from datetime import date

from casework.people import observer_history as history
from casework.people.observer_desk import record
from catalogue.wording import staff_people as wording
from storage.database import Connection
from storage.people import observer_states as states
from storage.people import people
from storage.people.observer_changes import Cause, FieldChange
from storage.people.people import ObserverCard, Person
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Succession:
    """Who takes the place, and how.

    `last_day` is the predecessor's last one; `takes_known`: whoever has the phone is meant;
    `frees_accounts`: the predecessor's accounts stop speaking for them now.
    """

    person: Person
    last_day: date
    takes_known: bool
    frees_accounts: bool


class HandoverRefused(Exception):
    """Nothing was handed over; roll back. `sentence` belongs beside the form's `field`."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(field)
        self.field = field
        self.sentence = sentence


def hand_over(
    connection: Connection, vault: Vault, old_id: int, wanted: Succession, cause: Cause
) -> int:
    """Pass a place on and return the successor's id.

    Raises HandoverRefused, LookupError for an unknown observer, PhoneTaken when the phone was
    given to somebody in this very moment.
    """
    old = people.lock_observer(connection, vault, old_id)
    if old is None:
        raise LookupError(old_id)
    if states.successors_of(connection, old_id):
        raise HandoverRefused("last_day", wording.HANDED_OVER_BEFORE)
    _check_days(old, wanted)
    new_id = _appoint(connection, vault, old, wanted, cause)
    states.set_predecessor(connection, new_id, old_id)
    record(connection, vault, cause, new_id, [FieldChange("predecessor", "", str(old_id))])
    _end(connection, vault, old, wanted, cause)
    record(connection, vault, cause, old_id, [FieldChange("successor", "", str(new_id))])
    return new_id


def _check_days(old: ObserverCard, wanted: Succession) -> None:
    if old.appointed_from is not None and wanted.last_day < old.appointed_from:
        raise HandoverRefused("last_day", wording.END_BEFORE_BEGIN)
    begins = wanted.person.appointed_from
    if begins is not None and begins <= wanted.last_day:
        raise HandoverRefused("appointed_from", wording.BEGIN_BEFORE_END)


def _appoint(
    connection: Connection, vault: Vault, old: ObserverCard, wanted: Succession, cause: Cause
) -> int:
    person = wanted.person
    if person.phone == old.phone:
        raise HandoverRefused("phone", wording.SAME_PERSON)
    known = people.observer_by_phone(connection, vault, person.phone)
    if known is None:
        new_id = people.insert_observer(connection, vault, person, cause.at)
        record(connection, vault, cause, new_id, [FieldChange("added", "", person.name)])
        return new_id
    if known.name != person.name:
        raise HandoverRefused("name", wording.other_name(known.name))
    if not wanted.takes_known:
        raise HandoverRefused("phone", wording.known_successor(known.name, known.group))
    people.update_observer(connection, vault, known.id, person, cause.at)
    record(connection, vault, cause, known.id, history.differences(known.person(), person))
    return known.id


def _end(
    connection: Connection, vault: Vault, old: ObserverCard, wanted: Succession, cause: Cause
) -> None:
    ended = Person(**asdict(old.person()) | {"appointed_to": wanted.last_day})
    people.update_observer(connection, vault, old.id, ended, cause.at)
    record(connection, vault, cause, old.id, history.differences(old.person(), ended))
    if not wanted.frees_accounts:
        return
    for account in people.senders_of(connection, [old.id]):
        people.unbind(connection, account.id, old.id)
        record(connection, vault, cause, old.id, [history.unbound(account)])
