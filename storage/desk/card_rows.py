"""Answers to reports' cards as the office and the clock read and write them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.intake.card_ledger import NewCardAnswer
from storage.tables.cards import card_answers
from storage.tables.people import observers
from storage.tables.reports import reports
from storage.tables.staff import staff

_COLUMNS = ("report_id", "field", "project", "version", "value", "up_to", "about", "unit")


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """One stored answer; `who` is the clerk's name, None for others."""

    report_id: int
    field: str
    project: str
    version: str
    value: str
    up_to: str
    about: bool
    unit: str
    said: str
    by: str
    at: datetime
    who: str | None


def card_answers_of(
    connection: Connection, report_ids: Sequence[int]
) -> dict[int, list[CardAnswer]]:
    """Return {report: its answers, oldest first}, for the reports that have some."""
    found: dict[int, list[CardAnswer]] = {}
    columns = [card_answers.c[name] for name in (*_COLUMNS, "said", "by", "at")]
    rows = connection.execute(
        select(*columns, staff.c.display_name)
        .join_from(card_answers, staff, isouter=True)
        .where(card_answers.c.report_id.in_(report_ids))
        .order_by(card_answers.c.id)
    )
    for row in rows:
        found.setdefault(row.report_id, []).append(CardAnswer(*tuple(row)))
    return found


def keep_card_answers(connection: Connection, new: Iterable[NewCardAnswer]) -> None:
    """Add answers."""
    rows = [asdict(answer) for answer in new]
    if rows:
        connection.execute(insert(card_answers), rows)


def lock_observer_of(connection: Connection, report_id: int) -> int | None:
    """Keep the observer's messages waiting until the transaction ends; returns the observer."""
    return connection.execute(
        select(observers.c.id)
        .join_from(reports, observers)
        .where(reports.c.id == report_id)
        .with_for_update(of=observers)
    ).scalar_one_or_none()


def lock_report(connection: Connection, report_id: int) -> None:
    """Keep other writers from a report until the transaction ends."""
    connection.execute(select(reports.c.id).where(reports.c.id == report_id).with_for_update())
