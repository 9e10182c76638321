"""Invitations and binding requests: how a WeChat account comes to speak for an observer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, update

from storage.capped import count_capped, written
from storage.tables.intake import senders
from storage.tables.people import binding_requests, invitations
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code given to an observer; the code itself is not kept."""

    id: int
    observer_id: int
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """A code as it is made; `created_by` is a staff id, empty when the command line made it."""

    code: str
    observer_id: int
    created_by: int | None
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class BindingRequest:
    """An account's wish to speak for an observer, with the account."""

    id: int
    observer_id: int
    sender_id: int
    channel: str
    sender: str
    created_at: datetime


def add_invitation(connection: Connection, vault: Vault, new: NewInvitation) -> None:
    """Keep a code; the observer's older codes end with it."""
    connection.execute(
        update(invitations)
        .where(
            invitations.c.observer_id == new.observer_id,
            invitations.c.used_at.is_(None),
            invitations.c.expires_at > new.created_at,
        )
        .values(expires_at=new.created_at)
    )
    connection.execute(
        insert(invitations).values(
            code_index=_code_index(vault, new.code),
            observer_id=new.observer_id,
            created_by=new.created_by,
            created_at=new.created_at,
            expires_at=new.expires_at,
        )
    )


def find_invitation(connection: Connection, vault: Vault, code: str) -> Invitation | None:
    """Return the invitation whose code this is, used and expired ones too."""
    row = connection.execute(
        select(invitations).where(invitations.c.code_index == _code_index(vault, code))
    ).one_or_none()
    if row is None:
        return None
    return Invitation(row.id, row.observer_id, row.expires_at, row.used_at)


def use_invitation(connection: Connection, invitation_id: int, now: datetime) -> bool:
    """Mark a code as used; False when somebody was first."""
    used = connection.execute(
        update(invitations)
        .where(invitations.c.id == invitation_id, invitations.c.used_at.is_(None))
        .values(used_at=now)
    )
    return used.rowcount == 1


def open_request_of(connection: Connection, sender_id: int) -> int | None:
    """Return the observer an account has asked to speak for, while that request is open."""
    return connection.execute(
        select(binding_requests.c.observer_id).where(
            binding_requests.c.sender_id == sender_id, binding_requests.c.state == "open"
        )
    ).scalar_one_or_none()


def replace_request(
    connection: Connection, sender_id: int, observer_id: int, now: datetime
) -> None:
    """Open a request; an earlier open one of the same account ends as `replaced`.

    A new row rather than a changed one: a clerk who looks at the old one must not confirm the new.
    """
    drop_requests(connection, sender_id, now)
    connection.execute(
        insert(binding_requests).values(
            sender_id=sender_id, observer_id=observer_id, state="open", created_at=now
        )
    )


def drop_requests(connection: Connection, sender_id: int, now: datetime) -> None:
    """End an account's open request because something newer took its place."""
    connection.execute(
        update(binding_requests)
        .where(binding_requests.c.sender_id == sender_id, binding_requests.c.state == "open")
        .values(state="replaced", decided_at=now)
    )


def open_requests(connection: Connection) -> list[BindingRequest]:
    """Return the requests that wait for a clerk, oldest first."""
    rows = connection.execute(
        _with_sender().where(binding_requests.c.state == "open").order_by(binding_requests.c.id)
    )
    return [BindingRequest(*row) for row in rows]


def find_request(connection: Connection, request_id: int) -> BindingRequest | None:
    """Return one request, whatever became of it."""
    row = connection.execute(
        _with_sender().where(binding_requests.c.id == request_id)
    ).one_or_none()
    return None if row is None else BindingRequest(*row)


def decide_request(
    connection: Connection, request_id: int, state: str, staff_id: int, now: datetime
) -> bool:
    """Move an open request to confirmed or refused; False when it is open no more."""
    decided = connection.execute(
        update(binding_requests)
        .where(binding_requests.c.id == request_id, binding_requests.c.state == "open")
        .values(state=state, decided_at=now, decided_by=staff_id)
    )
    return decided.rowcount == 1


def count_open_requests(connection: Connection) -> int:
    """Return how many requests wait for a clerk."""
    waiting = select(binding_requests.c.id).where(binding_requests.c.state == written("open"))
    return count_capped(connection, waiting)


def _with_sender() -> Select[int, int, int, str, str, datetime]:
    return select(
        binding_requests.c.id,
        binding_requests.c.observer_id,
        binding_requests.c.sender_id,
        senders.c.channel,
        senders.c.sender,
        binding_requests.c.created_at,
    ).join(senders, senders.c.id == binding_requests.c.sender_id)


def _code_index(vault: Vault, code: str) -> bytes:
    return vault.index(code, "invitation.code")
