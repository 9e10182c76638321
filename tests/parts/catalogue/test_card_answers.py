"""From an observer's answers to values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.cards.card_values import Value, shown
from catalogue.cards.cards import load_cards
from catalogue.cards.field_answers import Unlikely, read_answer
from catalogue.reading.numerals import read_numeral
from tests.parts.catalogue.card_words import field_of, written

# project, field, what is said, what it is: a value, ~ for about, a..b for a range, ! for unlikely
SAID = """
rural-roads width 3米2 3.2
rural-roads width 三米二 3.2
rural-roads width 3.5 3.5
rural-roads width 3.5米 3.5
rural-roads width ３．５米 3.5
rural-roads width 350厘米 3.5
rural-roads width 3500毫米 3.5
rural-roads width 三米五左右 ~3.5
rural-roads width 大概三米五吧 ~3.5
rural-roads width 约4米宽 ~4
rural-roads width 不到3米 ~3
rural-roads width 三四米 ~3..4
rural-roads width 3到5米 3..5
rural-roads width 3米到5米 3..5
rural-roads width 3～4米 3..4
rural-roads width 三至四米 3..4
rural-roads width 两米半 2.5
rural-roads width 量了3米20厘米 3.2
rural-roads width 十来米 ~10
rural-roads width 1.5公里 !1500
rural-roads width 300 !300
rural-roads width 路面宽3米2 3.2
elder-relief beds-new 护理床位50张 50
elder-relief paid 1到2万 10000..20000
rural-water benefit 一两千亩 ~1000..2000
rural-water storage 3到5万方 3..5
rural-roads width 0.2米 !0.2
rural-roads thickness 18公分 18
rural-roads thickness 0.2米 20
rural-roads thickness 200毫米 20
rural-roads passing 半公里 500
rural-roads passing 一里路 500
rural-roads passing 两三百米 ~200..300
rural-roads rail-gaps 没有 0
rural-roads rail-gaps 两处 2
rural-roads rail-gaps 好几处 ~2..9
rural-roads progress 完工 完工
rural-roads progress 主体完工 50%到75%
rural-roads progress 刚开工 不到25%
rural-roads progress 还没开工 未开工
rural-roads progress 已投用 已投用
rural-roads progress 通车 已投用
rural-roads progress 快完工 75%以上
rural-roads progress 百分之六十 50%到75%
rural-roads progress 60% 50%到75%
rural-roads progress 六成 50%到75%
rural-roads progress 一半 50%到75%
rural-roads progress 两成多 不到25%
rural-roads progress 百分之百 完工
rural-roads progress 100% 完工
rural-roads progress 0% 未开工
rural-roads progress C 25%到50%
rural-roads progress ｆ 完工
rural-roads progress 选E 75%以上
rural-roads progress 2 不到25%
rural-roads signboard 有 yes
rural-roads signboard 有的 yes
rural-roads signboard 是 yes
rural-roads signboard 没有 no
rural-roads signboard 冇 no
rural-roads signboard 冒得 no
rural-roads signboard 无 no
rural-roads signboard 没看到 unseen
rural-roads signboard 不适用 unseen
rural-roads signboard 不晓得 unseen
rural-roads signboard 没有公示牌 no
rural-roads signboard 没看到公示牌 unseen
rural-roads signboard 2 no
rural-roads signboard 3 unseen
rural-roads damage AC 裂缝、起砂
rural-roads damage A、D 裂缝、沉陷
rural-roads damage 裂缝和断板 裂缝、断板
rural-roads damage 没有 没有
rural-roads opinion 基本满意 基本满意
rural-roads opinion 没问到 没问到
women-screening charged 没收 no
women-screening charged 收了 yes
women-screening charged 没有 no
women-screening charged 免费的 no
rural-water benefit 两百多 ~200
rural-water benefit 两百多亩 ~200
rural-water benefit 一千二百亩 1200
rural-water benefit 1,200亩 1200
rural-water benefit 一万二 12000
rural-water dry-days 三天 3
rural-water dry-days 一个星期 7
rural-water dry-days 半个月 15
rural-water dry-days 两个月 !60
old-community days-planned 三个月 90
old-community days-planned 一个半月 45
old-community days-used 两个多月 ~60
old-community days-used 半年 182.5
old-community days-used 一年半 547.5
rural-comm uncovered 50余户 ~50
rural-comm uncovered 十几户 ~10
rural-comm uncovered 七八家 ~7..8
rural-comm uncovered 二三十户 ~20..30
rural-comm uncovered 一百零五户 105
rural-power voltage 170伏 170
rural-power voltage 一百七十伏 170
rural-power voltage 170V 170
rural-power longest 两个半小时 2.5
rural-power longest 30分钟 0.5
rural-power longest 一天 24
gov-service waiting 半小时 30
gov-service waiting 一刻钟 15
gov-service waiting 1小时20分钟 80
elder-relief paid 657元 657
elder-relief paid 六百五十七块 657
employment older-share 三成 30
disability-support ramp-slope 1:12 12
disability-support ramp-slope 一比十二 12
disability-support ramp-slope 1比8 8
disability-support daily-hours 两三个小时 ~2..3
school-places due 2024年8月 2024-08
school-places due 2024年8月31日 2024-08-31
school-places due 2024.8.31 2024-08-31
rural-roads last-care 6月30日 06-30
rural-roads last-care 6月31日 !6月31日
rural-roads last-care 2023-2-29 !2023-2-29
"""
NOT_ANSWERS = """
rural-roads width 3米宽的路塌了半边
rural-roads width 三组的路烂了
rural-roads width 路面太窄
rural-roads width 3月5日开工的
rural-roads width 1号桥的护栏断了
rural-roads signboard 没有护栏
rural-roads signboard 有个坑
rural-roads signboard 好的
rural-roads signboard 收到
rural-roads signboard 谢谢
rural-roads progress 完工了吗
rural-roads progress 希望早日完工
rural-roads progress 进度太慢
rural-roads progress 60
rural-roads damage 裂缝好长一条
rural-water dry-days 停水三天了还没来
elder-relief paid 三位老人没有到账
school-places due 快了
school-places due 8
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_an_answer_is_understood(line: str):
    project, field_id, said, meant = line.split()
    assert written(read_answer(said, field_of(project, field_id))) == meant


