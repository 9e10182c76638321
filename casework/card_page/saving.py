"""What somebody filled in on the card's page: kept, refused with a sentence, or found changed.

Each field comes with the state it was based on, so nobody's later answer is overwritten unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casework.cards.card_desk import Change, shown_in
from casework.cards.cards import Sheet, new_answer, sheet
from catalogue.cards.card_files import CHOOSING
from catalogue.cards.card_values import Value, of_amount, shown
from catalogue.cards.cards import Card, Field
from catalogue.cards.field_answers import LONGEST, Skipped, Unlikely, read_answer
from catalogue.reading.numerals import Amount
from catalogue.wording import observer_card_page as words
from storage.database import Connection
from storage.desk.card_rows import card_answers_of, keep_card_answers, lock_report


@dataclass(slots=True)
class Outcome:
    """What came of the fields of a form, by their ids.

    `refused` and `clashing` hold what is said beside the field; `saved` what is kept now, whether
    or not it was changed. `sheet` is the card afterwards.
    """

    sheet: Sheet
    saved: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    clashing: dict[str, str] = field(default_factory=dict)


def is_settled(filled: Sheet, one: Field) -> bool:
    """Whether a clerk has set this field, so that nobody else's word counts there any more."""
    entry = filled.filled.get(one.id)
    return entry is not None and entry.answer.by == "clerk"


def save_from_page(
    connection: Connection,
    report_id: int,
    card: Card,
    changes: Mapping[str, Change],
    now: datetime,
) -> Outcome:
    """Keep what makes sense of these fields; a change that was saved before is saved already."""
    lock_report(connection, report_id)
    outcome = Outcome(sheet_of(connection, report_id, card))
    kept = []
    for one in card.fields:
        change = changes.get(one.id)
        value = None if change is None else _sorted_out(one, change, outcome)
        if change is not None and value is not None:
            kept.append(new_answer(report_id, card, one, value, change.wanted, "page", now))
    if kept:
        keep_card_answers(connection, kept)
        outcome.sheet = sheet_of(connection, report_id, card)
    return outcome


def sheet_of(connection: Connection, report_id: int, card: Card) -> Sheet:
    """Return a report's card as it stands."""
    return sheet(card, card_answers_of(connection, [report_id]).get(report_id, []))


def _sorted_out(one: Field, change: Change, outcome: Outcome) -> Value | None:
    """Return the value to keep, None where there is none; the outcome says why."""
    entry = outcome.sheet.filled.get(one.id)
    stands = shown_in(outcome.sheet, one)
    value = _read(one, change.wanted)
    if change.wanted == change.seen or value == (entry.value if entry else Value("")):
        outcome.saved.add(one.id)
    elif is_settled(outcome.sheet, one):
        outcome.refused[one.id] = words.SETTLED
    elif isinstance(value, str):
        outcome.refused[one.id] = value
    elif stands != change.seen:
        outcome.clashing[one.id] = words.clash(stands, change.wanted)
    else:
        outcome.saved.add(one.id)
        return value
    return None


def _read(one: Field, typed: str) -> Value | str:
    """Return what was typed as a value, or the sentence that refuses it."""
    if not typed:
        return Value("")
    if len(typed) > LONGEST:
        return words.too_long(LONGEST)
    reading = read_answer(typed, one, by_digit=False)
    if isinstance(reading, Value):
        return reading
    if isinstance(reading, Skipped):
        return Value("")
    if isinstance(reading, Unlikely):
        return _unlikely(one, typed, reading.amount)
    if one.unit is not None:
        return words.not_a_number(typed, one.unit.said)
    if one.type in CHOOSING or one.type == "yes-no-na":
        return words.not_a_choice(typed)
    return words.not_a_day(typed)


def _unlikely(one: Field, typed: str, amount: Value) -> str:
    if one.type == "date":
        return words.no_such_day(typed)
    likely = of_amount(Amount(one.low, one.high))
    return words.out_of_range(shown(one, amount), shown(one, likely))
