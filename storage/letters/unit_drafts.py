"""What a unit has half written behind its link, and the files it has given so far."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from storage.dialects import insert_into
from storage.tables.letters import letter_items
from storage.tables.unit_links import unit_drafts, unit_files
from storage.vault import Vault

_WORDS = "unit.draft"
_NAME = "unit.filename"

_FILE = ("link_id", "item_id", "role", "sha256")
DraftWords = Mapping[str, Mapping[str, str]]  # {part of the page: {field: text}}


@dataclass(frozen=True, slots=True)
class NewUnitFile:
    """A file already in the store under its sha256; `role`: before, after or stamped."""

    item_id: int
    role: str
    name: str
    mime: str
    sha256: str


@dataclass(frozen=True, slots=True)
class UnitFile(NewUnitFile):
    """A file of a link as stored."""

    id: int
    link_id: int
    answered_at: datetime | None


def draft_of(connection: Connection, vault: Vault, link_id: int) -> DraftWords:
    """Return what was half written behind a link, {} where nothing was."""
    named = unit_drafts.c.link_id == link_id
    sealed = connection.execute(select(unit_drafts.c.words).where(named)).scalar_one_or_none()
    words: DraftWords = {} if sealed is None else json.loads(vault.unseal_text(sealed, _WORDS))
    return words


def draft_to_change(
    connection: Connection, vault: Vault, link_id: int, now: datetime
) -> DraftWords:
    """Return what was half written, for this transaction alone to change: two tabs lose nothing."""
    empty = {"words": vault.seal_text("{}", _WORDS), "saved_at": now}
    row = insert_into(connection, unit_drafts).values(link_id=link_id, **empty)
    connection.execute(row.on_conflict_do_nothing(index_elements=["link_id"]))
    mine = select(unit_drafts.c.link_id).where(unit_drafts.c.link_id == link_id)
    connection.execute(mine.with_for_update())
    return draft_of(connection, vault, link_id)


def keep_draft(
    connection: Connection, vault: Vault, link_id: int, words: DraftWords, now: datetime
) -> None:
    """Keep what is half written behind a link, in the place of what was."""
    sealed = vault.seal_text(json.dumps(words, ensure_ascii=False), _WORDS)
    row = insert_into(connection, unit_drafts).values(link_id=link_id, words=sealed, saved_at=now)
    kept = {"words": sealed, "saved_at": now}
    connection.execute(row.on_conflict_do_update(index_elements=["link_id"], set_=kept))


def add_file(  # behind which link, which file; `again`: though it went with an answer before
    connection: Connection, vault: Vault, link_id: int, new: NewUnitFile, *, again: bool
) -> None:
    """Keep a file for the next answer, once."""
    values = {"link_id": link_id, "item_id": new.item_id, "role": new.role, "mime": new.mime}
    values |= {"sha256": new.sha256, "answered_at": None}
    values["name"] = vault.seal_text(new.name, _NAME)
    row, key = insert_into(connection, unit_files).values(values), _FILE
    waits = row.on_conflict_do_update(index_elements=key, set_={"answered_at": None})
    connection.execute(waits if again else row.on_conflict_do_nothing(index_elements=key))


def files_of_letter(connection: Connection, vault: Vault, letter_id: int) -> list[UnitFile]:
    """Return the files given by any link of a letter, in the order they came."""
    rows = connection.execute(
        select(unit_files)
        .join(letter_items)
        .where(letter_items.c.letter_id == letter_id)
        .order_by(unit_files.c.id)
    )
    return [
        UnitFile(
            row.item_id,
            row.role,
            vault.unseal_text(row.name, _NAME),
            row.mime,
            row.sha256,
            row.id,
            row.link_id,
            row.answered_at,
        )
        for row in rows
    ]


def drop_file(connection: Connection, link_id: int, file_id: int) -> bool:
    """Take back a file that waits for its answer; False when it does not."""
    mine = (unit_files.c.id == file_id, unit_files.c.link_id == link_id)
    gone = connection.execute(delete(unit_files).where(*mine, unit_files.c.answered_at.is_(None)))
    return gone.rowcount == 1


def mark_answered(connection: Connection, file_ids: list[int], now: datetime) -> None:
    """Note that these files went with an answer."""
    named = unit_files.c.id.in_(file_ids)
    connection.execute(update(unit_files).where(named).values(answered_at=now))
