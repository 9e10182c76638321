"""Who hears of an end, what they heard last, and how far a report has come by its stored events."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, ScalarSelect, Select, and_, func, or_, select

from storage.ledger_rows import report_number
from storage.tables.closing import looks, verdicts
from storage.tables.letters import (
    letter_answers,
    letter_deliveries,
    letter_item_reports,
    letter_items,
    letter_receipts,
    letters,
)
from storage.tables.reports import reports
from storage.tables.triage import hand_overs, report_outcomes, verifications
from storage.tables.work import outbox

_ON_ITS_WAY: Final = ("delivered", "received", "contested", "answered", "done")


class Reporter(NamedTuple):
    """A report whose observer hears of an end, under its own number."""

    report_id: int
    observer_id: int
    number: str


@dataclass(frozen=True, slots=True)
class OnLetter:
    """A report's matter in a letter that was delivered: each step's day, None before its event."""

    sent_on: date | None
    received_on: date | None
    answered_on: date | None
    fixed_at: datetime | None
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a report has come. A merged one stands where its main report does.

    `asked`: the office waits for its observer; `outcome` and `words` are empty before the end.
    """

    reviewed_at: datetime | None
    handed_at: datetime | None
    asked: bool
    letters: tuple[OnLetter, ...]
    outcome: str
    words: str


def reporters(connection: Connection, report_ids: Collection[int]) -> list[Reporter]:
    """Return these reports and those that the desk merged into them."""
    named = reports.c
    rows = connection.execute(
        select(named.id, named.observer_id, named.day, named.seq)
        .where(
            or_(
                named.id.in_(report_ids),
                and_(named.merged_into.in_(report_ids), named.desk_state == "merged"),
            )
        )
        .where(named.state != "withdrawn")
        .order_by(named.id)
    )
    return [Reporter(row.id, row.observer_id, report_number(row.day, row.seq)) for row in rows]


def last_told(connection: Connection, report_id: int, purpose: str) -> tuple[int, str]:
    """Return how many messages of a purpose a report has had, and the last one's text."""
    mine = (outbox.c.report_id == report_id, outbox.c.purpose == purpose)
    texts = connection.scalars(select(outbox.c.text).where(*mine).order_by(outbox.c.id)).all()
    return len(texts), texts[-1] if texts else ""


def reports_of_item(connection: Connection, item_id: int) -> list[int]:
    """Return the reports that a letter's matter was written from."""
    held = select(letter_item_reports.c.report_id).where(letter_item_reports.c.item_id == item_id)
    return list(connection.scalars(held.order_by(letter_item_reports.c.report_id)))


def has_open_matters(connection: Connection, report_id: int) -> bool:
    """Whether a matter of this report is not closed yet in a letter that stands."""
    return _has_matters(connection, report_id, open_only=True)


def has_matters(connection: Connection, report_id: int) -> bool:
    """Whether a letter that stands holds this report."""
    return _has_matters(connection, report_id, open_only=False)


def count_ended(connection: Connection, days: tuple[date, date], outcomes: Collection[str]) -> int:
    """Count the reports of these days, both included, that ended so."""
    ended = report_outcomes.c
    counted = (
        select(func.count())
        .join_from(report_outcomes, reports)
        .where(ended.reopened_at.is_(None), ended.outcome.in_(outcomes))
        .where(reports.c.day.between(*days))
    )
    return int(connection.execute(counted).scalar_one())


def standing_of(connection: Connection, report_id: int) -> Standing:
    """Return where a report stands, by what is stored of it and of its letters."""
    main = func.coalesce(reports.c.merged_into, reports.c.id)
    found = select(main).where(reports.c.id == report_id)
    main_id = int(connection.execute(found).scalar_one())
    row = connection.execute(_on_the_desk(main_id)).one()
    return Standing(
        reviewed_at=row.at if row.verdict not in {None, "withdrawn"} else None,
        handed_at=row.handed_at if row.desk_state == "handed" else None,
        asked=row.desk_state == "asked" and main_id == report_id,  # else another's question
        letters=_on_letters(connection, main_id),
        outcome=row.outcome or "",
        words=row.words or "",
    )


def _on_the_desk(report_id: int) -> Select[Any]:
    checked, given, ended = verifications.c, hand_overs.c, report_outcomes.c
    newest = select(func.max(checked.id)).where(checked.report_id == report_id).scalar_subquery()
    handed = select(func.max(given.at)).where(given.report_id == report_id).scalar_subquery()
    stands = and_(ended.report_id == reports.c.id, ended.reopened_at.is_(None))
    columns = (reports.c.desk_state, checked.verdict, checked.at, ended.outcome, ended.words)
    return (
        select(*columns, handed.label("handed_at"))
        .join_from(reports, verifications, checked.id == newest, isouter=True)
        .join(report_outcomes, stands, isouter=True)
        .where(reports.c.id == report_id)
    )


def _on_letters(connection: Connection, report_id: int) -> tuple[OnLetter, ...]:
    item, sent = letter_items.c, letter_deliveries.c
    to_its_unit = and_(sent.letter_id == letters.c.id, sent.main)
    signed = letter_receipts.c.delivery_id == sent.id
    columns = (letters.c.delivered_on, letter_receipts.c.received_on, _answered_on(), _fixed_at())
    rows = connection.execute(
        select(*columns, item.outcome, item.outcome_words)
        .join_from(letter_item_reports, letter_items, item.id == letter_item_reports.c.item_id)
        .join(letters, letters.c.id == item.letter_id)
        .join(letter_deliveries, to_its_unit)
        .join(letter_receipts, signed, isouter=True)
        .where(letter_item_reports.c.report_id == report_id, letters.c.state.in_(_ON_ITS_WAY))
        .order_by(letters.c.id, item.position)
    )
    return tuple(OnLetter(*row) for row in rows)


def _answered_on() -> ScalarSelect[date]:
    """Return the day of a matter's newest answer, none once it was opened again."""
    mine = (letter_answers.c.item_id == letter_items.c.id, letter_items.c.state != "open")
    found = select(func.max(letter_answers.c.answered_on)).where(*mine)
    return found.correlate(letter_items).scalar_subquery()


def _fixed_at() -> ScalarSelect[datetime]:
    """Return when a matter was last seen mended, none where the same look was said otherwise of."""
    said, newer, other = verdicts.c, verdicts.alias().c, verdicts.alias()
    otherwise = select(newer.id).where(
        newer.look_id == said.look_id, newer.observer_id == said.observer_id, newer.id > said.id
    )
    corrected = select(newer.id).where(
        newer.look_id == other.c.look_id,
        newer.observer_id == other.c.observer_id,
        newer.id > other.c.id,
    )
    against = select(other.c.id).where(
        other.c.look_id == said.look_id, other.c.verdict == "not_fixed", ~corrected.exists()
    )
    found = (
        select(func.max(said.at))
        .join(looks, looks.c.id == said.look_id)
        .where(looks.c.item_id == letter_items.c.id, letter_items.c.state != "open")
        .where(said.verdict == "fixed", ~otherwise.exists(), ~against.exists())
    )
    return found.correlate(letter_items).scalar_subquery()


def _has_matters(connection: Connection, report_id: int, *, open_only: bool) -> bool:
    held = (
        select(letter_items.c.id)
        .join(letter_item_reports, letter_item_reports.c.item_id == letter_items.c.id)
        .join(letters, letters.c.id == letter_items.c.letter_id)
        .where(letter_item_reports.c.report_id == report_id, letters.c.state != "void")
    )
    if open_only:
        held = held.where(letter_items.c.state != "closed")
    return connection.execute(held.limit(1)).first() is not None
