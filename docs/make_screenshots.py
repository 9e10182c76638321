# ruff: noqa: INP001 - a script beside the pages it serves, not a package
"""Make the READMEs' two pictures anew, beside a running demo.

    guancha demo --folder var/pictures
    python docs/make_screenshots.py 后台密码

The people are the demo's made-up observers, the sentences are invented, the photos are drawn.
"""

import shutil
from pathlib import Path

import click
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

_IMAGES = Path(__file__).parent / "images"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic")
_PHONE = ViewportSize(width=400, height=1450)
_DESK = ViewportSize(width=1180, height=440)
_WORKER = 30_000  # milliseconds: sent and fetched by the worker, not in the answer

_CHATTING = "xiechunlian"
_SAYS = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"
_PLACE = "邵东市黑田铺镇"
_OTHERS = (
    ("tanghaitao", "open-manhole.jpg", "状元洲街道老旧小区改造，井盖敞着几天了，一直没人来盖"),
    ("hechanggeng", "pond.jpg", "隆回县桃花坪街道的山塘清了淤，水比往年多，插秧够用"),
    ("liumansheng", "village-road.jpg", "金石镇这条农村公路弯多，建议加装护栏"),
)


@click.command()
@click.argument("password")
@click.option("--chat", default="http://127.0.0.1:8081/", show_default=True)
@click.option("--office", default="http://127.0.0.1:8080/office/", show_default=True)
def make(password: str, chat: str, office: str) -> None:
    """Chat as an observer, look as a clerk, and keep a picture of each."""
    _IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        phone = browser.new_page(viewport=_PHONE)
        for userid, photo, words in _OTHERS:
            _send(phone, chat, userid, {"type": "image", "photo": photo})
            _send(phone, chat, userid, {"type": "text", "text": words})
        _tell_the_story(phone, chat)
        phone.screenshot(path=_IMAGES / "chat.png")
        desk = browser.new_page(viewport=_DESK)
        _open_the_inbox(desk, office, password)
        desk.screenshot(path=_IMAGES / "inbox.png")
        browser.close()


def _send(page: Page, chat: str, sender: str, message: dict[str, str]) -> None:
    data = {"channel": "work", "sender": sender, **message}
    answer = page.request.post(f"{chat}control/send", data=data)
    expect(answer).to_be_ok()


def _tell_the_story(page: Page, chat: str) -> None:
    page.goto(f"{chat}#official/{_CHATTING}")
    answers = page.locator("#log")
    page.click("[data-panel=samples]")
    for photo in ("old-wall.jpg", "corridor.jpg", "notice-board.jpg"):
        page.click(f"[data-photo='{photo}']")
    page.click("#send-samples")
    expect(answers.locator("img")).to_have_count(3)
    expect(answers).to_contain_text("收到照片")
    page.fill("#text", _SAYS)
    page.press("#text", "Enter")
    expect(answers).to_contain_text("紧急")
    page.click("[data-panel=places]")
    page.select_option("#place", label=_PLACE)
    page.click("#panel-places .go")
    expect(answers).to_contain_text("位置1个")
    expect(answers).to_contain_text("已通知值班同志", timeout=_WORKER)
    _see_all_pictures(page)


def _open_the_inbox(page: Page, office: str, password: str) -> None:
    page.goto(office)
    page.fill("[name=username]", "demo")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    expect(page.locator(".thumbs img")).to_have_count(3 + len(_OTHERS), timeout=_WORKER)
    _see_all_pictures(page)


def _see_all_pictures(page: Page) -> None:
    page.wait_for_function("[...document.images].every(image => image.complete)")


if __name__ == "__main__":
    make()
