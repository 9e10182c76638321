"""The office of these tests: a clerk and an administrator at their browsers."""

from pathlib import Path

import pytest

from storage.database import Database
from storage.people.staff import member_by_name, set_role
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse


@pytest.fixture
def office(database: Database, vault: Vault, clock: HandClock, tmp_path: Path) -> OfficeHouse:
    return OfficeHouse(database, vault, clock, tmp_path)


@pytest.fixture
def at_desk(office: OfficeHouse):
    """Return a person of this role, logged in."""
    app = office.app()

    def come(role: str = "clerk") -> Clerk:
        office.staff(f"the-{role}", f"{role}先生")
        with office.database.write() as connection:
            member = member_by_name(connection, f"the-{role}")
            set_role(connection, member.id, role)
        browser = Clerk(app.test_client())
        browser.log_in(f"the-{role}")
        return browser

    return come
