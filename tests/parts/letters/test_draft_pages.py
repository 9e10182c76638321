"""The drafts' form: two clerks at once, many reports, 暗访, what does not fit, who may."""

from itertools import count

import pytest

from storage.database import Database
from storage.letters.items import items_of
from storage.letters.rows import letter_row
from storage.people.staff import member_by_name, set_role
from storage.report_pages import number_of
from storage.triage.findings import add_verification
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.drafting_desk import DraftingDesk, form_of
from tests.support.office_house import Clerk, OfficeHouse

NEW = "/office/letters/new"
TAGS = {"project": "old-community", "kind": "problem", "county": "邵东市", "township": "廉桥镇"}


SEQUENCE = count(1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drafts")
    database = Database(sqlite_url(folder))
    vault = Vault(b"d" * 32, b"i" * 32)
    yield DraftingDesk(OfficeHouse(database, vault, HandClock(), folder))
    database.close()


def report(desk, said="后墙开裂。"):
    seq = next(SEQUENCE)
    observer = desk.house.observer(f"观察员{seq}", f"1390000{seq:04d}", openid=f"o{seq}")
    report_id = desk.house.report(observer, seq, **TAGS)
    desk.house.said(report_id, said)
    return report_id


def begun(desk, *report_ids):
    """Start a letter about these reports; return its edit page's address."""
    asked = "&".join(f"report={each}" for each in report_ids)
    typed = form_of(desk.clerk.read(f"{NEW}?{asked}&kind=tixing"), NEW)
    return desk.send(NEW, typed, do="save").location


def kept(desk, path):
    letter_id = int(path.split("/")[3])
    with desk.house.database.read() as connection:
        return letter_row(connection, letter_id), items_of(connection, letter_id)


def test_two_clerks_at_one_draft_are_told_and_no_words_are_lost(desk):
    path = begun(desk, report(desk))
    mine = form_of(desk.clerk.read(path), path)
    desk.house.staff("wang", "王芳")
    wang = desk.browser("wang")
    desk.send(path, form_of(wang.read(path), path), wang, title="王芳的标题", do="save")
    answer = desk.send(path, mine, title="李莉的标题", do="save")
    assert answer.status_code == 409
    assert "刚才有人改过" in answer.text
    assert "王芳的标题" in answer.text
    assert kept(desk, path)[0].title == "王芳的标题"
    again = form_of(answer.text, path)
    assert again["title"] == ["李莉的标题"]
    assert desk.send(path, again, do="save").status_code == 303
    assert kept(desk, path)[0].title == "李莉的标题"


def test_a_form_sent_twice_is_saved_once_and_is_no_conflict(desk):
    path = begun(desk, report(desk))
    typed = form_of(desk.clerk.read(path), path) | {"title": "新标题", "do": "save"}
    assert [desk.send(path, typed).status_code for _ in range(2)] == [303, 303]
    assert kept(desk, path)[0].version == 1


def test_ticked_reports_become_one_letter_in_the_order_that_the_clerk_wants(desk):
    first, second = report(desk), report(desk, "井盖破损。")
    page = desk.clerk.read()
    inbox = form_of(page, "/office/reports/many")
    ticked = {"report": [str(first), str(second)], "act": "letter"}
    marks = {f"seen-{each}": _seen(page, each) for each in (first, second)}
    answer = desk.send("/office/reports/many", inbox | ticked | marks)
    assert answer.location == f"{NEW}?report={first}&report={second}"
    path = begun(desk, first, second)
    typed = form_of(desk.clerk.read(path), path)
    desk.send(path, typed | {"item-0-order": "2", "item-1-order": "1", "do": "save"})
    assert [item.problem for item in kept(desk, path)[1]] == ["井盖破损。", "后墙开裂。"]
    with desk.house.database.read() as connection:
        number = number_of(connection, second)
    typed = form_of(desk.clerk.read(path), path)
    desk.send(path, typed | {"item-0-drop": "1", "add_report": number, "do": "save"})
    assert [item.report_ids for item in kept(desk, path)[1]] == [(first,), (second,)]


def _seen(page, report_id):
    field = page[page.index(f'name="seen-{report_id}" value="') :]
    return field.split('value="', 1)[1].split('"', 1)[0].replace("&#34;", '"')


def test_a_secret_visit_keeps_no_week_and_stays_one(desk):
    path = begun(desk, report(desk))
    typed = form_of(desk.clerk.read(path), path)
    desk.send(path, typed | {"item-0-covert": "1", "do": "save"})
    assert kept(desk, path)[1][0].seen == ""
    typed = form_of(desk.clerk.read(path), path)
    assert typed["item-0-covert"] == ["1"]


def test_verified_is_said_of_what_the_office_verified_only(desk):
    one, other = report(desk), report(desk)
    now, staff = desk.house.clock(), 1
    with desk.house.database.write() as connection:
        add_verification(connection, one, ("true", "visit", ""), (staff, now))
    assert "经核实" in desk.clerk.read(f"{NEW}?report={one}")
    assert "经核实" not in desk.clerk.read(f"{NEW}?report={one}&report={other}")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": "长" * 121}, "标题太长，最多120个字。"),
        ({"asked_by": "明天"}, "反馈时限的日期看不懂"),
        ({"add_report": "没有"}, "没有找到这个编号的信息"),
        ({"add_report": "0230-1"}, "没有找到这个编号的信息"),
        ({"item-0-requirement": "长" * 4001}, "问题的要求太长"),
    ],
)
def test_what_does_not_fit_is_said_and_the_words_stay(desk, changed, told):
    path = begun(desk, report(desk))
    typed = form_of(desk.clerk.read(path), path)
    answer = desk.send(path, typed | {"reason": "居民每天经过。", "do": "save"} | changed)
    assert answer.status_code in (400, 409)
    assert told in answer.text
    assert "居民每天经过。" in answer.text
    assert kept(desk, path)[0].version == 0


