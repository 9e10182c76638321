"""A command is the whole message and nothing else."""

import pytest

from handlers.commands import Command, read_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("帮助", Command("help")),
        (" ？ ", Command("help")),
        ("HELP!", Command("help")),
        ("我的信息", Command("mine")),
        ("完成。", Command("done")),
        ("撤回", Command("withdraw")),
        ("撤回32", Command("withdraw", "32")),
        ("撤回 0714-32 号", Command("withdraw", "0714-32")),
        ("进度　３２", Command("progress", "32")),
        ("补充", Command("supplement")),
        ("补充 32", Command("supplement", "32")),
        ("补充 32 墙也裂了\n还有水", Command("supplement", "32", "墙也裂了\n还有水")),
        ("补充32：墙也裂了", Command("supplement", "32", "墙也裂了")),
        ("改", Command("correct")),
        ("改 32", Command("correct", "32")),
        ("改 项目 养老服务", Command("correct", "", "项目 养老服务")),
        ("改 32 地点：邵东市", Command("correct", "32", "地点:邵东市")),
        ("改 不紧急", Command("correct", "", "不紧急")),
        ("绑定 李四 1234", Command("bind", "", "李四 1234")),
        ("绑定李四1234", Command("bind", "", "李四1234")),
        ("绑定：ACDE-FGHJ", Command("bind", "", "ACDE-FGHJ")),
        ("绑定 acde fghj", Command("bind", "", "acde fghj")),
        ("绑定", Command("bind")),
    ],
)
def test_what_is_a_command(text: str, command: Command) -> None:
    assert read_command(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "进度太慢了", "补充一点，墙也裂了", "补充医疗保险怎么买", "完成得很好", "撤回补贴不合理",
        "我的老屋塌了", "帮助老人过桥", "改造后没有灯", "改路灯", "绑定银行卡的社保没到账",
        "改善饮水", "进度 32 太慢", "32", "",
    ],
)  # fmt: skip
def test_what_is_a_note(text: str) -> None:
    assert read_command(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("问办公室　围栏什么时候修？（很急）", "围栏什么时候修？（很急）"),
        ("补充　３２：墙也裂了！", "墙也裂了！"),
        ("问办公室 ㎡是什么？", "m2是什么?"),
    ],
)
def test_what_is_kept_of_a_command_stays_as_it_was_typed_where_the_lengths_agree(text, rest):
    command = read_command(text)
    assert command is not None
    assert command.rest == rest