@pytest.mark.parametrize("line", NOT_ANSWERS.strip().splitlines())
def test_a_note_is_no_answer(line: str):
    project, field_id, said = line.split()
    assert read_answer(said, field_of(project, field_id)) is None


@pytest.mark.parametrize(
    ("field_id", "value", "read"),
    [
        ("width", Value("3.2"), "3.2米"),
        ("width", Value("3", "4", about=True), "约3到4米"),
        ("signboard", Value("no"), "没有"),
        ("signboard", Value("unseen"), "没看到或不适用"),
        ("progress", Value("完工"), "完工"),
    ],
)
def test_a_value_is_shown_as_people_say_it(field_id: str, value: Value, read: str):
    assert shown(field_of("rural-roads", field_id), value) == read


@pytest.mark.parametrize("value", [Value("4"), Value("3", "5"), Value("200", about=True)])
def test_every_amount_is_read_back_as_it_is_shown(value: Value):
    numbers = [f for card in load_cards() for f in card.fields if f.type == "number"]
    for field in numbers:
        reading = read_answer(shown(field, value), field)
        assert (reading.amount if isinstance(reading, Unlikely) else reading) == value, field.id


def test_every_choice_is_read_back_as_it_is_shown():
    for card in load_cards():
        for field in card.fields:
            for choice in (*field.choices, "没看到或不适用"):
                if field.choices:
                    assert shown(field, read_answer(choice, field)) == choice
            if field.type == "yes-no-na":
                read = [shown(field, read_answer(own, field)) for own in field.answers]
                assert tuple(read) == field.answers


def test_a_slope_is_shown_as_a_slope():
    assert shown(field_of("disability-support", "ramp-slope"), Value("12")) == "1:12"


DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write 1 to 99999 as it is read aloud."""
    said, zero = "", False
    for place, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if zero else "") + DIGITS[digit] + name
        zero = bool(said) and digit == 0
    return said


@given(st.integers(1, 99_999))
def test_every_number_is_read_as_it_is_said(number: int):
    read = read_numeral(in_chinese(number))
    assert read is not None
    assert (read.low, read.high) == (number, number)


@given(st.decimals("1", "29", places=2))
def test_every_width_is_the_same_in_metres_and_centimetres(metres: Decimal):
    width = field_of("rural-roads", "width")
    assert read_answer(f"{metres}米", width) == read_answer(f"{metres * 100}厘米", width)
    assert read_answer(f"{metres}", width) == read_answer(f"路宽{metres}米"[2:], width)


@given(st.integers(0, 100))
def test_every_percentage_falls_into_the_same_choice_however_it_is_said(share: int):
    progress = field_of("rural-roads", "progress")
    said = in_chinese(share) if share else "零"
    assert read_answer(f"{share}%", progress) == read_answer(f"百分之{said}", progress) is not None
