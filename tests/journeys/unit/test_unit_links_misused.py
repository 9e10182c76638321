"""Links forged, old, ended or of another letter, and files that must not come in."""

from io import BytesIO

from bot.pages.unit.opening import UNKNOWN_TRIES
from casework.letters.drafting import void_letter
from storage.database import Database
from tests.support import essay_files as made
from tests.support.databases import sqlite_url
from tests.support.unit_room import PDF, SCRIPTED, UnitPhone, UnitRoom, answered

WHO = {"person": "刘某", "phone": "13900000000"}


def closed(phone: UnitPhone, sentence: str, status: int) -> bool:
    """Whether neither looking nor acting is possible, and the sentence says why."""
    tried = [phone.client.get(phone.link), phone.client.post(f"{phone.link}/receive", data=WHO)]
    return all(each.status_code == status and sentence in each.text for each in tried)


def test_a_forged_link_opens_nothing_and_many_of_them_are_slowed_down(room, phone):
    forged = room.phone(phone.link[:-1] + ("A" if phone.link[-1] != "A" else "B"))
    assert closed(forged, "打不开", 404)
    for _ in range(UNKNOWN_TRIES):
        last = forged.client.get("/u/" + "x" * 300)
    assert last.status_code == 429
    assert "15分钟" in last.text
    assert "等您签收" in phone.read()  # a colleague behind the same address still gets in


def test_a_link_ends_with_its_days_by_the_clerk_or_with_its_letter(room, letter_id, phone, clock):
    passed = phone.send("pass-on", person="张某", phone="13800000000").text
    colleague = room.phone(room.link(letter_id, "李某"))
    links = f"/office/letters/{letter_id}/links"
    room.clerk.press(f"{links}/1", links)
    assert closed(phone, "停用", 410)
    assert "只显示这一次" in passed
    assert "链接2号" in room.clerk.read(links)
    assert room.clerk.read(links).count("已撤销") == 2  # with what was passed on from it
    assert "等您签收" in colleague.read()

    room.letters.do(void_letter, letter_id, "director", note="发错了单位")
    assert closed(colleague, "已经作废", 410)
    late = room.phone(room.link(room.letters.delivered()))
    clock.advance(days=31)
    assert closed(late, "过期", 410)


def test_no_matter_link_or_file_of_another_letter_is_reached(room, letter_id, phone):
    other_id = room.letters.received()
    other = room.phone(room.link(other_id))
    theirs = room.letters.items(other_id)[0]
    other.send(f"answer/{theirs}", {"after": ("后.pdf", PDF)}, **answered())
    sha256 = room.answers(other_id)[0].files[0].sha256

    phone.send("receive", **WHO)
    files = {"after": ("后.pdf", PDF)}
    assert phone.send(f"answer/{theirs}", files, **answered()).status_code == 404
    assert phone.send(f"answer/{theirs}", **answered()).status_code == 404
    assert phone.send(f"keep/{theirs}", measures="写到别处").status_code == 404
    assert phone.file(sha256).status_code == 404
    assert other.file(sha256).data == PDF
    links = f"/office/letters/{letter_id}/links"
    assert room.clerk.press(f"{links}/2", links).status_code == 404  # made for the other letter


def test_a_file_that_may_harm_or_is_no_proof_is_refused_by_name(room, letter_id, phone):
    phone.send("receive", **WHO)
    item_id = room.letters.items(letter_id)[0]
    for name, content, said in (
        ("报告.pdf", SCRIPTED, "会自己运行"),
        ("情况.docx", made.docx(), "请换成PDF"),
        ("空.jpg", b"", "空的"),
    ):
        refused = phone.send(f"answer/{item_id}", {"after": (name, content)}, **answered())
        assert refused.status_code == 422
        assert f"“{name}”" in refused.text
        assert said in refused.text
        assert "后墙已加固。" in refused.text
    assert not room.answers(letter_id)
    assert list(room.office.files.keys("originals/")) == []


class EndlessScan(BytesIO):
    """A body of which nobody must ever hold much: it counts the largest piece asked for."""

    largest = taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "the whole body was asked for"
        self.largest, self.taken = max(self.largest, size), self.taken + size
        return bytes(size)


def test_a_scan_of_200_megabytes_is_refused_with_a_sentence_and_never_held(phone):
    body = EndlessScan()
    refused = phone.client.post(
        f"{phone.link}/answer/1",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(200 << 20), "wsgi.input": body},
    )
    assert refused.status_code == 413
    assert "文件太大" in refused.text
    assert body.taken == 200 << 20  # read away, for a browser that still sends hears no answer
    assert body.largest <= 1 << 20


def test_a_form_of_another_site_is_refused_and_the_page_is_told_to_nobody(room, letter_id, phone):
    for site in ("cross-site", "same-site"):
        sent = phone.client.post(
            f"{phone.link}/receive", data=WHO, headers={"Sec-Fetch-Site": site}
        )
        assert sent.status_code == 403
    assert room.letters.letter(letter_id).state == "delivered"
    told = phone.client.get(phone.link).headers
    assert told["Cache-Control"] == "no-store"
    assert "noindex" in told["X-Robots-Tag"]
    assert told["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in told


def test_a_letter_that_was_not_delivered_gets_no_link(room):
    signed = room.letters.signed()
    refused = room.made(signed)
    assert refused.status_code == 422
    assert "送达以后" in refused.text


def test_nothing_is_there_where_letters_do_not_go_over_the_internet(vault, clock, tmp_path):
    database = Database(sqlite_url(tmp_path))
    room = UnitRoom(database, vault, clock, tmp_path, is_on=False)
    letter_id = room.letters.delivered()
    assert closed(room.phone("/u/whatever"), "没有开通", 404)
    links = f"/office/letters/{letter_id}/links"
    assert room.clerk.client.get(links).status_code == 404
    assert room.clerk.press(links, person="刘某", phone="1", once="x").status_code == 404
    database.close()
