"""A clerk who writes letters in the console: reads a draft's form, changes it, sends it."""

import re
from html import unescape
from typing import Any

from casework.letters.rules_desk import decide_line
from reminders.draw_outgoing import DrawOutgoingPhotos
from reminders.jobs import do_row
from storage.letters.photos import LETTER_PHOTOS
from storage.people.staff import add_member
from tests.support.office_house import Clerk, OfficeHouse

REGION = "邵东市"
_INPUT = re.compile(r"<input[^>]*>")
_AREA = re.compile(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
_SELECT = re.compile(r'<select name="([^"]+)">(.*?)</select>', re.DOTALL)
_CHOSEN = re.compile(r'<option value="([^"]*)" selected>')


class DraftingDesk:
    """An office of 邵东市 whose number series the director confirmed, and its clerk's browser."""

    def __init__(self, house: OfficeHouse) -> None:
        self.house = house
        house.staff()
        with house.database.write() as connection:
            director = add_member(connection, "boss", "王主任", "director", house.clock())
            for line in ("series.han", "series.du"):
                decide_line(connection, REGION, line, {}, director, house.clock())
        self.app = house.app(region=REGION)
        self.clerk = self.browser()

    def browser(self, username: str = "lili") -> Clerk:
        """Return another browser with its own login."""
        clerk = Clerk(self.app.test_client())
        clerk.log_in(username)
        return clerk

    def send(self, path: str, typed: dict[str, Any], clerk: Clerk | None = None, **changed: Any):
        """Send a form as it stands, with what is changed in it."""
        browser = clerk or self.clerk
        return browser.client.post(path, data=typed | changed)

    def work(self) -> None:
        """Let the worker draw the photos that wait."""
        job = DrawOutgoingPhotos(
            "letter-photo", LETTER_PHOTOS, self.house.database, self.house.files, self.house.clock
        )
        for row in job.take(99):
            do_row(job, row, self.house.clock)


def form_of(page: str, action: str) -> dict[str, Any]:
    """Return the fields of the form with this action, as a browser would send them."""
    form = page[page.index(f'action="{action}"') :]
    form = form[: form.index("</form>")]
    fields: dict[str, Any] = {}
    for tag in _INPUT.findall(form):
        told = {name: unescape(value) for name, value in re.findall(r'([a-z_]+)="([^"]*)"', tag)}
        is_tick = told.get("type") in ("checkbox", "radio")
        if "name" in told and (not is_tick or " checked" in tag):
            fields.setdefault(told["name"], []).append(told.get("value", ""))
    for name, text in _AREA.findall(form):
        fields[name] = [unescape(text)]
    for name, options in _SELECT.findall(form):
        chosen = _CHOSEN.search(options)
        fields[name] = [unescape(chosen[1]) if chosen else ""]
    return fields
