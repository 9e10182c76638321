"""What was passed on to the observers' group: by whom, when, which way and in which words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from sqlalchemy import Connection, insert, select

from storage.tables.forwarding import forwards
from storage.tables.staff import staff
from storage.tables.work import outbox
from storage.vault import Vault

Occasion = Literal["start", "middle", "end"]
Road = Literal["copied", "robot"]
_TEXT: Final = "forward.text"


@dataclass(frozen=True, slots=True)
class Forward:
    """One message to the group, to be kept."""

    month: date
    occasion: Occasion
    road: Road
    text: str
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class KeptForward:
    """One that was kept; `sending` are the states and causes of what the robot posts."""

    id: int
    forward: Forward
    who: str
    at: datetime
    sending: tuple[tuple[str, str], ...]


def keep(
    connection: Connection, vault: Vault, forward: Forward, staff_id: int, now: datetime
) -> int:
    """Write a message down and return its id."""
    row = {
        "month": forward.month,
        "occasion": forward.occasion,
        "road": forward.road,
        "text": vault.seal_text(forward.text, _TEXT),
        "picture_id": forward.picture_id,
        "staff_id": staff_id,
        "at": now,
    }
    added = connection.execute(insert(forwards).values(row).returning(forwards.c.id))
    return int(added.scalar_one())


def once_keys(forward_id: int) -> tuple[str, str]:
    """Return what names the robot's two messages, the text and the picture, in the outbox."""
    return f"forward:{forward_id}:text", f"forward:{forward_id}:picture"


def latest(connection: Connection, vault: Vault, limit: int) -> list[KeptForward]:
    """Return the newest, the last one first."""
    rows = connection.execute(
        select(forwards, staff.c.display_name)
        .join_from(forwards, staff)
        .order_by(forwards.c.id.desc())
        .limit(limit)
    ).all()
    sending = _sending(connection, [row.id for row in rows if row.road == "robot"])
    return [
        KeptForward(
            id=row.id,
            forward=Forward(
                row.month,
                row.occasion,
                row.road,
                vault.unseal_text(row.text, _TEXT),
                row.picture_id,
            ),
            who=row.display_name,
            at=row.at,
            sending=tuple(sending[key] for key in once_keys(row.id) if key in sending),
        )
        for row in rows
    ]


def _sending(connection: Connection, forward_ids: list[int]) -> dict[str, tuple[str, str]]:
    keys = [key for each in forward_ids for key in once_keys(each)]
    columns = (outbox.c.once_key, outbox.c.state, outbox.c.cause)
    rows = connection.execute(select(*columns).where(outbox.c.once_key.in_(keys)))
    return {row.once_key: (row.state, row.cause) for row in rows}
