# ruff: noqa: INP001 - a script beside the pages it serves, not a package
"""Make the pictures of the READMEs and of the handbooks anew, beside a demo started just now.

    guancha demo --folder var/pictures
    python docs/make_screenshots.py 后台密码

The people are the demo's made-up observers, the sentences are invented, the photos are drawn.
The letter's first page wants LibreOffice beside the demo's worker and poppler's `pdftoppm` here.
"""

import shutil
import subprocess
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

_IMAGES = Path(__file__).parent / "images"
_PHOTOS = Path(__file__).parent.parent / "simulator" / "data" / "photos"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic")
_PHONE = ViewportSize(width=400, height=1560)
_DESK = ViewportSize(width=1180, height=560)
_BOARD = ViewportSize(width=1180, height=780)
_DOTS = "72"  # an inch, of the letter's page: shown 300 wide
_WORKER = 30_000  # milliseconds: sent and fetched by the worker, not in the answer
_COLOURS = 256  # of a palette; a third of the bytes, and nobody sees it

_PICTURES_ARE_THERE = (
    "[...document.images].every(image => image.complete || image.offsetParent === null)"
)

_CHATTING = "xiechunlian"
_SAYS = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"
_PLACE = "邵东市黑田铺镇"
_OTHERS = (
    ("tanghaitao", "open-manhole.jpg", "状元洲街道老旧小区改造，井盖敞着几天了，一直没人来盖"),
    ("hechanggeng", "pond.jpg", "隆回县桃花坪街道的山塘清了淤，水比往年多，插秧够用"),
    ("liumansheng", "village-road.jpg", "金石镇这条农村公路弯多，建议加装护栏"),
)
_SPEAKING = "xiaomeihua"
_ASKING = (("luoxiaoying", "加装电梯要几户同意？"), ("chenlixin", "这个月的培训会几号开？"))
_HEARD = "桃花坪街道敬老院的热水器坏了半个月，老人家洗不了热水澡"
_ANSWER = "培训会定在本月28日上午9点，在市政务中心三楼。"
_GROUP = """\
唐海涛 2026-07-13 09:12
状元洲街道大桥社区的电梯井挖好半个月没人来，雨天积水
[图片]

贺长庚 2026-07-13 09:20
[图片]
小沙江镇的机耕路修好了，群众都说好

值班小李 2026-07-13 09:31
收到
"""
_DANGER = "敬老院后墙开裂"
_RULES = (("seal", "邵阳市人力资源和社会保障局"), ("series.han", ""))
_GROUP_PHOTOS = ("corridor.jpg", "village-road.jpg")


@click.command()
@click.argument("password")
@click.option("--chat", default="http://127.0.0.1:8081/", show_default=True)
@click.option("--office", default="http://127.0.0.1:8080/office/", show_default=True)
def make(password: str, chat: str, office: str) -> None:
    """Chat as an observer, work as a clerk, and keep a picture of each."""
    _IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        phone = browser.new_page(viewport=_PHONE)
        for userid, photo, words in _OTHERS:
            _send(phone, chat, userid, {"type": "image", "photo": photo})
            _send(phone, chat, userid, {"type": "text", "text": words})
        _tell_the_story(phone, chat)
        _keep(phone, "chat")
        desk = _log_in(browser, office, "demo", password)
        expect(desk.locator(".thumbs img")).to_have_count(3 + len(_OTHERS), timeout=_WORKER)
        _keep(desk, "inbox")
        _send(phone, chat, _SPEAKING, {"type": "voice"})
        for userid, words in _ASKING:
            _send(phone, chat, userid, {"type": "text", "text": words})
        _work_through_a_morning(desk, office)
        _go_on_a_trip(phone, chat)
        _settle_the_rules(_log_in(browser, office, "zhuren", password), office)
        clerk = _log_in(browser, office, "jingban", password)
        clerk.set_viewport_size(_BOARD)
        letter = _write_a_letter(clerk, office)
        _sign(_log_in(browser, office, "zhuren", password), letter)
        _show_the_letter(clerk, letter)
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


def _go_on_a_trip(page: Page, chat: str) -> None:
    """Let everybody finish what they were reporting, and send the trip's forty reports."""
    for userid in (_CHATTING, _SPEAKING, *(userid for userid, _, _ in _OTHERS)):
        _send(page, chat, userid, {"type": "text", "text": "完成"})
    expect(page.request.post(f"{chat}control/trip")).to_be_ok()


def _log_in(browser: Browser, office: str, username: str, password: str) -> Page:
    page = browser.new_page(viewport=_DESK, locale="zh-CN", bypass_csp=True)
    page.goto(office)
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    return page


