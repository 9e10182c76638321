"""What people write back to 1 已经好了 2 还没好 3 去不了, and what is no answer at all."""

import pytest

from handlers.look_words import Said, read


@pytest.mark.parametrize(
    ("text", "verdict", "number"),
    [
        ("1", "fixed", ""),
        ("１。", "fixed", ""),
        ("①", "fixed", ""),
        ("回1", "fixed", ""),
        ("1，谢谢", "fixed", ""),
        ("1 已经好了", "fixed", ""),
        ("2、还没好（请发照片）", "not_fixed", ""),
        ("3去不了", "cannot_go", ""),
        ("已经修好了！", "fixed", ""),
        ("都解决了，谢谢你们", "fixed", ""),
        ("还是没修好", "not_fixed", ""),
        ("没有解决", "not_fixed", ""),
        ("没时间去", "cannot_go", ""),
        ("0714-32 1", "fixed", "0714-32"),
        ("0714-32号1", "fixed", "0714-32"),
        ("0714-32，2 还没好", "not_fixed", "0714-32"),
        ("32 2", "not_fixed", "32"),
        ("32号还没好", "not_fixed", "32"),
        ("1 0714-32", "fixed", "0714-32"),
    ],
)
def test_a_verdict_is_read_with_its_number(text: str, verdict: str, number: str) -> None:
    said = read(text)
    assert said is not None
    assert (said.verdict, said.number, said.is_clear) == (verdict, number, True)


@pytest.mark.parametrize("text", ["收到", "好的", "好", "好的，谢谢", "收到，辛苦了", "嗯嗯", "ok"])
def test_having_read_it_is_no_verdict(text: str) -> None:
    assert read(text) == Said(None)


@pytest.mark.parametrize(
    "text", ["谢谢", "4", "12", "完了", "3个月了还没修好", "不好", "路灯坏了", "0714-32", "完成"]
)
def test_other_words_say_nothing_about_a_look(text: str) -> None:
    assert read(text) is None


def test_a_digit_against_the_words_is_not_clear() -> None:
    said = read("1 还没好")
    assert said is not None
    assert not said.is_clear
