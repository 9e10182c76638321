"""The unit's page in a real Chromium on a phone: typed, left, come back to, handed in, printed."""

import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.support.letter_house import DUBAN
from tests.support.office_house import picture
from tests.support.unit_room import PDF, UnitRoom

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Said by Playwright's helper on machines without a session bus.
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


@pytest.fixture
def address(room: UnitRoom) -> Iterator[str]:
    link = room.link(room.letters.delivered(DUBAN))
    server = make_server("127.0.0.1", 0, room.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}{link}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium.new_page(viewport={"width": 390, "height": 844})
        chromium.close()


def is_as_wide_as_the_phone(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_liaison_answers_on_a_phone_and_loses_nothing_by_leaving(page, address):
    page.goto(address)
    assert is_as_wide_as_the_phone(page)
    page.get_by_role("button", name="签收", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("签收好了")

    page.get_by_label("整改措施和结果").fill("后墙已加固")
    expect(page.get_by_text("草稿已存。").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_label("整改措施和结果")).to_have_value("后墙已加固")

    page.get_by_label("整改状态").select_option(label="已完成")
    photo = {
        "name": "后墙.jpg",
        "mimeType": "image/jpeg",
        "buffer": picture("teal", (64, 48), "墙"),
    }
    page.get_by_label("整改后照片").set_input_files([photo])
    scan = {"name": "报告.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("盖章的扫描件").set_input_files([scan])
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("status")).to_contain_text("反馈交上去了")
    assert is_as_wide_as_the_phone(page)

    page.get_by_role("link", name="打印回执").first.click()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    expect(page.get_by_text("反馈：已完成")).to_be_visible()
    assert is_as_wide_as_the_phone(page)
