"""Whatever a card's page shows can be sent back, and says the same."""

import pytest

from casework.card_page.saving import _read
from casework.cards.card_desk import options_of
from catalogue.cards.card_files import UNSEEN
from catalogue.cards.card_values import Value, of_choices, shown
from catalogue.cards.cards import Field, load_cards

FIELDS = [
    pytest.param(one, id=f"{card.project}-{one.id}")
    for card in load_cards()
    for one in card.fields
    if one.known is None
]


def values(one: Field) -> list[Value]:
    if one.type == "number":
        ends = [f"{end.normalize():f}" for end in (one.low, one.high)]
        single = [Value(ends[0]), Value(ends[1]), Value(ends[1], about=True)]
        return single if one.unit.signed else [*single, Value(*ends)]
    if one.type == "multi-choice":
        return [of_choices(one.choices), of_choices(one.choices[:1])]
    return []


@pytest.mark.parametrize("one", FIELDS)
def test_what_is_shown_reads_as_itself(one):
    for value in (*values(one), Value(UNSEEN)):
        assert _read(one, shown(one, value)) == value
    for option in options_of(one):
        value = _read(one, option)
        assert isinstance(value, Value)
        assert shown(one, value) == option
