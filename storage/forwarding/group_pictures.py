"""Pictures for the observers' group: asked for by a clerk, drawn by the worker, kept.

wanted → ready, or failed when our own program failed three times. A picture is named by what is to
be drawn, so the same figures are drawn once and other figures are another picture.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Row, select, update

from storage.once import insert_once
from storage.tables.forwarding import group_pictures
from storage.vault import Vault
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

WANTED: Final = "wanted"
_CONTENT, _UNWRITTEN = "group-picture.content", "group-picture.unwritten"


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture in a worker's hands; `content` is JSON."""

    claim: Claim
    content: str
    delivery_key: bytes = b""


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture as the page shows it; `unwritten` are the names that the font lacks."""

    id: int
    state: str
    asked_at: datetime
    sha256: str
    bytes: int
    unwritten: tuple[str, ...]


def ask_for(
    connection: Connection, vault: Vault, content: str, staff_id: int, now: datetime
) -> None:
    """Have a picture drawn; one that failed before is tried again."""
    named = _fingerprint(vault, content)
    row = {
        "fingerprint": named,
        "content": vault.seal_text(content, _CONTENT),
        "state": WANTED,
        "asked_at": now,
        "asked_by": staff_id,
        "next_at": now,
        "claims": 0,
        "sha256": "",
        "bytes": 0,
    }
    if not insert_once(connection, group_pictures, "fingerprint", row):
        connection.execute(
            update(group_pictures)
            .where(group_pictures.c.fingerprint == named, group_pictures.c.state == "failed")
            .values(state=WANTED, next_at=now, claims=0)
        )


def picture_of(connection: Connection, vault: Vault, content: str) -> KeptPicture | None:
    """Return the picture of exactly this content, None where nobody asked for it."""
    wanted = group_pictures.c.fingerprint == _fingerprint(vault, content)
    row = connection.execute(select(group_pictures).where(wanted)).one_or_none()
    return None if row is None else _kept(row, vault)


def ready_picture(connection: Connection, vault: Vault, picture_id: int) -> KeptPicture | None:
    """Return a picture that can be shown."""
    wanted = (group_pictures.c.id == picture_id, group_pictures.c.state == "ready")
    row = connection.execute(select(group_pictures).where(*wanted)).one_or_none()
    return None if row is None else _kept(row, vault)


def some_due(connection: Connection, now: datetime) -> bool:
    """Whether a claim would find anything; asked without writing."""
    return is_due(connection, group_pictures, WANTED, now)


def claim(
    connection: Connection, vault: Vault, now: datetime, limit: int, lease: timedelta
) -> list[WantedPicture]:
    """Take up to `limit` pictures that are to be drawn."""
    rows = claim_rows(connection, group_pictures, WANTED, now, limit, lease)
    return [
        WantedPicture(taken, vault.unseal_text(row["content"], _CONTENT)) for taken, row in rows
    ]


def finish(
    connection: Connection,
    vault: Vault,
    row: WantedPicture,
    file: tuple[str, int],
    unwritten: tuple[str, ...],
) -> bool:
    """Record the drawn file (sha256 and bytes); False when the row is ours no more."""
    sha256, size = file
    names = vault.seal_text(json.dumps(unwritten), _UNWRITTEN) if unwritten else None
    values = {"state": "ready", "sha256": sha256, "bytes": size, "unwritten": names}
    return settle(connection, group_pictures, WANTED, row.claim, values)


def give_up(connection: Connection, row: WantedPicture) -> bool:
    """Record that the picture cannot be drawn."""
    return settle(connection, group_pictures, WANTED, row.claim, {"state": "failed"})


def release(connection: Connection, row: WantedPicture, next_at: datetime) -> bool:
    """Free a picture whose drawing failed by our own fault; the claim stays counted."""
    return let_go(connection, group_pictures, WANTED, row.claim, next_at)


def _fingerprint(vault: Vault, content: str) -> bytes:
    return vault.index(content, "group picture")


def _kept(row: Row[tuple[object, ...]], vault: Vault) -> KeptPicture:
    names = json.loads(vault.unseal_text(row.unwritten, _UNWRITTEN)) if row.unwritten else ()
    return KeptPicture(row.id, row.state, row.asked_at, row.sha256, row.bytes, tuple(names))
