"""A frozen letter reads back as it was, and its hash binds every word but number and date."""

from dataclasses import fields, replace
from datetime import date

import pytest

from casework.letters.content import (
    Item,
    LetterContent,
    Picture,
    Term,
    Visit,
    canonical,
    content_hash,
    numbered,
    read_content,
)

PICTURES = (Picture("ab" * 32, "图1"),)
ITEM = Item("路肩悬空", "廉桥镇", "7月3日至9日期间", "农村公路", "请加固。", PICTURES)
LETTER = LetterContent(
    kind="duban",
    region="邵东市",
    issuer="邵东市打好重点民生保障仗工作专班办公室",
    title="关于廉桥镇产业路的督办函",
    unit="邵东市交通运输局",
    copies=("邵东市公路建设养护中心",),
    ground="第五条第（二）项",
    opening="据观察员反映：",
    items=(ITEM,),
    requirement="请逐项整改。",
    term=Term(days=5),
    answer_form="书面反馈",
    feedback_form=True,
    signer_role="召集人",
    signer_name="王某",
    seal="邵东市人力资源和社会保障局",
    contact="0739-0000000",
    visit=Visit("7月20日上午", "廉桥镇", "各方", "路肩", "图纸"),
)
OTHER = {
    "copies": (),
    "items": (),
    "term": Term(due=date(2023, 8, 4)),
    "feedback_form": False,
    "visit": None,
}
BROUGHT_BY_THE_SIGNATURE = {"number", "dated"}
WORDS = {field.name for field in fields(LetterContent)} - BROUGHT_BY_THE_SIGNATURE


def test_a_letter_reads_back_as_it_was_written():
    for letter in (
        LETTER,
        numbered(LETTER, "邵东民生保障督〔2023〕2号", date(2023, 7, 24)),
        replace(LETTER, **OTHER),
    ):
        assert read_content(canonical(letter)) == letter


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_other_word_gives_another_hash(name):
    changed = replace(LETTER, **{name: OTHER.get(name, "另一句")})
    assert content_hash(changed) != content_hash(LETTER)


def test_another_picture_gives_another_hash():
    item = replace(ITEM, pictures=(Picture("cd" * 32, "图1"),))
    assert content_hash(replace(LETTER, items=(item,))) != content_hash(LETTER)


def test_number_and_date_leave_the_hash_as_it_was_signed():
    assert content_hash(numbered(LETTER, "〔2023〕2号", date(2023, 7, 24))) == content_hash(LETTER)
