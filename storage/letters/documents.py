"""Files of signed letters: found by the worker itself, made, kept under their hash.

Nothing may follow a 文号 in its transaction, so no row is written at signing: the worker looks for
letters that have a number and no file.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, exists, select, update

from storage.once import insert_once
from storage.tables.letter_documents import letter_documents
from storage.tables.letters import letters
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

DOCX: Final = "docx"
PDF: Final = "pdf"
_WANTED: Final = "wanted"
_FRESH: Final = ("signed", "sealed")  # those that left the house without a file get one on demand


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """A file to be made, in a worker's hands."""

    claim: Claim
    letter_id: int
    form: str
    delivery_key: bytes = b""


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A letter's file: wanted, ready or failed; `remark` is a sentence for its reader."""

    form: str
    state: str
    sha256: str
    bytes: int
    remark: str


def letters_without_files(connection: Connection, limit: int) -> list[int]:
    """Return letters that have a number, have not left the house, and have no Word file."""
    made = exists().where(
        letter_documents.c.letter_id == letters.c.id, letter_documents.c.form == DOCX
    )
    fresh = select(letters.c.id).where(letters.c.state.in_(_FRESH), ~made)
    return list(connection.scalars(fresh.order_by(letters.c.id).limit(limit)))


def want_document(connection: Connection, letter_id: int, form: str, now: datetime) -> None:
    """Have a file made; one that failed or is ready is made again."""
    again = {"state": _WANTED, "next_at": now, "claims": 0, "remark": ""}
    row = again | {"letter_id": letter_id, "form": form, "sha256": "", "bytes": 0}
    if not insert_once(connection, letter_documents, "letter_id, form", row):
        mine = letter_documents.c.letter_id == letter_id
        connection.execute(
            update(letter_documents)
            .where(mine, letter_documents.c.form == form, letter_documents.c.state != _WANTED)
            .values(again)
        )


def documents_of(connection: Connection, letter_id: int) -> dict[str, LetterDocument]:
    """Return a letter's files by their form."""
    kept = letter_documents.c
    rows = connection.execute(
        select(kept.form, kept.state, kept.sha256, kept.bytes, kept.remark).where(
            kept.letter_id == letter_id
        )
    )
    return {row.form: LetterDocument(*row) for row in rows}


def some_due(connection: Connection, now: datetime) -> bool:
    """Whether a claim would find anything; asked without writing."""
    return is_due(connection, letter_documents, _WANTED, now)


def claim(
    connection: Connection, now: datetime, limit: int, lease: timedelta
) -> list[WantedDocument]:
    """Take up to `limit` files that are to be made."""
    rows = claim_rows(connection, letter_documents, _WANTED, now, limit, lease)
    return [WantedDocument(taken, row["letter_id"], row["form"]) for taken, row in rows]


def finish(
    connection: Connection, row: WantedDocument, file: tuple[str, int], remark: str = ""
) -> bool:
    """Record the made file (sha256 and bytes); False when the row is ours no more."""
    values = {"state": "ready", "sha256": file[0], "bytes": file[1], "remark": remark}
    return settle(connection, letter_documents, _WANTED, row.claim, values)


def give_up(connection: Connection, row: WantedDocument, remark: str) -> bool:
    """Record why the file cannot be made."""
    values = {"state": "failed", "remark": remark}
    return settle(connection, letter_documents, _WANTED, row.claim, values)


def release(connection: Connection, row: WantedDocument, next_at: datetime) -> bool:
    """Free a file whose making failed by our own fault; the claim stays counted."""
    return let_go(connection, letter_documents, _WANTED, row.claim, next_at)
