"""联系点 in the console: given, ended, and which ones nobody has visited."""

from datetime import date

from tests.support.office_house import Clerk, OfficeHouse

FORM = {"name": "青山路", "project": "rural-roads", "point": "27.25，111.74", "first": "2026-01-01"}


def test_a_point_is_given_visited_and_ended(clerk: Clerk, house: OfficeHouse) -> None:
    observer = house.observer()
    pages = f"/office/roster/{observer}/points"
    for wrong, said in (
        ({"name": ""}, "请写地名，选一个项目。"),
        ({"project": "none"}, "请写地名，选一个项目。"),
        ({"point": "这里"}, "坐标看不懂"),
        ({"first": "6月31日"}, "日期看不懂"),
        ({"last": "2025-01-01"}, "日期看不懂"),
    ):
        page = clerk.press(pages, seen_on=pages, **FORM | wrong)
        assert (page.status_code, said in page.text) == (422, True), wrong
    assert "联系点登记好了" in clerk.press(pages, seen_on=pages, **FORM).text
    assert "3个月没走访的（1个）" in clerk.read("/office/points")
    at_point = {"latitude": 27.255, "longitude": 111.74, "kind": "info"}
    house.report(observer, 1, project="rural-roads", day=date(2026, 7, 14), **at_point)
    assert "3个月没走访的（0个）" in clerk.read("/office/points")
    assert "只看不催" in clerk.read("/office/points?months=12")
    assert "2026年7月14日走访过" in clerk.read(pages)
    assert "联系点到今天为止" in clerk.press(f"{pages}/1", seen_on=pages).text
    assert "没有找到" in clerk.press(f"{pages}/9", seen_on=pages).text


def test_only_who_is_logged_in_sees_contact_points(stranger: Clerk, house: OfficeHouse) -> None:
    observer = house.observer()
    for path in ("/office/points", f"/office/roster/{observer}/points"):
        assert stranger.client.get(path).status_code == 303
