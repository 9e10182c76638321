"""A pasted transcript becomes reports: seen first, matched, ticked, entered exactly once."""

import re
from datetime import timedelta

import pytest

from reminders.desk_upkeep import forgetting_desk
from reminders.tick import Ticker
from storage.tables.desk import desk_batches
from storage.tables.intake import deliveries
from storage.tables.work import media
from tests.support.clock import MORNING
from tests.support.desk import Desk, batch_fields, entered_numbers, open_desk
from tests.support.office_house import Clerk, picture

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TALK = """断了头的一行：坪上镇卫生室没有医生
—— 2026年7月13日 ——
李四 2026/7/13 8:30
黑田铺镇敬老院后墙裂了一道口子，嗲嗲们在下面吃饭
[图片]
李四 2026/7/13 8:31
[图片]
第一组-刘芳 2026/7/13 8:32
收到
王主任 2026/7/13 8:33
辛苦大家，请本周五前报送信息
"王主任" 撤回了一条消息
刘芳 2026/7/13 8:40
「李四：黑田铺镇敬老院后墙裂了」
- - - - - - - - - - - - - - -
建议给小沙江镇的通村公路装护栏
[语音] 12"
刘芳 2026/7/13 15:02:11
[位置]隆回县小沙江镇
小沙江镇的通村公路塌了半边
刘芳 2026/7/13 15:03
👍
李四 2026/7/14 9:00
廉桥镇的水管又爆了，停水三天
阿强 2026/7/14 9:01
高标准农田的渠道堵了
阿强 2026/7/14 9:02
[图片]
李四 7/14 上午9:05
好的
"""
NUMBERS = ["0713-1", "0713-1", "0713-2", "0713-3", "0714-1", "0714-2", "0714-2"]


@pytest.fixture
def desk(database_url, clock, tmp_path):
    desk = open_desk(database_url, clock, tmp_path)
    yield desk
    desk.world.database.close()


@pytest.fixture
def observers(desk: Desk) -> dict[str, int]:
    return {
        "李四": desk.world.observer(("work", "lisi")),
        "刘芳": desk.world.observer(name="刘芳", phone="13900002468"),
        "王强": desk.world.observer(name="王强", phone="13900003579"),
    }


def row_of(page: str, words: str) -> int:
    """Return the index of the row with these words."""
    found = re.search(rf'name="words-(\d+)"[^>]*>[^<]*{words}', page)
    assert found, words
    return int(found[1])


def ticked(page: str) -> set[int]:
    return {int(name[5:]) for name in batch_fields(page) if name.startswith("take-")}


def label_of(page: str, field: str) -> str:
    found = re.search(rf'<span>([^<]*)</span><input name="{field}"', page)
    return found[1] if found else ""


def enter_all(desk: Desk):
    """Paste, upload three photos, say who 阿强 is, and enter; returns the page after it."""
    page = desk.pastes(TALK)
    uploads = tuple((f"微信图片_{n}.jpg", picture("gray", (640, 480), str(n))) for n in range(3))
    page = desk.works(page, "save", uploads)
    names = (name for name in batch_fields(page.text) if name.startswith("who-"))
    whose = next(name for name in names if "阿强" in label_of(page.text, name))
    strong = row_of(page.text, "高标准")
    changed = {
        whose: "王强",
        f"take-{strong}": "1",
        f"take-{strong + 1}": "1",
        f"join-{strong + 1}": "1",
        f"photos-{strong}": "3",
        "photos-1": "1",
        "photos-2": "2",
    }
    return desk.works(page, "enter", **changed)


def test_a_transcript_is_shown_with_what_is_proposed_for_each_line(desk, observers):
    page = desk.pastes(TALK)
    assert "（没有署名）" in page.text
    assert "断了头的一行" in page.text
    assert "刘芳 第一组 2468" in batch_fields(page.text).values()
    words = ("断了头", "收到", "辛苦", "高标准", "好的")
    assert not ticked(page.text) & {row_of(page.text, word) for word in words}
    assert "join-2" in batch_fields(page.text)  # the second picture, a minute later
    assert desk.world.reports() == []


def test_ticked_lines_become_reports_with_their_photos(desk, observers):
    page = enter_all(desk)
    assert "录好了5条，3位观察员" in page.text
    assert entered_numbers(page.text) == NUMBERS
    reports = {f"{r.day:%m%d}-{r.seq}": r for r in desk.world.reports()}
    assert [r.photos for r in reports.values()] == [2, 0, 0, 0, 1]
    assert {r.observer_id for r in reports.values()} == set(observers.values())
    assert reports["0713-3"].place_label == "隆回县小沙江镇"
    assert reports["0713-1"].urgent
    desk.lets_the_worker_fetch()
    assert [row.state for row in desk.world.rows(media)] == ["stored"] * 3


@ON_SQLITE
def test_each_observer_is_told_all_numbers_in_one_message(desk, observers):
    enter_all(desk)
    told = [row for row in desk.world.rows_of_outbox() if row.purpose == "entered"]
    assert [row.recipient for row in told] == ["lisi"]
    assert "（共2条）已由办公室录入，编号0713-1、0714-1。" in told[0].text


