"""Filling cards from what reports say, whenever their words change.

It works off the marks that changed words leave for the search index, so the intake does nothing
for it. Time, place, photos and the like are not copied: a card shows them from the report itself.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from casework.cards.cards import new_answer, read_before
from catalogue.cards.card_reading import read_words
from catalogue.cards.card_values import Value
from catalogue.cards.cards import Card, Cards
from storage.database import Connection
from storage.desk.card_rows import CardAnswer, card_answers_of
from storage.intake.card_ledger import NewCardAnswer
from storage.search.search_index import MarkedReport

_NOTHING = (Value(""), "")


def changed_answers(
    connection: Connection, marked: Sequence[MarkedReport], cards: Cards, now: datetime
) -> list[NewCardAnswer]:
    """Return what the words of these reports say otherwise than the answers read before."""
    kept = card_answers_of(connection, [report.id for report in marked])
    return [
        answer
        for report in marked
        if (card := cards.of(report.project, report.day)) is not None
        for answer in _changes(report, card, kept.get(report.id, []), now)
    ]


def _changes(
    report: MarkedReport, card: Card, kept: list[CardAnswer], now: datetime
) -> Iterator[NewCardAnswer]:
    before = read_before(kept, card.project)
    read = read_words(report.said, card)
    for field in card.fields:
        value, said = read.get(field.id, _NOTHING)
        if value != _value_of(before.get(field.id)):
            yield new_answer(report.id, card, field, value, said, "report", now)


def _value_of(answer: CardAnswer | None) -> Value:
    return Value("") if answer is None else Value(answer.value, answer.up_to, answer.about)
