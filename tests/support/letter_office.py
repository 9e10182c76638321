"""A console whose people sign letters: one browser for each role, letters on any step."""

import re
from io import BytesIO
from pathlib import Path

from flask.testing import FlaskClient

from casework.letters.gate import LetterDesk
from office.letters.files import LetterFiles
from office.letters.renderer import render
from storage.people.staff import set_password_hash
from tests.support.letter_house import REGION, LetterHouse
from tests.support.office_house import PASSWORD, Clerk, OfficeHouse, token
from tests.support.quick_staff import quick_hash


class LetterOffice(LetterHouse):
    """The letters' house with its console. `word`: who makes Word files; else the real maker."""

    def __init__(self, database, vault, clock, folder: Path, **parts) -> None:
        super().__init__(database, vault, clock)
        self.house = OfficeHouse(database, vault, clock, folder)
        self.files = parts.pop("letter_files", None) or LetterFiles(self.house.files, render)
        self.desk = LetterDesk(REGION, vault, self.files)
        self.app = self.house.app(region=REGION, letter_files=self.files, **parts)
        with database.write() as connection:
            for member_id in self.staff.values():
                set_password_hash(connection, member_id, quick_hash(PASSWORD))
        self._browsers: dict[str, Desk] = {}

    def at(self, role: str) -> "Desk":
        """Return the browser of whoever has this role; `other` is a second clerk."""
        if role not in self._browsers:
            self._browsers[role] = Desk(self.app.test_client())
            assert self._browsers[role].log_in(role).status_code == 303
        return self._browsers[role]

    def forged(self, role: str, letter_id: int, what: str, **fields):
        """Send a form that the page does not offer, with the letter's true version."""
        hidden = self.at(role).hidden(letter_id) | {"version": str(self.letter(letter_id).version)}
        return self.at(role).do(letter_id, what, hidden, **fields)


class Desk(Clerk):
    """A browser before a letter: presses its buttons as the open page has them."""

    def __init__(self, client: FlaskClient) -> None:
        super().__init__(client)

    def page(self, letter_id: int) -> str:
        """Return a letter's page."""
        return self.read(f"/office/letters/{letter_id}")

    def fetch(self, path: str) -> bytes:
        """Return a file."""
        with self.client.get(path) as file:
            assert file.status_code == 200, file.status
            return file.data

    def hidden(self, letter_id: int) -> dict[str, str]:
        """Return what every form of the page carries along."""
        page = self.client.get(f"/office/letters/{letter_id}")
        version = re.search(r'name="version" value="(\d+)"', page.text)
        seen = re.search(r'name="seen" value="(\w+)"', page.text)
        return {
            "csrf_token": token(page),
            "version": version.group(1) if version else "-1",
            "seen": seen.group(1) if seen else "",
        }

    def do(self, letter_id: int, what: str, hidden: dict[str, str] | None = None, **fields):
        """Send a form of the letter's page, as it is now or as it was (`hidden`)."""
        data = (hidden or self.hidden(letter_id)) | fields
        address = f"/office/letters/{letter_id}/{what}"
        return self.client.post(address, data=data, follow_redirects=True)


def chosen(data: bytes, name: str) -> tuple[BytesIO, str]:
    """Return a file as a browser sends it."""
    return BytesIO(data), name
