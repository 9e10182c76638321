"""The chat's questions about a card fit the reply they ride on."""

from bot.reply import MAX_TEXT
from casework.cards import SUB, worth_asking
from catalogue.cards import Card, load_cards
from catalogue.wording import observer_cards as wording
from catalogue.wording.observer_card_page import link_at_the_end
from handlers.cards import _asked

ADDRESS = "https://guancha.a-rather-long-name.shaoyang.gov.cn/c/ffffff.6a95a4ff." + "x" * 22


def parts_of(card: Card) -> tuple[str | None, ...]:
    field = card.field(SUB)
    return (None, *(field.choices if field else ()))


def test_the_longest_three_questions_and_the_link_leave_room_for_the_summary():
    asked = [
        wording.ask([_asked(one) for one in questions]) + link_at_the_end(ADDRESS)
        for card in load_cards()
        for sub in parts_of(card)
        if (questions := worth_asking(card, {}, sub))
    ]

    assert len(asked) > 14
    assert max(len(text.encode()) for text in asked) < MAX_TEXT * 3 // 4
