"""The second factor of an account: a sealed secret, and the newest code that was used."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from storage.tables.staff import second_factors
from storage.vault import Vault

_PURPOSE = "staff.second-factor"


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """A secret in base32; it guards the login once it is confirmed by a first code."""

    secret: str
    confirmed: bool
    last_step: int


def factor_of(connection: Connection, vault: Vault, staff_id: int) -> SecondFactor | None:
    """Return the account's second factor, confirmed or not."""
    row = connection.execute(
        select(second_factors).where(second_factors.c.staff_id == staff_id)
    ).first()
    if row is None:
        return None
    secret = vault.unseal_text(row.secret, _PURPOSE)
    return SecondFactor(secret, row.confirmed_at is not None, row.last_step)


def begin_factor(connection: Connection, vault: Vault, staff_id: int, secret: str) -> None:
    """Keep a new secret that no code has confirmed yet, in place of any other."""
    drop_factor(connection, staff_id)
    connection.execute(
        insert(second_factors).values(
            staff_id=staff_id, secret=vault.seal_text(secret, _PURPOSE), last_step=0
        )
    )


def confirm_factor(connection: Connection, staff_id: int, now: datetime) -> None:
    """Let the factor guard the login from now on."""
    connection.execute(
        update(second_factors).where(second_factors.c.staff_id == staff_id).values(confirmed_at=now)
    )


def use_step(connection: Connection, staff_id: int, step: int) -> bool:
    """Use up the code of this step; False when it, or a later one, was used before."""
    used = connection.execute(
        update(second_factors)
        .where(second_factors.c.staff_id == staff_id, second_factors.c.last_step < step)
        .values(last_step=step)
    )
    return used.rowcount == 1


def drop_factor(connection: Connection, staff_id: int) -> None:
    """Take the second factor off an account."""
    connection.execute(delete(second_factors).where(second_factors.c.staff_id == staff_id))


def guarded(connection: Connection, staff_ids: Collection[int]) -> set[int]:
    """Return which of these accounts have a confirmed second factor."""
    wanted = select(second_factors.c.staff_id).where(
        second_factors.c.staff_id.in_(staff_ids), second_factors.c.confirmed_at.is_not(None)
    )
    return set(connection.scalars(wanted))
