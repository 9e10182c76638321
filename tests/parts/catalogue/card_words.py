"""Fields of the packaged cards, and readings written in a few signs."""

from datetime import date

from catalogue.cards.card_values import Value
from catalogue.cards.cards import load_cards
from catalogue.cards.field_answers import Skipped, Unlikely

DAY = date(2023, 7, 14)


def field_of(project: str, field_id: str):
    return load_cards().of(project, DAY).field(field_id)


def written(reading: object) -> str:
    match reading:
        case Value(value, up_to, about):
            return ("~" if about else "") + (f"{value}..{up_to}" if up_to else value)
        case Unlikely(amount):
            return "!" + written(amount)
        case Skipped():
            return "skipped"
        case _:
            return "none"
