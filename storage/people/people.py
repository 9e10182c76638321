"""Observers and the senders bound to them; names, phones and units are sealed in their columns."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from storage.dialects import insert_into
from storage.tables.intake import senders
from storage.tables.people import observers
from storage.vault import Vault

NO_ACCOUNT: Final = ("", "")  # (channel, account) of somebody who has none that we know


class PhoneTaken(Exception):
    """Another observer has this phone; roll back."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the roster says about an observer, in the clear."""

    name: str
    phone: str
    unit: str
    county: str
    group: str
    role: str
    appointed_from: date | None
    appointed_to: date | None


@dataclass(frozen=True, slots=True)
class ObserverCard(Person):
    """An observer as stored: the roster's words, the row's id and state (active, suspended).

    `suspended_from` is set while suspended; `successor_of` is whose place the observer took.
    """

    id: int
    state: str
    suspended_from: date | None
    successor_of: int | None

    def person(self) -> Person:
        """Return only the roster's words, to compare with another roster's."""
        words = asdict(self)
        return Person(**{name: words[name] for name in Person.__slots__})


@dataclass(frozen=True, slots=True)
class Sender:
    """One account of a channel and the observer it speaks for, if any."""

    id: int
    channel: str
    sender: str
    observer_id: int | None
    bound_at: datetime | None
    last_inbound_at: datetime
    left_at: datetime | None


def insert_observer(connection: Connection, vault: Vault, person: Person, now: datetime) -> int:
    """Add an observer and return the id. Raises PhoneTaken."""
    row = sealed_row(vault, person) | {"state": "active", "created_at": now, "updated_at": now}
    statement = insert(observers).values(row).returning(observers.c.id)
    try:
        return int(connection.execute(statement).scalar_one())
    except IntegrityError as error:
        raise PhoneTaken from error


def update_observer(
    connection: Connection, vault: Vault, observer_id: int, person: Person, now: datetime
) -> None:
    """Replace what the roster says about an observer; the state stays. Raises PhoneTaken."""
    row = sealed_row(vault, person) | {"updated_at": now}
    try:
        connection.execute(update(observers).where(observers.c.id == observer_id).values(row))
    except IntegrityError as error:
        raise PhoneTaken from error


def lock_observer(connection: Connection, vault: Vault, observer_id: int) -> ObserverCard | None:
    """Return one observer whom nobody else changes until the end of this transaction."""
    found = connection.execute(
        select(observers).where(observers.c.id == observer_id).with_for_update()
    ).one_or_none()
    return None if found is None else _card(vault, found)


def observer_card(connection: Connection, vault: Vault, observer_id: int) -> ObserverCard | None:
    """Return one observer by id."""
    found = _cards(connection, vault, observers.c.id == observer_id)
    return found[0] if found else None


def state_of(connection: Connection, observer_id: int) -> str:
    """Return an observer's state: active or suspended."""
    statement = select(observers.c.state).where(observers.c.id == observer_id)
    return str(connection.execute(statement).scalar_one())


def observer_cards(
    connection: Connection, vault: Vault, observer_ids: Iterable[int]
) -> Mapping[int, ObserverCard]:
    """Return {id: card} for the ids that exist."""
    found = _cards(connection, vault, observers.c.id.in_(set(observer_ids)))
    return {card.id: card for card in found}


def observer_by_phone(connection: Connection, vault: Vault, phone: str) -> ObserverCard | None:
    """Return the one observer with this phone."""
    found = _cards(connection, vault, observers.c.phone_index == phone_index(vault, phone))
    return found[0] if found else None


def observers_by_name(connection: Connection, vault: Vault, name: str) -> list[ObserverCard]:
    """Return every active observer of this name."""
    same_name = observers.c.name_index == name_index(vault, name)
    return _cards(connection, vault, same_name, observers.c.state == "active")


def list_observers(connection: Connection, vault: Vault) -> list[ObserverCard]:
    """Return the whole roster by group, then by age of the entry."""
    cards = _cards(connection, vault)
    return sorted(cards, key=lambda card: (card.group, card.id))


def name_index(vault: Vault, name: str) -> bytes:
    """Return the blind index under which a name is looked up."""
    return vault.index(name, "observer.name")


def phone_index(vault: Vault, phone: str) -> bytes:
    """Return the blind index under which a phone is looked up."""
    return vault.index(phone, "observer.phone")


