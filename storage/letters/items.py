"""The matters of a letter: each leads to its reports, has its pictures, and is closed alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage.tables.letters import letter_item_reports, letter_items, letter_pictures, letters
from storage.tables.people import observers
from storage.tables.reports import reports
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class ItemPicture:
    """An outgoing picture and who saw that no face, paper, door or car plate shows, or None."""

    media_id: int | None
    sha256: str
    caption: str
    checked_by: int | None


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One matter as a clerk writes it; `seen` tells the week in words, or nothing (暗访)."""

    problem: str
    place: str
    seen: str
    project: str
    requirement: str
    report_ids: tuple[int, ...] = ()
    pictures: tuple[ItemPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterItem(ItemDraft):
    """One matter as stored: open, answered or closed."""

    id: int = 0
    state: str = "open"
    outcome: str = ""
    outcome_words: str = ""


@dataclass(frozen=True, slots=True)
class LetterOfReport:
    """A letter that holds a report: what 进度 and a report's page show of it."""

    letter_id: int
    kind: str
    state: str
    number: str
    item_state: str
    outcome: str


def replace_items(connection: Connection, letter_id: int, items: Iterable[ItemDraft]) -> None:
    """Give a draft other matters."""
    mine = select(letter_items.c.id).where(letter_items.c.letter_id == letter_id).scalar_subquery()
    for table in (letter_item_reports, letter_pictures):
        connection.execute(delete(table).where(table.c.item_id.in_(mine)))
    connection.execute(delete(letter_items).where(letter_items.c.letter_id == letter_id))
    for position, item in enumerate(items, 1):
        _insert_item(connection, letter_id, position, item)


def items_of(connection: Connection, letter_id: int) -> list[LetterItem]:
    """Return a letter's matters in their order."""
    mine = letter_items.c.letter_id == letter_id
    rows = connection.execute(
        select(letter_items).where(mine).order_by(letter_items.c.position)
    ).all()
    pictures, held = _pictures_of(connection, letter_id), _reports_of(connection, letter_id)
    return [
        LetterItem(
            row.problem,
            row.place,
            row.seen,
            row.project,
            row.requirement,
            tuple(held.get(row.id, ())),
            tuple(pictures.get(row.id, ())),
            row.id,
            row.state,
            row.outcome,
            row.outcome_words,
        )
        for row in rows
    ]


def set_item_state(connection: Connection, item_id: int, before: str, after: str) -> bool:
    """Mark a matter as answered, or open it again; False when it is not in the state `before`."""
    changed = connection.execute(
        update(letter_items)
        .where(letter_items.c.id == item_id, letter_items.c.state == before)
        .values(state=after, outcome="", outcome_words="", closed_by=None, closed_at=None)
    )
    return changed.rowcount == 1


def close_item(
    connection: Connection, item_id: int, outcome: tuple[str, str], by: tuple[int, datetime]
) -> bool:
    """End an answered matter with (outcome, words); False when it is not answered."""
    changed = connection.execute(
        update(letter_items)
        .where(letter_items.c.id == item_id, letter_items.c.state == "answered")
        .values(
            state="closed",
            outcome=outcome[0],
            outcome_words=outcome[1],
            closed_by=by[0],
            closed_at=by[1],
        )
    )
    return changed.rowcount == 1


def letters_of_report(connection: Connection, report_id: int) -> list[LetterOfReport]:
    """Return the letters that hold a report, the oldest first."""
    columns = (letters.c.id, letters.c.kind, letters.c.state, letters.c.number)
    rows = connection.execute(
        select(*columns, letter_items.c.state.label("item_state"), letter_items.c.outcome)
        .join_from(letter_item_reports, letter_items)
        .join(letters, letters.c.id == letter_items.c.letter_id)
        .where(letter_item_reports.c.report_id == report_id)
        .order_by(letters.c.id)
    )
    return [LetterOfReport(*row) for row in rows]


def seen_on(connection: Connection, report_id: int) -> date | None:
    """Return the day of a report."""
    return connection.execute(
        select(reports.c.day).where(reports.c.id == report_id)
    ).scalar_one_or_none()


def people_behind(
    connection: Connection, vault: Vault, report_ids: Iterable[int]
) -> set[tuple[str, str]]:
    """Return (name, phone) of who told of these reports, or of one that was merged into them."""
    of_these = set(report_ids)
    rows: Any = connection.execute(
        select(observers.c.name, observers.c.phone)
        .join_from(reports, observers)
        .where(reports.c.id.in_(of_these) | reports.c.merged_into.in_(of_these))
    )
    return {
        (
            vault.unseal_text(row.name, "observer.name"),
            vault.unseal_text(row.phone, "observer.phone"),
        )
        for row in rows
    }


def observers_names(connection: Connection, vault: Vault) -> set[str]:
    """Return the names of all observers, those who left too: some hundred to unseal."""
    names = connection.scalars(select(observers.c.name))
    return {vault.unseal_text(name, "observer.name") for name in names}


def _pictures_of(connection: Connection, letter_id: int) -> dict[int, list[ItemPicture]]:
    rows = connection.execute(
        select(letter_pictures)
        .join(letter_items)
        .where(letter_items.c.letter_id == letter_id)
        .order_by(letter_pictures.c.position)
    )
    found: dict[int, list[ItemPicture]] = {}
    for row in rows:
        picture = ItemPicture(row.media_id, row.sha256, row.caption, row.checked_by)
        found.setdefault(row.item_id, []).append(picture)
    return found


def _reports_of(connection: Connection, letter_id: int) -> dict[int, list[int]]:
    rows = connection.execute(
        select(letter_item_reports)
        .join(letter_items)
        .where(letter_items.c.letter_id == letter_id)
        .order_by(letter_item_reports.c.report_id)
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row.report_id)
    return found


def _insert_item(connection: Connection, letter_id: int, position: int, item: ItemDraft) -> None:
    words = ("problem", "place", "seen", "project", "requirement")
    values = {name: getattr(item, name) for name in words} | {"state": "open", "outcome": ""}
    values |= {"letter_id": letter_id, "position": position, "outcome_words": ""}
    added = insert(letter_items).values(values).returning(letter_items.c.id)
    item_id = int(connection.execute(added).scalar_one())
    for report_id in dict.fromkeys(item.report_ids):
        connection.execute(insert(letter_item_reports).values(item_id=item_id, report_id=report_id))
    for place, picture in enumerate(item.pictures, 1):
        connection.execute(
            insert(letter_pictures).values(
                item_id=item_id,
                position=place,
                media_id=picture.media_id,
                sha256=picture.sha256,
                caption=picture.caption,
                checked_by=picture.checked_by,
            )
        )
