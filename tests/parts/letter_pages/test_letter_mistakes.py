"""What goes wrong on a letter's page gets one clear sentence, and nothing is done twice or lost."""

from datetime import timedelta

from casework.letters.sending import seal
from casework.settings.changing import Wish, change
from casework.settings.leave import Leave
from casework.urging.liaisons import unit_keys
from storage.people.staff import set_active
from storage.settings.contacts import Person, seal_person
from tests.support.letter_house import DUBAN, UNIT
from tests.support.letter_office import chosen

SCRIPT = b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert)>> >> endobj\n%%EOF"


def test_what_was_typed_into_a_page_that_is_old_comes_back_and_nothing_is_doubled(office):
    letter_id, clerk = office.received(), office.at("clerk")
    (item,), old = office.items(letter_id), clerk.hidden(letter_id)
    said = {"state": "going", "measures": "正在加固，下周完成。", "day": office.today().isoformat()}
    assert clerk.do(letter_id, f"items/{item}/answer", old, **said).status_code == 200
    again = clerk.do(letter_id, f"items/{item}/answer", old, **said)
    assert again.status_code == 409
    assert "刚才有人办理了这件函" in again.text
    assert again.text.count("正在加固，下周完成。") == 2  # the one that is kept, the one given back
    assert "没有办成" in again.text


def test_a_scan_that_runs_something_is_refused_and_a_huge_one_before_it_is_read(office):
    letter_id, clerk = office.submitted(DUBAN), office.at("clerk")
    day = {"signed_on": office.today().isoformat()}
    answer = clerk.do(letter_id, "scan", scan=chosen(SCRIPT, "签批单.pdf"), **day)
    assert answer.status_code == 422
    assert "“签批单.pdf”里面带着会自己运行的东西" in answer.text
    assert "请选一份签好字的签批单" in clerk.do(letter_id, "scan", **day).text
    huge = {"CONTENT_LENGTH": str(200 << 20)}
    address = f"/office/letters/{letter_id}/scan"
    assert clerk.client.post(address, data=b"", environ_overrides=huge).status_code == 413
    assert office.letter(letter_id).state == "submitted"
    assert list(office.house.files.keys()) == []


def test_a_day_that_cannot_be_is_named_and_the_letter_stands(office):
    letter_id, clerk = office.received(), office.at("clerk")
    asked = clerk.do(letter_id, "extend", until="下周", note="施工队没到")
    assert "请写上日期" in asked.text
    asked = clerk.do(letter_id, "extend", until=office.today().isoformat(), note="施工队没到")
    assert "日期不对" in asked.text
    assert office.letter(letter_id).state == "received"


def test_a_signer_without_an_account_is_named_before_anybody_waits(office):
    letter_id = office.submitted()
    with office.database.write() as connection:
        set_active(connection, office.staff["director"], active=False)
    assert "专班办公室主任现在没有能签的账号" in office.at("clerk").page(letter_id)


def test_a_letter_that_waits_for_a_signer_on_leave_says_who_stands_in_and_until_when(office):
    letter_id, today = office.submitted(), office.today()
    leave = Leave("director", today, today + timedelta(days=2), "convenor")
    with office.database.write() as connection:
        wish = Wish("leave", "director", 0, leave.value(), "学习")
        assert change(connection, wish, office.staff["clerk"], office.clock())
    assert "请假，由专班召集人代签" in office.at("clerk").page(letter_id)
    assert "请假到" in office.at("clerk").read(f"/office/letters/{office.draft()}/edit")
    answer = office.forged("director", letter_id, "sign")
    assert "按规则，您的岗位不能办这一步" in answer.text
    office.clock.advance(days=3)
    assert "代签" not in office.at("other").page(letter_id)


def test_a_unit_without_contact_is_told_where_its_letter_is_to_be_delivered(office):
    letter_id = office.signed()
    office.do(seal, letter_id, "clerk")
    assert "还没有登记收函的联络人" in office.at("clerk").page(letter_id)
    with office.database.write() as connection:
        key = unit_keys(connection, (UNIT,))[UNIT]
        sealed = seal_person(office.vault, Person("刘某", "0739-0000000", "办公室主任"))
        value = {"unit": key, "receives": True, "open": True}
        wish = Wish("contact", "c1", 0, value, "单位来函", sealed)
        assert change(connection, wish, office.staff["clerk"], office.clock())
    page = office.at("clerk").page(letter_id)
    assert "还没有登记收函的联络人" not in page
    assert "刘某（办公室主任）" in page


def test_numbers_go_on_after_those_given_by_hand_but_only_before_the_first(office):
    clerk, director = office.at("clerk"), office.at("director")
    page = "/office/letters/numbers"
    assert clerk.press(page, page, series="han", last="12").status_code == 403
    assert "1到9999" in director.press(page, page, series="han", last="0").text
    assert "从13号开始" in director.press(page, page, series="han", last="12").text
    assert "起点不能再改" in director.press(page, page, series="han", last="20").text
    assert office.letter(office.signed()).number == "邵东民生保障函〔2026〕13号"
    assert '已用到 <b class="number">13</b> 号' in clerk.read(page)


def test_a_letter_of_nobody_and_files_that_are_not_there_are_not_found(office):
    letter_id, clerk = office.draft(), office.at("clerk")
    for path in ("999", f"{letter_id}/slip", f"{letter_id}/scan", f"{letter_id}/file/docx"):
        assert clerk.client.get(f"/office/letters/{path}").status_code == 404


def test_a_stamped_answer_by_hand_needs_its_scan_or_the_word_that_the_paper_is_here(office):
    letter_id, clerk = office.received(DUBAN), office.at("clerk")
    place = f"items/{office.items(letter_id)[0]}/answer"
    said = {"state": "finished", "measures": "已加固", "day": office.today().isoformat()}
    refused = clerk.do(letter_id, place, **said)
    assert refused.status_code == 422
    assert "要盖章的处理报告" in refused.text
    assert "盖章原件已收存" in clerk.do(letter_id, place, note="盖章原件已收存", **said).text
    assert office.letter(letter_id).state == "answered"
