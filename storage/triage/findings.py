"""What the desk wrote of a report: verdicts, hand-overs, questions to its observer, its end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.tables.staff import staff
from storage.tables.triage import hand_overs, office_questions, report_outcomes, verifications

_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Verification:
    """One verdict, by whom, how it was found, and what was seen."""

    verdict: str
    how: str
    note: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandOver:
    """A report given to 12345 or a unit; `outcome` is empty until something is known."""

    id: int
    receiver: str
    words: str
    who: str
    at: datetime
    outcome: str
    outcome_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """How a report ended; reopened: with the reason, and then it does not stand any more."""

    outcome: str
    words: str
    who: str
    at: datetime
    reopened_at: datetime | None
    reopen_reason: str


@dataclass(frozen=True, slots=True)
class OfficeQuestion:
    """What the office asked of a report's observer."""

    id: int
    words: str
    who: str
    at: datetime
    answered_at: datetime | None


def add_verification(
    connection: Connection, report_id: int, said: tuple[str, str, str], by: tuple[int, datetime]
) -> None:
    """Keep (verdict, how, note); an empty verdict takes the one before back."""
    verdict, how, note = said
    row = {"report_id": report_id, "verdict": verdict or _WITHDRAWN, "how": how, "note": note}
    connection.execute(insert(verifications).values(row | {"staff_id": by[0], "at": by[1]}))


def newest_verification(connection: Connection, report_id: int) -> Verification | None:
    """Return the verdict that holds, None where there is none or it was taken back."""
    columns = (verifications.c.verdict, verifications.c.how, verifications.c.note)
    row = connection.execute(
        select(*columns, staff.c.display_name, verifications.c.at)
        .join_from(verifications, staff)
        .where(verifications.c.report_id == report_id)
        .order_by(verifications.c.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None or row.verdict == _WITHDRAWN else Verification(*row)


def add_hand_over(
    connection: Connection, report_id: int, given: tuple[str, str], by: tuple[int, datetime]
) -> None:
    """Keep (receiver, words)."""
    row = {"report_id": report_id, "receiver": given[0], "words": given[1], "outcome": ""}
    connection.execute(insert(hand_overs).values(row | {"staff_id": by[0], "at": by[1]}))


def hand_overs_of(connection: Connection, report_id: int) -> list[HandOver]:
    """Return a report's hand-overs, the newest first."""
    columns = (hand_overs.c.id, hand_overs.c.receiver, hand_overs.c.words, staff.c.display_name)
    rows = connection.execute(
        select(*columns, hand_overs.c.at, hand_overs.c.outcome, hand_overs.c.outcome_at)
        .join_from(hand_overs, staff, staff.c.id == hand_overs.c.staff_id)
        .where(hand_overs.c.report_id == report_id)
        .order_by(hand_overs.c.id.desc())
    )
    return [HandOver(*row) for row in rows]


def write_result(
    connection: Connection, hand_over_id: int, words: str, by: tuple[int, datetime]
) -> None:
    """Keep what came of a hand-over."""
    connection.execute(
        update(hand_overs)
        .where(hand_overs.c.id == hand_over_id)
        .values(outcome=words, outcome_by=by[0], outcome_at=by[1])
    )


def add_outcome(
    connection: Connection, report_id: int, end: tuple[str, str], by: tuple[int, datetime]
) -> None:
    """Keep how a report ended, as (outcome, words)."""
    row = {"report_id": report_id, "outcome": end[0], "words": end[1], "reopen_reason": ""}
    connection.execute(insert(report_outcomes).values(row | {"staff_id": by[0], "at": by[1]}))


def reopen_outcome(
    connection: Connection, report_id: int, reason: str, by: tuple[int, datetime]
) -> bool:
    """Let the standing outcome stand no more; False where there is none."""
    changed = connection.execute(
        update(report_outcomes)
        .where(report_outcomes.c.report_id == report_id, report_outcomes.c.reopened_at.is_(None))
        .values(reopened_by=by[0], reopened_at=by[1], reopen_reason=reason)
    )
    return changed.rowcount == 1


def outcomes_of(connection: Connection, report_id: int) -> list[ReportOutcome]:
    """Return a report's outcomes, the newest first; one at most stands."""
    columns = (report_outcomes.c.outcome, report_outcomes.c.words, staff.c.display_name)
    later = (report_outcomes.c.reopened_at, report_outcomes.c.reopen_reason)
    rows = connection.execute(
        select(*columns, report_outcomes.c.at, *later)
        .join_from(report_outcomes, staff, staff.c.id == report_outcomes.c.staff_id)
        .where(report_outcomes.c.report_id == report_id)
        .order_by(report_outcomes.c.id.desc())
    )
    return [ReportOutcome(*row) for row in rows]


def standing_outcome(connection: Connection, report_id: int) -> ReportOutcome | None:
    """Return the outcome that holds, None for a report that is not closed."""
    ended = outcomes_of(connection, report_id)
    return ended[0] if ended and ended[0].reopened_at is None else None


def add_office_question(
    connection: Connection, report: tuple[int, int], words: str, by: tuple[int, datetime]
) -> int:
    """Keep what was asked of (report, observer) and return its id."""
    row = {"report_id": report[0], "observer_id": report[1], "words": words}
    added = insert(office_questions).values(row | {"staff_id": by[0], "at": by[1]})
    return int(connection.execute(added.returning(office_questions.c.id)).scalar_one())


def office_questions_of(connection: Connection, report_id: int) -> list[OfficeQuestion]:
    """Return what the office asked of a report, the newest first."""
    columns = (office_questions.c.id, office_questions.c.words, staff.c.display_name)
    rows = connection.execute(
        select(*columns, office_questions.c.at, office_questions.c.answered_at)
        .join_from(office_questions, staff)
        .where(office_questions.c.report_id == report_id)
        .order_by(office_questions.c.id.desc())
    )
    return [OfficeQuestion(*row) for row in rows]
