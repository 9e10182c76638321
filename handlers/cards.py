"""The card in the chat: at most three questions a report, each answered in a word or left alone.

They ride on a reply already due once words and a photo are there, and are asked once. A message
that is no answer is a note as ever. (Source: issue 4 item 2.)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.cards.cards import SUB, new_answer, worth_asking
from casework.reports.drafts import is_gathering, is_open
from casework.rules import local_day
from catalogue.cards.answers import read_answers, skips_all
from catalogue.cards.card_files import CHOOSING, MOST_ASKED
from catalogue.cards.card_reading import read_words
from catalogue.cards.card_values import Value, shown
from catalogue.cards.cards import Card, Field
from catalogue.cards.field_answers import Reading, Unlikely, read_answer
from catalogue.wording import observer_cards as wording
from handlers.card_links import at_the_end, known_fields, missing, short
from handlers.numbers import find_report, latest_report
from handlers.situation import Talk
from storage.intake.card_ledger import keep_card_answer, settled_fields
from storage.ledger_rows import NewQuestion, Question, ReportRow

_LIVING = ("collecting", "received")
_MATTERS = ("info", "problem", "suggestion", "praise")
_CORRECTION = re.compile(
    r"改\s*(?:(?P<number>\d{4}-\d{1,6}|\d{1,6})\s*号?\s*)?"
    r"(?P<name>[^\s:：]{1,20})[\s:：]+(?P<value>\S.{0,59})",
    re.DOTALL,
)


def ask(report: ReportRow, said: str, talk: Talk, settled: Question | None = None) -> str:
    """Ask for what the card lacks most, once a report; empty where nothing is worth a question.

    `said` are the words of this message; `settled` is a question that it has just answered.
    """
    card = talk.house.cards.of(report.project, report.day)
    if card is None or not _may_ask(report, talk, settled):
        return ""
    known = read_words((report.excerpt, said), card)
    sub = known[SUB][0].value if SUB in known else None
    fields = worth_asking(card, known, sub)
    if not fields:
        return ""
    talk.ledger.grow(report._replace(card_asked=True))
    _Filling(report, card, said, report.last_at, talk).open_question(fields)
    return wording.ask([_asked(field) for field in fields]) + at_the_end(report, talk)


def answer(text: str, question: Question, at: datetime, talk: Talk) -> str | None:
    """Return the reply to an answer of the open question, None if the message is none."""
    draft = talk.standing.draft
    if draft is not None and draft.id != question.report_id and is_gathering(draft, at):
        return None  # words for what is being gathered now
    project, *ids = question.options
    card = talk.house.cards.of(project, local_day(question.asked_at))
    asked = [field for field in map(card.field, ids) if field is not None] if card else []
    if asked and skips_all(text) and len(asked) > 1:
        talk.ledger.settle_question(question)
        return wording.NOT_ASKED_AGAIN
    readings = read_answers(text, asked)
    if card is None or not readings:
        return None
    report = talk.ledger.report(question.report_id, talk.standing.observer_id)
    if report is None or report.state not in _LIVING:
        return None
    talk.ledger.settle_question(question)
    return _Filling(report, card, text, at, talk).take(readings, asked)


def corrected(text: str, at: datetime, talk: Talk) -> str | None:
    """Answer 改 进度 完工; None where the words name no field of the report's card."""
    found = _CORRECTION.fullmatch(text.strip())
    if found is None:
        return None
    report = find_report(talk, found["number"]) if found["number"] else latest_report(talk)
    card = talk.house.cards.of(report.project, report.day) if report is not None else None
    field = _named(found["name"], card) if card is not None else None
    if report is None or card is None or field is None or report.state not in _LIVING:
        return None
    reading = read_answer(found["value"], field)
    if isinstance(reading, Unlikely):
        return _unlikely(field, reading)
    if not isinstance(reading, Value):
        return wording.not_understood(_asked(field))
    return _Filling(report, card, text, at, talk).keep([(field, reading)])


