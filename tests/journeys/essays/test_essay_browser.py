"""The page of essays in a real Chromium on a phone, with and without script."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.support import essay_files as made
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.essay_room import ADDRESS, WORDS, link_in
from tests.support.phone import Phone
from tests.support.world import World

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ON_A_PHONE = {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Said by Playwright's helper on machines without a session bus.
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


@pytest.fixture
def world(clock: HandClock, tmp_path: Path) -> Iterator[World]:
    url = sqlite_url(tmp_path)
    with World(url, clock, tmp_path, server={"public_url": ADDRESS}) as world:
        yield world


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def link(app: Flask, phone: Phone) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}{link_in(phone.says('交材料'))}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    macros = made.office_file(made.SHEET, **{"xl__vbaProject.bin": b"x"})
    contents = {"调研.docx": made.docx(), "表.xlsx": macros, "大.pdf": bytes((50 << 20) + 1)}
    paths = [tmp_path / name for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return paths


def opened(chromium: Browser, link: str, *, script: bool = True) -> Page:
    context = chromium.new_context(viewport=ON_A_PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(link)
    return page


def test_words_survive_a_reload_and_files_are_gathered_one_by_one(
    chromium: Browser, link: str, files: list[Path]
) -> None:
    page = opened(chromium, link)
    page.get_by_label("内容").fill(WORDS)
    page.reload()
    expect(page.get_by_label("内容")).to_have_value(WORDS)
    expect(page.get_by_text("接着上次没交的写。")).to_be_visible()
    for path in files:
        page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("alert")).to_contain_text("“大.pdf”超过了50兆")
    expect(page.locator("#chosen li")).to_have_count(2)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("alert")).to_contain_text("“表.xlsx”里面带着宏")
    page.get_by_role("button", name="去掉表.xlsx").click()
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("status")).to_contain_text("收到，编号：材料1号。")
    expect(page.get_by_text("调研.docx")).to_be_visible()
    page.get_by_text("再交一份").click()
    expect(page.get_by_label("内容")).to_have_value("")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.context.close()


def test_while_the_net_is_gone_nothing_typed_or_chosen_is_lost(
    chromium: Browser, link: str, files: list[Path]
) -> None:
    page = opened(chromium, link)
    page.get_by_label("内容").fill(WORDS)
    page.locator("input[type=file]").set_input_files(files[0])
    page.context.set_offline(True)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("alert")).to_contain_text("文字和文件都还在，请再点一次")
    page.context.set_offline(False)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("status")).to_contain_text("材料1号")
    page.context.close()


def test_everything_works_without_script(chromium: Browser, link: str, files: list[Path]) -> None:
    page = opened(chromium, link, script=False)
    page.get_by_label("内容").fill(WORDS)
    for place in (0, 1):
        page.locator("input[type=file]").nth(place).set_input_files(files[place])
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("alert")).to_contain_text("文件请重新选一次")
    expect(page.get_by_label("内容")).to_have_value(WORDS)
    page.locator("input[type=file]").first.set_input_files(files[0])
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("status")).to_contain_text("材料1号")
    page.context.close()
