"""The whole road of a unit by its link, from the clerk's link to the last answer."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.blobs.files import letter_key
from storage.letters import documents
from storage.tables.unit_links import unit_links
from tests.support.essay_files import docx
from tests.support.forms import press_button
from tests.support.letter_house import DUBAN, UNIT
from tests.support.office_house import picture
from tests.support.together import all_at_once
from tests.support.unit_room import PDF, UnitRoom, answered, link_in
from tests.support.urging_house import LIAISON, MOBILE, add_contact

# Larger than one piece in which a file is read.
PHOTO = picture("seagreen", (64, 48), "后墙") + b"\n" * 200_000


@pytest.fixture
def whole(database, vault, clock, tmp_path) -> UnitRoom:
    return UnitRoom(database, vault, clock, tmp_path)


def test_a_letter_is_received_passed_on_and_answered_by_links(whole, clock):
    letter_id = whole.letters.delivered()
    phone = whole.phone(whole.link(letter_id))
    assert all(word in phone.read() for word in ("路肩悬空", "等您签收"))
    assert whole.letters.letter(letter_id).state == "delivered"  # looking changes nothing
    assert "签收好了" in phone.send("receive", person="刘某", phone="13900000000").text
    clock.advance(days=1)
    passed = phone.send("pass-on", person="张某", phone="13800000000").text
    colleague = whole.phone(link_in(passed))
    done = colleague.send(f"answer/{whole.letters.items(letter_id)[0]}", **answered())
    assert "反馈交上去了" in done.text
    assert whole.letters.letter(letter_id).state == "answered"

    receipt = phone.read("/receipt?size=a5")
    assert "2026-07-14 10:00" in receipt  # 签收 keeps its own time
    assert "2026-07-15 10:00" in receipt
    deeds = whole.deeds(letter_id)
    assert ("unit.forward", "由链接1号转交为链接2号") in deeds
    assert ("letter.receive", "链接1号") in deeds
    assert ("letter.answer", "链接2号") in deeds
    assert deeds.count(("unit.look", "链接1号")) == 2  # on two days; loaded again it is one look


def test_a_supervision_letter_is_answered_with_photos_and_a_stamped_report(room):
    letter_id = room.letters.received(DUBAN)
    item_id = room.letters.items(letter_id)[0]
    phone, other = room.phone(room.link(letter_id)), room.phone(room.link(letter_id, "张某"))
    files = {"after": ("后墙.jpg", PHOTO)}
    kept = phone.send(f"answer/{item_id}", files, **answered(do="keep")).text
    assert "草稿存好了" in kept
    assert "后墙已加固。" in phone.read("/report")  # to be printed and stamped
    assert "后墙已加固。" not in other.read()  # a draft is its writer's alone
    lacking = phone.send(f"answer/{item_id}", **answered())
    assert lacking.status_code == 422
    assert "盖章的《督办事项处理报告》" in lacking.text

    stamped = {"stamped": ("报告.pdf", PDF)}
    done = phone.send(f"answer/{item_id}", stamped, **answered(measures="已加固，附验收单"))
    assert "反馈交上去了" in done.text
    given = room.answers(letter_id)[0].files
    assert [file.name for file in given] == ["整改后：后墙.jpg", "盖章件：报告.pdf"]
    assert other.file(given[0].sha256).data == PHOTO


def test_the_word_file_is_there_once_the_worker_made_it(room, letter_id, phone, clock):
    assert phone.client.get(f"{phone.link}/letter.docx").status_code == 404
    made = docx("提醒函")
    sha256 = hashlib.sha256(made).hexdigest()
    room.office.files.put(letter_key(sha256), made)
    with room.letters.database.write() as connection:
        documents.want_document(connection, letter_id, documents.DOCX, clock())
        (wanted,) = documents.claim(connection, clock(), 1, timedelta(minutes=1))
        documents.finish(connection, wanted, (sha256, len(made)))
    assert "下载 Word 文件" in phone.read()
    given = phone.client.get(f"{phone.link}/letter.docx", buffered=True)
    assert given.data == made
    assert given.headers["Content-Disposition"].startswith("attachment; filename*=")


def test_the_message_to_send_says_nothing_and_the_database_holds_no_link_and_no_name(
    room, letter_id
):
    assert "单位链接" in room.clerk.read(f"/office/letters/{letter_id}")
    made = room.made(letter_id)
    message = made.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "您有1件待办，请登录或致电办公室" in message
    assert not any(each in message for each in (UNIT, room.letters.letter(letter_id).number))
    with room.letters.database.read() as connection:
        stored = repr(connection.execute(select(unit_links)).all())
    assert "刘某" not in stored
    assert link_in(made.text).rpartition("/")[2] not in stored


def test_a_unit_asks_for_more_time_and_says_once_that_a_letter_is_not_its_own(
    room, letter_id, phone
):
    due = room.letters.letter(letter_id).due
    early = phone.send("extension", until=str(due), reason="下雨")
    assert early.status_code == 409
    asked = phone.send("extension", until=str(due + timedelta(days=5)), reason="连日下雨")
    assert "答复以前，时限不变" in asked.text
    assert "等办公室答复" in phone.read()

    assert phone.send("contest", reason="").status_code == 422
    back = phone.send("contest", reason="这条路归养护中心管")
    assert "退回办公室了" in back.text
    assert room.letters.letter(letter_id).state == "contested"
    assert "不属我单位" not in back.text


def test_the_same_form_sent_twice_is_one_act(room, letter_id, phone):
    version = room.letters.letter(letter_id).version
    holder = {"person": "刘某", "phone": "13900000000"}
    phone.send("receive", **holder)
    again = phone.send("receive", version=version, **holder)
    assert again.status_code == 409
    assert "没有重复办理" in again.text

    item_id = room.letters.items(letter_id)[0]
    version = room.letters.letter(letter_id).version
    for _ in range(2):
        files = {"before": ("前.jpg", PHOTO)}
        sent = phone.send(f"answer/{item_id}", files, version=version, **answered())
        assert "反馈交上去了" in sent.text
    assert len(room.answers(letter_id)) == 1
    assert "未交" not in phone.read()

    once = "0123456789abcdef" * 3
    phone.send("pass-on", once=once, person="张某", phone="13800000000")
    twice = phone.send("pass-on", once=once, person="张某", phone="13800000000")
    assert "只显示一次" in twice.text


def test_an_answer_from_a_page_grown_old_is_refused_and_its_words_are_kept(room, phone, letter_id):
    phone.send("receive", person="刘某", phone="13900000000")
    item_id = room.letters.items(letter_id)[0]
    stale = phone.send(f"answer/{item_id}", version=1, **answered(measures="第二页上写的"))
    assert stale.status_code == 409
    assert "第二页上写的" in stale.text
    assert not room.answers(letter_id)
    assert "反馈交上去了" in phone.send(f"answer/{item_id}", **answered()).text


def test_an_answer_without_its_words_is_said_and_kept(room, phone, letter_id):
    phone.send("receive", person="刘某", phone="13900000000")
    item_id = room.letters.items(letter_id)[0]
    for fields, said in (
        ({"state": ""}, "整改状态"),
        ({"state": "going"}, "计划完成日期"),
        ({"finish_by": "八月四日"}, "日期看不懂"),
    ):
        answer = phone.send(f"answer/{item_id}", **answered(**fields))
        assert answer.status_code == 422
        assert said in answer.text
        assert "后墙已加固。" in answer.text


def test_what_is_typed_is_kept_and_a_file_may_be_taken_back(room, phone, letter_id):
    phone.send("receive", person="刘某", phone="13900000000")
    item_id = room.letters.items(letter_id)[0]
    phone.send(f"keep/{item_id}", measures="正在写")
    phone.send("keep/extension", until="2026-08-30", reason="下雨")
    page = phone.read()
    assert "正在写" in page
    assert "下雨" in page
    phone.send(f"answer/{item_id}", {"before": ("前.jpg", PHOTO)}, **answered(do="keep"))
    assert "前.jpg" in phone.read()
    phone.send(f"drop/{10**30}")
    phone.send("drop/1")
    assert "前.jpg" not in phone.read()


def test_the_same_scan_goes_with_a_second_answer_too(room, phone, letter_id):
    phone.send("receive", person="刘某", phone="13900000000")
    item_id = room.letters.items(letter_id)[0]
    for measures in ("后墙已加固。", "前墙也加固了。"):
        phone.send(f"answer/{item_id}", {"after": ("后.jpg", PHOTO)}, **answered(measures=measures))
    assert [len(each.files) for each in room.answers(letter_id)] == [1, 1]


def test_whoever_loads_the_address_of_a_form_again_is_led_to_the_letter(room, phone, letter_id):
    refused = phone.send(f"answer/{room.letters.items(letter_id)[0]}", **answered(state=""))
    assert refused.status_code == 422
    again = phone.client.get(refused.request.path, follow_redirects=True)
    assert again.request.path == phone.link
    assert "等您签收" in again.text
    assert "可能少复制了几个字" in phone.client.get("/u/").text


def test_a_link_for_the_liaison_on_record_needs_no_typing(room, letter_id):
    page = f"/office/letters/{letter_id}/links"
    assert "还没有登记接收来函" in room.clerk.read(page)
    add_contact(room.letters)
    made = press_button(room.clerk, room.clerk.read(page), f"给{LIAISON}做链接").text
    assert f"链接1号</b>　{LIAISON}　{MOBILE}" in made


def test_two_tabs_that_save_at_the_same_moment_lose_no_word(whole):
    letter_id = whole.letters.received()
    link = whole.link(letter_id)
    parts = {str(whole.letters.items(letter_id)[0]): {"measures": "正在写"}}
    parts |= {"extension": {"until": "2026-08-30", "reason": "下雨"}, "contest": {"reason": "非我"}}
    tabs = [(whole.phone(link), part, fields) for part, fields in parts.items()]
    all_at_once([lambda tab=tab: tab[0].send(f"keep/{tab[1]}", **tab[2]) for tab in tabs])
    page = whole.phone(link).read()
    assert all(word in page for word in ("正在写", "下雨", "非我"))
