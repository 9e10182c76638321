"""三题监督测评: what was asked, whom, until when, and the answers as digits."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from storage.activities.audience import Audience, read_audience, written
from storage.tables.activities import assessment_people, assessments

_PEOPLE = assessment_people.c


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was asked; the answer 1 is its first choice."""

    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An assessment to be opened; `closes_on` is its last day, `unit` may be empty."""

    title: str
    project: str | None
    unit: str
    questions: tuple[Asked, ...]
    audience: Audience
    closes_on: date


@dataclass(frozen=True, slots=True)
class Assessment(NewAssessment):
    """An assessment as stored; `closed_at` where a clerk ended it early."""

    id: int
    opened_at: datetime
    closed_at: datetime | None

    def is_open(self, day: date) -> bool:
        """Whether it takes answers sent on this day."""
        return self.closed_at is None and day <= self.closes_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """An observer's answers: a digit for each question, "-" for none yet."""

    assessment: Assessment
    answers: str
    asked_at: datetime
    left_at: datetime | None


class Answers(NamedTuple):
    """Somebody's answers without their name."""

    group: str
    answers: str


def open_assessment(
    connection: Connection, new: NewAssessment, staff_id: int, now: datetime
) -> int:
    """Add an assessment and return its id."""
    questions = [{"text": each.text, "choices": each.choices} for each in new.questions]
    row = insert(assessments).values(
        title=new.title,
        project=new.project,
        unit=new.unit,
        questions=json.dumps(questions, ensure_ascii=False),
        audience=written(new.audience),
        closes_on=new.closes_on,
        opened_by=staff_id,
        opened_at=now,
    )
    return int(connection.execute(row.returning(assessments.c.id)).scalar_one())


def ask_people(
    connection: Connection, assessment: Assessment, groups: Mapping[int, str], now: datetime
) -> None:
    """Note who is asked: {observer id: group}."""
    blank = "-" * len(assessment.questions)
    rows = [
        {
            "assessment_id": assessment.id,
            "observer_id": each,
            "group_name": group,
            "answers": blank,
            "asked_at": now,
        }
        for each, group in groups.items()
    ]
    if rows:
        connection.execute(insert(assessment_people), rows)


def close_assessment(connection: Connection, assessment_id: int, now: datetime) -> bool:
    """End an assessment before its last day; False when it was ended."""
    changed = connection.execute(
        update(assessments)
        .where(assessments.c.id == assessment_id, assessments.c.closed_at.is_(None))
        .values(closed_at=now)
    )
    return changed.rowcount == 1


def assessment(connection: Connection, assessment_id: int) -> Assessment | None:
    """Return one assessment."""
    row = connection.execute(
        select(assessments).where(assessments.c.id == assessment_id)
    ).one_or_none()
    return None if row is None else _assessment(row)


def latest_assessments(connection: Connection, limit: int) -> list[Assessment]:
    """Return the newest assessments first."""
    wanted = select(assessments).order_by(assessments.c.id.desc()).limit(limit)
    return [_assessment(row) for row in connection.execute(wanted)]


def sheet_of(connection: Connection, observer_id: int, day: date) -> Sheet | None:
    """Return the sheet of the open assessment that an observer was asked for last."""
    row = connection.execute(
        select(assessments, _PEOPLE.answers, _PEOPLE.asked_at, _PEOPLE.left_at)
        .join(assessment_people, _PEOPLE.assessment_id == assessments.c.id)
        .where(_PEOPLE.observer_id == observer_id, assessments.c.closes_on >= day)
        .where(assessments.c.closed_at.is_(None))
        .order_by(assessments.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Sheet(_assessment(row), row.answers, row.asked_at, row.left_at)


def write_answers(
    connection: Connection, assessment_id: int, observer_id: int, answers: str, at: datetime
) -> None:
    """Keep an observer's answers as they are now."""
    _write(connection, (assessment_id, observer_id), answers=answers, asked_at=at, left_at=None)


def leave_unanswered(
    connection: Connection, assessment_id: int, observer_id: int, at: datetime
) -> None:
    """Note that an observer would rather not answer the rest."""
    _write(connection, (assessment_id, observer_id), left_at=at)


def asked_now(connection: Connection, day: date, observer_ids: Iterable[int]) -> str:
    """Return the title of an open assessment that one of these is asked for; empty for none."""
    title = connection.scalar(
        select(assessments.c.title)
        .join(assessment_people, _PEOPLE.assessment_id == assessments.c.id)
        .where(_PEOPLE.observer_id.in_(list(observer_ids)), assessments.c.closes_on >= day)
        .where(assessments.c.closed_at.is_(None))
        .limit(1)
    )
    return title or ""


def answers_of(connection: Connection, assessment_id: int) -> list[Answers]:
    """Return everybody's answers without names, in an order that tells nothing of who or when."""
    rows = connection.execute(
        select(_PEOPLE.group_name, _PEOPLE.answers)
        .where(_PEOPLE.assessment_id == assessment_id)
        .order_by(_PEOPLE.group_name, _PEOPLE.answers)
    )
    return [Answers(*row) for row in rows]


def _write(connection: Connection, whose: tuple[int, int], **values: Any) -> None:
    connection.execute(
        update(assessment_people)
        .where(_PEOPLE.assessment_id == whose[0], _PEOPLE.observer_id == whose[1])
        .values(**values)
    )


def _assessment(row: Row[Any]) -> Assessment:
    return Assessment(
        title=row.title,
        project=row.project,
        unit=row.unit,
        questions=_questions(json.loads(row.questions)),
        audience=read_audience(row.audience),
        closes_on=row.closes_on,
        id=row.id,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _questions(held: Sequence[Mapping[str, Any]]) -> tuple[Asked, ...]:
    return tuple(Asked(each["text"], tuple(each["choices"])) for each in held)
