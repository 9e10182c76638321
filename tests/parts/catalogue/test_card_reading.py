"""What a report's own words already say of its card."""

from datetime import date

import pytest

from catalogue.cards.card_reading import read_words
from catalogue.cards.cards import load_cards

DAY = date(2023, 7, 14)


def read(project: str, *said: str) -> dict[str, str]:
    found = read_words(said, load_cards().of(project, DAY))
    return {
        key: ("~" if value.about else "")
        + value.value
        + (f"..{value.up_to}" if value.up_to else "")
        for key, (value, _) in found.items()
    }


@pytest.mark.parametrize(
    ("project", "said", "meant"),
    [
        ("rural-roads", "产业路修到一半了", {"progress": "50%到75%", "class": "产业路"}),
        ("rural-roads", "路面只有3米宽，没看到公示牌", {"width": "3", "signboard": "unseen"}),
        ("rural-roads", "路面宽3米2，完成百分之六十", {"width": "3.2", "progress": "50%到75%"}),
        ("rural-roads", "没有公示牌，护栏缺了两处", {"signboard": "no", "rail-gaps": "2"}),
        ("rural-roads", "主体完工", {"progress": "50%到75%"}),
        ("rural-roads", "已经通车，群众很满意", {"progress": "已投用", "opinion": "满意"}),
        ("rural-water", "山塘清淤了，坝脚漏水", {"leak": "流水", "works": "山塘"}),
        ("rural-water", "能灌溉两百多亩田", {"benefit": "~200"}),
        ("rural-power", "晚上电压只有170伏", {"voltage": "170"}),
        ("rural-power", "这个月停电五六次", {"outages": "~5..6"}),
        ("school-places", "没有围挡，进度已逾60%", {"barrier": "no", "progress": "50%到75%"}),
        ("employment", "招聘会来了26家企业，1300个岗位", {"employers": "26", "posts": "1300"}),
        ("elder-relief", "敬老院夜间无人值班", {"night-watch": "no"}),
        ("women-screening", "卫生院查两癌收费了", {"charged": "yes", "point": "乡镇卫生院"}),
    ],
)
def test_plain_words_fill_the_card(project: str, said: str, meant: dict[str, str]):
    assert meant.items() <= read(project, said).items()


@pytest.mark.parametrize(
    "said",
    [
        "希望早日完工",
        "还没完工",
        "什么时候完工？",
        "完工了吗",
        "预计年底完工",
        "建议尽快投入使用",
        "3月5日去看的",
        "三组的路太窄",
        "离镇上3公里",
        "有3米深的坑",
        "完工的有，未开工的也有",
    ],
)
def test_wishes_doubts_and_strange_amounts_say_nothing(said: str):
    assert read("rural-roads", said).keys().isdisjoint({"progress", "width"})


def test_the_last_word_counts():
    assert read("rural-roads", "刚开工", "主体完工", "希望早日完工")["progress"] == "50%到75%"


def test_a_field_of_another_part_is_not_read():
    assert "beds-new" in read("elder-relief", "敬老院新增床位50张")
    assert "beds-new" not in read("elder-relief", "孤儿院那边新增床位50张")
