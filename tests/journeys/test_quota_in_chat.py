"""四个一 as an observer meets it in the chat: 我的, both parts of a message, 报名, 暂停提醒."""

from datetime import date

import pytest

from office.access.accounts import NewAccount, add_staff
from storage.activities.inspections import Activity, plan_inspection
from storage.activities.sign_ups import mark_attendance
from storage.people import service_rows
from storage.quota.reminder_pauses import paused_among
from tests.support.office_house import PASSWORD
from tests.support.phone import Phone
from tests.support.world import World

PROBLEM = "黑田铺镇敬老院后墙裂了"


@pytest.fixture
def phone(world: World) -> Phone:
    world.observer(("official", "oA"), appointed_from=date(2026, 1, 1))
    return world.phone("oA")


def two_lines(phone: Phone) -> list[str]:
    return phone.says("我的").splitlines()[:2]


def plan(world: World, **changed) -> int:
    add_staff(world.database, NewAccount("lili", "李莉", "clerk"), PASSWORD, world.clock())
    words = {"kind": "special", "title": "农村公路专项检查", "route": "隆回县", "units": ""}
    activity = Activity(day=date(2026, 7, 20), **words | changed)
    with world.database.write() as connection:
        return plan_inspection(connection, activity, 1, world.clock())


def test_my_two_lines_say_what_is_done_pending_and_owed(phone: Phone) -> None:
    assert two_lines(phone) == [
        "7月：信息还差1条，建议还差1条。",
        "今年：专项检查还差1次，调研材料还差1篇。",
    ]
    phone.says(PROBLEM)
    assert two_lines(phone)[0] == "7月：信息1条已收到（待审），建议还差1条。"
    said = phone.says("我的")
    assert "工作清单：\n1. 建议1条：随口说一句“建议……”就行\n" in said
    assert said.splitlines()[-1].startswith("0714-1号")


def test_what_was_withdrawn_does_not_count(phone: Phone) -> None:
    phone.says(PROBLEM)
    phone.says("撤回")
    assert two_lines(phone)[0] == "7月：信息还差1条，建议还差1条。"


def test_the_month_is_that_of_the_first_message_in_china(phone: Phone, world: World) -> None:
    world.clock.advance(days=17, hours=13, minutes=58)  # 23:58 on 31 July
    phone.says(PROBLEM)
    world.clock.advance(minutes=3)
    assert two_lines(phone)[0] == "8月：信息还差1条，建议还差1条。"


def test_one_message_counts_as_both_only_when_the_observer_says_so(phone: Phone) -> None:
    said = phone.says("黑田铺镇敬老院后墙裂了，建议尽快维修")
    assert said.endswith("要是也算一条信息，回“也算信息”。")
    assert two_lines(phone)[0] == "7月：信息还差1条，建议1条已收到（待审）。"
    assert phone.says("也算信息") == "好，0714-1号也算一条信息。"
    assert two_lines(phone)[0] == "7月：信息1条已收到（待审），建议1条已收到（待审）。"
    assert phone.says("1 也算建议") == "0714-1号已经算一条建议了。"
    assert phone.says("也算信息 1") == "0714-1号已经算一条信息了。"
    assert phone.says("99也算建议").startswith("没有找到您的99号")


def test_a_reply_that_asks_for_the_card_asks_nothing_more(phone: Phone) -> None:
    phone.sends_photo()
    said = phone.says("黑田铺镇敬老院后墙裂了，建议尽快维修")
    assert "还想请您看" in said
    assert "也算" not in said


def test_somebody_newly_appointed_owes_from_the_first_full_month(world: World) -> None:
    world.observer(("official", "oB"), appointed_from=date(2026, 7, 2))
    newcomer = world.phone("oB")
    newcomer.says(PROBLEM)
    assert two_lines(newcomer)[0] == "7月：信息1条已收到（待审）（本月不计任务）。"


def test_a_region_without_numbers_says_nothing_of_them(database_url, clock, tmp_path) -> None:
    with World(database_url, clock, tmp_path, office={"region": "长沙市"}) as world:
        assert world.observers_phone().says("我的").startswith("您7月还没有报过情况")


def test_signing_up_for_an_inspection(phone: Phone, world: World) -> None:
    assert phone.says("报名").startswith("现在没有可以报名的")
    inspection = plan(world)
    assert phone.says("报名").splitlines()[1] == "1. 7月20日 农村公路专项检查"
    assert (
        phone.says("报名 1") == "好，7月20日“农村公路专项检查”给您报上名了。去不了，回“取消报名”。"
    )
    assert phone.says("报名1") == "“农村公路专项检查”的名单上已经有您。"
    assert "7月20日参加“农村公路专项检查”（隆回县）" in phone.says("我的")
    world.clock.advance(days=7)
    with world.database.write() as connection:
        mark_attendance(connection, inspection, [1], (1, world.clock()))
    assert two_lines(phone)[1] == "今年：专项检查1次已审核，调研材料还差1篇。"


def test_leave_frees_the_month(phone: Phone, world: World) -> None:
    plan(world)
    days = (date(2026, 7, 1), date(2026, 7, 15))
    with world.database.write() as connection:
        by = (1, world.clock())
        service_rows.add_leave(connection, world.base.vault, 1, days, "住院", by)
    assert two_lines(phone)[0] == "7月：没有任务。"


def test_reminders_are_stopped_and_resumed_by_a_word(phone: Phone, world: World) -> None:
    def paused() -> set[int]:
        with world.database.read() as connection:
            return paused_among(connection, [1])

    assert phone.says("恢复提醒").startswith("提醒开着")
    assert phone.says("暂停提醒。").startswith("好，不再提醒您了")
    assert paused() == {1}
    assert phone.says("暂停提醒").startswith("提醒已经停着")
    assert phone.says("恢复提醒").startswith("好，还差的时候会提醒您")
    assert paused() == set()
