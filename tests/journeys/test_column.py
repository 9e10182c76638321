"""观察哨: from closed reports to a piece in the paper, with everybody's consent or not at all."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from PIL import Image

from catalogue.wording.staff_outbox import NOT_ASKED_ANY_MORE, QUIET_HOURS
from reminders.ports import Dropped, TryLater
from reminders.still_asked import StillAsked
from storage.roads import outbox
from storage.tables.publications import publication_consents
from storage.tables.staff import staff_acts
from tests.support.column_house import SECOND, TEXT, ColumnHouse
from tests.support.world import World

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LINK = "https://www.example.cn/a/1"
OUTLET = "《邵阳日报》“观察哨”栏目"
ASKED = (
    "您报的0714-1号办得好，办公室想写成稿子《后墙加固了》，请《邵阳日报》“观察哨”栏目刊登，"
    "会用到您的照片和文字（人脸、门牌、车牌都遮住，不写电话）。登不登、写不写名字都由您定："
    "同意并写名字回“署名”，同意但不写名字回“不署名”，不愿意回“不同意”。"
)


@pytest.fixture
def house(world: World, tmp_path: Path) -> ColumnHouse:
    return ColumnHouse(world, tmp_path)


def test_a_report_is_picked_and_written_up_and_its_observer_consents_in_words(
    house: ColumnHouse,
) -> None:
    assert "标为可供发布" in house.clerk.read("/office/reports/1")
    ticked = house.clerk.press("/office/column/tick", report="1", from_report="1").text
    assert "已标为可供发布：1条。" in ticked
    assert "0714-1" in house.clerk.read("/office/column/pick?marked=1&photos=1")
    assert "0714-1号的观察员还没有同意" in house.begin()
    proposed = house.piece.text
    assert "后墙裂了一道大口子" in proposed
    for secret in ("欧阳志强", "罗某某", "13900001111", "3栋", "铁牛"):
        assert secret not in proposed
    house.write()
    assert "还不能往下走：0714-1号的观察员还没有同意" in house.press("submit").text
    assert "已请1位观察员答复" in house.press("ask").text
    assert house.told("column-consent") == [("oA", ASKED)]
    assert "没有还要征求同意的人" in house.press("ask").text
    assert house.first.says("好的").startswith("谢谢。登报的事要您明确说一句")
    assert house.first.says("收到") == ""
    assert "0714-1号的观察员还没有同意" in house.press("submit").text
    agreed = "记下了：0714-1号的稿子您同意刊登，"
    assert house.first.says("同意").startswith(f"{agreed}不写名字。")
    assert house.first.says("0714-1 署名").startswith(f"{agreed}写您的名字。")
    assert "有照片没有核对" in house.press("submit").text
    house.look_over()
    assert "已送审。" in house.press("submit").text
    assert "原话：0714-1 署名" in house.clerk.read("/office/column/1")


def test_a_second_officer_lets_it_out_and_the_observer_hears_of_it(
    house: ColumnHouse, world: World
) -> None:
    house.ready()
    assert house.press("approve", no_secret="on").status_code == 403
    assert "审核通过" in house.press("approve", house.browser("boss"), no_secret="on").text
    word = docx.Document(BytesIO(house.press("word").data))
    told = [paragraph.text for paragraph in word.paragraphs]
    assert {TEXT, "线索和照片提供：民生实事观察员 欧阳志强"} <= set(told)
    assert len(word.inline_shapes) == 1
    with ZipFile(BytesIO(house.press("zip").data)) as archive:
        (photo,) = archive.namelist()
        assert not Image.open(BytesIO(archive.read(photo))).getexif()
    assert "记下了：已交媒体。" in house.press("hand", on="2026-07-14").text
    bad = house.press("publish", on="2026-07-14", link="javascript:alert(1)").text
    assert "链接要以 http:// 或 https:// 开头" in bad
    assert "已告诉1位观察员" in house.press("publish", on="2026-07-14", link=LINK).text
    ((who, news),) = house.told("column-published")
    assert who == "oA"
    assert news.startswith("您报的0714-1号登出来了：7月14日，《邵阳日报》“观察哨”栏目")
    assert news.endswith(LINK)
    assert house.first.says("撤回同意").startswith("0714-1号的稿子已经登出来了，改不了。")
    ledger = house.clerk.press("/office/column/ledger", first="2026-07-01", last="2026-07-31")
    rows = list(load_workbook(BytesIO(ledger.data)).active.values)
    assert rows[-1] == ("2026-07-14", "后墙加固了", OUTLET, "已刊登", "2026-07-14", LINK)
    recorded = {row.act for row in world.rows(staff_acts)}
    assert {"column.named", "column.approve", "column.export"} <= recorded


@ON_SQLITE
def test_consent_is_taken_back_at_every_step_until_it_is_published(house: ColumnHouse) -> None:
    house.approved()
    assert house.first.says("撤回同意").startswith("好的，0714-1号的稿子您已撤回同意")
    assert (house.piece.state, house.piece.approved_by) == ("draft", None)
    assert "还没有同意" in house.press("submit").text
    assert house.press("word").mimetype == "text/html"
    house.first.says("署名")
    house.press("submit")
    house.press("approve", house.browser("boss"), no_secret="on")
    house.press("hand", on="2026-07-14")
    assert "马上通知他们不要用" in house.first.says("撤回同意")
    assert house.piece.state == "recalled"
    assert "这篇稿子现在不能这样办" in house.press("publish", on="2026-07-14").text
    assert "请马上打电话请他们不要用" in house.clerk.read("/office/column/1")
    house.press("recall")
    assert (house.piece.state, house.piece.handed_on) == ("draft", None)
    assert [row.answer for row in house.world.rows(publication_consents)] == [
        *("named", "withdrawn", "named", "withdrawn")
    ]


@ON_SQLITE
def test_a_name_that_is_to_go_calls_the_piece_back_and_may_not_stand_in_its_text(
    house: ColumnHouse,
) -> None:
    house.ready()
    house.press("reopen")
    house.write(f"欧阳志强说，{TEXT}")
    assert "已送审。" in house.press("submit").text
    assert "不写名字" in house.first.says("不署名")
    assert house.piece.state == "draft"
    assert "没同意署名的观察员的姓名" in house.press("submit").text
    house.write(f"{TEXT}有事打13900002222，或到敬老院5栋1单元")
    told = house.press("submit").text
    assert "正文里还有电话号码" in told
    assert "正文里还有门牌号" in told


@ON_SQLITE
def test_whoever_is_not_in_it_is_not_asked_and_whoever_is_quoted_is_in_it(
    house: ColumnHouse,
) -> None:
    house.begin()
    house.write(f"{TEXT}有人说：{SECOND}。")
    house.look_over()
    house.press("ask")
    assert [who for who, _ in house.told("column-consent")] == ["oA", "wu"]
    assert house.first.says("不署名").startswith("记下了")
    assert house.second.says("不同意").startswith("好的，0714-2号的稿子不用您的照片和文字。")
    assert "0714-2号的观察员还没有同意" in house.press("submit").text
    house.write()
    assert "已送审。" in house.press("submit").text
    credit = "线索和照片提供：1位民生实事观察员（不署名）"
    house.press("approve", house.browser("boss"), no_secret="on")
    word = docx.Document(BytesIO(house.press("word").data))
    assert credit in [paragraph.text for paragraph in word.paragraphs]


@ON_SQLITE
def test_nobody_approves_what_they_wrote_and_the_outlet_stays_as_it_was_told(
    house: ColumnHouse,
) -> None:
    boss = house.browser("boss")
    house.ready()
    house.press("return", boss)
    assert house.press("save", boss, title="墙", text=TEXT, outlet="新湖南").status_code == 409
    house.press("save", boss, title="墙", text=TEXT, outlet=OUTLET, words_of="1")
    house.press("submit")
    assert "不能审核自己的稿子" in house.press("approve", boss, no_secret="on").text
    house.staff("zhang", "张召集人", "convenor")
    convenor = house.browser("zhang")
    assert "欧阳志强" not in convenor.read("/office/column/1")
    assert "请先勾选“内容不涉密" in house.press("approve", convenor).text
    assert "审核通过" in house.press("approve", convenor, no_secret="on").text
    assert "日期不对" in house.press("hand", on="2026-07-13").text


@ON_SQLITE
def test_a_question_waits_for_decent_hours_and_leaves_only_while_it_is_asked(
    house: ColumnHouse, world: World
) -> None:
    house.begin()
    house.press("ask")
    with world.database.write() as connection:
        claimed = outbox.claim(connection, world.clock(), 9, timedelta(minutes=1))
        (message,) = [each for each in claimed if each.purpose == "column-consent"]
        check, night = StillAsked(), datetime(2026, 7, 14, 18, tzinfo=UTC)
        assert check(connection, message, world.clock()) == message
        assert check(connection, message, night) == TryLater(
            datetime(2026, 7, 15, 1, tzinfo=UTC), None, QUIET_HOURS
        )
    house.first.says("不同意")
    with world.database.read() as connection:
        assert check(connection, message, world.clock()) == Dropped(NOT_ASKED_ANY_MORE)


@ON_SQLITE
def test_what_was_typed_stays_when_somebody_was_quicker_and_other_reports_are_refused(
    house: ColumnHouse,
) -> None:
    house.begin()
    house.write()
    told = house.clerk.press(
        "/office/column/1/save", version="0", title="慢了一步", text="我写的话"
    )
    assert told.status_code == 409
    assert "我写的话" in told.text
    assert "只有办结的信息和典型经验可以用" in house.clerk.press("/office/column", report="2").text
    assert "请勾选1到20条" in house.clerk.press("/office/column").text
    assert house.first.says("撤回同意").startswith("现在没有要登报的稿子")
