"""The console in a real Chromium, on a desk and on a phone, with and without script."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import PASSWORD, OfficeHouse

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
DESK, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Said by Playwright's helper on machines without a session bus.
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def house(vault: Vault, clock: HandClock, tmp_path: Path) -> Iterator[OfficeHouse]:
    database = Database(sqlite_url(tmp_path))
    house = OfficeHouse(database, vault, clock, tmp_path)
    house.staff()
    yield house
    database.close()


@pytest.fixture
def address(house: OfficeHouse) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/office/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def urgent(house: OfficeHouse) -> int:
    report = house.report(
        house.observer(),
        32,
        project="elder-relief",
        kind="problem",
        county="邵东市",
        township="黑田铺镇",
        urgent=True,
        excerpt="敬佬院后墙快倒了，嗲嗲们在下面吃饭",
        reasons='["“敬佬院”→养老服务"]',
    )
    for colour in ("dimgray", "gray", "olive"):
        house.photo(report, colour)
    house.said(report, "敬佬院后墙快倒了", answer="0714-32号：照片3张，邵东市黑田铺镇。")
    return report


class Screen:
    """A browser window of one size that keeps what its console complained about."""

    def __init__(self, browser: Browser, address: str, size: dict, *, script: bool = True) -> None:
        self.context = browser.new_context(viewport=size, java_script_enabled=script)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = address

    def log_in(self) -> Page:
        self.page.goto(self.address)
        self.page.get_by_label("用户名").fill("lili")
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("search", name="查找和筛选")).to_be_visible()
        return self.page

    def is_wider_than_the_window(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request, browser: Browser, address: str) -> Iterator[Screen]:
    screen = Screen(browser, address, request.param)
    yield screen
    screen.context.close()


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Screen]:
    screen = Screen(browser, address, DESK, script=False)
    yield screen
    screen.context.close()


def take_and_correct(page: Page) -> None:
    """Do what a clerk does with an urgent report."""
    page.get_by_role("link", name="0714-32号").click()
    page.get_by_role("button", name="我已看到，正在处理").click()
    expect(page.get_by_role("status")).to_have_text("已记下，正在告诉观察员。")
    page.get_by_label("乡镇街道").fill("廉桥镇")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_have_text("改好了，已记录。")
    recorded = page.locator(".talk .desk", has_text="乡镇街道：黑田铺镇 → 廉桥镇")
    expect(recorded).to_be_visible()


def test_a_clerk_finds_takes_and_corrects_an_urgent_report(screen, urgent):
    page = screen.log_in()
    expect(page.locator(".report.urgent .tag.urgent")).to_have_text("紧急，待接手")
    expect(page.locator(".report .thumbs img").first).to_have_js_property("naturalWidth", 320)
    take_and_correct(page)
    assert screen.complaints == []


def test_everything_a_clerk_does_works_without_script(scriptless, urgent):
    take_and_correct(scriptless.log_in())


def test_a_photo_opens_large_and_closes_again(screen, urgent):
    page = screen.log_in()
    page.get_by_role("link", name="0714-32号").click()
    page.locator(".photos a").first.click()
    large = page.locator(".light:target img")
    expect(large).to_have_js_property("naturalWidth", 1280)
    page.locator(".light:target").get_by_role("link", name="下一张").click()
    expect(page.locator(".light:target figcaption")).to_contain_text("2/3")
    page.locator(".light:target figcaption").get_by_role("link", name="关闭").click()
    expect(page.locator(".light:target")).to_have_count(0)


def test_an_invitation_is_printed_on_a_slip_with_its_code(screen, house, urgent):
    house.observer("彭石头", "13900003579", openid="")
    page = screen.log_in()
    page.goto(screen.address + "roster")
    page.get_by_label("没绑定的1人").check()
    page.get_by_role("button", name="打印邀请条").click()
    expect(page.locator(".slips .code")).to_have_text(re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$"))
    expect(page.locator("svg.qr")).to_be_visible()
    assert not screen.is_wider_than_the_window()
    assert screen.complaints == []


def test_on_a_phone_the_filter_unfolds(browser, address, house, urgent):
    house.report(house.observer("刘芳", "13900002468", openid="oB"), 33, county="新宁县")
    screen = Screen(browser, address, PHONE)
    page = screen.log_in()
    expect(page.get_by_label("县市区")).to_be_hidden()
    page.get_by_text("筛选", exact=True).first.click()
    page.get_by_label("县市区").select_option("新宁县")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".report .number")).to_have_text(["0714-33"])
    screen.context.close()


def test_on_a_phone_the_menu_unfolds_and_tells_how_much_waits(browser, address, house, urgent):
    house.trouble("0714-32号有1张照片没取到。", ref=f"report:{urgent}")
    screen = Screen(browser, address, PHONE)
    page = screen.log_in()
    expect(page.get_by_role("navigation", name="主导航")).to_be_hidden()
    expect(page.locator("label[for=menu]")).to_have_text("菜单3")
    page.get_by_label("菜单").press("Space")
    page.get_by_role("link", name="待处理异常").click()
    expect(page.get_by_role("heading", name="待处理异常")).to_be_visible()
    screen.context.close()


def test_an_open_inbox_says_that_something_new_has_come(browser, address, house, urgent):
    screen = Screen(browser, address, DESK)
    screen.page.clock.install()
    page = screen.log_in()
    expect(page.locator(".news")).to_be_hidden()
    house.report(house.observer("刘芳", "13900002468", openid="oB"), 33)
    page.clock.fast_forward("00:21")
    expect(page.locator(".news")).to_have_text("有1条新信息，点这里看")
    screen.context.close()


def test_a_clerks_work_on_a_batch_is_kept_while_it_grows(browser, address, house):
    house.observer("刘芳", "13900002468")
    screen = Screen(browser, address, DESK)
    page = screen.log_in()
    page.goto(address + "entry")
    page.get_by_label("聊天记录").fill("刘芳 2026/7/13 8:40\n通村公路塌了半边\n")
    page.get_by_role("button", name="看预览").click()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("第1条的内容").fill("通村公路塌了，车子过不去")
        page.get_by_label("第1条的内容").blur()
    page.reload()
    expect(page.get_by_label("第1条的内容")).to_have_value("通村公路塌了，车子过不去")
    page.get_by_role("button", name="先保存").click()
    expect(page.get_by_role("status")).to_have_text("已保存，可以随时接着录。")
    page.get_by_label("第1条的内容").fill("通村公路塌了半边，车子过不去")
    page.get_by_role("button", name="录入勾选的（现在是1条信息）").click()
    expect(page.locator(".said-line.entered a.number")).to_have_text("0713-1")
    assert screen.complaints == []
    screen.context.close()
