"""Cutting words into pairs: whatever stands in a text is found, and nothing else is let through."""

import random

import pytest

from storage.search.bigrams import index_words, normal, query_words

CHARACTERS = "小区后墙倒了路灯不亮dn3001122ａＢ，。 “”-%*'\x00😀𠮷"


def found_by_pairs(text: str, query: str) -> bool:
    return set(query_words([normal(query)])) <= set(index_words(normal(text)))


def test_every_piece_of_a_text_is_found():
    dice = random.Random(7)
    for _ in range(300):
        text = "".join(dice.choices(CHARACTERS, k=dice.randint(1, 40)))
        start = dice.randrange(len(text))
        piece = text[start : start + dice.randint(1, 12)]
        assert found_by_pairs(text, piece), (text, piece)


def test_of_two_characters_exactly_what_stands_there_is_found():
    dice = random.Random(8)
    for _ in range(300):
        text = "".join(dice.choices("小区后墙路", k=dice.randint(2, 9)))
        query = "".join(dice.choices("小区后墙路", k=2))
        assert found_by_pairs(text, query) == (query in text), (text, query)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("ＤＮ３００水管", "dn300水管"),
        ("  后墙\n\t倒了\x00 ", "后墙 倒了"),
        ("㎡", "m2"),
        ("", ""),
    ],
)
def test_full_width_case_and_spaces_do_not_matter(typed, compared):
    assert normal(typed) == compared


@pytest.mark.parametrize("query", ["%", '"', "*", "'", "-", "_", "😀", "(", " ", "\x00"])
def test_what_is_no_word_asks_for_nothing(query):
    assert query_words([normal(query)]) == []


def test_pairs_hold_nothing_that_the_databases_query_languages_understand():
    for word in query_words([normal('NEAR(小区 "后墙" OR * \' ) & ! <-> : \\ 路灯')]):
        assert word.isalnum()
