"""What stands in a field of a card, in the form it is stored and in the form it is shown."""

from dataclasses import dataclass
from decimal import Decimal

from catalogue.cards.card_files import NO, UNSEEN, YES
from catalogue.cards.cards import Field
from catalogue.reading.numerals import Amount
from catalogue.wording import cards as words

JOINT = "、"


@dataclass(frozen=True, slots=True)
class Value:
    """An answer in canonical form.

    `value` is a number in the field's unit, `yes`, `no`, a choice (several joined by 、), a text,
    or UNSEEN; `up_to` is the end of a range, else empty; `about` says it was given only roughly.
    """

    value: str
    up_to: str = ""
    about: bool = False


def of_amount(amount: Amount) -> Value:
    """Return the value of an amount in the field's unit."""
    low, high = _plain(amount.low), _plain(amount.high)
    return Value(low, "" if low == high else high, amount.about)


def of_choices(chosen: tuple[str, ...]) -> Value:
    """Return the value of one choice or several."""
    return Value(JOINT.join(chosen))


def shown(field: Field, value: Value) -> str:
    """Return a value as people read it: 约3.2米, 没有, 没看到或不适用."""
    if value.value == UNSEEN:
        return words.UNSEEN
    if field.type == "yes-no-na":
        return dict(zip((YES, NO), field.answers, strict=True)).get(value.value, value.value)
    if field.unit is None:
        return value.value
    number = f"{value.value}{words.TO}{value.up_to}" if value.up_to else value.value
    about = words.ABOUT if value.about else ""
    if not field.unit.factors:  # a slope: 1:12
        return f"{about}{field.unit.leads[0]}{number}"
    return f"{about}{number}{field.unit.said}"


def _plain(number: Decimal) -> str:
    rounded = round(number, 4)
    return f"{rounded.normalize():f}" if rounded else "0"
