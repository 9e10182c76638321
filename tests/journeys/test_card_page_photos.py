"""Photos added on the card's page join the report's photos, or are refused in one sentence."""

from io import BytesIO

import pytest

from bot.desk_files import DeskOrPlatform
from bot.pages.card.photo_pages import MOST_A_DAY
from reminders.fetch import FetchFiles
from reminders.imaging import Limits
from reminders.jobs import do_row
from storage.tables.desk import desk_uploads
from storage.tables.work import media
from tests.parts.jobs.fakes import TellingSource
from tests.support.card_house import LARGEST, CardHouse, Thumb
from tests.support.office_house import picture


@pytest.fixture
def house(world, phone) -> CardHouse:
    phone.sends_photo()
    phone.says("黑田铺镇的产业路修到一半了")
    phone.says("完成")
    return CardHouse(world)


@pytest.fixture
def thumb(house) -> Thumb:
    return Thumb(house, house.path())


def add(thumb: Thumb, *files: bytes, script: bool = True):
    data = {"photo": [(BytesIO(each), f"{place}.jpg") for place, each in enumerate(files)]}
    headers = {"Accept": "application/json"} if script else {}
    answer = thumb.client.post(f"{thumb.path}/photos", data=data, headers=headers)
    answer.request.environ["wsgi.input"].close()  # the client keeps a large form in a file
    return answer


def let_the_worker_fetch(house: CardHouse) -> None:
    world = house.world
    source = DeskOrPlatform(world.base.files, TellingSource([]), LARGEST)
    limits = Limits(max_bytes=LARGEST, max_pixels=50_000_000)
    job = FetchFiles(world.database, source, world.base.files, limits, world.clock)
    for row in job.take(100):
        do_row(job, row, world.clock)


def test_a_photo_joins_the_reports_photos(house, world, phone, thumb):
    answer = add(thumb, picture("olive", (640, 480), "路"))

    assert answer.get_json() == {"sentence": "照片收到了，谢谢您。", "count": "2张"}
    assert world.report().photos == 2
    assert ("page", 0) in house.hints
    assert "照片2张" in phone.says("进度")

    let_the_worker_fetch(house)

    photo = world.rows(media)[-1]
    assert (photo.state, photo.report_id, photo.mime) == ("stored", world.report().id, "image/jpeg")
    shown = thumb.client.get(f"{thumb.path}/photos/{photo.id}.jpg")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert f"/photos/{photo.id}.jpg" in Thumb(house, thumb.path).page.text


def test_without_script_several_photos_come_in_one_form(house, world, thumb):
    pictures = [picture(colour, (320, 240), colour) for colour in ("red", "blue")]

    answer = add(thumb, *pictures, script=False)

    assert answer.status_code == 303
    assert "照片收到了" in thumb.client.get(answer.location).text
    assert world.report().photos == 3


def test_the_same_photo_sent_again_is_one_photo(world, thumb):
    photo = picture("olive", (640, 480), "路")

    counts = [add(thumb, photo).get_json()["count"] for _ in range(2)]

    assert counts == ["2张", "2张"]
    assert world.report().photos == 2
    assert len(world.rows(desk_uploads)) == 1


def test_another_reports_photo_is_not_shown(house, world, phone, thumb, clock):
    add(thumb, picture("olive", (640, 480), "路"))
    let_the_worker_fetch(house)
    photo = world.rows(media)[-1]
    clock.advance(minutes=30)
    phone.sends_photo()
    phone.says("黑田铺镇敬老院的围墙在修")

    other = Thumb(house, house.path())

    assert other.client.get(f"{other.path}/photos/{photo.id}.jpg").status_code == 404


def test_a_file_above_the_limit_is_refused_in_one_sentence(world, thumb):
    for size, script in ((LARGEST + 1, True), (LARGEST + 1, False), (80 * LARGEST, True)):
        answer = add(thumb, picture("olive", (64, 48), "路").ljust(size, b"\0"), script=script)

        assert answer.status_code == 413
        said = answer.get_json()["sentence"] if script else answer.text
        assert "照片太大（一张最多1兆），没有存。" in said
    assert world.report().photos == 1
    assert world.rows(desk_uploads) == []


def test_what_is_no_photo_is_refused(world, thumb):
    for data, sentence in ((b"%PDF-1.7", "不是照片"), (b"", "不是照片")):
        answer = add(thumb, data)
        assert answer.status_code == 422
        assert sentence in answer.get_json()["sentence"]
    assert "没有选到照片" in add(thumb).get_json()["sentence"]
    assert world.report().photos == 1


def test_a_photo_that_cannot_be_opened_is_asked_for_in_the_chat_and_on_the_page(
    house, world, thumb, clock
):
    whole = picture("olive", (640, 480), "路")
    add(thumb, whole[: len(whole) // 2])

    for _ in range(2):
        let_the_worker_fetch(house)
        clock.advance(minutes=3)

    assert "有1张照片打不开，请重新拍一张。" in Thumb(house, thumb.path).page.text
    (asked,) = [row for row in world.rows_of_outbox() if row.purpose == "send-again"]
    assert (asked.channel, asked.recipient) == ("official", "oA")


def test_a_link_takes_only_so_many_photos_a_day(world, thumb, clock):
    for place in range(MOST_A_DAY):
        assert add(thumb, picture("olive", (8, 6), f"{place}")).status_code == 200

    answer = add(thumb, picture("red", (8, 6), "x"))

    assert (answer.status_code, "够多了" in answer.get_json()["sentence"]) == (429, True)
    clock.advance(days=1)
    assert add(thumb, picture("red", (8, 6), "x")).status_code == 200


def test_a_withdrawn_report_takes_no_photo(phone, thumb):
    phone.says("撤回")

    assert add(thumb, picture("red", (8, 6), "x")).status_code == 410
