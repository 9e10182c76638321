"""Letters as rows: read one, list some, move one on if nobody was quicker."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from storage.tables.letters import letter_events, letters
from storage.tables.staff import staff


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter. `visit` and `term` are JSON; `way` is console or paper.

    `content`, the hashes and `term` are empty until it is submitted, `due` until it is delivered.
    """

    id: int
    region: str
    kind: str
    state: str
    version: int
    title: str
    unit: str
    copies: tuple[str, ...]
    ground: str
    opening: str
    requirement: str
    reason: str
    asked_by: date | None
    visit: str
    signer_role: str
    signer_name: str
    way: str
    drafted_by: int
    created_at: datetime
    secrecy_by: int | None
    content: str
    content_hash: str
    template_hash: str
    term: str
    series: str | None
    number_year: int | None
    number_seq: int | None
    number: str
    dated: date | None
    delivered_on: date | None
    due: date | None
    contested: bool


@dataclass(frozen=True, slots=True)
class LetterEvent:
    """One act done to a letter; `who` is empty where the unit did it by its link."""

    act: str
    before: str
    after: str
    staff_id: int | None
    who: str
    note: str
    at: datetime


def insert_letter(connection: Connection, values: Mapping[str, Any]) -> int:
    """Add a draft and return its id; `values` are columns, without those that come later."""
    row = {"state": "draft", "version": 0, "content": "", "content_hash": "", "template_hash": ""}
    row |= {"term": "", "number": "", "contested": False}
    added = insert(letters).values(row | _stored(values)).returning(letters.c.id)
    return int(connection.execute(added).scalar_one())


def letter_row(connection: Connection, letter_id: int) -> LetterRow | None:
    """Return one letter."""
    row = connection.execute(select(letters).where(letters.c.id == letter_id)).one_or_none()
    return None if row is None else _read(row)


def letters_in(
    connection: Connection, states: Collection[str], limit: int, before: int | None = None
) -> list[LetterRow]:
    """Return letters in these states, the newest first, older than the id `before`."""
    wanted = select(letters).where(letters.c.state.in_(states))
    if before is not None:
        wanted = wanted.where(letters.c.id < before)
    return _all(connection, wanted.order_by(letters.c.id.desc()).limit(limit))


def letters_awaiting_answers(connection: Connection, states: Collection[str]) -> list[LetterRow]:
    """Return the letters in these states that have a term, the earliest due first."""
    running = select(letters).where(letters.c.due.is_not(None), letters.c.state.in_(states))
    return _all(connection, running.order_by(letters.c.due, letters.c.id))


def letters_numbered_for(
    connection: Connection, unit: str, year: int, states: Collection[str]
) -> int:
    """Count a year's letters to a unit (主送) that are in these states."""
    mine = (letters.c.unit == unit, letters.c.number_year == year)
    counted = select(func.count()).select_from(letters)
    return int(connection.execute(counted.where(*mine, letters.c.state.in_(states))).scalar_one())


def move_letter(
    connection: Connection, letter: LetterRow, after: str, values: Mapping[str, Any] | None = None
) -> bool:
    """Bring a letter into a state with these columns; False when it changed since it was read."""
    changed = connection.execute(
        update(letters)
        .where(letters.c.id == letter.id)
        .where(letters.c.state == letter.state, letters.c.version == letter.version)
        .values(_stored(values or {}) | {"state": after, "version": letter.version + 1})
    )
    return changed.rowcount == 1


def claim_letter(connection: Connection, letter: LetterRow) -> bool:
    """Lock a letter against everybody else until COMMIT; False when it changed since it was read.

    For an act whose outcome, the number, is known only at its end.
    """
    locked = select(letters.c.version).where(letters.c.id == letter.id).with_for_update()
    return bool(connection.execute(locked).scalar_one() == letter.version)


def add_event(connection: Connection, letter_id: int, values: Mapping[str, Any]) -> None:
    """Write down an act: act, before, after, staff_id, note, at."""
    connection.execute(insert(letter_events).values(letter_id=letter_id, **values))


def events_of(connection: Connection, letter_id: int) -> list[LetterEvent]:
    """Return what was done to a letter, from the beginning."""
    rows = connection.execute(
        select(letter_events, staff.c.display_name)
        .join_from(letter_events, staff, isouter=True)
        .where(letter_events.c.letter_id == letter_id)
        .order_by(letter_events.c.id)
    )
    return [
        LetterEvent(
            row.act, row.before, row.after, row.staff_id, row.display_name or "", row.note, row.at
        )
        for row in rows
    ]


def doers_of(connection: Connection, letter_id: int, acts: Collection[str]) -> set[int]:
    """Return the accounts that did one of these acts to a letter."""
    mine = letter_events.c.letter_id == letter_id
    doers = select(letter_events.c.staff_id).where(mine, letter_events.c.act.in_(acts))
    return {row.staff_id for row in connection.execute(doers) if row.staff_id is not None}


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    if "copies" not in values:
        return dict(values)
    return {**values, "copies": json.dumps(values["copies"], ensure_ascii=False)}


def _all(connection: Connection, wanted: Select[Any]) -> list[LetterRow]:
    return [_read(row) for row in connection.execute(wanted)]


def _read(row: Row[Any]) -> LetterRow:
    return LetterRow(**{**row._mapping, "copies": tuple(json.loads(row.copies))})  # noqa: SLF001 - SQLAlchemy's public name
