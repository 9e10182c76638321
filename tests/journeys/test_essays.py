"""An essay's whole way: asked for in the chat, handed in on the page, judged, told, again."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.pages.essays.blueprint import create_essay_page
from bot.wiring import essay_desk
from reminders.essay_upkeep import sweeping_essay_files
from reminders.tick import Ticker
from storage import essay_files
from storage.files import Reason, StoreTrouble
from storage.tables.essays import essay_files as file_rows
from storage.tables.essays import essays
from tests.support import essay_files as made
from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.phone import Phone
from tests.support.world import World

ADDRESS = "https://guancha.example.gov.cn"
WORDS = "一、基本情况。\n二、三点建议。"


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    with World(database_url, clock, tmp_path, server={"public_url": ADDRESS}) as world:
        yield world


@pytest.fixture
def phone(world: World) -> Phone:
    world.observer(("official", "oA"), appointed_from=date(2026, 1, 1))
    return world.phone("oA")


@pytest.fixture
def app(world: World, clock: HandClock, tmp_path: Path) -> Flask:
    house = OfficeHouse(world.database, world.base.vault, clock, tmp_path)
    app = house.app(pages_at=ADDRESS)
    app.register_blueprint(create_essay_page(essay_desk(world.base)))
    house.staff()
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def clerk(app: Flask) -> Clerk:
    clerk = Clerk(app.test_client())
    assert clerk.log_in().status_code == 303
    return clerk


def link_in(said: str) -> str:
    return re.search(rf"{ADDRESS}(/e/\S+)", said)[1]


def hand_in(browser: FlaskClient, link: str, *files: tuple[str, bytes], **fields: str):
    data: dict[str, Any] = dict(fields)
    data["files"] = [(BytesIO(content), name) for name, content in files]
    return browser.post(link.partition("?")[0], data=data, follow_redirects=True)


def told(world: World) -> str:
    return world.posted()[-1]


def stored(world: World) -> list[str]:
    return list(world.base.files.keys(essay_files.PREFIX))


def test_from_the_chat_to_the_page_to_the_console_and_back(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    said = phone.says("交材料 敬老院建设调研")
    assert said.startswith("“敬老院建设调研”从这里交，可以直接写，也可以选文件或照片：\n")
    assert said.endswith("15天内有效，只给您自己用。过期了再发“交材料”。")
    assert 'value="敬老院建设调研"' in browser.get(link_in(said)).text
    files = (("调研.docx", made.docx()), ("表.pdf", made.pdf()))
    page = hand_in(browser, link_in(said), *files, title="敬老院建设调研")
    assert "收到，编号：材料1号。" in page.text
    assert "调研.docx" in page.text
    assert "调研材料1篇已收到（待审）" in phone.says("我的")

    listed = clerk.read("/office/deeds")
    assert "已交，待审" in listed
    with clerk.client.get(re.search(r"/office/deeds/files/\d+", listed)[0]) as file:
        assert file.data == made.docx()
        assert file.headers["Content-Disposition"].startswith("attachment;")
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.mimetype == "application/octet-stream"
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="accepted")
    assert told(world) == "您交的“敬老院建设调研”（材料1号）办公室已收下，谢谢您。"
    assert "调研材料1篇已审核" in phone.says("我的")


def test_a_returned_essay_comes_back_as_a_new_one_and_keeps_its_history(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    hand_in(browser, link_in(phone.says("交材料")), title="调研", text=WORDS)
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="returned", reason="请补数字")
    returned = "您交的“调研”（材料1号）办公室看过了，请改一改再交：请补数字。"
    assert told(world).startswith(returned)
    assert "调研材料还差1篇" in phone.says("我的")
    again = link_in(told(world))
    form = browser.get(again).text
    assert "改好的“调研”" in form
    assert "二、三点建议。</textarea>" in form
    page = hand_in(browser, again, title="调研", text=f"{WORDS}\n三、数字。", earlier="1")
    assert "编号：材料2号" in page.text
    assert "改自材料1号" in page.text
    assert "已交新的一份" in clerk.read("/office/deeds")
    for essay in ("1", "2"):  # the first has had its word
        clerk.press(f"/office/deeds/essays/{essay}", "/office/deeds", verdict="accepted")
    assert [row.state for row in world.rows(essays)] == ["returned", "accepted"]
    assert world.rows(essays)[1].earlier_id == 1


def test_sent_twice_or_gone_back_to_is_one_essay_and_one_copy(
    world: World, phone: Phone, browser: FlaskClient
) -> None:
    link = link_in(phone.says("交材料"))
    for _ in range(2):
        page = hand_in(browser, link, ("a.docx", made.docx()), title="调研")
    assert "这份材料已经交过了，编号：材料1号，不用再交。" in page.text
    hand_in(browser, link, ("b.docx", made.docx()), ("c.docx", made.docx()), title="另一篇")
    assert [row.title for row in world.rows(essays)] == ["调研", "另一篇"]
    assert len(world.rows(file_rows)) == 3
    assert len(stored(world)) == 1


def test_a_title_is_taken_from_the_words_or_the_file_and_a_name_from_the_content(
    phone: Phone, browser: FlaskClient, world: World
) -> None:
    link = link_in(phone.says("交调研材料"))
    hand_in(browser, link, text=WORDS)
    page = hand_in(browser, link, ("../养老调研.exe", made.docx()))
    assert [row.title for row in world.rows(essays)] == ["一、基本情况。", "养老调研"]
    assert "养老调研.docx（" in page.text


def test_what_is_wrong_with_each_file_is_said_and_nothing_is_kept(
    world: World, phone: Phone, browser: FlaskClient
) -> None:
    link = link_in(phone.says("交材料"))
    macros = made.office_file(made.SHEET, **{"xl__vbaProject.bin": b"x"})
    bad = (("表.xlsx", macros), ("好.pdf", made.pdf()), ("网页.txt", b"<html><script>"))
    page = hand_in(browser, link, *bad, text=WORDS)
    assert page.status_code == 422
    assert "“表.xlsx”里面带着宏（小程序），为了安全不收。" in page.text
    assert "“网页.txt”不是这里能收的文件。" in page.text
    assert "“好.pdf”" not in page.text
    assert "文字还在，文件请重新选一次。" in page.text
    assert "二、三点建议。" in page.text
    assert "还没有内容" in hand_in(browser, link, title="只有题目").text
    assert (world.rows(essays), stored(world)) == ([], [])


def test_the_pages_own_script_gets_the_same_answers_without_a_page(
    phone: Phone, browser: FlaskClient
) -> None:
    link = link_in(phone.says("交材料"))
    asks = {"Accept": "application/json"}
    refused = browser.post(link, data={"title": "空"}, headers=asks)
    assert refused.json == {"sentences": ["还没有内容：请在下面写几句，或者选一个文件。"]}
    sent = browser.post(link, data={"text": WORDS}, headers=asks)
    assert "收到，编号：材料1号。" in browser.get(sent.json["next"]).text
    too_much = {"CONTENT_LENGTH": str(300 << 20)}
    refused = browser.post(link, headers=asks, environ_overrides=too_much)
    assert refused.status_code == 413
    assert "合起来不能超过200兆" in refused.json["sentences"][0]


def test_a_link_opens_one_persons_page_for_its_time_and_leaves_no_trace(
    world: World, phone: Phone, browser: FlaskClient
) -> None:
    link = link_in(phone.says("交材料"))
    page = browser.get(link)
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for forged in (link[:-1], link.replace("/e/1.", "/e/2."), "/e/x"):
        assert browser.get(forged).status_code == 404
        assert hand_in(browser, forged, text=WORDS).status_code == 404
    world.clock.advance(days=16)
    expired = hand_in(browser, link, text=WORDS)
    assert expired.status_code == 410
    assert "请回到聊天里发“交材料”，马上给您新的链接。" in expired.text
    assert world.rows(essays) == []


def test_another_persons_returned_essay_is_neither_shown_nor_replaced(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    hand_in(browser, link_in(phone.says("交材料")), text="我的秘密")
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="returned", reason="补")
    world.observer(("official", "oB"), name="刘芳", phone="13900002468")
    theirs = link_in(world.phone("oB").says("交材料"))
    assert "我的秘密" not in browser.get(f"{theirs}?again=1").text
    hand_in(browser, theirs, text="我的", earlier="1")
    assert world.rows(essays)[1].earlier_id is None


def test_who_is_suspended_or_no_longer_appointed_cannot_hand_in(
    world: World, phone: Phone, browser: FlaskClient
) -> None:
    link = link_in(phone.says("交材料"))
    world.run("UPDATE observers SET state = 'suspended'")
    assert hand_in(browser, link, text=WORDS).status_code == 403
    assert "材料先不用交" in phone.says("交材料")
    assert ADDRESS not in phone.sends("<MsgType>file</MsgType><Title>a.doc</Title>")
    assert world.rows(essays) == []


def test_a_chat_file_is_answered_with_the_link(phone: Phone, browser: FlaskClient) -> None:
    said = phone.sends("<MsgType>file</MsgType><Title>养老调研.docx</Title>")
    assert said.startswith("聊天里发的文件“养老调研.docx”我们取不下来。请点开这里，再选一次")
    assert 'value="养老调研"' in browser.get(link_in(said)).text


def test_without_an_address_of_our_own_the_office_takes_it(
    database_url: str, clock: HandClock, tmp_path: Path
) -> None:
    office = {"name": "专班办公室", "mailbox": "office@example.gov.cn"}
    with World(database_url, clock, tmp_path, office=office) as world:
        phone = world.observers_phone()
        bring = (
            "材料请带到专班办公室，或发到邮箱office@example.gov.cn，"
            "也可以拍成照片请专班办公室代录。"
        )
        assert phone.says("交材料") == bring
        file = phone.sends("<MsgType>file</MsgType><Title>a.doc</Title>")
        assert file == f"聊天里发的文件“a.doc”我们取不下来，没有收到内容。{bring}"


def test_returned_late_in_the_year_it_counts_for_that_year_for_seven_days_more(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    world.clock.now = datetime(2026, 12, 20, 4, tzinfo=UTC)
    hand_in(browser, link_in(phone.says("交材料")), title="调研", text=WORDS)
    world.clock.now = datetime(2026, 12, 30, 4, tzinfo=UTC)
    assert clerk.log_in().status_code == 303
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="returned", reason="补")
    assert "1月6日前交上来，还算2026年的。" in told(world)
    world.clock.now = datetime(2027, 1, 5, 4, tzinfo=UTC)
    assert "补1篇2026年的调研材料，1月6日前有效" in phone.says("我的")
    hand_in(browser, link_in(told(world)), title="调研", text=f"{WORDS}三", earlier="1")
    standing = phone.says("我的")
    assert "补1篇" not in standing
    assert "调研材料还差1篇" in standing


def test_a_clerk_enters_files_too_and_hands_in_anew_what_was_returned(
    world: World, phone: Phone, clerk: Clerk
) -> None:
    seen_on = "/office/deeds"
    fields = {"observer": "1", "day": "2026-07-10", "title": ""}
    file = {"files": (BytesIO(made.pdf()), "材料.pdf")}
    assert "材料1号登记好了" in clerk.press("/office/deeds/essays", seen_on, **fields, **file).text
    assert "材料.pdf" in clerk.read(seen_on)
    bad = fields | {"title": "留着的题目", "files": (BytesIO(b"MZ" + bytes(60)), "a.exe")}
    refused = clerk.press("/office/deeds/essays", seen_on, **bad)
    assert "“a.exe”不是这里能收的文件。" in refused.text
    assert "留着的题目" in refused.text
    for wrong, said in (({"day": "2026-07-32"}, "日期看不懂"), ({"observer": "9"}, "请选是谁交的")):
        page = clerk.press("/office/deeds/essays", seen_on, **{"title": "x"} | fields | wrong)
        assert said in page.text
    clerk.press("/office/deeds/essays/1", seen_on, verdict="returned", reason="补")
    assert "代录改好的材料1号" in clerk.read(f"{seen_on}?again=1")
    anew = {"observer": "1", "title": "材料", "earlier": "1", "day": "2026-07-12"}
    clerk.press("/office/deeds/essays", seen_on, **anew)
    assert [row.earlier_id for row in world.rows(essays)] == [None, 1]


def test_while_the_store_is_away_the_words_stay_and_nothing_counts(
    world: World, phone: Phone, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreTrouble(Reason.BUSY)

    link = link_in(phone.says("交材料"))
    monkeypatch.setattr(type(world.base.files), "put_file", away)
    page = hand_in(browser, link, ("a.pdf", made.pdf()), text=WORDS)
    assert page.status_code == 503
    assert "文件暂时存不下来，不是您的问题。" in page.text
    assert "二、三点建议。" in page.text
    assert world.rows(essays) == []


def test_only_files_that_no_essay_has_are_swept_and_not_before_two_days(
    world: World, phone: Phone, browser: FlaskClient
) -> None:
    hand_in(browser, link_in(phone.says("交材料")), ("a.pdf", made.pdf()))
    (kept,) = stored(world)
    leftover = essay_files.new_key("a" * 64, world.clock())
    world.base.files.put(leftover, b"x")
    sweep = sweeping_essay_files(world.base.files)
    ticker = Ticker(world.database, "test", [("sweep", sweep)])
    for days, left in ((1, {kept, leftover}), (2, {kept})):
        world.clock.advance(days=days)
        assert ticker.tick(world.clock())
        assert set(stored(world)) == left
