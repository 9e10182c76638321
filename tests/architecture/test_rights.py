"""Every page of the console has a right, and every role gets just the pages of its rights."""

import pytest

from office.rights import RIGHTS, ROLES, home_of, may, named_pages, right_for
from storage.database import Database
from storage.people.staff import member_by_name, set_role
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import Clerk, OfficeHouse

OPEN = {"login", "enter", "enter_code", "static", "unknown"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rights")
    database = Database(sqlite_url(folder))
    yield OfficeHouse(database, Vault(b"d" * 32, b"i" * 32), HandClock(), folder)
    database.close()


@pytest.fixture(scope="module")
def app(house):
    return house.app()


def pages(app):
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        name = rule.endpoint.removeprefix("office.")
        if rule.endpoint == name or name in OPEN:
            continue
        path = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, "1"))
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield name, method, path


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_refused_every_page_it_has_no_right_to_and_no_other(app, house, role):
    house.staff(role, role)
    with house.database.write() as connection:
        set_role(connection, member_by_name(connection, role).id, role)
    browser = Clerk(app.test_client())
    browser.log_in(role)
    tried = 0
    for name, method, path in pages(app):
        allowed = may(role, right_for(name, method))
        if method == "GET" and allowed:
            continue  # what the page then says is for its own tests
        # Without a token an allowed form is refused as outdated (400), any other as forbidden.
        answer = browser.client.open(path, method=method)
        if name == "inbox" and answer.status_code == 303:
            assert answer.location == f"/office/{home_of(role)}"  # never the page itself
            continue
        assert (answer.status_code == 403) is not allowed, (name, method)
        tried += 1
    assert tried >= 50


def test_every_named_page_exists(app):
    there = {name for name, _, _ in pages(app)}
    assert named_pages() <= there


def test_only_those_who_sign_may_decide_and_nobody_may_do_everything():
    assert {role for role in ROLES if may(role, "decide")} == {
        "director",
        "convenor",
        "deputy_convenor",
    }
    everything = frozenset().union(*RIGHTS.values())
    assert all(rights < everything for rights in RIGHTS.values())


def test_an_unknown_role_may_nothing():
    assert not may("king", "read")
