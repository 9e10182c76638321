"""A card in a real Chromium: by thumb, by keyboard, without signal or script, by two people."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.card_house import LARGEST, CardHouse
from tests.support.clock import HandClock
from tests.support.contrast import FAINT_WORDS
from tests.support.databases import sqlite_url
from tests.support.office_house import picture
from tests.support.world import World

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
OFFLINE = "没有信号，先存在手机里，有信号会自动补交。"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Said by Playwright's helper on machines without a session bus.
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log(self, *_said: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def house(clock: HandClock, tmp_path: Path) -> Iterator[CardHouse]:
    with World(sqlite_url(tmp_path), clock, tmp_path) as world:
        phone = world.observers_phone()
        phone.sends_photo()
        phone.says("黑田铺镇的产业路修到一半了")
        house = CardHouse(world)
        house.reads_words()
        yield house


@pytest.fixture
def address(house: CardHouse) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.port}{house.path()}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext, address: str) -> Page:
    return opened(phone, address)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def choose(page: Page, field: str, answer: str) -> None:
    page.locator(f"#at-{field} label", has_text=re.compile(f"^{answer}$")).tap()


def write(page: Page, field: str, answer: str) -> None:
    page.locator(f"[name=f-{field}]").fill(answer)


def test_a_thumb_completes_a_card(phone, address, house):
    page = phone.new_page()
    complaints, asked = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert asked == [address]  # one request, photos and all
    expect(page.locator("#left")).to_have_text("还差2项")

    choose(page, "signboard", "没有")
    expect(page.locator("#left")).to_have_text("还差1项")
    write(page, "width", "3米2")
    page.locator("[name=f-width]").blur()

    expect(page.locator("#bar")).to_have_text("已完整，谢谢您！ 已保存")
    expect(page.locator("[name=f-width]")).to_have_value("3.2米")
    assert house.sheet().missing == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []


def test_another_part_of_the_project_has_other_fields(page, house):
    expect(page.locator("#at-mirror")).to_be_visible()
    choose(page, "sub", "国省干线")
    expect(page.locator("#at-mirror")).to_be_hidden()
    expect(page.locator("#state")).to_have_text("已保存")
    assert house.filled()["sub"] == "国省干线"


def test_what_makes_no_sense_stays_with_its_sentence(page, house):
    write(page, "width", "300")
    expect(page.locator("#said-width")).to_contain_text("好像不对（一般是1到30米）")
    expect(page.locator("#left")).to_have_text("还差2项")

    page.reload()

    expect(page.locator("[name=f-width]")).to_have_value("300")
    expect(page.locator("#said-width")).to_contain_text("好像不对")
    page.locator("#at-width button").tap()
    expect(page.locator("#state")).to_have_text("已保存")
    assert house.filled()["width"] == "没看到或不适用"


def test_without_signal_nothing_is_lost(phone, page, address, house):
    phone.set_offline(True)
    choose(page, "signboard", "有")
    expect(page.locator("#state")).to_have_text(OFFLINE)
    write(page, "width", "三米五")
    expect(page.locator("#left")).to_have_text("已完整，谢谢您！")
    page.close()
    assert "width" not in house.filled()

    phone.set_offline(False)
    again = opened(phone, address)

    expect(again.locator("#state")).to_have_text("已保存")
    expect(again.locator("[name=f-width]")).to_have_value("3.5米")
    assert (house.filled()["signboard"], house.filled()["width"]) == ("有", "3.5米")
    assert again.evaluate("localStorage.length") == 0


def test_what_waited_goes_when_the_signal_is_back(phone, page, house):
    phone.set_offline(True)
    choose(page, "progress", "完工")
    expect(page.locator("#state")).to_have_text(OFFLINE)

    phone.set_offline(False)

    expect(page.locator("#state")).to_have_text("已保存")
    assert house.filled()["progress"] == "完工"


def test_the_keyboard_alone_fills_a_card(page, house):
    def focused() -> str:
        return page.evaluate("document.activeElement.name || document.activeElement.id")

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if focused() == name:
                return
        pytest.fail(f"no way to {name}")

    tab_to("f-signboard")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    tab_to("f-width")
    page.keyboard.type("4")
    page.keyboard.press("Enter")  # sends; it is no tap on 没看到

    expect(page.locator("#bar")).to_have_text("已完整，谢谢您！ 已保存")
    assert (house.filled()["signboard"], house.filled()["width"]) == ("没有", "4米")
    tab_to("left")


def test_without_script_the_form_does_it_all(browser, address, house):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, has_touch=True)
    page = opened(context, address)
    choose(page, "signboard", "没有")
    write(page, "width", "300")
    page.locator("[name=f-width]").press("Enter")

    expect(page.locator("#said-width")).to_contain_text("300米好像不对")
    expect(page.locator("[name=f-width]")).to_have_value("300")
    write(page, "width", "3米2")
    page.get_by_role("button", name="保存").last.tap()
    expect(page.locator("#bar")).to_have_text("已完整，谢谢您！ 已保存")
    page.locator("#upload input").last.set_input_files([file("路.jpg")])
    page.get_by_role("button", name="上传选好的照片").tap()

    expect(page.locator("#count")).to_have_text("2张")
    assert house.sheet().missing == []
    context.close()


def test_two_editors_are_offered_both_answers(browser, page, address, house):
    other = browser.new_context(viewport=PHONE, has_touch=True)
    theirs = opened(other, address)
    write(theirs, "width", "4")
    choose(theirs, "signboard", "有")
    expect(theirs.locator("#state")).to_have_text("已保存")
    expect(theirs.locator("[name=f-width]")).to_have_value(re.compile("4"))

    write(page, "width", "3")

    expect(page.locator("#said-width")).to_have_text("刚刚有人改成了“4米”，您填的是“3”。用哪个？")
    expect(page.locator("#at-signboard input:checked")).to_have_value("有")
    page.get_by_role("button", name="用我填的").tap()
    expect(page.locator("#state")).to_have_text("已保存")
    assert house.filled()["width"] == "3米"

    write(theirs, "width", "5")
    theirs.get_by_role("button", name="用刚才那个").tap()
    expect(theirs.locator("[name=f-width]")).to_have_value("3米")
    assert house.filled()["width"] == "3米"
    other.close()


def test_photos_come_from_the_album_and_the_camera(phone, page, house):
    album, camera = page.locator("#upload input").last, page.locator("#upload input").first
    expect(camera).to_have_attribute("capture", "environment")
    album.set_input_files([file("一.jpg"), file("二.jpg", "navy")])
    expect(page.locator("#count")).to_have_text("3张")
    expect(page.locator("#photo-said")).to_have_text("照片收到了，谢谢您。")

    phone.set_offline(True)
    camera.set_input_files([file("三.jpg", "olive")])
    expect(page.locator("#photo-said")).to_contain_text("没有信号，照片先留着")
    phone.set_offline(False)
    expect(page.locator("#count")).to_have_text("4张")

    album.set_input_files([{**file("大.jpg"), "buffer": b"\xff\xd8\xff" + bytes(LARGEST)}])
    expect(page.locator("#photo-said")).to_contain_text("照片太大（一张最多1兆）")
    assert house.world.report().photos == 4


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_word_stands_out_from_its_ground(browser, address, house, size):
    context = browser.new_context(viewport=size, has_touch=True)
    page = opened(context, address)
    write(page, "width", "300")
    expect(page.locator("#said-width")).not_to_be_empty()

    assert page.evaluate(FAINT_WORDS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    choose(page, "signboard", "没有")
    write(page, "width", "3")
    expect(page.locator("#bar")).to_have_text("已完整，谢谢您！ 已保存")
    assert page.evaluate(FAINT_WORDS) == []
    context.close()


def file(name: str, colour: str = "seagreen") -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture(colour, (320, 240), name)}
