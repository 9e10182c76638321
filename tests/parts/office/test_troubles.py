"""待处理异常: everything that went wrong stands there with its words and a way out."""

import re
from datetime import timedelta

from sqlalchemy import select

from catalogue.wording.staff_capabilities import ASKED_AGAIN, NOTHING_OFF, switched_off
from storage.roads import capabilities
from storage.roads.capabilities import SwitchedOff
from storage.tables.work import troubles
from storage.work.troubles import raise_trouble

FAILED_SENTENCE = "这条已经存好，但系统没处理成功，办公室同志会补上，您不用重发。"


def test_a_desk_without_troubles_says_so(clerk):
    assert "一切正常" in clerk.read("/office/troubles")


def test_a_failed_delivery_shows_what_was_sent_and_what_was_answered(clerk, house):
    house.delivery("text", "桥塌了", state="failed", answer=FAILED_SENTENCE, failure="KeyError")
    page = clerk.read("/office/troubles")
    assert "桥塌了" in page
    assert FAILED_SENTENCE in page
    assert re.search(r'待处理异常<span class="count">1</span>', page)


def test_who_wrote_or_should_read_is_named(clerk, house):
    house.observer()
    house.delivery("text", "桥塌了", openid="oStranger", state="failed")
    house.pushed("值班同志已收到", state="undelivered", cause="对方已取消关注")
    page = clerk.read("/office/troubles")
    assert "没有绑定的账号" in page
    assert "要发给欧阳志强（第一组）" in page


def test_words_that_cannot_be_opened_are_admitted(clerk, house):
    house.delivery("text", "", state="failed", raw=b"not sealed with this key at all")
    house.delivery("text", "", state="failed", raw=None)
    page = clerk.read("/office/troubles")
    assert "打不开" in page
    assert "已过保存期" in page


def test_a_failed_delivery_is_replayed_with_one_click(clerk, house):
    delivery = house.delivery("text", "桥塌了", state="failed")
    house.trouble("有一条消息没有处理成", ref=f"delivery:{delivery}")
    page = clerk.press(f"/office/deliveries/{delivery}/replay", seen_on="/office/troubles")
    assert house.replays.asked == [delivery]
    assert "重新处理好了" in page.text
    assert "有一条消息没有处理成" not in page.text


def test_a_replay_that_fails_again_says_so_and_keeps_the_trouble(clerk, house):
    delivery = house.delivery("text", "桥塌了", state="failed")
    house.replays.works = False
    page = clerk.press(f"/office/deliveries/{delivery}/replay", seen_on="/office/troubles")
    assert "没有成功，原件还在" in page.text
    assert "桥塌了" in page.text


def test_a_stale_delivery_may_be_taken_in_after_all(clerk, house):
    kept = house.quarantined()
    assert "时间对不上" in clerk.read("/office/troubles")
    page = clerk.press(f"/office/quarantine/{kept}/replay", seen_on="/office/troubles")
    assert house.quarantine_replays.asked == [kept]
    assert "已重新收下" in page.text


def test_an_undelivered_message_stands_there_with_its_cause(clerk, house):
    report = house.report(house.observer(), 1)
    house.pushed("值班同志已收到", report_id=report, state="undelivered", cause="对方已取消关注")
    page = clerk.read("/office/troubles")
    assert "未送达：对方已取消关注" in page
    assert f"/office/reports/{report}" in page


def test_a_trouble_leads_to_its_report_and_is_marked_once(clerk, house):
    report = house.report(house.observer(), 1)
    photo = house.photo(report, state="expired")
    trouble = house.trouble("0714-1号有一张照片没取到", ref=f"media:{photo}")
    assert f"/office/reports/{report}" in clerk.read("/office/troubles")
    path = f"/office/troubles/{trouble}/resolve"
    assert "已标为处理过" in clerk.press(path, seen_on="/office/troubles").text
    assert "已经处理过了" in clerk.press(path, seen_on="/office/").text
    assert "没取到" not in clerk.read("/office/troubles")


def test_a_denied_right_may_be_asked_for_again_with_one_click(clerk, house):
    off, now = SwitchedOff(48001, house.clock() + timedelta(days=1)), house.clock()
    with house.database.write() as connection:
        capabilities.switch_off(connection, "official", "fetch", off, now)
        ref = "capability:official:fetch"
        sentence = switched_off("official", "fetch", 48001)
        raise_trouble(connection, ref, capabilities.TROUBLE, ref, sentence, now)
        trouble = connection.execute(select(troubles.c.id)).scalar_one()
    assert "再试一次" in clerk.read("/office/troubles")
    path = f"/office/troubles/{trouble}/retry"
    assert ASKED_AGAIN in clerk.press(path, seen_on="/office/troubles").text
    assert house.hints[-1] == ("outbox", 0)
    with house.database.read() as connection:
        assert capabilities.off(connection, "official", "fetch").try_at == now
    with house.database.write() as connection:
        capabilities.switch_on(connection, "official", "fetch", now)
    assert NOTHING_OFF in clerk.press(path, seen_on="/office/troubles").text
