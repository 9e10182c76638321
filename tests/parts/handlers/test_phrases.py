"""Short messages: what is thanks, a greeting, a bare number, an answer."""

import pytest

from handlers.phrases import bare_number, is_greeting, is_pleasantry, new_or_same


@pytest.mark.parametrize(
    "text",
    [
        "好",
        "好的！",
        "谢谢🙏",
        "👍",
        "[强][强]",
        "/::)",
        "OK",
        "ｏｋ",
        "嗯嗯。",
        "…",
        "谢谢你们",
        "好的，辛苦了",
        "麻烦您了",
    ],
)
def test_thanks_and_faces_are_pleasantries(text: str) -> None:
    assert is_pleasantry(text)


@pytest.mark.parametrize("text", ["好烂的路", "谢谢你们修了路", "[强]路修好了", "不好", "没有水"])
def test_a_sentence_with_a_kind_word_in_it_is_none(text: str) -> None:
    assert not is_pleasantry(text)


@pytest.mark.parametrize("text", ["您好", "在吗？", "在？", "有人在吗", " 早上好！", "Hi"])
def test_greetings(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["您好，路塌了", "早上好多人摔跤", "在吗路边"])
def test_a_greeting_before_a_matter_is_not_bare(text: str) -> None:
    assert not is_greeting(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"),
        (" ２。", "2"),
        ("三", "3"),
        ("④", "4"),
        ("回1", "1"),
        ("选 2", "2"),
        ("32号", "32"),
        ("0714-32", "0714-32"),
        ("0714-32号！", "0714-32"),
        ("1个", ""),
        ("1234567", ""),
        ("", ""),
    ],
)
def test_a_bare_number(text: str, number: str) -> None:
    assert bare_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "１",
        "新的",
        "新的一处",
        "是新的",
        "是",
        "是的",
        "另一处",
        "另外一处",
        "新地方",
        "不同",
        "是新的一处。",
    ],
)
def test_a_new_site(text: str) -> None:
    assert new_or_same(text) == "new"


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "二",
        "不是",
        "不是新的",
        "同一处",
        "是同一个地方",
        "还是那个",
        "还是那里的",
        "还是0714-32号",
        "是32号",
        "还是32号的",
    ],
)
def test_the_same_site(text: str) -> None:
    assert new_or_same(text) == "same"


@pytest.mark.parametrize(
    "text",
    ["新的路塌了", "是新修的路", "还是没有水", "同一处地方又塌了", "3", "不同意", "那个桥断了"],
)
def test_a_matter_is_no_answer(text: str) -> None:
    assert new_or_same(text) is None
