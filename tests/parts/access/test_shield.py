"""Whoever may only look reads no observer's name on any page; and no page changes by looking."""

import pytest

from storage.database import Database
from storage.people.staff import member_by_name, set_role
from storage.tables.all import metadata
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import Clerk, OfficeHouse

TOLD = ("欧阳志强", "13900001357", "县融媒体中心")


@pytest.fixture
def house(tmp_path):
    database = Database(sqlite_url(tmp_path))
    yield OfficeHouse(database, Vault(b"d" * 32, b"i" * 32), HandClock(), tmp_path)
    database.close()


@pytest.fixture
def app(house):
    observer = house.observer()
    report = house.report(observer, 1, urgent=True, project="elder-relief", kind="problem")
    house.said(report, "敬老院后墙快倒了")
    house.trouble("1122-1号有1张照片没取到。", ref=f"report:{report}")
    roles = {"shen": "auditor", "zhao": "convenor", "lili": "clerk", "guan": "admin"}
    for username, role in roles.items():
        house.staff(username, username)
        with house.database.write() as connection:
            set_role(connection, member_by_name(connection, username).id, role)
    return house.app()


def pages(app):
    """Every page that can be looked at, of the first of each kind of thing."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("office.") and "GET" in rule.methods:
            yield adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, "1"))


@pytest.mark.parametrize("username", ["shen", "zhao"])
def test_no_page_tells_who_an_observer_is(app, username):
    looker = Clerk(app.test_client())
    looker.log_in(username)
    seen = [looker.client.get(path) for path in pages(app)]
    for page in seen:
        assert not [word for word in TOLD if word.encode() in page.data], page.request.path
    assert any("欧**".encode() in page.data for page in seen if page.status_code == 200)


def test_a_clerk_reads_the_whole_name(app):
    clerk = Clerk(app.test_client())
    clerk.log_in("lili")
    assert "欧阳志强" in clerk.read("/office/")


@pytest.mark.parametrize("search", ["observer=欧阳志强", "q=欧阳志强"])
def test_whoever_reads_no_names_cannot_try_them_in_a_search_either(app, search):
    for username, found in (("lili", True), ("shen", False)):
        browser = Clerk(app.test_client())
        browser.log_in(username)
        assert ('href="/office/reports/1"' in browser.read(f"/office/?{search}")) is found


def everything_stored(house):
    with house.database.read() as connection:
        tables = metadata.tables.values()
        return {table.name: connection.execute(table.select()).all() for table in tables}


def test_looking_at_every_page_changes_not_one_row(app, house):
    looker = Clerk(app.test_client())
    looker.log_in("guan")
    before = everything_stored(house)
    answers = [looker.client.get(path).status_code for path in pages(app)]
    assert answers.count(200) >= 40
    assert 500 not in answers
    after = everything_stored(house)
    assert [name for name, rows in after.items() if rows != before[name]] == []
