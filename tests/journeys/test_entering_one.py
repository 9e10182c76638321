"""A clerk enters what came by telephone, in the group or on a card: it counts like any other."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from casework.entry.entering import AlreadyEntered, Entered, Entry, Line
from casework.rules import SHANGHAI
from reminders.desk_upkeep import clearing_uploads, forgetting_desk
from reminders.tick import Ticker
from storage.blobs.files import original_key, thumb_key
from storage.people.observer_states import suspend
from storage.people.people import observer_card
from storage.tables.desk import desk_uploads
from storage.tables.intake import deliveries, senders
from storage.tables.reports import items
from storage.tables.work import media
from tests.support.desk import Desk, open_desk
from tests.support.entry_desk import entry_desk
from tests.support.office_house import picture
from tests.support.together import all_at_once

OBSERVER = {"observer": "李四 第一组 1234", "at": "2026-07-14T09:30"}
WALL = "黑田铺镇敬老院后墙裂了一道口子，嗲嗲们在下面吃饭"
ROAD = "小沙江镇的通村公路有个坑"
BAD_INPUT = (
    ({"at": "2026-07-14T10:05"}, "时间还没到"),
    ({"at": "2010-07-14T10:00"}, "时间太早"),
    ({"at": "昨天"}, "请填反映的日期和时间"),
    ({"at": "2026-02-30T10:00"}, "请填反映的日期和时间"),
    ({"at": "2026-01-31T10:00"}, "从2026-02-01起聘任"),
    ({"observer": "王五"}, "花名册里没有“王五”"),
    ({"observer": ""}, "请选观察员"),
    ({"source": "rumour"}, "请选来源"),
    ({"words": "墙" * 5001}, "最多5000个"),
)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database_url, clock, tmp_path):
    desk = open_desk(database_url, clock, tmp_path)
    yield desk
    desk.world.database.close()


@pytest.fixture
def observer(desk: Desk) -> int:
    return desk.world.observer(("official", "oA"))


def photo(word: str) -> tuple[str, bytes]:
    return f"{word}.jpg", picture("gray", (640, 480), word)


def test_an_entry_with_photos_becomes_a_report_with_thumbnails(desk, observer):
    page = desk.enters((photo("one"), photo("two")), words=ROAD, place="隆回县小沙江镇", **OBSERVER)
    assert "已录入，编号" in page.text
    assert "0714-1" in page.text
    assert 'value="李四 第一组 1234"' in page.text  # for the next one
    report = desk.world.report()
    assert (report.state, report.source, report.observer_id) == ("received", "group", observer)
    assert (report.photos, report.notes, report.places) == (2, 1, 1)
    assert (report.county, report.project) == ("隆回县", "rural-roads")
    assert report.opened_at == datetime(2026, 7, 14, 9, 30, tzinfo=SHANGHAI)

    desk.lets_the_worker_fetch()
    files = desk.world.rows(media)
    assert [row.state for row in files] == ["stored", "stored"]
    assert all(desk.house.files.exists(thumb_key(row.sha256)) for row in files)
    shown = desk.clerk.read(f"/office/reports/{report.id}")
    assert "来源：微信群，李莉代录" in shown
    assert "代录" in desk.clerk.read("/office/")
    assert desk.house.hints == [("entry", 0)]


@ON_SQLITE
def test_an_examined_upload_leaves_only_the_stored_copies(desk, observer):
    desk.enters((photo("one"),), words=ROAD, **OBSERVER)
    rule = ("clearing uploads", clearing_uploads(desk.house.files))
    clock = Ticker(desk.world.database, "t", (rule,))
    clock.tick(desk.clock())
    assert len(list(desk.house.files.keys("uploads/"))) == 1  # the worker has not come yet
    desk.lets_the_worker_fetch()
    clock.tick(desk.clock())
    assert list(desk.house.files.keys("uploads/")) == []
    assert desk.world.rows(desk_uploads) == []
    assert desk.house.files.exists(original_key(desk.world.rows(media)[0].sha256))


def test_the_same_form_sent_twice_is_one_report(desk, observer):
    for _ in range(2):
        page = desk.enters((photo("one"),), words=ROAD, **OBSERVER)
        assert "0714-1" in page.text
    assert "没有重复录入" in page.text
    assert len(desk.world.reports()) == 1
    assert len(desk.world.rows(media)) == 1
    assert len(desk.world.posted()) == 0  # nobody wrote within 48 hours


@ON_SQLITE
def test_a_place_or_a_photo_alone_is_enough_and_nothing_is_not(desk, observer):
    assert "至少一样" in desk.enters(**OBSERVER).text
    assert "编号" in desk.enters(place="黑田铺镇敬老院", **OBSERVER).text
    assert "编号" in desk.enters((photo("one"),), **OBSERVER).text
    assert [(r.places, r.photos) for r in desk.world.reports()] == [(1, 0), (0, 1)]


def test_the_observers_own_draft_goes_on_untouched(desk, observer):
    phone = desk.world.phone()
    phone.sends_photo()
    desk.enters(words=WALL, **OBSERVER | {"at": "2026-07-14T10:00"})
    phone.sends_photo()
    phone.sends_photo(at=desk.clock() - timedelta(minutes=1))
    own, entered = desk.world.reports()
    assert (own.state, own.photos) == ("collecting", 3)
    assert (entered.state, entered.photos, entered.notes) == ("received", 0, 1)


def test_a_message_of_the_same_minute_opens_a_report_of_its_own(desk, observer):
    desk.enters(words=ROAD, **OBSERVER | {"at": "2026-07-14T10:00"})
    desk.world.phone().sends_photo(at=desk.clock())
    desk.world.phone().says("撤回")
    entered, own = desk.world.reports()
    assert (entered.state, entered.photos) == ("received", 0)
    assert (own.state, own.photos) == ("withdrawn", 1)


@ON_SQLITE
def test_what_a_clerk_entered_is_withdrawn_only_by_its_number(desk, observer):
    desk.enters(words=ROAD, **OBSERVER)
    desk.world.phone().says("撤回")
    assert desk.world.report().state == "received"
    assert "0714-1" in desk.world.phone().says("我的")
    desk.world.phone().says("撤回 0714-1")
    assert desk.world.report().state == "withdrawn"


def test_the_observer_is_told_once_where_the_platform_lets_us(desk, observer):
    desk.world.phone().says("我的")
    page = desk.enters(words=ROAD, **OBSERVER | {"source": "phone"})
    desk.enters(words=ROAD, **OBSERVER | {"source": "phone"})
    (told,) = desk.world.posted()
    assert told == "您来电反映的情况已由办公室录入，编号0714-1。要补充，回“补充 0714-1”。"
    assert "没有在微信里告知" not in page.text
    desk.clock.advance(days=3)
    desk.clerk.log_in()
    assert "没有在微信里告知" in desk.enters(words=WALL, **OBSERVER).text


def test_an_urgent_entry_alarms_and_its_observer_hears_that_it_was_taken(desk, observer):
    desk.enters(words=WALL, **OBSERVER | {"tell": ""})
    (alarm,) = desk.world.rows_of_outbox()
    assert (alarm.recipient, alarm.purpose) == ("zhiban", "alarm")
    path = f"/office/reports/{desk.world.report().id}"
    desk.clerk.press(f"{path}/urgent", seen_on=path)
    assert desk.world.rows_of_outbox()[-1].recipient == "oA"


@ON_SQLITE
def test_what_a_suspended_observer_said_is_entered_with_a_mark(desk, observer):
    desk.enters(words=ROAD, **OBSERVER | {"at": "2026-07-13T09:30"})
    with desk.world.database.write() as connection:
        suspend(connection, observer, date(2026, 7, 14), desk.clock())
    desk.enters(words=WALL, **OBSERVER)
    assert [r.while_suspended for r in desk.world.reports()] == [False, True]


def test_two_clerks_pressing_at_once_make_one_report(desk, observer):
    with desk.world.database.read() as connection:
        card = observer_card(connection, desk.house.vault, observer)
    line = Line(b"k" * 32, desk.clock(), words=ROAD)
    entry, parts = Entry(card, "group", (line,)), entry_desk(desk.world.database, desk.house.vault)
    press = partial(attempt, lambda: parts.enter(entry, 1, desk.clock(), None))
    outcomes = all_at_once([press] * 4)
    assert sorted(outcomes) == ["0714-1", "known", "known", "known"]
    assert len(desk.world.reports()) == len(desk.world.rows(items)) == 1


def attempt(enter: Callable[[], Entered]) -> str:
    try:
        return enter().number
    except AlreadyEntered:
        return "known"


def test_a_day_long_ago_has_a_series_of_its_own(desk, observer):
    desk.world.phone().sends_photo()
    for words in (ROAD, WALL):
        desk.enters(words=words, **OBSERVER | {"at": "2025-11-20T08:00"})
    assert [(r.day, r.seq) for r in desk.world.reports()] == [
        (date(2026, 7, 14), 1),
        (date(2025, 11, 20), 1),
        (date(2025, 11, 20), 2),
    ]


@ON_SQLITE
def test_bad_input_gets_a_sentence_and_keeps_what_was_filled_in(desk):
    desk.world.observer(appointed_from=date(2026, 2, 1))
    for changed, sentence in BAD_INPUT:
        page = desk.enters((photo("one"),), **OBSERVER | {"words": ROAD} | changed)
        assert page.status_code == 422
        assert sentence in page.text
        assert (changed.get("words") or ROAD) in page.text
        assert "one.jpg" in page.text  # it need not be uploaded again
    assert desk.world.reports() == []


@ON_SQLITE
def test_a_kept_photo_goes_with_the_corrected_form(desk, observer):
    desk.enters((photo("one"),), **OBSERVER | {"words": ROAD, "source": ""})
    (kept,) = desk.world.rows(desk_uploads)
    shown = desk.clerk.client.get(f"/office/entry/uploads/{kept.id}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    desk.enters(**OBSERVER | {"words": ROAD, "kept": [str(kept.id)]})
    assert desk.world.report().photos == 1


@ON_SQLITE
def test_a_file_that_is_no_picture_is_shown_to_nobody_and_told_as_a_trouble(desk, observer):
    page = b"<html><script>alert(1)</script></html>"
    desk.enters((("x.html", page),), words=ROAD, **OBSERVER | {"source": ""})
    (kept,) = desk.world.rows(desk_uploads)
    assert desk.clerk.client.get(f"/office/entry/uploads/{kept.id}").status_code == 404
    desk.enters(**OBSERVER | {"words": ROAD, "kept": [str(kept.id)]})
    desk.lets_the_worker_fetch()
    desk.clock.advance(minutes=5)
    desk.lets_the_worker_fetch()
    assert [row.state for row in desk.world.rows(media)] == ["refused"]
    assert "0714-1号" in desk.clerk.read("/office/troubles")
    assert desk.world.posted() == []  # the observer did not send it


@ON_SQLITE
def test_empty_and_too_big_files_are_refused_by_name_and_the_rest_is_entered(desk, observer):
    page = desk.enters((("big.jpg", b"x" * (21 << 20)), ("empty.jpg", b"")), words=ROAD, **OBSERVER)
    assert "big.jpg超过20MB" in page.text
    assert "empty.jpg是空的" in page.text
    assert ROAD in page.text


@ON_SQLITE
def test_a_clerks_entry_makes_no_account_and_leaves_a_sealed_delivery(desk, observer):
    desk.enters(words=ROAD, **OBSERVER)
    (row,) = desk.world.rows(deliveries)
    assert (row.channel, row.sender, row.kind) == ("desk", "staff:1", "note")
    assert ROAD.encode() not in row.raw
    assert [row.channel for row in desk.world.rows(senders)] == ["official"]
    assert [row.text for row in desk.world.rows(items)] == [ROAD]


@ON_SQLITE
def test_uploads_that_go_nowhere_are_forgotten_in_time(desk, observer):
    desk.enters((photo("one"),), **OBSERVER | {"source": ""})
    desk.house.files.put("uploads/20260101/feedc0de", b"left by a crash")
    rule = ("forgetting desk", forgetting_desk(desk.house.files, timedelta(days=180)))
    clock = Ticker(desk.world.database, "t", (rule,))
    clock.tick(desk.clock())
    assert len(list(desk.house.files.keys("uploads/"))) == 1
    clock.tick(desk.clock.advance(days=3))
    assert list(desk.house.files.keys("uploads/")) == []
    assert desk.world.rows(desk_uploads) == []
