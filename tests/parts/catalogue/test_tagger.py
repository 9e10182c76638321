"""The first tagger, through its real data."""

import pytest

from catalogue.places import Place
from catalogue.tagger import Tagger, load_tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def test_the_wall_of_a_home_for_the_elderly_about_to_fall_is_understood_whole(tagger):
    tag = tagger.tag("黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭")

    assert (tag.project, tag.kind, tag.urgent) == ("elder-relief", "problem", True)
    assert (tag.county, tag.township) == ("邵东市", "黑田铺镇")
    assert not tag.ask


@pytest.mark.parametrize(
    "text",
    ["", "   ", "😂😂😂", "https://mp.weixin.qq.com/s/abc", "\x00\ufffd", "。。。？？", "[微笑]"],
)
def test_a_note_without_readable_words_is_chat_and_asks_nothing(tagger, text):
    tag = tagger.tag(text)

    assert (tag.project, tag.kind, tag.urgent, tag.ask) == (None, "chat", False, False)


def test_the_place_sent_with_a_note_says_where_when_the_text_does_not(tagger):
    tag = tagger.tag("这里的路烂了", Place(27.2589, 111.7482, "邵东市廉桥镇某村"))

    assert (tag.county, tag.township) == ("邵东市", "廉桥镇")
