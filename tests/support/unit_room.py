"""A unit at its page: links made in the console, forms sent as a phone without script does."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from bot.pages.unit.blueprint import create_unit_pages
from casework.unit_page.desk import UnitDesk
from storage.database import Database
from storage.desk.act_list import ActAsked, act_page
from storage.letters.answers import answers_of
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.letter_house import LetterHouse
from tests.support.office_house import Clerk, OfficeHouse

ADDRESS = "https://guancha.example.gov.cn"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
SCRIPTED = b"%PDF-1.4\n1 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n%%EOF\n"


class UnitRoom:
    """An office that lets units in, one of its letters, and a phone that holds a link."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: HandClock,
        folder: Path,
        *,
        is_on: bool = True,
    ) -> None:
        self.letters = LetterHouse(database, vault, clock)
        self.office = OfficeHouse(database, vault, clock, folder)
        self.office.staff()
        self.desk = UnitDesk(
            database, self.letters.desk, self.office.files, clock, is_on,
            "专班办公室", "0739-1234567", ADDRESS,
        )  # fmt: skip
        self.app = self.office.app(
            pages_at=ADDRESS, letters_over_internet=is_on, region=self.letters.desk.region
        )
        self.app.register_blueprint(create_unit_pages(self.desk))
        self.clerk = Clerk(self.app.test_client())
        assert self.clerk.log_in().status_code == 303

    def link(self, letter_id: int, person: str = "刘某", phone: str = "13900000000") -> str:
        """Let the clerk make a link; return its path."""
        return link_in(self.made(letter_id, person, phone).text)

    def made(self, letter_id: int, person: str = "刘某", phone: str = "13900000000"):
        """Send the console's form for a link."""
        page = f"/office/letters/{letter_id}/links"
        fields = {"once": hidden(self.clerk.read(page), "once"), "person": person, "phone": phone}
        return self.clerk.press(page, page, **fields)

    def phone(self, link: str) -> "UnitPhone":
        """Return a phone of its own on a link."""
        return UnitPhone(self.app.test_client(), link)

    def answers(self, letter_id: int):
        """Return what was answered to a letter."""
        with self.letters.database.read() as connection:
            return answers_of(connection, self.letters.vault, letter_id)

    def deeds(self, letter_id: int) -> list[tuple[str, str]]:
        """Return the sealed record of a letter as (act, detail), the oldest first."""
        with self.letters.database.read() as connection:
            lines = act_page(connection, ActAsked(target=f"letter:{letter_id}"), None, 200)
        return [(line.act, line.detail) for line in reversed(lines)]


class UnitPhone:
    """A browser without script that holds one link."""

    def __init__(self, client: FlaskClient, link: str) -> None:
        self.client, self.link = client, link

    def read(self, ending: str = "") -> str:
        """Return a page's text; it must be there."""
        page = self.client.get(self.link + ending)
        assert page.status_code == 200, page.status
        return page.text

    def file(self, sha256: str):
        """Ask for a file of the page."""
        return self.client.get(f"{self.link}/files/{sha256}", buffered=True)

    def send(self, ending: str, files: dict[str, tuple[str, bytes]] | None = None, **fields: Any):
        """Send a form of the page as it now is, following where it leads."""
        page = self.client.get(self.link).text
        data = {"version": hidden(page, "version"), "once": hidden(page, "once")} | fields
        data |= {role: (BytesIO(data), name) for role, (name, data) in (files or {}).items()}
        return self.client.post(f"{self.link}/{ending}", data=data, follow_redirects=True)


def link_in(text: str) -> str:
    """Return the path of the link in a page."""
    return re.search(rf"{ADDRESS}(/u/[\w-]+)", text)[1]


def hidden(page: str, name: str) -> str:
    """Return a hidden field of a page, empty where there is none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def answered(**fields: str) -> dict[str, str]:
    """Return an answer's fields; `fields` say what is different."""
    words = {"state": "finished", "measures": "后墙已加固。", "finish_by": "", "person": "刘某 139"}
    return words | fields | {"do": fields.get("do", "send")}
