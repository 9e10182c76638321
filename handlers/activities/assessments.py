"""The 三题监督测评 in the chat: 121, 1 2 1, or one digit after another; 跳过 leaves the rest.

Digits also answer our other questions and name reports, so the last one asked takes them: an open
question if it was asked after the assessment, else the assessment. A sheet that is full takes three
digits as a correction and nothing less, so that 32 is a report's number again.
"""

from datetime import datetime

from casework.activities import assessing
from casework.rules import local_day
from catalogue.cards.answers import skips_all
from catalogue.wording import observer_assessments as wording
from handlers import answers
from handlers.situation import Talk
from storage.activities.assessments import Sheet, leave_unanswered, sheet_of, write_answers


def answer(text: str, at: datetime, talk: Talk) -> str | None:
    """Return the reply to an answer of whatever was asked last, None if the words are none."""
    digits = assessing.digits_of(text)
    sheet = _sheet(at, talk) if digits or skips_all(text) else None
    if sheet is None:
        return answers.answer_question(text, at, talk)
    question = talk.standing.question
    if question is not None and question.asked_at > sheet.asked_at:
        answered = answers.answer_question(text, at, talk)
        return _take(sheet, digits, at, talk) if answered is None else answered
    taken = _take(sheet, digits, at, talk)
    return answers.answer_question(text, at, talk) if taken is None else taken


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
