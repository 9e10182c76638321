"""What no digest has told of yet, and what stands open at this moment.

`take_…` marks the rows as told in the statement that reads them, so that a row is in one daily
digest exactly, whatever becomes visible when; `see_…` reads the same rows and leaves them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, select, update

from storage.ledger_rows import report_number
from storage.tables.letters import letter_events, letters
from storage.tables.media import transcripts
from storage.tables.reports import UNDIGESTED, UNSEEN_URGENT, reports
from storage.tables.triage import report_outcomes
from storage.tables.work import media

_LIVING: Final = ("collecting", "received")
_UNTOLD_END: Final = report_outcomes.c.digested_in.is_(None)
_PAGE: Final = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report as a digest names it."""

    id: int
    number: str
    project: str
    county: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class LetterStep:
    """What happened to a letter: from which state into which."""

    letter_id: int
    number: str
    unit: str
    kind: str
    before: str
    after: str
    due: date | None


def take_reports(connection: Connection, digest_id: int) -> list[NewReport]:
    """Return the reports that a daily digest tells of, and mark them."""
    told = update(reports).where(UNDIGESTED).values(digested_in=digest_id)
    return _reports(connection.execute(told.returning(*_report_columns())))


def see_reports(connection: Connection) -> list[NewReport]:
    """Return the reports that the next daily digest would tell of."""
    return _reports(connection.execute(select(*_report_columns()).where(UNDIGESTED)))


def unseen_urgent(connection: Connection) -> list[NewReport]:
    """Return the urgent reports that nobody has taken note of."""
    alive = reports.c.state.in_(_LIVING)
    return _reports(connection.execute(select(*_report_columns()).where(UNSEEN_URGENT, alive)))


def unheard_voices(connection: Connection) -> list[tuple[int, NewReport]]:
    """Return (media id, its report) of the voices that wait for somebody to type them up."""
    waiting = (transcripts.c.state == "waiting", reports.c.state.in_(_LIVING))
    rows = connection.execute(
        select(transcripts.c.media_id, *_report_columns())
        .select_from(transcripts.join(media).join(reports))
        .where(*waiting)
        .order_by(transcripts.c.spoken_at, transcripts.c.id)
    )
    return [(row.media_id, _report(row)) for row in rows]


def take_ended(connection: Connection, digest_id: int) -> list[NewReport]:
    """Return the reports that ended since the last daily digest, and mark that it is told."""
    told = update(report_outcomes).where(_UNTOLD_END).values(digested_in=digest_id)
    connection.execute(told)
    return _ended(connection, report_outcomes.c.digested_in == digest_id)


def see_ended(connection: Connection) -> list[NewReport]:
    """Return the reports of whose end the next daily digest would tell."""
    return _ended(connection, _UNTOLD_END)


def _ended(connection: Connection, wanted: ColumnElement[bool]) -> list[NewReport]:
    """Return those whose end stands: what was opened again meanwhile has none."""
    standing = report_outcomes.c.reopened_at.is_(None)
    found = select(*_report_columns()).join_from(report_outcomes, reports).where(wanted, standing)
    return _reports(connection.execute(found))


def take_letter_steps(connection: Connection, digest_id: int) -> list[LetterStep]:
    """Return what happened to letters since the last daily digest, and mark it."""
    told = update(letter_events).where(_untold()).values(digested_in=digest_id)
    ids = sorted(connection.execute(told.returning(letter_events.c.id)).scalars())
    found: list[LetterStep] = []
    for start in range(0, len(ids), _PAGE):
        found += _steps(connection, letter_events.c.id.in_(ids[start : start + _PAGE]))
    return found


def see_letter_steps(connection: Connection) -> list[LetterStep]:
    """Return what the next daily digest would tell of letters."""
    return _steps(connection, _untold())


def _untold() -> ColumnElement[bool]:
    return letter_events.c.digested_in.is_(None)


def _steps(connection: Connection, wanted: ColumnElement[bool]) -> list[LetterStep]:
    happened: Select[Any] = (
        select(
            letter_events.c.letter_id,
            letters.c.number,
            letters.c.unit,
            letters.c.kind,
            letter_events.c.before,
            letter_events.c.after,
            letters.c.due,
        )
        .join_from(letter_events, letters)
        .where(wanted)
        .order_by(letter_events.c.id)
    )
    return [LetterStep(*row) for row in connection.execute(happened)]


def _report_columns() -> tuple[ColumnElement[Any], ...]:
    named = ("id", "day", "seq", "project", "county", "urgent")
    return tuple(reports.c[name] for name in named)


def _reports(rows: Iterable[Row[Any]]) -> list[NewReport]:
    return sorted(map(_report, rows), key=lambda report: report.id)


def _report(row: Row[Any]) -> NewReport:
    number = report_number(row.day, row.seq)
    return NewReport(row.id, number, row.project or "", row.county, row.urgent)
