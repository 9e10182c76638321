"""An inspection from the invitation to its outcome, as observers meet it in the chat."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.activities import inviting
from office.access.accounts import NewAccount, add_staff
from storage.activities import inspections, sign_ups
from storage.activities.audience import Audience
from storage.activities.inspections import Activity, Stop
from storage.people import service_rows
from storage.tables.activities import inspection_people
from tests.support.office_house import PASSWORD
from tests.support.phone import Phone
from tests.support.world import World

HOME = (27.25, 111.74)  # 黑田铺
NEAR, FAR = (27.255, 111.742), (27.35, 111.74)  # half a kilometre and eleven from it
DAY = date(2026, 7, 20)
MORNING = datetime(2026, 7, 20, 1, tzinfo=UTC)


@pytest.fixture
def phone(world: World) -> Phone:
    add_staff(world.database, NewAccount("lili", "李莉", "clerk"), PASSWORD, world.clock())
    world.observer(("official", "oA"), appointed_from=date(2026, 1, 1))
    return world.phone("oA")


def plan(world: World, day: date = DAY, **changed) -> int:
    words = {
        "kind": "special",
        "title": "养老服务专项检查",
        "route": "金秋敬老院",
        "units": "市民政局",
    }
    words |= {"meeting_time": "8:30", "meeting_place": "邵东市政府门口"} | changed
    with world.database.write() as connection:
        added = inspections.plan_inspection(
            connection, Activity(day=day, **words), 1, world.clock()
        )
        stops = [Stop("金秋敬老院", "elder-relief", HOME), Stop("一个没有坐标的村")]
        inspections.set_stops(connection, added, stops)
    return added


def invite(world: World, inspection_id: int):
    with world.database.write() as connection:
        shown = inspections.inspection(connection, inspection_id)
        stops = inspections.stops_of(connection, inspection_id)
        return inviting.invite(connection, shown, stops, world.clock())


def on_list(world: World) -> list[tuple[int, str]]:
    return [(row.observer_id, row.state) for row in world.rows(inspection_people)]


def test_everybody_is_invited_once_but_who_is_away(phone: Phone, world: World) -> None:
    away = world.observer(("official", "oB"), phone="13900002222")
    elsewhere = world.observer(phone="13900003333")
    with world.database.write() as connection:
        days = (DAY, DAY)
        service_rows.add_leave(connection, world.base.vault, away, days, "住院", (1, world.clock()))
    inspection = plan(world)
    told = invite(world, inspection)
    assert (told.people, told.unreached) == (1, 1)
    assert invite(world, inspection) is None
    (message,) = world.rows_of_outbox()
    assert message.recipient == "oA"
    assert message.text == (
        "请您参加“养老服务专项检查”。\n"
        "7月20日8:30，邵东市政府门口集合\n"
        "路线：金秋敬老院 → 一个没有坐标的村\n"
        "一起去的：市民政局\n"
        "能去就回“报名”，去不了不用回。"
    )
    assert '"form": "reminder"' in message.notice
    assert "7月20日检查，能去请回“报名”" in message.notice
    assert elsewhere not in {each for each, _ in on_list(world)}


def test_only_those_it_is_meant_for_see_it(phone: Phone, world: World) -> None:
    plan(world, audience=Audience(groups=("第二组",)))
    assert phone.says("报名").startswith("现在没有可以报名的")
    assert phone.says("检查安排").startswith("近期没有安排")
    plan(world, title="农村公路专项检查", audience=Audience(("第二组",), ("邵东市",)))
    assert phone.says("报名").splitlines()[1] == "1. 7月20日 农村公路专项检查"


def test_signing_up_looking_it_up_and_taking_it_back(phone: Phone, world: World) -> None:
    plan(world)
    assert phone.says("取消报名") == "您现在没有报名的检查活动。"
    assert (
        phone.says("报名 1") == "好，7月20日“养老服务专项检查”给您报上名了。去不了，回“取消报名”。"
    )
    assert phone.says("检查安排").splitlines()[:2] == [
        "1. 养老服务专项检查（您已报名）",
        "7月20日8:30，邵东市政府门口集合",
    ]
    assert phone.says("取消报名").startswith("好，7月20日“养老服务专项检查”给您取消了。")
    assert on_list(world) == [(1, "withdrew")]
    assert "参加“养老服务专项检查”" not in phone.says("我的")
    assert phone.says("报名 1").startswith("好，")
    assert on_list(world) == [(1, "signed_up")]


def test_of_two_sign_ups_one_is_taken_back_by_its_number(phone: Phone, world: World) -> None:
    plan(world)
    plan(world, day=DAY + timedelta(days=1), title="农村公路专项检查")
    phone.says("报名 1")
    phone.says("报名 2")
    assert phone.says("取消报名").splitlines()[2] == "2. 7月21日 农村公路专项检查"
    assert phone.says("取消报名 2").startswith("好，7月21日“农村公路专项检查”")
    assert [state for _, state in on_list(world)] == ["signed_up", "withdrew"]


def test_a_place_near_a_stop_is_the_check_in(phone: Phone, world: World) -> None:
    plan(world)
    phone.says("报名 1")
    world.clock.now = MORNING
    assert phone.says("签到").startswith("到了就点右下角“＋”")
    far = phone.sends_place(*FAR)
    assert far.startswith("离“养老服务专项检查”最近的一站金秋敬老院还有约11公里，没有签到。")
    assert len(world.reports()) == 1  # and its place is kept as ever
    phone.says("完成")
    assert phone.sends_place(*NEAR) == (
        "签到好了：“养老服务专项检查”，金秋敬老院。看到什么，照常发照片、说一句就行。"
    )
    assert on_list(world) == [(1, "attended")]
    assert len(world.reports()) == 1  # a check-in alone opens no report
    assert phone.says("签到") == "“养老服务专项检查”您已经签到了。"
    assert phone.says("取消报名").startswith("“养老服务专项检查”您已经签到了，不能取消。")
    assert "专项检查1次已审核" in phone.says("我的")
    assert "0720-2" in phone.sends_place(*NEAR)
    assert len(world.reports()) == 2  # the next place is a report's again


def test_the_place_of_a_draft_is_the_check_in_too_and_stays_in_it(
    phone: Phone, world: World
) -> None:
    plan(world)
    phone.says("报名 1")
    world.clock.now = MORNING
    phone.sends_photo()
    told = phone.sends_place(*NEAR)
    assert told.startswith("签到好了：“养老服务专项检查”，金秋敬老院。")
    assert "位置1个" in told
    assert world.report().latitude == NEAR[0]


def test_a_place_sent_before_the_word_checks_in(phone: Phone, world: World) -> None:
    inspection = plan(world)
    world.clock.now = MORNING
    phone.sends_place(*NEAR)
    assert phone.says("签到") == "今天的“养老服务专项检查”您还没报名。要参加，先回“报名 1”。"
    phone.says("报名 1")
    assert phone.says("签到").startswith("签到好了：")
    with world.database.read() as connection:
        (mine,) = sign_ups.participants(connection, world.base.vault, inspection)
    assert (mine.stop, mine.checked_in_at) == (1, world.clock())


def test_a_place_on_another_day_or_of_a_cancelled_one_is_just_a_place(
    phone: Phone, world: World
) -> None:
    inspection = plan(world)
    phone.says("报名 1")
    assert "签到" not in phone.sends_place(*NEAR)
    world.clock.now = MORNING
    with world.database.write() as connection:
        inspections.set_inspection_state(connection, inspection, "cancelled")
    assert "签到" not in phone.sends_place(*NEAR)
    assert phone.says("签到").startswith("今天没有您报了名的检查活动")
    assert on_list(world) == [(1, "signed_up")]


def test_who_checks_in_while_the_clerk_ticks_stays_attended(phone: Phone, world: World) -> None:
    inspection = plan(world)
    phone.says("报名 1")
    world.clock.now = MORNING
    shown = world.clock()
    world.clock.advance(minutes=1)
    phone.sends_place(*NEAR)
    by = (1, world.clock.advance(minutes=1))
    with world.database.write() as connection:
        sign_ups.mark_attendance(connection, inspection, [], by, shown)
    assert on_list(world) == [(1, "attended")]
    with world.database.write() as connection:
        sign_ups.mark_attendance(connection, inspection, [], by, world.clock())
    assert on_list(world) == [(1, "absent")]
