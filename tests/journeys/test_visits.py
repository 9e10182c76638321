"""联系点 and their visits: in the chat, by reports, and as the office sees them."""

from datetime import date

import pytest

from casework.activities.visiting import last_visits, months_before, to_visit
from catalogue.quota.quota_policy import VisitRule
from office.access.accounts import NewAccount, add_staff
from storage.activities import visits
from storage.activities.visits import NewPoint, points_of
from tests.support.office_house import PASSWORD
from tests.support.phone import Phone
from tests.support.world import World

HOME, NEAR, FAR = (27.25, 111.74), (27.255, 111.742), (27.35, 111.74)
ROAD = "黑田铺镇的通村公路塌了半边"
LISTED = "您的联系点：\n青山路（{}）：{}"


@pytest.fixture
def phone(world: World) -> Phone:
    add_staff(world.database, NewAccount("lili", "李莉", "clerk"), PASSWORD, world.clock())
    world.observer(("official", "oA"), appointed_from=date(2026, 1, 1))
    return world.phone("oA")


def assign(world: World, point: tuple[float, float] | None = HOME, name: str = "青山路") -> None:
    new = NewPoint(1, "rural-roads", name, point, date(2026, 1, 1), None)
    with world.database.write() as connection:
        visits.add_point(connection, new, 1, world.clock())


def last(world: World) -> list[date | None]:
    today = date(2026, 7, 14)
    with world.database.read() as connection:
        points = points_of(connection, 1, today)
        return [each.last for each in last_visits(connection, points, date(2026, 1, 1), 1000)]


def test_the_word_and_a_place_near_the_point_are_a_visit(phone: Phone, world: World) -> None:
    assert phone.says("走访").startswith("您名下还没有联系点。")
    assign(world)
    assert "青山路（农村公路）：还没走访过" in phone.says("我的")
    assert phone.says("走访").startswith("到了联系点，点右下角")
    assert phone.sends_place(*NEAR) == "走访记好了：青山路。看到什么，照常发照片、说一句就行。"
    assert world.reports() == []
    assert "青山路（农村公路）：7月14日走访过" in phone.says("我的")
    phone.says("走访")
    assert phone.sends_place(*NEAR).startswith("青山路今天的走访已经记过了。")


def test_a_place_without_the_word_or_too_far_is_no_visit(phone: Phone, world: World) -> None:
    assign(world)
    assert "走访" not in phone.sends_place(*NEAR)
    phone.says("完成")
    phone.says("走访")
    assert phone.sends_place(*FAR).startswith("离您的联系点青山路还有约11公里，没有记走访。")
    assert len(world.reports()) == 2
    phone.says("完成")
    phone.says("走访")
    world.clock.advance(minutes=61)
    assert "走访" not in phone.sends_place(*NEAR)  # the word is long forgotten
    assert last(world) == [None]


def test_the_place_of_the_draft_answers_the_word(phone: Phone, world: World) -> None:
    assign(world)
    phone.sends_place(*NEAR)
    assert phone.says("走访") == "走访记好了：青山路。"


def test_a_report_on_the_points_project_there_is_a_visit_until_withdrawn(
    phone: Phone, world: World
) -> None:
    assign(world)
    phone.says(ROAD)
    assert last(world) == [None]  # nobody knows where on this road
    phone.sends_place(*NEAR)
    assert last(world) == [date(2026, 7, 14)]
    phone.says("撤回")
    assert last(world) == [None]


def test_a_point_without_degrees_is_visited_by_its_name(phone: Phone, world: World) -> None:
    assign(world, None)
    assert phone.says("走访").startswith("您的联系点（青山路）还没有标位置。")
    phone.says("黑田铺镇青山路的通村公路塌了半边")
    assert last(world) == [date(2026, 7, 14)]


def test_visits_are_tasks_only_where_the_rules_ask_for_them(phone: Phone, world: World) -> None:
    assign(world)
    assert "走访联系点" not in phone.says("我的")  # the seed names no number
    with world.database.read() as connection:
        points = points_of(connection, 1, date(2026, 7, 14))
        seen = last_visits(connection, points, date(2026, 1, 1), 1000)
    rule = VisitRule(each_point=1, per="month", rule="每月走访一次", basis="own")
    assert to_visit(seen, rule, date(2026, 7, 14)) == seen
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
