"""The tray of questions: answering, taking as a report, closing, and how the answer fared."""

import json
from datetime import date

import pytest
from sqlalchemy import insert, select, update

from storage.tables.inquiries import inquiries
from storage.tables.reports import items, reports
from storage.tables.work import outbox

PAGE = "/office/inquiries"
QUESTION = "加装电梯要多少户同意？"
TAG = {
    "project": "old-community",
    "also": [],
    "kind": "question",
    "county": None,
    "township": None,
    "urgent": False,
    "confidence": 0.9,
    "ask": False,
    "ranked": [["old-community", 0.9]],
    "reasons": ["老旧小区改造：电梯"],
}


@pytest.fixture
def observer(house):
    return house.observer()


@pytest.fixture
def ask(house, observer):
    def ask(seq: int = 3, words: str = QUESTION, **fields) -> int:
        row = {
            "delivery_id": house.delivery("text", words),
            "observer_id": observer,
            "channel": "official",
            "day": date(2026, 7, 14),
            "seq": seq,
            "words": words,
            "tag": json.dumps(TAG),
            "asked_at": house.clock(),
            "state": "open",
            "answer": "",
            "handbook_key": "",
            "reason": "",
        }
        with house.database.write() as connection:
            added = connection.execute(
                insert(inquiries).values(row | fields).returning(inquiries.c.id)
            )
            return added.scalar_one()

    return ask


def rows(house, table):
    with house.database.read() as connection:
        return connection.execute(select(table).order_by(table.c.id)).all()


def test_the_tray_shows_who_asked_what_and_their_latest_reports(clerk, house, observer, ask):
    house.report(observer, 1, excerpt="后墙裂了", project="elder-relief")
    ask()
    page = clerk.read(PAGE)
    for words in ("0714-3", QUESTION, "欧阳志强", "第一组", "后墙裂了", "养老服务"):
        assert words in page
    assert '提问<span class="count">1</span>' in page


def test_an_answer_leaves_once_for_where_the_question_came_from(clerk, house, ask):
    path = f"{PAGE}/{ask()}/answer"
    page = clerk.press(path, seen_on=PAGE, answer="三分之二以上。\r\n细则问社区。")
    assert "答复写好了" in page.text
    ((recipient, text),) = [(row.recipient, row.text) for row in rows(house, outbox)]
    assert recipient == "oA"
    assert text == (
        "关于您的提问0714-3“加装电梯要多少户同意？”，办公室答复：三分之二以上。\n细则问社区。"
    )
    assert house.hints == [("outbox", 0)]


def test_a_second_press_sends_nothing_more(clerk, house, ask):
    path = f"{PAGE}/{ask()}/answer"
    clerk.press(path, seen_on=PAGE, answer="三分之二以上。")
    assert "已经发出过了" in clerk.press(path, seen_on=PAGE, answer="三分之二以上。").text
    assert len(rows(house, outbox)) == 1


def test_the_slower_of_two_clerks_keeps_their_words(clerk, house, ask):
    path = f"{PAGE}/{ask()}/answer"
    clerk.press(path, seen_on=PAGE, answer="三分之二以上。")
    page = clerk.press(path, seen_on=PAGE, answer="要问社区<居委会>。")
    assert page.status_code == 409
    assert "没有发出" in page.text
    assert "要问社区&lt;居委会&gt;。" in page.text
    assert len(rows(house, outbox)) == 1


@pytest.mark.parametrize("answer", ["", "  \r\n "])
def test_an_empty_answer_is_asked_for_again(clerk, house, ask, answer):
    page = clerk.press(f"{PAGE}/{ask()}/answer", seen_on=PAGE, answer=answer)
    assert page.status_code == 422
    assert "请先写好答复再发。" in page.text
    assert rows(house, outbox) == []


def test_an_answer_that_says_untrue_is_given_back_to_be_mended(clerk, house, ask):
    page = clerk.press(f"{PAGE}/{ask()}/answer", seen_on=PAGE, answer="这件事不属实。")
    assert page.status_code == 422
    assert "这件事不属实。</textarea>" in page.text
    assert rows(house, outbox) == []


def test_an_answer_longer_than_a_message_is_refused_with_its_surplus_and_kept(clerk, house, ask):
    path, long = f"{PAGE}/{ask()}/answer", "答" * 3000
    page = clerk.press(path, seen_on=PAGE, answer=long)
    assert page.status_code == 422
    assert f">{long}</textarea>" in page.text
    assert "请删去大约2346个字再发" in page.text
    assert rows(house, outbox) == []
    clerk.press(path, seen_on=PAGE, answer="答" * 654)
    assert len(rows(house, outbox)[0].text.encode()) <= 2048


def test_a_question_becomes_a_report_under_its_number_and_the_observer_hears_it(clerk, house, ask):
    question = ask()
    page = clerk.press(f"{PAGE}/{question}/file", seen_on=PAGE)
    assert "已算作观察信息" in page.text
    assert "把提问算作观察信息" in page.text
    (report,), (item,), (told,) = rows(house, reports), rows(house, items), rows(house, outbox)
    assert (report.seq, report.state, report.project) == (3, "received", "old-community")
    assert (item.report_id, item.text) == (report.id, QUESTION)
    assert told.text == ("您的提问0714-3“加装电梯要多少户同意？”，办公室算作观察信息了，编号不变。")
    again = clerk.press(f"{PAGE}/{question}/file", seen_on=PAGE)
    assert "刚刚有人处理过了" in again.text
    assert len(rows(house, reports)) == len(rows(house, outbox)) == 1
    assert "算作信息了" in clerk.read(PAGE)


def test_a_question_is_closed_with_a_reason_only(clerk, house, ask):
    path = f"{PAGE}/{ask()}/close"
    assert "请写一句为什么" in clerk.press(path, seen_on=PAGE, reason=" ").text
    kept = clerk.press(path, seen_on=PAGE, reason="重复" * 101)
    assert "200字以内" in kept.text
    assert "重复" * 101 in kept.text
    assert "已结" in clerk.press(path, seen_on=PAGE, reason="与0714-1重复").text
    assert "不用答复：与0714-1重复" in clerk.read(PAGE)
    assert "刚刚有人处理过了" in clerk.press(path, seen_on=PAGE, reason="再关一次").text
    assert rows(house, outbox) == []


def test_the_page_shows_whether_the_answer_arrived(clerk, house, ask):
    clerk.press(f"{PAGE}/{ask()}/answer", seen_on=PAGE, answer="三分之二以上。")
    assert "待发送" in clerk.read(PAGE)
    with house.database.write() as connection:
        connection.execute(update(outbox).values(state="undelivered", cause="超过48小时"))
    assert "未送达：超过48小时" in clerk.read(PAGE)
    with house.database.write() as connection:
        connection.execute(update(outbox).values(state="sent", cause=""))
    assert "已送达" in clerk.read(PAGE)


def test_the_oldest_question_stands_first_and_a_note_of_a_report_is_filed_no_more(
    clerk, house, observer, ask
):
    report = house.report(observer, 9)
    ask(4, "先问的")
    ask(9, "后问的", report_id=report)
    page = clerk.read(PAGE)
    assert page.index("先问的") < page.index("后问的")
    assert page.count("算作信息</button>") == 1
    assert f"/office/reports/{report}" in page


def test_an_unknown_question_is_no_page(clerk):
    assert clerk.press(f"{PAGE}/77/answer", seen_on=PAGE, answer="好").status_code == 404
