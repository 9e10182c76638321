"""The chat page in a real browser: what a person does there, on a phone and on a desk."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from simulator.pages import table_of

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
WIDTHS = {"phone": (390, 844), "desk": (1366, 860)}


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=WIDTHS)
def page(request, browser, sim):
    """Open the chat and watch for complaints of the browser, the CSP's included."""
    width, height = WIDTHS[request.param]
    opened = browser.new_page(viewport={"width": width, "height": height})
    complaints = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(sim.base)
    yield opened
    assert complaints == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def open_drawer(page, name):
    """Open a drawer where the page is too narrow to show it beside the phone."""
    button = page.locator(f"#open-{name}")
    if button.is_visible():
        button.click()


def close_drawer(page, name):
    button = page.locator(f"[data-close={name}]")
    if button.is_visible():
        button.click()


def say(page, text):
    page.fill("#text", text)
    page.click("#composer .go")


def test_photos_a_sentence_and_a_place_are_sent_and_answered(page, service):
    page.click("[data-panel=samples]")
    page.click("[data-photo='old-wall.jpg']")
    page.click("[data-photo='pond.jpg']")
    expect(page.locator("#send-samples")).to_have_text("发送2张照片")
    page.click("#send-samples")
    expect(page.locator("#log .mine img")).to_have_count(2)
    service.text = "0714-32号：照片2张"
    say(page, "后墙快倒了")
    expect(page.locator("#log .theirs").last).to_contain_text("0714-32号：照片2张")
    expect(page.locator("#log .theirs").last).to_contain_text("当场回复")
    page.click("[data-panel=places]")
    page.select_option("#place", label="邵东市黑田铺镇")
    page.click("#panel-places .go")
    expect(page.locator("#log .mine").last).to_contain_text("邵东市黑田铺镇")
    expect(page.locator("#log .theirs")).to_have_count(4)
    types = [got.fields["MsgType"] for got in service.received]
    assert types == ["image", "image", "text", "location"]


def test_the_published_menu_pops_up_and_opens_the_photo_picker(page, sim, service):
    items = [
        {"type": "click", "name": "到哪一步了", "key": "进度"},
        {"type": "pic_photo_or_album", "name": "从相册选", "key": "相册"},
    ]
    body = {"button": [{"name": "随手拍", "sub_button": items}]}
    sim.post("/official/cgi-bin/menu/create", body, access_token=sim.official_token())
    page.reload()
    page.click("#menu >> text=随手拍")
    page.click("#menu .popup >> text=到哪一步了")
    expect(page.locator("#log .middle")).to_contain_text("点了菜单（进度）")
    page.click("#menu >> text=随手拍")
    page.click("#menu .popup >> text=从相册选")
    page.click("[data-photo='pond.jpg']")
    page.click("#send-samples")
    expect(page.locator("#log .mine img")).to_have_count(1)
    expect(page.locator("#log .theirs")).to_have_count(3)
    types = {got.fields.get("Event", got.fields["MsgType"]) for got in service.received}
    assert types == {"CLICK", "pic_photo_or_album", "image"}


def test_own_photos_are_sent_as_they_are(page, service, tmp_path):
    photo = Path(__file__).parents[3] / "simulator" / "data" / "photos" / "corridor.jpg"
    mine = tmp_path / "mine.jpg"
    mine.write_bytes(photo.read_bytes())
    page.set_input_files("#album", [mine])
    image = page.locator("#log .mine img")
    expect(image).to_have_count(1)
    expect(image).to_have_js_property("naturalWidth", 1600)


def test_a_pushed_message_appears_by_itself_with_its_link(page, sim, service):
    service.text = None
    say(page, "你好")
    expect(page.locator("#log .mine")).to_have_count(1)
    openid = page.locator(".person[aria-pressed=true]").get_attribute("data-openid")
    text = "已交办。请看 http://127.0.0.1:8080/c/1?a=2，谢谢 <b>"
    body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
    path = "/official/cgi-bin/message/custom/send"
    sim.post(path, body, access_token=sim.official_token())
    pushed = page.locator("#log .theirs").last
    expect(pushed).to_contain_text(text)
    expect(pushed).to_contain_text("随后推送")
    expect(pushed.locator("a")).to_have_attribute("href", "http://127.0.0.1:8080/c/1?a=2")


def test_a_delivery_that_failed_is_told_honestly(page):
    open_drawer(page, "faults")
    page.click("[data-label='连不上（四次）']")
    expect(page.locator("#set-faults")).to_contain_text("连不上（还有4次）")
    close_drawer(page, "faults")
    say(page, "听得到吗")
    told = page.locator("#log .mine .story")
    expect(told).to_have_text("没有送到：试了4次，每次都是连不上对方")
    expect(page.locator("#log .middle")).to_contain_text("该公众号暂时无法提供服务")


def test_another_person_on_the_other_channel_has_a_chat_of_their_own(page, service):
    say(page, "我是第一个人")
    expect(page.locator("#log .theirs")).to_have_count(1)
    open_drawer(page, "people")
    page.click("[data-userid=moshengren1]")
    page.click("[data-channel=work]")
    expect(page.locator("#log .mine")).to_have_count(0)
    say(page, "我不在名册上")
    expect(page.locator("#log .theirs")).to_have_count(1)
    assert [got.channel for got in service.received] == ["official", "work"]
    assert service.received[-1].fields["FromUserName"] == "moshengren1"
    page.reload()
    expect(page.locator("#who")).to_have_text("你是 陌生人甲")
    expect(page.locator("#log .mine")).to_contain_text("我不在名册上")


def test_each_channel_offers_only_what_it_knows(page):
    page.click("[data-panel=more]")
    expect(page.locator("#scan")).to_be_visible()
    expect(page.get_by_text("进入应用")).to_be_hidden()
    page.click("[data-channel=work]")
    expect(page.locator("#scan")).to_be_hidden()
    page.get_by_text("进入应用").click()
    expect(page.locator("#log .middle")).to_have_text("进入了应用")


def test_a_set_fault_can_be_taken_back(page, sim):
    open_drawer(page, "faults")
    page.click("[data-label='停摆一分钟']")
    expect(page.locator("#set-faults p")).to_have_text("停摆一分钟取消")
    page.click("#set-faults button")
    expect(page.locator("#set-faults p")).to_have_count(0)
    assert sim.get("/control/faults").json() == []


@pytest.mark.parametrize(
    "choice",
    [choice for group in table_of("fault_choices.toml")["groups"] for choice in group["choices"]],
    ids=lambda choice: choice["label"],
)
def test_every_button_of_the_faults_panel_sets_its_fault(sim, choice):
    sim.fault(**choice["fault"])
    (fault,) = sim.get("/control/faults").json()
    assert choice["fault"].items() <= fault.items()


def test_the_page_brings_everything_itself(sim):
    page = sim.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "<style" not in page.text
    assert "style=" not in page.text
    assert "onclick" not in page.text
    assert page.text.count("<script") == page.text.count('<script type="module" src="/static/')


def test_a_photo_nobody_sent_is_not_found(sim):
    assert sim.get("/pictures/none").status_code == 404
    assert sim.get("/samples/none.jpg").status_code == 404
