"""A group leader sees the people and reports of one group, calls them, and reaches nothing else."""

import pytest

from catalogue.wording import staff_access as words
from catalogue.wording import staff_group
from storage.activities.audience import Audience
from storage.activities.inspections import Activity, plan_inspection
from storage.activities.sign_ups import put_on_list
from storage.database import Database
from storage.desk.act_list import ActAsked, act_page
from storage.people.staff import member_by_name, set_role
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import Clerk, OfficeHouse, token

OWN, OTHER = "第一组", "第二组"
NOT_OURS = ("司马光明", "13900002468", "水表漏水", "0714-7", "二组暗访")


class TwoGroups(OfficeHouse):
    """One person, report, photo and inspection in each of two groups; 组长 leads the first."""

    def __init__(self, database: Database, folder) -> None:
        super().__init__(database, Vault(b"d" * 32, b"i" * 32), HandClock(), folder)
        self.ours = self.observer(group=OWN)
        self.theirs = self.observer("司马光明", "13900002468", OTHER, "oB")
        self.our_report = self.report(self.ours, 1, project="elder-relief", kind="problem")
        self.said(self.our_report, "敬老院后墙快倒了")
        self.our_photo = self.photo(self.our_report)
        self.their_report = self.report(self.theirs, 7)
        self.said(self.their_report, "水表漏水")
        self.their_photo = self.photo(self.their_report)
        for username, role, group in (("boss", "admin", ""), ("zuzhang", "leader", OWN)):
            self.staff(username, username)
            with database.write() as connection:
                set_role(connection, member_by_name(connection, username).id, role, group)
        self._inspection("一组走访", OWN, self.ours)
        self._inspection("二组暗访", OTHER, self.theirs)

    def _inspection(self, title: str, group: str, whom: int) -> None:
        day, by = self.clock().date(), (1, self.clock())
        activity = Activity("special", title, day, "", "", audience=Audience((group,)))
        with self.database.write() as connection:
            inspection = plan_inspection(connection, activity, *by)
            put_on_list(connection, inspection, whom, "listed", by)

    def browser(self, username: str) -> Clerk:
        browser = Clerk(self.app().test_client())
        browser.log_in(username)
        return browser


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leader")
    database = Database(sqlite_url(folder))
    yield TwoGroups(database, folder)
    database.close()


@pytest.fixture(scope="module")
def leader(house):
    return house.browser("zuzhang")


def test_the_leader_starts_from_the_group_and_reads_what_is_its_own(house, leader):
    assert leader.client.get("/office/").location == "/office/group"
    group = leader.read("/office/group")
    assert "欧阳志强" in group
    assert "本月还差" in group
    assert "13900001357" not in group
    assert "敬老院后墙快倒了" in leader.read(f"/office/group/reports/{house.our_report}")
    assert "0714-1" in leader.read("/office/group/reports")
    assert "欧阳志强（已列入）" in leader.read("/office/group/inspections")
    assert "0714-1" in leader.read(f"/office/group/{house.ours}/2026/7")
    for size in ("thumb", "shown"):
        photo = leader.client.get(f"/office/group/photos/{house.our_photo}/{size}.jpg")
        assert photo.mimetype == "image/jpeg"
    assert 'href="/office/letters' not in group
    assert '<body class="">' in group  # "looking" would hide the forms


def test_numbers_are_shown_on_demand_and_calls_noted_both_on_record(house, leader):
    assert "13900001357" in leader.press("/office/group/phones", "/office/group").text
    call, at = {"outcome": "reached", "note": ""}, f"/office/group/{house.ours}/call"
    call["day"] = house.clock().date().isoformat()
    assert leader.press(at, "/office/group", **call).status_code == 422
    noted = leader.press(at, "/office/group", **call | {"note": "明天补一条建议"})
    assert staff_group.NOTED in noted.text
    assert "明天补一条建议" in noted.text
    with house.database.read() as connection:
        me = member_by_name(connection, "zuzhang").id
        deeds = [line.act for line in act_page(connection, ActAsked(staff_id=me), None, 2)]
    assert deeds == ["call.reached", "reach.phones"]


def addresses(house, app):
    """Every address of the console, with the ids of the other group's people, reports, photos."""
    adapter = app.url_map.bind("localhost")
    ids = {"report_id": house.their_report, "media_id": house.their_photo, "year": 2026, "month": 7}
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("office.") or rule.endpoint == "office.static":
            continue
        values = {name: ids.get(name, house.theirs) for name in rule.arguments}
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, values), bool(values)


def test_no_address_leads_to_another_group(house, leader):
    found, own_account = 0, {"office.login", "office.enter", "office.enter_code", "office.leave"}
    csrf = token(leader.client.get("/office/group"))
    form = {"csrf_token": csrf, "outcome": "reached", "day": "2026-07-14", "note": "好"}
    for endpoint, method, path, has_ids in addresses(house, leader.client.application):
        if endpoint in own_account or path.startswith("/office/account/"):
            continue
        sent = {"data": form} if method == "POST" else {}
        answer = leader.client.open(path, method=method, follow_redirects=True, **sent)
        assert not [told for told in NOT_OURS if told in answer.text], path
        if has_ids:
            assert answer.status_code in {403, 404}, path
            found += 1
    assert found >= 60


def test_a_leader_needs_a_group_of_the_roster(house):
    boss = house.browser("boss")
    wish = {"username": "li", "name": "李莉", "role": "leader"}
    refused = boss.press("/office/accounts", "/office/accounts", **wish)
    assert words.GROUP_MISSING in refused.text
    made = boss.press("/office/accounts", "/office/accounts", **wish, group=OTHER)
    assert f"组长（{OTHER}）" in made.text
    with house.database.read() as connection:
        member = member_by_name(connection, "li")
    moved = {"role": "clerk", "group": OTHER}
    boss.press(f"/office/accounts/{member.id}/role", "/office/accounts", **moved)
    with house.database.read() as connection:
        assert member_by_name(connection, "li").group == ""
        deeds = act_page(connection, ActAsked(target=f"staff:{member.id}"), None, 5)
    assert [deed.detail for deed in deeds] == ["经办", f"组长（{OTHER}）"]


def test_a_group_that_the_roster_lost_is_told_in_one_sentence(house):
    house.staff("qian", "钱组长")
    with house.database.write() as connection:
        set_role(connection, member_by_name(connection, "qian").id, "leader", "第九组")
    assert "花名册里没有“第九组”的人" in house.browser("qian").read("/office/group")
    assert "花名册里没有这个小组了" in house.browser("boss").read("/office/accounts")
