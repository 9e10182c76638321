"""A letter's road in the browser: signed in the console and on paper, sealed, sent, answered."""

import re

import pytest

from tests.support.essay_files import pdf
from tests.support.letter_house import COPIED, DUBAN, UNIT
from tests.support.letter_office import LetterOffice, chosen
from tests.support.office_house import picture

WRONG = ("clerk", "director", "convenor", "deputy_convenor", "auditor", "admin")


@pytest.fixture
def office(database, vault, clock, tmp_path):
    return LetterOffice(database, vault, clock, tmp_path)


def refuse_all_but(office, letter_id, what, right, **fields):
    """Let every role that has no right to an act try it; the letter stands as it stood."""
    before = office.letter(letter_id)
    for role in set(WRONG) - set(right):
        answer = office.forged(role, letter_id, what, **fields)
        assert answer.status_code in {403, 422}, (role, what, answer.status_code)
    assert office.letter(letter_id) == before


def sign(office, letter_id):
    director = office.at("director")
    assert "关于廉桥镇产业路的提醒函" in director.read("/office/signing")
    assert "没有等您办" in office.at("clerk").read("/office/signing")
    seen = director.hidden(letter_id)
    refuse_all_but(office, letter_id, "sign", ["director"], seen=seen["seen"])
    assert director.do(letter_id, "sign", seen | {"seen": "0" * 64}).status_code == 422
    assert "邵东民生保障函〔2026〕1号" in director.do(letter_id, "sign", seen).text
    again = director.do(letter_id, "sign", seen)
    assert (again.status_code, "刚才有人办理了这件函" in again.text) == (409, True)
    assert office.letter(office.signed()).number_seq == 2


def send(office, letter_id):
    clerk, today = office.at("clerk"), office.today().isoformat()
    refuse_all_but(office, letter_id, "seal", ["clerk", "director"])
    assert "邵东市人力资源和社会保障局代章" in clerk.page(letter_id)
    assert "已用印" in clerk.do(letter_id, "seal").text
    assert "链接送达要由管理员开通" in clerk.do(letter_id, "deliver", how="link", day=today).text
    sending = {"how": "exchange", "day": today}
    refuse_all_but(office, letter_id, "deliver", ["clerk", "director"], **sending)
    assert "反馈时限到" in clerk.do(letter_id, "deliver", **sending).text
    assert "抄送单位" in clerk.do(letter_id, "copy", unit=COPIED, **sending).text
    got = {"day": today, "person": "刘某", "phone": "13900000000"}
    refuse_all_but(office, letter_id, "receive", ["clerk", "director"], **got)
    assert "刘某 13900000000" in clerk.do(letter_id, "receive", **got).text


def answer(office, letter_id):
    (item,), clerk = office.items(letter_id), office.at("clerk")
    done = {"state": "finished", "measures": "路肩已加固。", "day": office.today().isoformat()}
    refuse_all_but(office, letter_id, f"items/{item}/answer", ["clerk", "director"], **done)
    photo = picture("grey", (320, 240), "1")
    after = chosen(photo, "后墙.jpg")
    said = clerk.do(letter_id, f"items/{item}/answer", **done, after=after)
    assert "整改后：后墙.jpg" in said.text
    shot = re.search(r'src="(/office/letters/\d+/answers/\w+)"', said.text).group(1)
    assert clerk.fetch(shot) == photo
    stranger = shot.replace(f"/letters/{letter_id}/", f"/letters/{letter_id + 1}/")
    assert clerk.client.get(stranger).status_code == 404
    end = {"outcome": "solved", "words": "路肩已加固，观察员可以去看。"}
    refuse_all_but(office, letter_id, f"items/{item}/close", ["clerk", "director"], **end)
    assert "整件函办结" in clerk.do(letter_id, f"items/{item}/close", **end).text


def test_a_letter_is_signed_in_the_console_and_walks_its_whole_road(office):
    letter_id = office.submitted()
    sign(office, letter_id)
    send(office, letter_id)
    answer(office, letter_id)
    shown = office.at("clerk").read(f"/office/letters?unit={UNIT}&state=done")
    assert "邵东民生保障函〔2026〕1号" in shown


def test_a_paper_signature_needs_two_officers_and_its_scan_stays(office):
    letter_id, today = office.submitted(DUBAN), office.today().isoformat()
    clerk, other = office.at("clerk"), office.at("other")
    slip = clerk.client.get(f"/office/letters/{letter_id}/slip")
    assert slip.data.startswith(b"PK")
    saved_as = slip.headers["Content-Disposition"]
    assert saved_as.isascii()  # what stands in a header as it is
    assert saved_as.startswith("attachment; filename*=UTF-8''")
    assert office.forged("convenor", letter_id, "sign").status_code == 422
    scan = pdf()
    bringing = {"signed_on": today, "remark": "同意，请抓紧。"}
    answer = clerk.do(letter_id, "scan", scan=chosen(scan, "签批单.pdf"), **bringing)
    assert "请另一位同志复核" in answer.text
    assert "不能是同一个人" in office.forged("clerk", letter_id, "confirm").text
    assert "督办函" in other.read("/office/signing")
    assert other.fetch(f"/office/letters/{letter_id}/scan") == scan
    assert "邵东民生保障督〔2026〕1号" in other.do(letter_id, "confirm").text
    page = other.page(letter_id)
    for told in ("同意，请抓紧。", "clerk上传，other复核", "上传签批单", "复核通过，签发"):
        assert told in page
