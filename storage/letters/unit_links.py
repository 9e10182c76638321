"""Links of units: found by their token's blind index; who holds one is sealed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from storage.once import insert_once
from storage.tables.unit_links import unit_links
from storage.vault import Vault

_LINK = "unit link"
_PERSON = "unit.person"
_PHONE = "unit.phone"


@dataclass(frozen=True, slots=True)
class NewUnitLink:
    """A link to be: for whom, until when, made by a clerk or passed on by a link (转交)."""

    letter_id: int
    person: str
    phone: str
    made_at: datetime
    expires_at: datetime
    made_by: int | None = None
    passed_on_by: int | None = None


@dataclass(frozen=True, slots=True)
class UnitLink(NewUnitLink):
    """A link as stored."""

    id: int = 0
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


def add_link(connection: Connection, vault: Vault, new: NewUnitLink, token: str, once: str) -> bool:
    """Keep a link without its token; False when the form named `once` made one before."""
    plain = ("letter_id", "made_at", "expires_at", "made_by", "passed_on_by")
    values: dict[str, Any] = {name: getattr(new, name) for name in plain}
    values |= {"token_index": vault.index(token, _LINK), "once": once}
    values["person"] = vault.seal_text(new.person, _PERSON)
    values["phone"] = vault.seal_text(new.phone, _PHONE)
    return insert_once(connection, unit_links, "once", values)


def link_of_token(connection: Connection, vault: Vault, token: str) -> UnitLink | None:
    """Return the link with this token, whatever became of it."""
    named = unit_links.c.token_index == vault.index(token, _LINK)
    row = connection.execute(select(unit_links).where(named)).one_or_none()
    return None if row is None else _read(row, vault)


def links_of(connection: Connection, vault: Vault, letter_id: int) -> list[UnitLink]:
    """Return all links to a letter, the newest first."""
    mine = select(unit_links).where(unit_links.c.letter_id == letter_id)
    return [_read(row, vault) for row in connection.execute(mine.order_by(unit_links.c.id.desc()))]


def passed_on_to(
    connection: Connection, vault: Vault, letter_ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Return {letter id: (name, telephone)} of whom a letter was last passed on to by a link."""
    rows = connection.execute(
        select(unit_links.c.letter_id, unit_links.c.person, unit_links.c.phone)
        .where(unit_links.c.letter_id.in_(letter_ids), unit_links.c.passed_on_by.is_not(None))
        .where(unit_links.c.revoked_at.is_(None))
        .order_by(unit_links.c.id)
    )
    return {
        row.letter_id: (
            vault.unseal_text(row.person, _PERSON),
            vault.unseal_text(row.phone, _PHONE),
        )
        for row in rows
    }


def mark_used(connection: Connection, link_id: int, now: datetime, unless_since: datetime) -> bool:
    """Note that a link is used now; False when it was used since `unless_since`."""
    last = unit_links.c.last_used_at
    changed = connection.execute(
        update(unit_links)
        .where(unit_links.c.id == link_id, or_(last.is_(None), last < unless_since))
        .values(last_used_at=now)
    )
    return changed.rowcount == 1


def revoke(connection: Connection, link_id: int, by: tuple[int, datetime]) -> bool:
    """End a link as (staff id, now); False when it is ended already."""
    changed = connection.execute(
        update(unit_links)
        .where(unit_links.c.id == link_id, unit_links.c.revoked_at.is_(None))
        .values(revoked_by=by[0], revoked_at=by[1])
    )
    return changed.rowcount == 1


def _read(row: Row[Any], vault: Vault) -> UnitLink:
    return UnitLink(
        row.letter_id,
        vault.unseal_text(row.person, _PERSON),
        vault.unseal_text(row.phone, _PHONE),
        row.made_at,
        row.expires_at,
        row.made_by,
        row.passed_on_by,
        row.id,
        row.last_used_at,
        row.revoked_at,
    )
