"""三题监督测评: opening one, and reading what people answer in digits.

One at a time: while somebody is asked for one, nobody opens another for them, so that 121 is never
an answer to two things. (Source: issue 4 item 4; seed 《工作专报》2023年第14期: 监督测评.)
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.activities.telling import News, Told, in_service, tell
from casework.notices import notice
from casework.quota.quota_book import start_of
from casework.rules import local_day
from catalogue.wording import notices
from catalogue.wording import observer_assessments as wording
from storage.activities import assessments
from storage.activities.assessments import Asked, Assessment, NewAssessment
from storage.database import Connection

_NONE = "-"
_DIGITS = re.compile(r"[1-9](?:[\s,，、.;；]*[1-9]){0,2}[\s。.!！]*")
_A_DAY = timedelta(days=1)


class AskedAlready(Exception):
    """Some of the audience are being asked for another assessment; `title` names it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True, slots=True)
class Opened:
    """A new assessment and how many are asked."""

    assessment_id: int
    told: Told


def open_assessment(
    connection: Connection, new: NewAssessment, staff_id: int, now: datetime
) -> Opened:
    """Open an assessment and ask its audience, each once. Raises AskedAlready.

    Asked is who serves today and has an account.
    """
    today = local_day(now)
    pages = list(in_service(connection, new.audience, {today}))
    for page in pages:
        title = assessments.asked_now(connection, today, page)
        if title:
            raise AskedAlready(title)
    added = assessments.open_assessment(connection, new, staff_id, now)
    stored = Assessment(
        **{name: getattr(new, name) for name in NewAssessment.__slots__},
        id=added,
        opened_at=now,
        closed_at=None,
    )
    told = Told(0, 0)
    for page in pages:
        reached = tell(connection, page, _news(stored, now), now)
        assessments.ask_people(connection, stored, {each: page[each] for each in reached}, now)
        told = Told(told.people + len(reached), told.unreached + len(page) - len(reached))
    return Opened(added, told)


def digits_of(text: str) -> str:
    """Return the one to three digits that are the whole message, as 121; empty for other words."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DIGITS.fullmatch(plain)
    return re.sub(r"\D", "", plain) if found else ""


def filled_in(answers: str, digits: str) -> str:
    """Return the answers with these digits: all of them anew, or for those that are open.

    Empty where there are more digits than open questions.
    """
    if len(digits) == len(answers):
        return digits
    if len(digits) > answers.count(_NONE):
        return ""
    given = iter(digits)
    return "".join(next(given, _NONE) if each == _NONE else each for each in answers)


def out_of_range(questions: tuple[Asked, ...], answers: str) -> int:
    """Return the number of the first question that has no such choice, 0 where all have."""
    for number, (question, digit) in enumerate(zip(questions, answers, strict=True), start=1):
        if digit != _NONE and int(digit) > len(question.choices):
            return number
    return 0


def still_open(answers: str) -> list[int]:
    """Return the numbers of the questions without an answer, 1 for the first."""
    return [number for number, digit in enumerate(answers, start=1) if digit == _NONE]


def said(questions: tuple[Asked, ...], answers: str) -> list[str]:
    """Return each answered question with its choice in words."""
    return [
        wording.answered(question.text, question.choices[int(digit) - 1])
        for question, digit in zip(questions, answers, strict=True)
        if digit != _NONE
    ]


def lines(questions: tuple[Asked, ...]) -> list[str]:
    """Return the questions as they are asked, a line each."""
    return [
        wording.question(number, each.text, each.choices)
        for number, each in enumerate(questions, start=1)
    ]


def _news(stored: Assessment, now: datetime) -> News:
    text = wording.asking(stored.title, lines(stored.questions), stored.closes_on)
    form = notice("reminder", notices.ASSESSMENT, now)
    return News(f"assessment:{stored.id}", text, form, start_of(stored.closes_on + _A_DAY))
