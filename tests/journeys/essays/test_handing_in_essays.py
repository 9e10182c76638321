"""An essay on its way in: asked for in the chat, handed in on the page, checked, counted."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event, Semaphore
from typing import BinaryIO

from flask import Flask
from flask.testing import FlaskClient

from bot.pages.essays.blueprint import create_essay_page
from bot.wiring import essay_desk
from reminders.essay_upkeep import sweeping_essay_files
from reminders.tick import Ticker
from storage.blobs.files import Reason, StoreTrouble
from storage.essays import essay_files
from storage.tables.essays import essay_files as file_rows
from storage.tables.essays import essays
from tests.support import essay_files as made
from tests.support.clock import HandClock
from tests.support.essay_room import ADDRESS, WORDS, hand_in, link_in, stored, told
from tests.support.office_house import Clerk
from tests.support.phone import Phone
from tests.support.world import World


def page_over(world: World, store: object) -> Flask:
    """Return an application with nothing but the page, its files going to another store."""
    app = Flask("page")
    app.register_blueprint(create_essay_page(replace(essay_desk(world.base), files=store)))
    return app


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


class _AwayStore:
    """A store that cannot be reached."""

    def put_file(self, _key: str, _source: BinaryIO) -> None:
        raise StoreTrouble(Reason.BUSY)


def test_while_the_store_is_away_the_words_stay_and_nothing_counts(
    world: World, phone: Phone
) -> None:
    browser = page_over(world, _AwayStore()).test_client()
    page = hand_in(browser, link_in(phone.says("交材料")), ("a.pdf", made.pdf()), text=WORDS)
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


class _SlowStore:
    """A store that takes nothing until it is let go; `waiting` counts who has come."""

    def __init__(self) -> None:
        self.waiting, self.go = Semaphore(0), Event()

    def put_file(self, _key: str, _source: BinaryIO) -> None:
        self.waiting.release()
        self.go.wait(30)


def test_slow_uploads_leave_the_other_threads_to_the_platforms(world: World, phone: Phone) -> None:
    link, store = link_in(phone.says("交材料")), _SlowStore()
    app = page_over(world, store)

    def send(number: int):
        return hand_in(app.test_client(), link, ("a.pdf", made.pdf(b"%d" % number)))

    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(send, number) for number in range(3)]
        for _ in sent:
            assert store.waiting.acquire(timeout=30)
        refused = send(3)
        store.go.set()
        assert {one.result().status_code for one in sent} == {200}
    assert refused.status_code == 503
    assert "请过一分钟再点一次" in refused.text
    assert len(world.rows(essays)) == 3
