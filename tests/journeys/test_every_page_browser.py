"""Every page of the console in a real Chromium, at 390 and 1440 px: it fits, it reads, it works."""

import shutil
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from office.rights import may, right_for
from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.contrast import FAINT_WORDS
from tests.support.databases import sqlite_url
from tests.support.office_house import PASSWORD
from tests.support.page_faults import PAGE_FAULTS
from tests.support.whole_house import WholeHouse

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
# Addresses of files and of what scripts read; every other address is a page.
FILES = {
    "piece_photo_drawn", "essay_file", "digest_word", "upload", "figures_outlines",
    "forward_picture", "group_shown", "group_thumb", "letter_answer_file", "letter_preview",
    "letter_file", "letter_photo_drawn", "letter_picture", "letter_scan", "letter_slip", "news",
    "shown", "thumb", "original", "play", "poster", "roster_blank", "settings_calendar_sheet",
    "settings_template_version", "settings_template_sample", "settings_template_file",
    "settings_words_sheet", "static", "unknown",
}  # fmt: skip
ROLES = ("admin", "director", "convenor", "leader")
# What a role sees differently from the one that goes before it.
AGAIN = {"letter", "letters_waiting", "letters", "piece", "report", "board", "urging", "account"}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Said by Playwright's helper on machines without a session bus.
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeHouse]:
    folder = tmp_path_factory.mktemp("whole")
    database = Database(sqlite_url(folder))
    yield WholeHouse(database, Vault(b"d" * 32, b"i" * 32), HandClock(), folder)
    database.close()


@pytest.fixture(scope="module")
def address(house: WholeHouse) -> Iterator[str]:
    house.app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 600  # else every page asks for its sheets anew
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def pages_of(house: WholeHouse, role: str) -> Iterator[str]:
    """The paths of all pages that a role may open and that look otherwise than for those before."""
    adapter, before = house.app.url_map.bind("localhost"), ROLES[: ROLES.index(role)]
    for rule in house.app.url_map.iter_rules():
        name = rule.endpoint.removeprefix("office.")
        if name == rule.endpoint or name in FILES or "GET" not in rule.methods:
            continue
        right = right_for(name, "GET")
        if may(role, right) and (name in AGAIN or not any(may(each, right) for each in before)):
            for changed in house.shown_on(name):
                values = house.ids | changed
                yield adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})


class Walk:
    """One person's way through the console, and what was wrong on it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address, self.faults = address, list[str]()
        self.page.on("console", lambda message: self._wrong(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self._wrong(f"script: {error}"))

    def _wrong(self, fault: str) -> None:
        self.faults.append(f"{self.page.url.removeprefix(self.address)}: {fault}")

    def log_in(self, username: str) -> None:
        self.look("/office/login")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("navigation", name="主导航")).to_be_attached()

    def look(self, path: str) -> None:
        """Open a page on a phone, then give the window a desk's width."""
        self.page.set_viewport_size(PHONE)
        answer = self.page.goto(self.address + path, wait_until="domcontentloaded")
        if answer is None or answer.status != 200:
            self._wrong(f"answered {answer and answer.status}")
            return
        faults = self.page.evaluate(PAGE_FAULTS)
        self.page.set_viewport_size(DESK)
        faults += self.page.evaluate(PAGE_FAULTS)
        faults += [f"faint: {words}" for words in self.page.evaluate(FAINT_WORDS)]
        for fault in dict.fromkeys(faults):
            self._wrong(fault)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_fits_both_windows_and_is_read_and_pressed_easily(
    role: str, browser: Browser, house: WholeHouse, address: str
) -> None:
    with browser.new_context() as context:
        walk = Walk(context, address)
        walk.log_in(f"as-{role}")
        for path in pages_of(house, role):
            walk.look(path)
    assert not walk.faults, "\n".join(walk.faults)