def ensure_sender(connection: Connection, channel: str, sender: str, now: datetime) -> Sender:
    """Return the account's row; makes one for an account that has not written yet."""
    row = insert_into(connection, senders).values(
        channel=channel,
        sender=sender,
        first_seen_at=now,
        last_inbound_at=datetime.fromtimestamp(0, now.tzinfo),  # never wrote: no 48 h window
        sent_in_window=0,
    )
    connection.execute(row.on_conflict_do_nothing())
    found = find_sender(connection, channel, sender)
    if found is None:
        raise LookupError(f"{channel} sender vanished while being added")
    return found


def find_sender(connection: Connection, channel: str, sender: str) -> Sender | None:
    """Return the account's row, if the account is known."""
    found = _senders(connection, senders.c.channel == channel, senders.c.sender == sender)
    return found[0] if found else None


def sender_by_id(connection: Connection, sender_id: int) -> Sender:
    """Return one account; raises LookupError for an id that was never given."""
    found = _senders(connection, senders.c.id == sender_id)
    if not found:
        raise LookupError(f"no sender {sender_id}")
    return found[0]


def senders_of(connection: Connection, observer_ids: Iterable[int]) -> list[Sender]:
    """Return every account bound to these observers, the one heard last first."""
    return _senders(connection, senders.c.observer_id.in_(set(observer_ids)))


def account_of(connection: Connection, observer_id: int) -> tuple[str, str]:
    """Return (channel, account) through which an observer is to be told, or NO_ACCOUNT.

    It is the one heard last; one that still follows goes before one that left.
    """
    bound = sorted(senders_of(connection, [observer_id]), key=lambda each: each.left_at is not None)
    return (bound[0].channel, bound[0].sender) if bound else NO_ACCOUNT


def observers_of_accounts(
    connection: Connection, accounts: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return {(channel, account): observer id} for the accounts that are bound."""
    rows = connection.execute(
        select(senders.c.channel, senders.c.sender, senders.c.observer_id).where(
            tuple_(senders.c.channel, senders.c.sender).in_(set(accounts)),
            senders.c.observer_id.is_not(None),
        )
    )
    return {(row.channel, row.sender): row.observer_id for row in rows}


def bind(connection: Connection, sender_id: int, observer_id: int, now: datetime) -> bool:
    """Let an account speak for an observer; False when it already speaks for someone."""
    bound = connection.execute(
        update(senders)
        .where(senders.c.id == sender_id, senders.c.observer_id.is_(None))
        .values(observer_id=observer_id, bound_at=now)
    )
    return bound.rowcount == 1


def unbind(connection: Connection, sender_id: int, observer_id: int) -> bool:
    """Let an account speak for nobody any more; False when it does not speak for this observer."""
    freed = connection.execute(
        update(senders)
        .where(senders.c.id == sender_id, senders.c.observer_id == observer_id)
        .values(observer_id=None, bound_at=None)
    )
    return freed.rowcount == 1


def sealed_row(vault: Vault, person: Person) -> dict[str, Any]:
    """Return the row's columns for the roster's words, as they are stored."""
    return {
        "name": vault.seal_text(person.name, "observer.name"),
        "name_index": name_index(vault, person.name),
        "phone": vault.seal_text(person.phone, "observer.phone"),
        "phone_index": phone_index(vault, person.phone),
        "unit": vault.seal_text(person.unit, "observer.unit"),
        "county": person.county,
        "group_name": person.group,
        "role": person.role,
        "appointed_from": person.appointed_from,
        "appointed_to": person.appointed_to,
    }


def _cards(connection: Connection, vault: Vault, *where: ColumnElement[bool]) -> list[ObserverCard]:
    rows = connection.execute(select(observers).where(*where).order_by(observers.c.id))
    return [_card(vault, row) for row in rows]


def _card(vault: Vault, row: Row[Any]) -> ObserverCard:
    return ObserverCard(
        id=row.id,
        name=vault.unseal_text(row.name, "observer.name"),
        phone=vault.unseal_text(row.phone, "observer.phone"),
        unit=vault.unseal_text(row.unit, "observer.unit"),
        county=row.county,
        group=row.group_name,
        role=row.role,
        appointed_from=row.appointed_from,
        appointed_to=row.appointed_to,
        state=row.state,
        suspended_from=row.suspended_from,
        successor_of=row.successor_of,
    )


def _senders(connection: Connection, *where: ColumnElement[bool]) -> list[Sender]:
    rows = connection.execute(
        select(senders).where(*where).order_by(senders.c.last_inbound_at.desc(), senders.c.id)
    )
    return [
        Sender(
            row.id,
            row.channel,
            row.sender,
            row.observer_id,
            row.bound_at,
            row.last_inbound_at,
            row.left_at,
        )
        for row in rows
    ]
