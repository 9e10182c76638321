"""A clerk's corrections of a report's card; whatever of a form makes sense is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casework.cards.cards import Sheet, new_answer, sheet
from catalogue.cards.card_files import NO, YES
from catalogue.cards.card_values import Value, shown
from catalogue.cards.cards import Card, Field
from catalogue.cards.field_answers import read_answer
from catalogue.wording import cards
from catalogue.wording import staff_cards as words
from storage.database import Connection
from storage.desk.acts import record_act
from storage.desk.card_rows import card_answers_of, keep_card_answers, lock_report


@dataclass(slots=True)
class Outcome:
    """What came of a form: fields saved, and the others with what was typed into them."""

    saved: dict[Field, Value] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    clashing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """One field as the clerk saw it and as the clerk wants it, both as shown."""

    seen: str
    wanted: str


def shown_in(filled: Sheet, one: Field) -> str:
    """Return what a field shows, empty for nothing."""
    entry = filled.filled.get(one.id)
    return shown(one, entry.value) if entry else ""


def options_of(one: Field) -> tuple[str, ...]:
    """Return the answers to choose one from; empty where words are typed, or several chosen."""
    if one.type == "yes-no-na":
        return (*(shown(one, Value(value)) for value in (YES, NO)), cards.UNSEEN)
    if one.type in ("choice", "sub"):
        return (*one.choices, cards.UNSEEN)
    return ()


def correct_card(
    connection: Connection,
    report_id: int,
    card: Card,
    wanted: Mapping[str, Change],
    staff_id: int,
    now: datetime,
) -> Outcome:
    """Write what a clerk changed, unless somebody changed the same field since it was shown."""
    lock_report(connection, report_id)
    filled = sheet(card, card_answers_of(connection, [report_id]).get(report_id, []))
    outcome = _sorted_out(filled, wanted)
    if outcome.saved:
        keep_card_answers(
            connection,
            [
                new_answer(
                    report_id, card, one, value, wanted[one.id].wanted, "clerk", now, staff_id
                )
                for one, value in outcome.saved.items()
            ],
        )
        detail = "；".join(
            words.change(one.label, wanted[one.id].seen, wanted[one.id].wanted)
            for one in outcome.saved
        )
        record_act(connection, staff_id, "card.corrected", f"report:{report_id}", detail, now)
    return outcome


def _sorted_out(filled: Sheet, wanted: Mapping[str, Change]) -> Outcome:
    outcome = Outcome()
    for one in filled.card.fields:
        change = wanted.get(one.id)
        if change is None or change.seen == change.wanted:
            continue
        value = _value(one, change.wanted)
        typed = words.typed(one.label, change.wanted)
        if shown_in(filled, one) != change.seen:
            outcome.clashing.append(typed)
        elif value is None:
            outcome.unreadable.append(typed)
        else:
            outcome.saved[one] = value
    return outcome


def _value(one: Field, wanted: str) -> Value | None:
    if not wanted:
        return Value("")
    reading = read_answer(wanted, one, by_digit=False)
    return reading if isinstance(reading, Value) else None
