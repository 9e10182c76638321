"""Several answers in one message, and messages that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.cards.answers import read_answers, skips_all
from catalogue.cards.card_values import Value
from catalogue.cards.field_answers import Skipped, Unlikely
from tests.parts.catalogue.card_words import field_of, written


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1没有 2完工 3三米二", "no 完工 3.2"),
        ("1没有2完工3三米二", "no 完工 3.2"),
        ("1.没有，2、完工，3：3.5米", "no 完工 3.5"),
        ("①没有②F③3米", "no 完工 3"),
        ("2完工", "- 完工 -"),
        ("1 2 2 6 3 4米", "no 完工 4"),
        ("1跳过 3 3米2", "skipped - 3.2"),
        ("没有，F，3米2", "no 完工 3.2"),
        ("没有 主体完工", "no 50%到75% -"),
        ("A,C,是", "- - -"),
        ("没有", "no - -"),
        ("3米2", "- - 3.2"),
        ("13米2", "- - 13.2"),
        ("完工", "- 完工 -"),
        ("F", "- 完工 -"),
        ("都没看到", "unseen unseen unseen"),
        ("1号变压器冒烟", "- - -"),
        ("3组那段路没有护栏", "- - -"),
        ("没有 护栏也没有", "- - -"),
        ("1没有 2完工 3很窄", "- - -"),
        ("3米 没有", "- - -"),
    ],
)
def test_several_answers_in_one_message(said: str, meant: str):
    asked = [field_of("rural-roads", field_id) for field_id in ("signboard", "progress", "width")]
    found = read_answers(said, asked)
    read = [written(found[field.id]) if field.id in found else "-" for field in asked]
    assert " ".join(read) == meant


def test_choices_by_letter_one_after_another():
    asked = [field_of("rural-roads", key) for key in ("progress", "surface", "signboard")]
    found = read_answers("A,C,是", asked)
    assert [written(reading) for reading in found.values()] == ["未开工", "砂石", "yes"]


@pytest.mark.parametrize("said", ["跳过", "都跳过", "不晓得", "跳过。"])
def test_everything_may_be_left_out(said: str):
    assert skips_all(said)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str):
    asked = [field_of("rural-roads", field_id) for field_id in ("signboard", "progress", "width")]
    found = read_answers(text, asked)
    assert set(found) <= {"signboard", "progress", "width"}
    assert all(isinstance(reading, Value | Unlikely | Skipped) for reading in found.values())