def test_hidden_marks_are_dropped_and_each_unit_is_copied_to_once(desk):
    path = begun(desk, report(desk))
    odd = {
        "title": "关于𬭎㙍镇\u202e公路\x0b的函",
        "unit": "\u200b邵东市交通运输局",
        "reason": "\u200b\x00",
    }
    copies = "\u200b\r\n邵东市教育局\r\n 邵东市教育局\u202c\r\n邵东市交通运输局"
    desk.send(
        path,
        form_of(desk.clerk.read(path), path) | odd,
        copies=copies,
        reason="\u200b\x00",
        do="save",
    )
    letter, _ = kept(desk, path)
    assert (letter.title, letter.unit) == ("关于𬭎㙍镇公路的函", "邵东市交通运输局")
    assert (letter.reason, letter.copies) == ("", ("邵东市教育局",))


def test_photos_and_reports_that_are_not_there_are_left_out(desk):
    one, other = report(desk), report(desk)
    strange = desk.house.photo(other)
    path = begun(desk, one)
    typed = form_of(desk.clerk.read(path), path)
    changed = {"item-0-photo": [str(strange)], "item-0-reports": f"{one},9999"}
    desk.send(path, typed | changed | {"do": "save"})
    (item,) = kept(desk, path)[1]
    assert (item.report_ids, item.pictures) == ((one,), ())


def test_a_picture_of_no_letter_or_of_another_is_not_given(desk):
    one = report(desk)
    desk.house.photo(one)
    path, other = begun(desk, one), begun(desk, report(desk))
    desk.work()
    sha256 = kept(desk, path)[1][0].pictures[0].sha256
    photos = path.replace("edit", "photos")
    assert desk.clerk.client.get(f"{photos}/{sha256}.jpg").status_code == 200
    for wrong in (f"{other.replace('edit', 'photos')}/{sha256}.jpg", f"{photos}/{'0' * 64}.jpg"):
        assert desk.clerk.client.get(wrong).status_code == 404


def test_a_submitted_letter_is_edited_no_more(desk):
    path = begun(desk, report(desk))
    typed = form_of(desk.clerk.read(path), path)
    ready = {"ground": "2", "reason": "紧要", "secret_free": "1", "do": "submit"}
    desk.send(path, typed | ready)
    assert kept(desk, path)[0].state == "submitted"
    late = desk.send(path, typed | {"title": "晚了", "do": "save"})
    assert late.location == path.replace("/edit", "")
    assert kept(desk, path)[0].title != "晚了"
    assert desk.clerk.client.get(path).status_code == 303


def test_whoever_may_not_draft_is_told_and_those_who_only_look_see_no_form(desk):
    desk.house.staff("admin", "管理员")
    desk.house.staff("shen", "审计")
    with desk.house.database.write() as connection:
        set_role(connection, member_by_name(connection, "admin").id, "admin")
        set_role(connection, member_by_name(connection, "shen").id, "auditor")
    one = report(desk)
    admin: Clerk = desk.browser("admin")
    typed = form_of(admin.read(f"{NEW}?report={one}"), NEW)
    answer = desk.send(NEW, typed | {"title": "管理员的", "do": "save"}, admin)
    assert "按规则，您的岗位不能办这一步。" in answer.text
    assert "管理员的" in answer.text
    auditor = desk.browser("shen")
    assert auditor.client.get(f"{NEW}?report={one}").status_code == 403


def test_a_draft_is_given_up(desk):
    path = begun(desk, report(desk))
    typed = form_of(desk.clerk.read(path), path.replace("edit", "discard"))
    desk.send(path.replace("edit", "discard"), typed)
    assert kept(desk, path)[0].state == "void"
