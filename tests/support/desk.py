"""A clerk at the desk of a house whose chat is alive too, and the worker behind it."""

import html
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from bot.desk_files import DeskOrPlatform
from reminders.fetch import FetchFiles
from reminders.imaging import Limits
from reminders.jobs import do_row
from tests.parts.jobs.fakes import TellingSource
from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse, token
from tests.support.world import World

_LARGEST = 20 << 20


@dataclass
class Desk:
    """One office: the chat (`world`), the console (`house`), and who sits there (`clerk`)."""

    world: World
    house: OfficeHouse
    clerk: Clerk
    clock: HandClock

    def enters(self, photos: tuple[tuple[str, bytes], ...] = (), **fields: Any):
        """Fill in the form for one report and send it; returns the page it leads to."""
        page = self.clerk.client.get("/office/entry")
        files = [(BytesIO(data), name) for name, data in photos]
        data = {"csrf_token": token(page), "source": "group", "tell": "1", "photos": files}
        return self._posted("/office/entry", data | fields)

    def pastes(self, text: str, day: str = "2026-07-14"):
        """Paste a transcript; returns the page of its rows."""
        data = {"csrf_token": token(self.clerk.client.get("/office/entry")), "pasted": text}
        return self.clerk.client.post(
            "/office/entry/batches", data=data | {"day": day}, follow_redirects=True
        )

    def works(self, page, do: str, files: tuple[tuple[str, bytes], ...] = (), **changed: Any):
        """Send the form of a batch's page with what a clerk changed; None unticks a box."""
        fields = batch_fields(page.text) | changed
        data: dict[str, Any] = {name: v for name, v in fields.items() if v is not None}
        data |= {"do": do, "files": [(BytesIO(content), name) for name, content in files]}
        return self._posted(page.request.path, data)

    def _posted(self, path: str, data: dict[str, Any]):
        page = self.clerk.client.post(path, data=data, follow_redirects=True)
        for answer in (*page.history, page):  # the client keeps a large form in a file
            answer.request.environ["wsgi.input"].close()
        return page

    def lets_the_worker_fetch(self) -> None:
        """Do every fetch that is due."""
        source = DeskOrPlatform(self.house.files, TellingSource([]), _LARGEST)
        limits = Limits(max_bytes=_LARGEST, max_pixels=50_000_000)
        job = FetchFiles(self.house.database, source, self.house.files, limits, self.clock)
        for row in job.take(100):
            do_row(job, row, self.clock)


def open_desk(database_url: str, clock: HandClock, folder: Path) -> Desk:
    """Open the chat and the console over one database; 李莉 is logged in."""
    world = World(database_url, clock, folder)
    house = OfficeHouse(world.database, world.base.vault, clock, folder)
    house.staff()
    clerk = Clerk(house.app().test_client())
    assert clerk.log_in().status_code == 303
    return Desk(world, house, clerk, clock)


def batch_fields(page: str) -> dict[str, str]:
    """Return what a browser would send of a batch's form as it stands."""
    form = page[page.index('<form class="batch"') :]
    fields: dict[str, str] = {}
    for found in re.finditer(r"<input\b[^>]*>", form):
        tag = dict(re.findall(r'([\w-]+)="([^"]*)"', found[0]))
        ticked = "checkbox" not in found[0] or " checked" in found[0]
        if ticked and "name" in tag and tag.get("type") != "file":
            fields[tag["name"]] = html.unescape(tag.get("value", ""))
    for name, text in re.findall(r'<textarea name="([\w-]+)"[^>]*>([^<]*)</textarea>', form):
        fields[name] = html.unescape(text)
    fields["source"] = "group"
    return fields


def entered_numbers(page: str) -> list[str]:
    """Return the number of each row that is entered, from the top."""
    return re.findall(r'已录入</span><a class="number"[^>]*>([\d-]+)</a>', page)
