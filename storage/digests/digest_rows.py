"""Digests as they were made: kept once, read again, taken up by the week's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from storage.tables.digests import digests
from storage.tables.staff import staff


@dataclass(frozen=True, slots=True)
class KeptDigest:
    """One digest; `facts` is JSON, `who` is empty where the clock made it."""

    id: int
    kind: str
    day: date
    made_at: datetime
    who: str
    facts: str
    text: str
    fingerprint: str
    audit_head: str


def insert_digest(connection: Connection, values: Mapping[str, Any]) -> int:
    """Keep a digest whose content follows by `fill_digest`; return its id."""
    row = {"facts": "[]", "text": "", "fingerprint": "", "audit_head": ""} | dict(values)
    added = insert(digests).values(row).returning(digests.c.id)
    return int(connection.execute(added).scalar_one())


def fill_digest(connection: Connection, digest_id: int, values: Mapping[str, Any]) -> None:
    """Give a digest its content, in the transaction that made it."""
    connection.execute(update(digests).where(digests.c.id == digest_id).values(dict(values)))


def gather_days(connection: Connection, digest_id: int) -> list[str]:
    """Let a weekly digest take up the daily ones that no other has; return their facts, by id."""
    taken = connection.execute(
        update(digests)
        .where(digests.c.kind == "day", digests.c.gathered_in.is_(None))
        .values(gathered_in=digest_id)
        .returning(digests.c.id, digests.c.facts)
    )
    return [row.facts for row in sorted(taken, key=lambda row: row.id)]


def digest_numbered(connection: Connection, digest_id: int) -> KeptDigest | None:
    """Return one digest."""
    row = connection.execute(_wanted().where(digests.c.id == digest_id)).one_or_none()
    return None if row is None else _read(row)


def digests_before(connection: Connection, before: int | None, most: int) -> list[KeptDigest]:
    """Return digests, the newest first, older than the id `before`."""
    wanted = _wanted().order_by(digests.c.id.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(digests.c.id < before)
    return [_read(row) for row in connection.execute(wanted)]


def _wanted() -> Any:
    columns = [digests.c[name] for name in KeptDigest.__slots__ if name != "who"]
    return select(*columns, staff.c.display_name).join_from(digests, staff, isouter=True)


def _read(row: Row[Any]) -> KeptDigest:
    named = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return KeptDigest(who=named.pop("display_name") or "", **named)
