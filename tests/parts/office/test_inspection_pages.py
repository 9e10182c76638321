"""Inspections in the console: planned, told, changed, cancelled, printed, and their outcome."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from storage.activities import inspections, sign_ups
from storage.people import service_rows
from storage.tables.work import outbox
from tests.support.office_house import Clerk, OfficeHouse

PAGES = "/office/inspections"
ONE = f"{PAGES}/1"
FORM = {
    "title": "养老服务专项检查",
    "day": "2026-07-20",
    "meeting_time": "8：30",
    "meeting_place": "邵东市政府门口",
    "route": "金秋敬老院，养老服务，27.25，111.74\n一个没有坐标的村",
    "units": "市民政局",
}


@pytest.fixture
def observer(house: OfficeHouse) -> int:
    return house.observer()


@pytest.fixture
def planned(clerk: Clerk, observer: int) -> str:
    return clerk.press(PAGES, seen_on=PAGES, **FORM).text


def told(house: OfficeHouse) -> list[tuple[str, str]]:
    with house.database.read() as connection:
        rows = connection.execute(select(outbox.c.recipient, outbox.c.text).order_by(outbox.c.id))
        return [(row.recipient, row.text) for row in rows]


def sign_up(house: OfficeHouse, observer: int) -> None:
    with house.database.write() as connection:
        sign_ups.put_on_list(connection, 1, observer, "signed_up", (None, house.clock()))


def stops(house: OfficeHouse):
    with house.database.read() as connection:
        return inspections.stops_of(connection, 1)


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(clerk, house):
    for wrong, said in (
        ({"title": " "}, "请写名称。"),
        ({"day": "2026-06-31"}, "日期看不懂。"),
        ({"meeting_time": "下午"}, "时间看不懂。"),
        ({"route": "27.25，111.74"}, "这一站看不懂：27.25，111.74。"),
        ({"route": "甲，39.90，116.40"}, "不在邵阳市：39.90 116.40。"),
        ({"route": "\n".join(f"第{n}站" for n in range(30))}, "路线最多20站"),
    ):
        page = clerk.press(PAGES, seen_on=PAGES, **FORM | wrong)
        assert (page.status_code, said in page.text) == (422, True), said
        assert 'value="邵东市政府门口"' in page.text
    with house.database.read() as connection:
        assert inspections.inspection(connection, 1) is None


def test_a_route_takes_degrees_from_any_map_and_in_any_order(clerk, house, planned):
    assert "活动建好了" in planned
    first, second = stops(house)
    assert (first.name, first.project, first.point) == (
        "金秋敬老院",
        "elder-relief",
        (27.25, 111.74),
    )
    assert (second.name, second.point) == ("一个没有坐标的村", None)
    swapped = FORM | {"route": "金秋敬老院 111.74 27.25", "map": "wgs", "version": "0"}
    clerk.press(ONE, seen_on=ONE, **swapped)
    (latitude, longitude) = stops(house)[0].point
    assert 0.002 < abs(latitude - 27.25) + abs(longitude - 111.74) < 0.02  # shifted to GCJ-02


def test_everybody_meant_and_there_is_told_once(clerk, house, observer, planned):
    away = house.observer("刘芳", "13900002468", openid="oB")
    house.observer("王强", "13900002469", openid="", group="第二组")
    with house.database.write() as connection:
        days, by = (date(2026, 7, 1), None), (1, house.clock())
        service_rows.add_leave(connection, house.vault, away, days, "住院", by)
    page = clerk.press(f"{ONE}/invite", seen_on=ONE).text
    assert "已给1人发通知。还有1人没绑定微信，请打电话。" in page
    assert "已经通知过了" in clerk.press(f"{ONE}/invite", seen_on=ONE).text
    ((recipient, text),) = told(house)
    assert recipient == "oA"
    assert text.startswith("请您参加“养老服务专项检查”。\n7月20日8:30，邵东市政府门口集合\n")
    assert ("outbox", 0) in house.hints


def test_a_change_and_the_end_are_told_to_who_signed_up(clerk, house, observer, planned):
    withdrawn = house.observer("刘芳", "13900002468", openid="oB")
    sign_up(house, observer)
    sign_up(house, withdrawn)
    with house.database.write() as connection:
        sign_ups.take_off_list(connection, 1, withdrawn, house.clock())
    clerk.press(ONE, seen_on=ONE, **FORM | {"version": "0"})  # nothing changed: nobody is told
    assert told(house) == []
    page = clerk.press(ONE, seen_on=ONE, **FORM | {"version": "1", "day": "2026-07-21"}).text
    assert "改好了。已给报了名的1人发通知。" in page
    stale = clerk.press(ONE, seen_on=ONE, **FORM | {"version": "1", "day": "2026-07-22"}).text
    assert "别人刚改过这次活动" in stale
    page = clerk.press(f"{ONE}/cancel", seen_on=ONE).text
    assert "活动已取消。已给报了名的1人发通知。" in page
    assert [(recipient, text.split("\n")[0]) for recipient, text in told(house)] == [
        ("oA", "“养老服务专项检查”的安排有变，现在是："),
        ("oA", "7月21日的“养老服务专项检查”取消了，您不用去了。"),
    ]
    assert "已经通知过了" in clerk.press(f"{ONE}/invite", seen_on=ONE).text


def test_the_printed_list_has_phones_only_where_asked_for(clerk, house, observer, planned):
    sign_up(house, observer)
    plain = clerk.read(f"{ONE}/list")
    assert "欧阳志强" in plain
    assert "13900001357" not in plain
    assert "13900001357" in clerk.read(f"{ONE}/list?phones=1")


def test_what_was_reported_along_the_route_that_day_is_its_outcome(clerk, house, observer, planned):
    sign_up(house, observer)
    house.clock.now = datetime(2026, 7, 20, 2, tzinfo=UTC)
    day = {"day": date(2026, 7, 20), "kind": "problem"}
    at_stop = {"latitude": 27.255, "longitude": 111.74}
    house.report(observer, 1, **day, excerpt="没带位置，签到之前")
    house.report(observer, 2, **day, **at_stop, excerpt="敬老院墙裂了")
    house.report(observer, 3, **day, latitude=27.4, longitude=111.74, excerpt="别处的事")
    house.report(observer, 4, **day, **at_stop, state="withdrawn", excerpt="撤回的")
    with house.database.write() as connection:
        sign_ups.check_in(connection, 1, observer, 1, house.later(minutes=5))
    house.report(observer, 5, **day, excerpt="签到以后没带位置")
    clerk.log_in()  # the morning's session has ended
    page = clerk.read(ONE)
    assert "这次检查的成果（2条）" in page
    assert "敬老院墙裂了" in page
    assert "签到以后没带位置" in page
    assert "在金秋敬老院发位置签到" in page


def test_only_who_is_logged_in_sees_inspections(stranger, house):
    for path in (PAGES, ONE, f"{ONE}/list?phones=1"):
        assert stranger.client.get(path).status_code == 303