def _work_through_a_morning(page: Page, office: str) -> None:
    page.goto(f"{office}?state=collecting")
    page.get_by_text("存下这个筛选").click()
    page.get_by_label("起个名字").fill("还在收集的")
    page.get_by_role("button", name="存下").click()
    page.get_by_role("link", name="清除").click()
    for tick in page.get_by_role("checkbox", name="勾选").all()[-2:]:
        tick.check()
    _keep(page, "clerk-inbox")
    page.goto(f"{office}?urgent=1")
    page.locator("a.cover").last.click()
    page.get_by_role("button", name="我已看到，正在处理").click()
    told = page.locator(".talk li", has_text="值班同志已收到")
    _wait_for(page, told.filter(has_text="已送达"))
    _keep(page, "clerk-report", tall=True)
    page.goto(f"{office}voices")
    _wait_for(page, page.locator("audio"))
    page.get_by_label("听到的话").fill(_HEARD)
    _keep(page, "clerk-voices", tall=True)
    page.goto(f"{office}inquiries")
    page.get_by_label("答复", exact=True).last.fill(_ANSWER)
    _keep(page, "clerk-inquiries", tall=True)
    _enter_what_the_group_said(page, office)
    page.goto(f"{office}roster?group=生态环境")
    for name in ("何永清", "申桂林"):
        page.get_by_role("checkbox", name=f"选{name}").check()
    _keep(page, "clerk-roster", tall=True)


def _enter_what_the_group_said(page: Page, office: str) -> None:
    page.goto(f"{office}entry")
    page.get_by_label("聊天记录").fill(_GROUP)
    page.get_by_role("button", name="看预览").click()
    page.set_input_files("[name=files]", [_PHOTOS / photo for photo in _GROUP_PHOTOS])
    page.get_by_role("button", name="上传").click()
    expect(page.locator(".strip li")).to_have_count(len(_GROUP_PHOTOS))
    for row in range(len(_GROUP_PHOTOS)):
        page.fill(f"[name=photos-{row}]", str(row + 1))
    _keep(page, "clerk-batch", tall=True)


def _settle_the_rules(page: Page, office: str) -> None:
    """Do what the director does before the office's first letter."""
    for line, words in _RULES:
        page.goto(f"{office}settings/rules/line/{line}")
        if words:
            page.fill("input[name=text]", words)
        page.fill("input[name=note]", "主任办公会定的")
        page.get_by_role("button", name="先看看影响").click()
        page.get_by_role("button", name="确认，保存").click()
        expect(page.get_by_role("status").first).to_contain_text("已保存")


def _write_a_letter(page: Page, office: str) -> str:
    """Keep the board's picture, and send a letter about what it shows to be signed."""
    page.goto(f"{office}board")
    page.get_by_role("link").filter(has_text=_DANGER).first.click()
    expect(page.locator(".work")).to_contain_text(_DANGER)
    _wait_for(page, page.locator(".work img"))
    _keep(page, "board")
    report = page.url
    page.keyboard.press("1")
    page.wait_for_url(lambda url: url != report)
    page.goto(f"{office}board?queue=verified")
    page.get_by_role("link", name="起草函件").click()
    page.get_by_label("必要性").fill("老人每天在墙下晒太阳，不能再拖。")
    page.get_by_role("button", name="保存，去核对照片").click()
    letter = page.url.removesuffix("/photos")
    ticks = page.get_by_label("人脸、证件、门牌、车牌已检查")
    _wait_for(page, ticks)
    for tick in ticks.all():
        tick.check()
    page.get_by_role("button", name="记下勾选的").click()
    page.goto(f"{letter}/edit")
    page.get_by_label("都不涉密").check()
    page.get_by_role("button", name="送签").last.click()
    expect(page.get_by_role("status").first).to_contain_text("已送签")
    return letter


def _sign(page: Page, letter: str) -> None:
    page.goto(letter)
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("文号是")


def _show_the_letter(page: Page, letter: str) -> None:
    """Keep the pictures of a letter's page with its steps, and of its first sheet."""
    page.goto(letter)
    for name in ("Word 文件", "PDF"):
        _wait_for(page, page.get_by_role("link", name=name, exact=True))
    page.get_by_role("button", name="已用印").click()
    page.get_by_label("公文交换").first.check()
    page.get_by_role("button", name="已送达").first.click()
    expect(page.get_by_role("status").first).to_contain_text("反馈时限到")
    _keep(page, "letter", tall=True)
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF", exact=True).click()
    sheet = _IMAGES / "letter-sheet"
    command = ("pdftoppm", "-png", "-r", _DOTS, "-singlefile", str(coming.value.path()), str(sheet))
    subprocess.run(command, check=True)  # noqa: S603 - a fixed program, on a file of our own
    _in_few_colours(sheet.with_suffix(".png"))


def _wait_for(page: Page, sight: Locator) -> None:
    """Look again until the worker has done its part; these pages do not renew themselves."""
    for _ in range(_WORKER // 1000):
        if sight.count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    expect(sight).not_to_have_count(0)


def _keep(page: Page, name: str, *, tall: bool = False) -> None:
    """Keep what the window shows, or with `tall` the whole page, in few colours."""
    page.wait_for_function(_PICTURES_ARE_THERE)
    page.evaluate("scrollTo(0, 0)")
    window = page.viewport_size
    if tall and window:  # a taller window, not a full-page picture: bars that stick would float
        page.set_viewport_size(ViewportSize(width=window["width"], height=_height_of(page)))
    path = _IMAGES / f"{name}.png"
    page.screenshot(path=path)
    _in_few_colours(path)
    if window:
        page.set_viewport_size(window)


def _in_few_colours(path: Path) -> None:
    Image.open(path).convert("RGB").quantize(_COLOURS).save(path, optimize=True)


def _height_of(page: Page) -> int:
    return int(page.evaluate("document.querySelector('main').getBoundingClientRect().bottom"))


if __name__ == "__main__":
    make()
