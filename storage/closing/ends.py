"""Who hears of an end, what they heard last, and how far a report has come by its stored events."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.orm import aliased

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


def standing_of(connection: Connection, report_id: int) -> Standing:
    """Return where a report stands, by what is stored of it and of its letters."""
    main = select(func.coalesce(reports.c.merged_into, reports.c.id)).where(
        reports.c.id == report_id
    )
    main_id = int(connection.execute(main).scalar_one())
    newest = (
        select(verifications.c.verdict, verifications.c.at)
        .where(verifications.c.report_id == main_id)
        .order_by(verifications.c.id.desc())
        .limit(1)
        .subquery()
    )
    handed = select(func.max(hand_overs.c.at)).where(hand_overs.c.report_id == main_id)
    row = connection.execute(
        select(
            reports.c.desk_state,
            newest.c.verdict,
            newest.c.at,
            handed.scalar_subquery().label("handed_at"),
            report_outcomes.c.outcome,
            report_outcomes.c.words,
        )
        .join_from(reports, newest, newest.c.at.is_not(None), isouter=True)
        .join(
            report_outcomes,
            and_(
                report_outcomes.c.report_id == reports.c.id, report_outcomes.c.reopened_at.is_(None)
            ),
            isouter=True,
        )
        .where(reports.c.id == main_id)
    ).one()
    return Standing(
        reviewed_at=row.at if row.verdict not in {None, "withdrawn"} else None,
        handed_at=row.handed_at if row.desk_state == "handed" else None,
        asked=row.desk_state == "asked",
        letters=_on_letters(connection, main_id),
        outcome=row.outcome or "",
        words=row.words or "",
    )


def _on_letters(connection: Connection, report_id: int) -> tuple[OnLetter, ...]:
    item = letter_items.c
    answered = select(func.max(letter_answers.c.answered_on)).where(
        letter_answers.c.item_id == item.id, item.state != "open"
    )
    newer = aliased(verdicts)
    overtaken = select(newer.c.id).where(
        newer.c.look_id == verdicts.c.look_id,
        newer.c.observer_id == verdicts.c.observer_id,
        newer.c.id > verdicts.c.id,
    )
    fixed = (
        select(func.max(verdicts.c.at))
        .join(looks, looks.c.id == verdicts.c.look_id)
        .where(looks.c.item_id == item.id, verdicts.c.verdict == "fixed", item.state != "open")
        .where(~overtaken.exists())
    )
    rows = connection.execute(
        select(
            letters.c.delivered_on,
            letter_receipts.c.received_on,
            answered.correlate(letter_items).scalar_subquery(),
            fixed.correlate(letter_items).scalar_subquery(),
            item.outcome,
            item.outcome_words,
        )
        .join_from(letter_item_reports, letter_items, item.id == letter_item_reports.c.item_id)
        .join(letters, letters.c.id == item.letter_id)
        .join(
            letter_deliveries,
            and_(letter_deliveries.c.letter_id == letters.c.id, letter_deliveries.c.main),
        )
        .join(
            letter_receipts, letter_receipts.c.delivery_id == letter_deliveries.c.id, isouter=True
        )
        .where(letter_item_reports.c.report_id == report_id, letters.c.state.in_(_ON_ITS_WAY))
        .order_by(letters.c.id, item.position)
    )
    return tuple(OnLetter(*row) for row in rows)


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
