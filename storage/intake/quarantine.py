"""Correctly signed calls that came too early or too late: refused, kept, replayable."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.tables.intake import deliveries, quarantine
from storage.vault import Vault

_PURPOSE = "quarantine.body"


@dataclass(frozen=True, slots=True)
class KeptCall:
    """One refused call as it came."""

    id: int
    channel: str
    query: dict[str, str]
    body: bytes
    received_at: datetime


def keep_call(
    connection: Connection,
    vault: Vault,
    channel: str,
    query: Mapping[str, str],
    body: bytes,
    now: datetime,
) -> None:
    """Keep a stale call once; the same bytes again change nothing."""
    asked = json.dumps(dict(query), sort_keys=True)
    connection.execute(
        insert(quarantine)
        .values(
            fingerprint=hashlib.sha256(asked.encode() + b"\0" + body).digest(),
            channel=channel,
            reason="stale",
            query=asked,
            body=vault.seal(body, _PURPOSE),
            received_at=now,
            state="kept",
        )
        .on_conflict_do_nothing(index_elements=[quarantine.c.fingerprint])
    )


def stale_in_a_row(connection: Connection, channel: str) -> int:
    """Count the stale calls since the channel's last good delivery."""
    last_good = (
        select(func.coalesce(func.max(deliveries.c.received_at), 0))
        .where(deliveries.c.channel == channel)
        .scalar_subquery()
    )
    counted = select(func.count()).where(
        quarantine.c.channel == channel, quarantine.c.received_at > last_good
    )
    return int(connection.execute(counted).scalar_one())


def kept_call(connection: Connection, vault: Vault, call_id: int) -> KeptCall | None:
    """Return a kept call that was not replayed yet."""
    row = connection.execute(
        select(quarantine).where(quarantine.c.id == call_id, quarantine.c.state == "kept")
    ).one_or_none()
    if row is None:
        return None
    body = vault.unseal(row.body, _PURPOSE)
    return KeptCall(row.id, row.channel, json.loads(row.query), body, row.received_at)


def mark_replayed(connection: Connection, call_id: int) -> bool:
    """Move kept → replayed; False when somebody else did."""
    done = connection.execute(
        update(quarantine)
        .where(quarantine.c.id == call_id, quarantine.c.state == "kept")
        .values(state="replayed")
    )
    return done.rowcount == 1
