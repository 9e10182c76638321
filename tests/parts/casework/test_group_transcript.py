"""A pasted group transcript becomes messages; whatever the text, nothing of it is lost."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.entry.group_transcript import Spoken, Transcript, read_transcript
from casework.rules import SHANGHAI

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, 10:00 in 邵阳
TODAY = date(2026, 11, 20)


def read(text: str, people: tuple[str, ...] = ()) -> Transcript:
    return read_transcript(text, NOW, TODAY, people)


def only(text: str) -> Spoken:
    (message,) = read(text).messages
    return message


@pytest.mark.parametrize(
    ("header", "sender", "sent_at"),
    [
        ("张三 2023/7/14 9:32", "张三", (2023, 7, 14, 9, 32)),
        ("张三 2023-07-14 09:32:05", "张三", (2023, 7, 14, 9, 32, 5)),
        ("2023-07-14 09:32:05 张三", "张三", (2023, 7, 14, 9, 32, 5)),
        ("2023年7月14日 下午3:20 张三", "张三", (2023, 7, 14, 15, 20)),
        ("张三 09:32", "张三", (2026, 11, 20, 9, 32)),
        ("张三  09：32", "张三", (2026, 11, 20, 9, 32)),
        ("张三 7月14日 上午 9:32", "张三", (2026, 7, 14, 9, 32)),
        ("张三 12月31日 09:32", "张三", (2025, 12, 31, 9, 32)),
        ("王 五（第一组） 昨天 21:05", "王 五（第一组）", (2026, 11, 19, 21, 5)),
        ("张三 星期三 晚上 8:01", "张三", (2026, 11, 18, 20, 1)),
        ("张三 今天 中午12:10", "张三", (2026, 11, 20, 12, 10)),
        ("张三 昨天 凌晨12:10", "张三", (2026, 11, 19, 0, 10)),
        ("孙七@微信 7/14 3:20:11 PM", "孙七@微信", (2026, 7, 14, 15, 20, 11)),
        ("张三: 2023/7/14 9:32", "张三", (2023, 7, 14, 9, 32)),
        ("\ufeff张三 2023/7/14 9:32 ", "张三", (2023, 7, 14, 9, 32)),
    ],
)
def test_every_known_header_names_sender_and_time(header, sender, sent_at):
    message = only(f"{header}\r\n后墙裂了\r\n")
    assert (message.sender, message.sent_at) == (sender, datetime(*sent_at, tzinfo=SHANGHAI))
    assert message.body.words == "后墙裂了"
    assert not message.is_guessed


def test_a_line_with_the_day_dates_the_clocks_below_it_past_midnight_too():
    text = "————— 2023-07-14 星期五 —————\n\n张三  23:50\n\n墙裂了\n\n\n李四  00:10\n\n看到了\n"
    transcript = read(text)
    assert [message.sent_at.day for message in transcript.messages] == [14, 15]
    assert transcript.furniture == ("————— 2023-07-14 星期五 —————",)


def test_marks_become_pictures_a_place_and_what_must_be_heard():
    body = only(
        "张三 2023/7/14 9:32\n[图片][图片: a.jpg]\n微信图片_20230714.jpg\n[位置]邵东市黑田铺镇\n"
        '[语音] 5"\n[表情]后墙裂了'
    ).body
    assert body.pictures == ("", "a.jpg", "微信图片_20230714.jpg")
    assert body.place == "邵东市黑田铺镇"
    assert body.unread == ('[语音] 5"',)
    assert body.words == "后墙裂了"


def test_a_quote_is_kept_apart_from_the_reply():
    body = only("李四 2023/7/14 9:32\n「张三：墙裂了」\n- - - - - - - -\n我这边也是").body
    assert (body.quote, body.words) == ("张三：墙裂了", "我这边也是")


def test_recalled_messages_and_joiners_are_furniture():
    transcript = read(
        '张三 2023/7/14 9:32\n墙裂了\n"李四" 撤回了一条消息\n"张三"邀请"王五"加入了群聊\n还有后门'
    )
    assert len(transcript.furniture) == 2
    assert transcript.messages[0].body.words == "墙裂了\n还有后门"


def test_lines_before_any_header_are_a_message_of_nobody():
    first, second = read("断了头的一行\n张三 2023/7/14 9:32\n墙裂了").messages
    assert (first.sender, first.is_guessed, first.body.words) == ("", True, "断了头的一行")
    assert second.sender == "张三"


def test_words_that_end_in_a_clock_are_no_header_amid_dated_ones():
    message = only("张三 2023/7/14 9:32\n明天检查\n集合 8:30")
    assert message.body.words == "明天检查\n集合 8:30"


def test_an_observers_name_or_a_gap_makes_a_clock_a_header_all_the_same():
    text = "张三 2023/7/14 9:32\n墙裂了\n李四 9:40\n路塌了\n\n陌生人 9:41\n收到"
    assert [m.sender for m in read(text, ("李四",)).messages] == ["张三", "李四", "陌生人"]


def test_without_any_time_only_known_names_begin_a_message():
    messages = read("张三：墙裂了\n地点：黑田铺\n李四: 路塌了", ("张三", "李四")).messages
    assert [(m.sender, m.body.words) for m in messages] == [
        ("张三", "墙裂了\n地点：黑田铺"),
        ("李四", "路塌了"),
    ]
    assert all(message.is_guessed for message in messages)


@pytest.mark.parametrize(
    "line", ["张三 13月45日 9:32", "张三 2023/2/30 9:32", "张三 2023/7/14 29:32"]
)
def test_a_time_that_does_not_exist_is_words(line):
    assert only(line).sender == ""


@pytest.mark.parametrize("piece", ["[语音", "[图片: ", "[位置：", "「甲", "张三 ", "9:", "- "])
def test_a_text_of_one_mark_without_end_takes_no_time_to_read(piece):
    text = piece * 20_000  # it took half a minute where a mark might be of any length
    assert read(text).messages[0].lines == (text,)


FRAGMENTS = st.sampled_from(
    [
        "张三 2023/7/14 9:32", "李四 09:32", "2023-07-14 09:32:05 王五：", "—— 7月14日 ——",
        "张三 0000-00-00 99:99", "周日 9:00", "[图片]", "[图片: a.jpg", "「", "」", "- - - - -",
        "撤回了一条消息", "[位置]", "张三：", "上午", "9999/12/31 23:59 甲", "乙 00:01", "\u200b",
        " ", "2月29日 9:00 丙",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(FRAGMENTS, st.text(max_size=30)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
@example(["9999/12/31 23:59 甲", "乙 00:01"], "\n")
def test_no_line_of_any_text_is_lost_or_doubled(lines, end):
    text = end.join(lines)
    transcript = read(text, ("张三",))
    told = [line for message in transcript.messages for line in message.lines]
    assert Counter(told) + Counter(transcript.furniture) == Counter(
        line for line in text.splitlines() if line.strip()
    )
    assert all(message.sent_at.tzinfo for message in transcript.messages)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("后墙裂了路塌，。 \n", min_size=1, max_size=20), min_size=1, max_size=6))
def test_what_was_said_under_plain_headers_comes_back_word_for_word(said):
    text = "\n".join(f"张三 2023/7/14 9:{10 + i}\n{words}" for i, words in enumerate(said))
    found = {message.sent_at.minute: message.body.words for message in read(text).messages}
    for i, words in enumerate(said):
        wanted = [line.strip() for line in words.split("\n") if line.strip()]
        assert found[10 + i] == "\n".join(wanted)
