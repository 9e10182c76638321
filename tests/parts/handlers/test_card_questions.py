"""The chat's questions about a card fit the reply they ride on."""

import pytest

from bot.reply import MAX_TEXT
from casework.cards.cards import SUB, worth_asking
from catalogue.cards.cards import Card, load_cards
from catalogue.wording import observer_cards as wording
from catalogue.wording.observer_card_page import link_at_the_end
from handlers.cards import _asked

ADDRESS = "https://guancha.a-rather-long-name.shaoyang.gov.cn/c/ffffff.6a95a4ff." + "x" * 22


def parts_of(card: Card) -> tuple[str | None, ...]:
    field = card.field(SUB)
    return (None, *(field.choices if field else ()))


@pytest.mark.parametrize("card", list(load_cards()), ids=lambda card: card.project)
def test_three_questions_complete_a_card_whose_progress_was_told(card):
    for part in parts_of(card)[1:]:
        known = {"progress"}
        first = worth_asking(card, known, None)
        known |= {one.id for one in first}
        rest = worth_asking(card, known, part)[: 3 - len(first)] if SUB in known else []
        known |= {one.id for one in rest}

        assert len(first) + len(rest) <= 3
        applying = card.applying(part if SUB in known else None)
        assert [one.id for one in applying if one.is_essential and one.id not in known] == []


def test_the_longest_three_questions_and_the_link_leave_room_for_the_summary():
    asked = [
        wording.ask([_asked(one) for one in questions]) + link_at_the_end(ADDRESS)
        for card in load_cards()
        for sub in parts_of(card)
        if (questions := worth_asking(card, {}, sub))
    ]

    assert len(asked) > 14
    assert max(len(text.encode()) for text in asked) < MAX_TEXT * 3 // 4
