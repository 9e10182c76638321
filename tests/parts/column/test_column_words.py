"""The column's rules without a house: what is shielded, which words consent, what leads out."""

import pytest

from casework.column.states import STEPS, Act, State
from catalogue.personal_traces import left_in, masked, names_in, quotes
from handlers.publishing import _read, _Said


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("我是刘大明，村口路灯坏了", "村口路灯坏了"),
        ("户主王铁柱，家里没电", "户主王某，家里没电"),
        ("陈大爷家门口的路修好了", "陈大爷家门口的路修好了"),
        ("陈国强大爷家门口", "陈大爷家门口"),
        ("问0739-5501234，139 0000 1357", "问"),
        ("3栋2单元401室漏水", "漏水"),
        ("桂花村5组12号旁边", "桂花村5组旁边"),
        ("湘E·12345停在路口", "停在路口"),
    ],
)
def test_what_leads_to_a_person_is_taken_out(told: str, left: str) -> None:
    assert masked(told, ["刘大明"]) == left


def test_what_is_no_trace_stays() -> None:
    told = "7月12号晚上，2路公交站边的12盏灯都亮了，0714-3号信息办结，投入3000元"
    assert masked(told, []) == told
    assert left_in(told) == ()


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("打13900001357", ("phone",)),
        ("身份证430501196501011234", ("paper",)),
        ("湘EA1234", ("plate",)),
        ("住在解放路18号", ("door",)),
    ],
)
def test_what_was_left_is_found(told: str, kinds: tuple[str, ...]) -> None:
    assert left_in(told) == kinds


def test_names_are_found_however_they_are_spaced() -> None:
    assert names_in("欧 阳\n志强说", {"欧阳志强", "罗某"}) == ("欧阳志强",)


def test_a_quotation_is_twelve_characters_or_the_whole() -> None:
    said = "敬老院那面后墙，快要倒下来了"
    assert quotes("有人说敬老院那面后墙快要倒下来", said)
    assert not quotes("后墙快要倒下来了", said)
    assert quotes("老人说电梯终于修好了！", "电梯终于修好了")
    assert not quotes("修好了", "修好了")


@pytest.mark.parametrize(
    ("text", "answer", "number"),
    [
        ("同意", "unnamed", ""),
        ("同意，署名", "named", ""),
        ("署名。", "named", ""),
        ("写我的名字吧", "named", ""),
        ("不署名", "unnamed", ""),
        ("同意，但不写名字", "unnamed", ""),
        ("不同意", "refused", ""),
        ("别登了", "refused", ""),
        ("撤回同意", "withdrawn", ""),
        ("撤回同意 0714-3", "withdrawn", "0714-3"),
        ("０７１４－３ 署名", "named", "0714-3"),
        ("3号不同意", "refused", "3"),
        ("好的", None, ""),
        ("收到", None, ""),
        ("可以", None, ""),
    ],
)
def test_words_are_read_as_they_are_meant(text: str, answer: str | None, number: str) -> None:
    assert _read(text) == _Said(answer, number)


@pytest.mark.parametrize("text", ["同意村里的意见", "名字写错了", "撤回", "路灯修好了", "12"])
def test_other_words_are_left_alone(text: str) -> None:
    assert _read(text) is None


def test_no_way_leads_to_a_medium_without_a_second_officer_and_nothing_missing() -> None:
    into = {step.act for step in STEPS if step.after in (State.HANDED, State.PUBLISHED)}
    assert into == {Act.EXPORT, Act.HAND, Act.PUBLISH}
    assert all(step.whole for step in STEPS if step.act in into | {Act.SUBMIT, Act.APPROVE})
    assert {step.before for step in STEPS if step.after == State.APPROVED} == {
        State.READY,
        State.APPROVED,
    }
    assert [step.act for step in STEPS if (step.before, step.after) == ("ready", "approved")] == [
        Act.APPROVE
    ]
