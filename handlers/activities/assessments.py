"""The 三题监督测评 in the chat: 121, 1 2 1, or one digit after another; 跳过 leaves the rest.

Digits also answer our other questions and name reports: the last one asked takes them (`turns`). A
sheet that is full takes three digits as a correction and nothing less, so that 32 is a report's
number again.
"""

from datetime import datetime
from functools import partial

from casework.activities import assessing
from casework.rules import local_day
from catalogue.cards.answers import skips_all
from catalogue.wording import observer_assessments as wording
from handlers.situation import Talk
from handlers.turns import Turn
from storage.activities.assessments import Sheet, leave_unanswered, sheet_of, write_answers


def turns(text: str, at: datetime, talk: Talk) -> list[Turn]:
    """Return the open assessment that these words may answer, with when it was asked."""
    digits = assessing.digits_of(text)
    sheet = _sheet(at, talk) if digits or skips_all(text) else None
    return [] if sheet is None else [(sheet.asked_at, partial(_take, sheet, digits, at, talk))]


def standing(digits: str, at: datetime, talk: Talk) -> str:
    """Answer 测评, alone or with digits: 测评 121."""
    sheet = _sheet(at, talk)
    if sheet is None:
        return wording.NONE_OPEN
    taken = _take(sheet, digits, at, talk) if digits else None
    if taken is not None:
        return taken
    about = sheet.assessment
    told = assessing.said(about.questions, sheet.answers)
    return wording.standing(about.title, told, assessing.lines(about.questions), about.closes_on)


def _sheet(at: datetime, talk: Talk) -> Sheet | None:
    with talk.ledger.wire.plain() as connection:
        return sheet_of(connection, talk.standing.observer_id, local_day(at))


def _take(sheet: Sheet, digits: str, at: datetime, talk: Talk) -> str | None:
    missing = assessing.still_open(sheet.answers)
    is_whole = len(digits) == len(sheet.answers)
    waits = bool(missing) and sheet.left_at is None
    if not digits:
        return _leave(sheet, at, talk) if waits else None
    if not (is_whole or waits):
        return None
    about = sheet.assessment
    filled = assessing.filled_in(sheet.answers, digits)
    if not filled:
        return wording.how_to_answer(about.title, len(missing))
    wrong, lines = assessing.out_of_range(about.questions, filled), assessing.lines(about.questions)
    if wrong:
        return wording.no_such_choice(wrong, lines[wrong - 1])
    with talk.ledger.wire.plain() as connection:
        write_answers(connection, about.id, talk.standing.observer_id, filled, at)
    told, left = assessing.said(about.questions, filled), assessing.still_open(filled)
    if left:
        return wording.next_one(told, lines[left[0] - 1])
    return wording.thanks(told, about.closes_on)


def _leave(sheet: Sheet, at: datetime, talk: Talk) -> str:
    with talk.ledger.wire.plain() as connection:
        leave_unanswered(connection, sheet.assessment.id, talk.standing.observer_id, at)
    return wording.LEFT
