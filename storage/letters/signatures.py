"""Signatures, given in the console or scanned from paper; 批示 is sealed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from storage.tables.letters import letter_signatures
from storage.vault import Vault

_REMARK = "letter.remark"


@dataclass(frozen=True, slots=True)
class NewSignature:
    """What a signer put their name to: the hashes, in which role, when, and with what words.

    Paper: `staff_id` is None, `scan` the sha256 of the 呈批单 that `brought_by` uploaded.
    """

    content_hash: str
    template_hash: str
    role: str
    name: str
    signed_on: date
    staff_id: int | None = None
    scan: str = ""
    remark: str = ""
    brought_by: int | None = None


@dataclass(frozen=True, slots=True)
class Signature(NewSignature):
    """A signature as stored: waiting (a scan nobody confirmed), held or refused."""

    id: int = 0
    state: str = ""
    confirmed_by: int | None = None


def add_signature(
    connection: Connection,
    vault: Vault,
    letter_id: int,
    given: tuple[NewSignature, str],
    now: datetime,
) -> None:
    """Keep a signature in a state, waiting or held."""
    new, state = given
    values = {name: getattr(new, name) for name in NewSignature.__slots__ if name != "remark"}
    values["remark"] = vault.seal_text(new.remark, _REMARK) if new.remark else None
    connection.execute(
        insert(letter_signatures).values(letter_id=letter_id, state=state, at=now, **values)
    )


def newest_signature(connection: Connection, vault: Vault, letter_id: int) -> Signature | None:
    """Return the latest signature or scan of a letter."""
    row = connection.execute(
        select(letter_signatures)
        .where(letter_signatures.c.letter_id == letter_id)
        .order_by(letter_signatures.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Signature(
        row.content_hash,
        row.template_hash,
        row.role,
        row.name,
        row.signed_on,
        row.staff_id,
        row.scan,
        "" if row.remark is None else vault.unseal_text(row.remark, _REMARK),
        row.brought_by,
        row.id,
        row.state,
        row.confirmed_by,
    )


def settle_scan(connection: Connection, signature_id: int, state: str, by: int) -> bool:
    """Hold or refuse a waiting scan; False when that was done before."""
    changed = connection.execute(
        update(letter_signatures)
        .where(letter_signatures.c.id == signature_id, letter_signatures.c.state == "waiting")
        .values(state=state, confirmed_by=by)
    )
    return changed.rowcount == 1
