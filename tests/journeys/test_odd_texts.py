"""Long, odd and hostile texts are kept as they came and shown as text."""

import pytest
import xmltodict

from storage.tables.reports import items
from tests.support.phone import Phone, cdata
from tests.support.world import World

FAMILY = "👨‍👩‍👧‍👦"
HOSTILE = [
    "塌了]]><Content><![CDATA[假的]]>",
    "<script>alert(1)</script><b>路塌了</b>",
    "'; DROP TABLE reports; --",
    "%s %(id)s {0} ${jndi:ldap://x} \\u0000",
    '=HYPERLINK("http://x","路")',
    "../../../etc/passwd",
    "路塌了\n第二行\n\n\t第四行",
    "🈶️路塌了" + FAMILY * 3,
    "&lt;xml&gt;&amp;路塌了",
    "路\u202e塌了\u200b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_kept_as_text(phone: Phone, world: World, text: str) -> None:
    phone.sends_photo()
    phone.says(text)
    assert [item.text for item in world.rows(items)] == ["", text]
    assert world.report().state == "collecting"


@pytest.mark.parametrize("name", ["假]]><MsgType>news</MsgType>", "<b>表</b>.xlsx", "a]]]]>b"])
def test_what_we_repeat_cannot_break_out_of_the_answer(phone: Phone, name: str) -> None:
    answer = phone.delivers(phone.push(f"<MsgType>file</MsgType><Title>{cdata(name)}</Title>"))
    fields = xmltodict.parse(answer.inner)["xml"]
    assert fields["MsgType"] == "text"
    assert f"“{name}”" in answer.text


@pytest.mark.parametrize("letter", ["路", "a", "😀", FAMILY, "é"])
def test_a_text_of_more_than_two_kilobytes_is_kept_whole(
    phone: Phone, world: World, letter: str
) -> None:
    text = "隆回县小沙江镇的通村公路塌了" + letter * (4096 // len(letter.encode()))
    assert phone.says(text).startswith("0714-1号：")
    (item,) = world.rows(items)
    assert item.text == text
    assert 0 < len(world.report().excerpt) <= 120


def test_an_answer_never_exceeds_the_platforms_bytes_nor_cuts_a_character(phone: Phone) -> None:
    name = FAMILY * 200
    answer = phone.delivers(phone.push(f"<MsgType>file</MsgType><Title>{name}</Title>"))
    assert len(answer.text.encode()) <= 2048
    shown = answer.text.removeprefix("聊天里发的文件“").removesuffix("…")
    assert shown == FAMILY * (len(shown) // len(FAMILY))


def test_a_place_label_of_any_length_is_taken(phone: Phone, world: World) -> None:
    assert "位置" in phone.sends_place(27.25, 111.74, "湖南省邵东市黑田铺镇" * 40)
    assert world.report().places == 1


def test_a_very_long_media_id_neither_fails_nor_is_cut(phone: Phone, world: World) -> None:
    assert "0714-1" in phone.sends_photo("m" * 120)


def test_an_empty_text_and_a_sticker_get_one_sentence_and_no_report(
    phone: Phone, world: World
) -> None:
    for text in ("", "   ", "【收到不支持的消息类型，暂无法显示】"):
        assert phone.says(text) == "这种消息我看不懂。请发照片、语音、位置，或者打字。"
    assert world.reports() == []


def test_faces_within_a_sentence_do_no_harm(phone: Phone, world: World) -> None:
    assert "农村公路" in phone.says("隆回县小沙江镇的通村公路塌了半边[流泪]/:,@!😭")
    assert world.report().notes == 1
