"""Uploaded files, kept under keys of their own until the worker has examined them.

A clerk brought them to the desk, or an observer added them on a card's page (then at once entered).

    waiting (no delivery) → entered (its delivery, and a wanted media row) → examined: row gone

The file is stored before its row is written, so a file without a row is a leftover; keys begin with
the day, so that only leftovers of days past are swept.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.tables.desk import desk_uploads
from storage.tables.work import media
from storage.vault import Vault

DESK: Final = "desk"  # the channel of what a clerk enters
PAGE: Final = "page"  # the channel of what comes from a page behind a link
UPLOADED: Final = (DESK, PAGE)  # their files are in our store already
PREFIX: Final = "uploads/"
_PURPOSE = "desk.filename"


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A file that is in the store already; `sha256` in hex, `size` in bytes."""

    store_key: str
    filename: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Upload(NewUpload):
    """A kept file; `is_entered` once it belongs to a report. A batch numbers its files from 1."""

    id: int
    number: int | None
    is_entered: bool


def new_key(now: datetime) -> str:
    """Return a key nobody else has; its day is of UTC."""
    return f"{PREFIX}{now:%Y%m%d}/{secrets.token_hex(16)}"


def add_upload(
    connection: Connection,
    vault: Vault,
    new: NewUpload,
    staff_id: int | None,
    batch_id: int | None,
    now: datetime,
) -> int:
    """Write the row of a stored file and return its id; no clerk: an observer uploaded it."""
    given = select(func.coalesce(func.max(desk_uploads.c.number), 0) + 1)
    number = given.where(desk_uploads.c.batch_id == batch_id).scalar_subquery()
    statement = insert(desk_uploads).values(
        batch_id=batch_id,
        number=number if batch_id else None,
        created_by=staff_id,
        created_at=now,
        store_key=new.store_key,
        filename=vault.seal_text(new.filename, _PURPOSE),
        sha256=new.sha256,
        bytes=new.size,
    )
    return int(connection.execute(statement.returning(desk_uploads.c.id)).scalar_one())


def uploads_of_batch(connection: Connection, vault: Vault, batch_id: int) -> list[Upload]:
    """Return a batch's files in the order of their numbers; examined ones are gone."""
    return _uploads(connection, vault, desk_uploads.c.batch_id == batch_id)


def loose_uploads(
    connection: Connection, vault: Vault, ids: Collection[int], staff_id: int
) -> list[Upload]:
    """Return those of a clerk's own waiting files, outside any batch, that still exist."""
    return _uploads(
        connection,
        vault,
        desk_uploads.c.id.in_(ids),
        desk_uploads.c.created_by == staff_id,
        desk_uploads.c.batch_id.is_(None),
        desk_uploads.c.delivery_id.is_(None),
    )


def waiting_key(connection: Connection, upload_id: int) -> str | None:
    """Return the store's key of a file that is not entered yet."""
    return connection.execute(
        select(desk_uploads.c.store_key).where(
            desk_uploads.c.id == upload_id, desk_uploads.c.delivery_id.is_(None)
        )
    ).scalar_one_or_none()


def take_upload(connection: Connection, upload_id: int, delivery_id: int) -> bool:
    """Let a file become a delivery; False when it is one already, or gone."""
    taken = connection.execute(
        update(desk_uploads)
        .where(desk_uploads.c.id == upload_id, desk_uploads.c.delivery_id.is_(None))
        .values(delivery_id=delivery_id)
    )
    return taken.rowcount == 1


def examined_uploads(connection: Connection) -> list[tuple[int, str]]:
    """Return (id, key) of entered files that no worker needs any more."""
    still_wanted = exists().where(
        media.c.delivery_id == desk_uploads.c.delivery_id, media.c.state == "wanted"
    )
    rows = connection.execute(
        select(desk_uploads.c.id, desk_uploads.c.store_key).where(
            desk_uploads.c.delivery_id.is_not(None), ~still_wanted
        )
    )
    return [(row.id, row.store_key) for row in rows]


def waiting_uploads(
    connection: Connection, before: datetime, loose_before: datetime
) -> list[tuple[int, str]]:
    """Return (id, key) of files uploaded before this time that went into no report.

    A file of no batch waits only for its form to be sent again: it has a time of its own.
    """
    uploaded, is_loose = desk_uploads.c.created_at, desk_uploads.c.batch_id.is_(None)
    rows = connection.execute(
        select(desk_uploads.c.id, desk_uploads.c.store_key).where(
            desk_uploads.c.delivery_id.is_(None),
            or_(uploaded < before, and_(is_loose, uploaded < loose_before)),
        )
    )
    return [(row.id, row.store_key) for row in rows]


def known_keys(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Return those of the keys that have a row."""
    wanted = select(desk_uploads.c.store_key).where(desk_uploads.c.store_key.in_(list(keys)))
    return set(connection.scalars(wanted))


def remove_upload(connection: Connection, upload_id: int) -> None:
    """Forget a file's row; its file goes first."""
    connection.execute(delete(desk_uploads).where(desk_uploads.c.id == upload_id))


def _uploads(connection: Connection, vault: Vault, *where: ColumnElement[bool]) -> list[Upload]:
    rows = connection.execute(select(desk_uploads).where(*where).order_by(desk_uploads.c.id))
    return [
        Upload(
            store_key=row.store_key,
            filename=vault.unseal_text(row.filename, _PURPOSE),
            sha256=row.sha256,
            size=row.bytes,
            id=row.id,
            number=row.number,
            is_entered=row.delivery_id is not None,
        )
        for row in rows
    ]
