"""From a report to a letter in 送签: the clerk's own road through the console."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from casework.letters.content import read_content
from storage.letters.rows import letter_row
from storage.tables.staff import staff_acts
from tests.support.drafting_desk import DraftingDesk, form_of
from tests.support.office_house import OfficeHouse

TAGS = {"project": "old-community", "kind": "problem", "county": "邵东市", "township": "廉桥镇"}
SAID = "我是欧阳志强，上午9:30看到后墙开裂，居民不敢走。电话13900001357"


def letter(desk, letter_id):
    with desk.house.database.read() as connection:
        return letter_row(connection, letter_id)


def begin(desk, report_id, photo):
    """Open the form from the report's page and send it to the signer: too early, but kept."""
    address = f"/office/letters/new?report={report_id}"
    assert f'href="{address}"' in desk.clerk.read(f"/office/reports/{report_id}")
    page = desk.clerk.read(f"{address}&kind=tixing")
    typed = form_of(page, "/office/letters/new")
    assert typed["title"] == ["关于邵东市廉桥镇老旧小区改造有关问题的提醒函"]
    assert typed["unit"] == ["邵东市住房和城乡建设局"]
    assert typed["item-0-problem"] == ["看到后墙开裂，居民不敢走。"]
    assert typed["item-0-photo"] == [str(photo)]
    assert "督办工作规则第五条（二）" in page
    assert "今年已给邵东市住房和城乡建设局发函0件" in page
    answer = desk.send("/office/letters/new", typed, do="submit")
    assert desk.send("/office/letters/new", typed, do="save").location == answer.location
    told = desk.clerk.read(answer.location)
    for missing in ("发函的必要性（非必要不开展）", "依据", "不涉密确认", "照片的人脸"):
        assert missing in told
    return int(re.search(r"/letters/(\d+)/edit", answer.location)[1])


def look_over(desk, letter_id, photo):
    """Cover a part of the photo, look at what leaves, and say so; return its sha256."""
    photos = f"/office/letters/{letter_id}/photos"
    assert "正在处理" in desk.clerk.read(photos)
    desk.work()
    brush = form_of(desk.clerk.read(f"{photos}/{photo}"), f"{photos}/{photo}")
    desk.send(f"{photos}/{photo}", brush, left="10", top="10", right="40", bottom="60")
    desk.work()
    page = desk.clerk.read(photos)
    (shown,) = set(re.findall(rf"{photos}/([0-9a-f]{{64}})\.jpg", page))
    assert desk.clerk.client.get(f"{photos}/{shown}.jpg").mimetype == "image/jpeg"
    answer = desk.send(photos, form_of(page, photos), checked=str(photo))
    assert answer.location == f"/office/letters/{letter_id}/edit"
    assert "李莉" in desk.clerk.read(photos)
    return shown


def preview(desk, letter_id):
    """Return the texts and the files of the draft's Word file."""
    docx = desk.clerk.client.get(f"/office/letters/{letter_id}/draft.docx")
    with ZipFile(BytesIO(docx.data)) as package:
        return package.read("word/document.xml").decode(), package.namelist()


def test_a_report_becomes_a_letter_with_its_signer(database, vault, clock, tmp_path):
    desk = DraftingDesk(OfficeHouse(database, vault, clock, tmp_path))
    report_id = desk.house.report(desk.house.observer("欧阳志强"), 32, **TAGS)
    desk.house.said(report_id, SAID)
    photo = desk.house.photo(report_id)

    letter_id = begin(desk, report_id, photo)
    shown = look_over(desk, letter_id, photo)
    body, files = preview(desk, letter_id)
    assert "后墙开裂" in body
    assert any(name.startswith("word/media/") for name in files)

    path = f"/office/letters/{letter_id}/edit"
    ready = {"ground": "2", "reason": "居民每天经过。", "secret_free": "1", "do": "submit"}
    typed = form_of(desk.clerk.read(path), path) | ready
    desk.send(path, typed)
    kept = letter(desk, letter_id)
    assert kept.state == "submitted"
    item = read_content(kept.content).items[0]
    assert item.seen == "7月13日至19日期间"
    assert item.pictures[0].sha256 == shown
    desk.send(path, typed)  # sent twice
    assert letter(desk, letter_id) == kept
    with database.read() as connection:
        done = [row.act for row in connection.execute(staff_acts.select().order_by("id"))]
    assert done.index("letter.start") < done.index("letter.photo-checked")
    assert done[-1] == "letter.submit"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_an_observer_tells_of_place_hour_and_secrecy_is_left_to_the_letter(
    database, vault, clock, tmp_path
):
    desk = DraftingDesk(OfficeHouse(database, vault, clock, tmp_path))
    report_id = desk.house.report(desk.house.observer("欧阳志强"), 32, **TAGS)
    desk.house.said(report_id, "暗访：邵东市廉桥镇后墙开裂，早上八点半居民绕着走")
    page = desk.clerk.read(f"/office/letters/new?report={report_id}")
    typed = form_of(page, "/office/letters/new")
    assert typed["item-0-problem"] == ["后墙开裂，居民绕着走。"]
    assert typed["item-0-place"] == ["邵东市廉桥镇"]
    assert "7月13日" not in page
    assert typed["item-0-covert"] == ["1"]