def test_another_clerk_pasting_the_same_again_doubles_nothing(desk, observers):
    enter_all(desk)
    kept = len(desk.world.rows(deliveries))
    desk.house.staff("wangwu", "王五")
    desk.clerk = Clerk(desk.house.app().test_client())
    desk.clerk.log_in("wangwu")
    again = desk.pastes(TALK.replace("\n", "\r\n").replace("15:02:11", "15:02"))
    assert entered_numbers(again.text) == NUMBERS
    assert "王强 第一组 3579" in batch_fields(again.text).values()  # the nickname was remembered
    assert "没有勾选" in desk.works(again, "enter").text
    assert len(desk.world.rows(deliveries)) == kept
    assert len(desk.world.reports()) == 5


@ON_SQLITE
def test_the_work_is_kept_after_every_step_and_can_be_gone_on_with(desk, observers):
    page = desk.pastes(TALK)
    wall = row_of(page.text, "后墙裂了")
    changed = {
        f"words-{wall}": "黑田铺镇敬老院后墙裂了，图上看得见",
        f"at-{wall}": "2026-07-13T08:00",
    }
    assert desk.works(page, "keep", **changed).json == {"version": 2}
    assert desk.world.reports() == []

    again = desk.clerk.read(page.request.path)
    assert "图上看得见" in again
    assert 'value="2026-07-13T08:00"' in again
    assert "没录完" in desk.clerk.read("/office/entry")


@ON_SQLITE
def test_a_page_that_is_older_than_the_work_overwrites_nothing(desk, observers):
    mine = desk.pastes(TALK)
    wall = row_of(mine.text, "后墙裂了")
    desk.works(mine, "save", **{f"words-{wall}": "别处改过的话"})
    late = desk.works(mine, "enter")
    assert late.status_code == 409
    assert "刚刚在别处改过" in late.text
    assert "别处改过的话" in late.text
    assert desk.world.reports() == []


@ON_SQLITE
def test_what_is_wrong_with_a_row_is_said_with_its_number_and_nothing_is_entered(desk, observers):
    page = desk.pastes(TALK)
    wall = row_of(page.text, "后墙裂了")
    for changed, sentence in (
        ({f"at-{wall}": "2026-07-14T10:30"}, f"第{wall + 1}条：时间还没到"),
        ({f"at-{wall}": "2026-07-13T08:30", f"photos-{wall}": "7"}, "没有“7”号照片"),
        ({f"photos-{wall}": "甲"}, "没有“甲”号照片"),
        ({f"photos-{wall}": "", "who-1": "查无此人"}, "花名册里没有“查无此人”"),
    ):
        page = desk.works(page, "enter", **changed)
        assert page.status_code == 422
        assert sentence in page.text
    assert desk.world.reports() == []
    assert "录好了" in desk.works(page, "enter", **{"who-1": "李四"}).text


@ON_SQLITE
def test_one_photo_goes_to_one_row(desk, observers):
    page = desk.works(desk.pastes(TALK), "save", (("a.jpg", picture("gray", (64, 64), "a")),))
    page = desk.works(page, "enter", **{"photos-1": "1", "photos-2": "1"})
    assert "1号照片写给了两条" in page.text


@ON_SQLITE
def test_a_line_somebody_else_enters_meanwhile_is_entered_once(desk, observers):
    mine, theirs = desk.pastes(TALK), desk.pastes(TALK)
    desk.works(theirs, "enter")
    count = len(desk.world.reports())
    page = desk.works(mine, "enter")
    assert "没有勾选要录入的条目" in page.text
    assert len(desk.world.reports()) == count


@ON_SQLITE
def test_a_paste_that_cannot_be_taken_comes_back_in_the_form(desk, observers):
    assert "请先把聊天记录贴进来" in desk.pastes("  ").text
    assert "没有找到消息" in desk.pastes("—— 2026年7月13日 ——").text
    long = desk.pastes("墙" * 100_001)
    assert (long.status_code, "一次最多100000个" in long.text) == (422, True)
    many = "".join(f"李四 2026/7/13 8:{n % 60:02}:{n // 60:02}\n墙裂了\n" for n in range(301))
    page = desk.pastes(many)
    assert "有301条消息" in page.text
    assert "李四 2026/7/13 8:00:00" in page.text


@ON_SQLITE
def test_other_peoples_words_are_sealed_and_forgotten_in_time(desk, observers):
    page = desk.pastes(TALK)
    page = desk.works(page, "save", (("a.jpg", picture("gray", (64, 64), "a")),))
    (row,) = desk.world.rows(desk_batches)
    assert not any("王主任".encode() in sealed for sealed in (row.pasted, row.work))
    rule = ("desk", forgetting_desk(desk.house.files, timedelta(days=180)))
    clock = Ticker(desk.world.database, "t", (rule,))
    clock.tick(MORNING + timedelta(days=3))
    assert len(list(desk.house.files.keys("uploads/"))) == 1
    clock.tick(MORNING + timedelta(days=181))
    assert list(desk.house.files.keys("uploads/")) == []
    (row,) = desk.world.rows(desk_batches)
    assert (row.pasted, row.work) == (None, None)
    assert desk.clerk.client.get(page.request.path).status_code == 404
