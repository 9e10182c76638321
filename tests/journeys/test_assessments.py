"""The 三题监督测评 in the chat: three digits, among all the other things that digits can mean."""

from datetime import date

import pytest

from casework.activities.assessing import AskedAlready, Opened, open_assessment
from catalogue.activities import load_activities
from office.access.accounts import NewAccount, add_staff
from storage.activities.assessments import Asked, NewAssessment, close_assessment
from storage.activities.audience import EVERYBODY
from storage.people import service_rows
from storage.tables.activities import assessment_people
from tests.support.office_house import PASSWORD
from tests.support.phone import Phone
from tests.support.world import World

SET = load_activities().sets["project"]


@pytest.fixture
def phone(world: World) -> Phone:
    add_staff(world.database, NewAccount("lili", "李莉", "clerk"), PASSWORD, world.clock())
    world.observer(("official", "oA"), appointed_from=date(2026, 1, 1))
    return world.phone("oA")


def ask(world: World, title: str = "金秋敬老院改扩建") -> Opened:
    world.clock.advance(minutes=1)
    questions = tuple(Asked(each.text, each.choices) for each in SET.questions)
    new = NewAssessment(title, "elder-relief", "", questions, EVERYBODY, date(2026, 7, 20))
    with world.database.write() as connection:
        return open_assessment(connection, new, 1, world.clock())


def answers(world: World) -> list[str]:
    return [row.answers for row in world.rows(assessment_people)]


def test_one_message_asks_and_three_digits_answer(phone: Phone, world: World) -> None:
    opened = ask(world)
    assert (opened.told.people, opened.told.unreached) == (1, 0)
    (said,) = world.posted()
    assert said.startswith(
        "请您答三道题：“金秋敬老院改扩建”。\n第1题 进度怎么样？ 1按时或提前 2慢一些"
    )
    told = phone.says("1 2 1")
    assert told.startswith(
        "测评记下了：进度怎么样？按时或提前；质量怎么样？一般；群众满意吗？满意。"
    )
    assert phone.says("３、２、１").startswith("测评记下了：进度怎么样？停着没动")
    assert answers(world) == ["321"]
    assert world.reports() == []


def test_one_digit_after_another_and_the_rest_left_alone(phone: Phone, world: World) -> None:
    ask(world)
    assert phone.says("2").endswith("\n第2题 质量怎么样？ 1好 2一般 3有问题 4没去过，说不准")
    assert phone.says("9").startswith("第2题没有这个选项，还没有记。")
    assert phone.says("123").startswith("测评记下了")  # all three anew
    assert phone.says("1") == "现在没有要您回答的问题。要报情况，直接发照片或说一句就行。"
    assert answers(world) == ["123"]


def test_who_would_rather_not_is_left_in_peace(phone: Phone, world: World) -> None:
    ask(world)
    phone.says("2")
    assert phone.says("跳过") == "好，不答了。想答的时候再回“测评”。"
    assert phone.says("1").startswith("现在没有要您回答的问题")
    assert phone.says("测评").splitlines()[-2] == "您答过：进度怎么样？慢一些。"
    assert phone.says("测评 111").startswith("测评记下了")
    assert answers(world) == ["111"]


def test_the_question_asked_last_takes_the_digit(phone: Phone, world: World) -> None:
    ask(world)
    world.clock.advance(minutes=1)
    phone.sends_photo()
    world.clock.advance(minutes=8)
    assert "新的一处" in phone.sends_photo()
    assert "0714-2" in phone.says("1")  # 1: it is another site
    assert answers(world) == ["---"]
    assert phone.says("1").startswith("记下了：进度怎么样？按时或提前。")  # now the assessment


def test_an_assessment_asked_later_goes_before_an_older_question(
    phone: Phone, world: World
) -> None:
    phone.sends_photo()
    world.clock.advance(minutes=8)
    assert "新的一处" in phone.sends_photo()
    ask(world)
    assert phone.says("1").startswith("记下了：进度怎么样？")
    assert phone.says("2").startswith("记下了：")
    assert phone.says("3").startswith("测评记下了")
    assert "0714-2" in phone.says("1")  # and the older question still waits for its own


def test_notes_and_numbers_of_reports_are_what_they_were(phone: Phone, world: World) -> None:
    phone.says("黑田铺镇敬老院后墙裂了")
    ask(world)
    phone.says("敬老院有3层楼，121张床")
    assert answers(world) == ["---"]
    phone.says("111")
    assert phone.says("1").startswith("0714-1号")


def test_after_its_end_nothing_is_taken(phone: Phone, world: World) -> None:
    ask(world)
    world.clock.advance(days=6, hours=10)  # still the closing day
    assert phone.says("121").startswith("测评记下了")
    world.clock.advance(days=1)
    assert phone.says("测评") == "现在没有要您答的测评。"
    assert not phone.says("222").startswith("测评")
    assert answers(world) == ["121"]


def test_a_closed_one_is_closed_and_only_one_is_asked_at_a_time(phone: Phone, world: World) -> None:
    away = world.observer(("official", "oB"), phone="13900002222")
    with world.database.write() as connection:
        days = (date(2026, 7, 1), None)
        service_rows.add_leave(connection, world.base.vault, away, days, "住院", (1, world.clock()))
    first = ask(world)
    assert (first.told.people, first.told.unreached) == (1, 0)  # on leave: not asked
    with pytest.raises(AskedAlready, match="金秋敬老院改扩建"):
        ask(world, "另一次")
    with world.database.write() as connection:
        assert close_assessment(connection, first.assessment_id, world.clock())
    assert phone.says("测评") == "现在没有要您答的测评。"
    ask(world, "另一次")
    assert phone.says("121").startswith("测评记下了")
    assert answers(world) == ["---", "121"]