def _may_ask(report: ReportRow, talk: Talk, settled: Question | None) -> bool:
    if report.card_asked or report.urgent or report.state not in _LIVING:
        return False
    if report.photos == 0 or report.notes == 0 or report.kind not in _MATTERS:
        return False
    pending = talk.standing.question
    is_busy = pending is not None and pending.kind != "card" and pending is not settled
    return not (is_busy and is_open(pending, report.last_at))


@dataclass(frozen=True, slots=True)
class _Filling:
    """One report's card while a message fills it."""

    report: ReportRow
    card: Card
    text: str
    at: datetime
    talk: Talk

    def take(self, readings: dict[str, Reading], asked: Sequence[Field]) -> str:
        """Keep what was answered, leave the rest open, and say both."""
        again = ""
        left = [field for field in asked if field.id not in readings]
        for field in asked:
            reading = readings.get(field.id)
            if isinstance(reading, Unlikely):
                left.insert(0, field)
                again = _unlikely(field, reading)
        answered = [(field, readings.get(field.id)) for field in asked]
        values = [(field, value) for field, value in answered if isinstance(value, Value)]
        told = self.keep(values) if values else ""
        if not left and any(field.id == SUB for field, _ in values):
            left = self._of_the_part(MOST_ASKED - len(asked))
        if left:
            self.open_question(left)
        rest = again or (wording.remaining([_asked(field) for field in left]) if left else "")
        return told + (rest or self.complete() or wording.THANKS)

    def keep(self, values: Sequence[tuple[Field, Value]]) -> str:
        """Keep answers, but not over a clerk's, and say so."""
        report, wire = self.report, self.talk.ledger.wire
        settled = settled_fields(wire, report.id)
        theirs = [short(field) for field, _ in values if field.id in settled]
        told = []
        for field, value in values:
            if field.id not in settled:
                kept = new_answer(
                    report.id, self.card, field, value, self.text, "observer", self.at
                )
                keep_card_answer(wire, kept)
                told.append(wording.told(short(field), shown(field, value)))
        return wording.noted(report.number, told) + wording.settled(theirs)

    def _of_the_part(self, most: int) -> list[Field]:
        """Return what else is worth asking once the project's part is known."""
        known, sub = known_fields(self.report, self.card, self.talk)
        return worth_asking(self.card, known, sub)[:most]

    def complete(self) -> str:
        """Say that the card lacks nothing any more; empty while it does."""
        return "" if missing(self.report, self.card, self.talk) else wording.COMPLETE

    def open_question(self, fields: Sequence[Field]) -> None:
        """Wait for the answers to these fields."""
        self.talk.ledger.ask(
            NewQuestion(
                observer_id=self.talk.standing.observer_id,
                kind="card",
                report_id=self.report.id,
                other_report_id=None,
                options=(self.card.project, *(field.id for field in fields)),
                asked_at=self.at,
                expires_at=self.at + self.talk.house.rules.question_lasts,
            )
        )


def _unlikely(field: Field, reading: Unlikely) -> str:
    return wording.unlikely(short(field), shown(field, reading.amount), _asked(field))


def _asked(field: Field) -> str:
    """Write a field's question with the answers it takes."""
    if field.type == "yes-no-na":
        return wording.question(field.ask, (*field.answers, wording.OR_UNSEEN))
    if field.type in CHOOSING:
        more = (wording.SEVERAL,) if field.type == "multi-choice" else ()
        return wording.question(field.ask or field.label, [wording.lettered(field.choices, *more)])
    unit = field.unit.said.strip("（）") if field.unit else ""
    return wording.question(field.ask or field.label, [wording.roughly(unit)])


def _named(name: str, card: Card) -> Field | None:
    for field in card.fields:
        if field.known is None and name in (field.label, field.ask, *field.names):
            return field
    return None
