"""Browser windows of the office's people, and a keyboard whose strokes are counted."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.office_house import PASSWORD
from tests.support.waiting import wait_until
from tests.support.whole_road.house import STAFF

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Windows:
    """One window for each of the office's people, and one for a unit's phone."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self.address = browser, address
        self._pages: dict[str, Page] = {}
        self.complaints: list[str] = []

    def of(self, username: str) -> Page:
        """Return somebody's window, logged in."""
        if username not in self._pages:
            page = self._pages[username] = self._open(DESK)
            page.goto(f"{self.address}/office/")
            page.get_by_label("用户名").fill(username)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            expect(page.get_by_role("link", name=STAFF[username][0])).to_be_visible()
        return self._pages[username]

    def to(self, username: str, path: str) -> Page:
        """Bring somebody's window to a page of the console."""
        page = self.of(username)
        page.goto(f"{self.address}/office/{path}")
        return page

    def phone(self, link: str) -> Page:
        """Open a link on a phone of its own."""
        page = self._open(PHONE)
        page.goto(link)
        return page

    def _open(self, size: dict[str, int]) -> Page:
        page = self._browser.new_context(viewport=size, accept_downloads=True).new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page


class Keyboard:
    """Presses keys and counts them; a typed sentence is not a stroke of the board's."""

    def __init__(self, page: Page) -> None:
        self._page, self.strokes = page, 0

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self._page.keyboard.press(key)
            self.strokes += 1

    def type(self, words: str) -> None:
        """Type words where the cursor stands."""
        self._page.keyboard.type(words)


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """Expect the page to say so on top."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def comes(page: Page, wanted: Locator) -> Locator:
    """Load a page again until the worker's part of it has come."""
    wait_until(wanted.count, nudge=lambda: None if wanted.count() else page.reload())
    return wanted


def download(page: Page, name: str, folder: Path) -> Path:
    """Save what a link gives, under the name that it proposes."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=name, exact=True).click()
    saved = folder / coming.value.suggested_filename
    coming.value.save_as(saved)
    return saved


def unfold(page: Page, place: Locator, title: str) -> Locator:
    """Open one of the small forms at a place of the page and return it."""
    step = place.locator("details").filter(has=page.locator("summary", has_text=title)).first
    if not step.evaluate("node => node.open"):
        step.locator("summary").click()
    return step
