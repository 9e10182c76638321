"""转发: only the complete are named, the picture is drawn on demand, what was sent is kept."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from reminders.forwarding.draw_pictures import DrawPictures
from reminders.jobs import do_row
from storage.tables.forwarding import forwards, group_pictures
from storage.tables.work import outbox
from tests.support.office_house import Clerk, OfficeHouse

ROAD = {"project": "rural-roads", "county": "隆回县"}
PAGE = "/office/forward"


@pytest.fixture(autouse=True)
def observers(house: OfficeHouse) -> dict[str, int]:
    """欧阳志强 and 刘芳 are complete in July, 张三 lacks a suggestion, 张三丰 is complete."""
    now, house.clock.now = house.clock.now, datetime(2026, 1, 1, tzinfo=UTC)
    people = {
        name: house.observer(name, f"1390000{number}", group, openid=name)
        for number, (name, group) in enumerate(
            [("欧阳志强", "第一组"), ("刘芳", "第二组"), ("张三", "第二组"), ("张三丰", "第十组")],
            start=1000,
        )
    }
    house.clock.now = now
    for seq, (name, observer) in enumerate(people.items()):
        house.report(observer, 2 * seq + 1, kind="problem", **ROAD)
        if name != "张三":
            house.report(observer, 2 * seq + 2, kind="suggestion", **ROAD)
    return people


def on(house: OfficeHouse, clerk: Clerk, month: int, day: int) -> None:
    """Let it be ten in the morning of a day; the clerk logs in anew."""
    house.clock.now = datetime(2026, month, day, 2, tzinfo=UTC)
    assert clerk.log_in().status_code == 303


def text_on(page: str) -> str:
    return re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]


def draw(house: OfficeHouse) -> int:
    """Let the worker draw what is asked for; returns how many."""
    job = DrawPictures(house.database, house.vault, house.files, house.clock)
    rows = job.take(10)
    for row in rows:
        do_row(job, row, house.clock)
    return len(rows)


def picture_id(page: str) -> str:
    return re.search(r'name="picture" value="(\d+)"', page)[1]


def kept(house: OfficeHouse) -> list[tuple[str, date]]:
    with house.database.read() as connection:
        return [(row.road, row.month) for row in connection.execute(select(forwards))]


def posted(house: OfficeHouse) -> list[tuple[str, str, str]]:
    with house.database.read() as connection:
        rows = connection.execute(select(outbox).order_by(outbox.c.id))
        return [(row.channel, row.purpose, row.text) for row in rows]


# --- the text ------------------------------------------------------------------------------------
def test_the_text_names_the_complete_by_group_and_nobody_else(clerk, house):
    on(house, clerk, 7, 20)
    lines = text_on(clerk.read(PAGE)).splitlines()
    assert lines[1] == "7月到今天，一共收到信息4条、建议3条，3人已经交齐："
    assert lines[2:5] == ["第一组：欧阳志强", "第二组：刘芳", "第十组：张三丰"]
    assert lines[5] == "谢谢大家，辛苦了！"
    assert "还没交的不着急" in lines[6]


def test_a_month_begins_with_thanks_for_the_last_one(clerk, house):
    on(house, clerk, 8, 1)
    text = text_on(clerk.read(PAGE))
    assert text.startswith("各位观察员，8月好！\n7月，一共收到信息4条、建议3条，3人已经交齐：")
    assert "8月还是信息1条、建议1条。" in text
    assert "8月还有30天，一共收到信息0条、建议0条。" in text_on(clerk.read(f"{PAGE}?occasion=end"))


def test_when_everybody_is_complete_nobody_is_urged(clerk, house, observers):
    house.report(observers["张三"], 99, kind="suggestion", **ROAD)
    text = text_on(clerk.read(f"{PAGE}?occasion=middle"))
    assert "4人全部交齐：" in text
    assert "都交齐了，辛苦大家！" in text
    assert "还没交" not in text


def test_an_edited_text_may_not_name_who_lacks_something(clerk, house):
    refused = clerk.press(PAGE, PAGE, text="就差张三了", occasion="middle", do="ticked").text
    assert "文字里有还没交齐的人：张三" in refused
    assert (
        "已转发。"
        in clerk.press(PAGE, PAGE, text="张三丰交齐了", occasion="middle", do="ticked").text
    )
    assert len(kept(house)) == 1


@pytest.mark.parametrize(("text", "sentence"), [("  ", "文字是空的"), ("字" * 1301, "文字太长了")])
def test_an_odd_text_gets_one_sentence(clerk, house, text, sentence):
    assert sentence in clerk.press(PAGE, PAGE, text=text, do="ticked").text
    assert kept(house) == []


# --- the picture ---------------------------------------------------------------------------------
def test_the_picture_is_drawn_by_the_worker_when_asked_and_anew_for_new_figures(
    clerk, house, observers
):
    asked = clerk.press(f"{PAGE}/picture", PAGE, occasion="middle").text
    assert "正在画" in asked
    assert ("picture", 0) in house.hints
    assert draw(house) == 1
    ready = clerk.read(f"{PAGE}?occasion=middle")
    shown = clerk.client.get(f"{PAGE}/pictures/{picture_id(ready)}.png?download=1")
    image = Image.open(BytesIO(shown.data))
    assert image.format == "PNG"
    assert image.height > image.width == 1080
    assert len(shown.data) < 2 << 20
    assert "attachment" in shown.headers["Content-Disposition"]
    house.report(observers["张三"], 99, kind="suggestion", **ROAD)
    assert "画图片" in clerk.read(f"{PAGE}?occasion=middle")


def test_the_same_figures_are_drawn_once(clerk, house):
    for _ in range(3):
        clerk.press(f"{PAGE}/picture", PAGE, occasion="middle")
    assert draw(house) == 1
    clerk.press(f"{PAGE}/picture", PAGE, occasion="middle")
    assert draw(house) == 0


def test_a_name_that_the_font_cannot_write_is_told_and_stands_in_the_text(clerk, house, observers):
    rare = house.observer("王𠅤", "13911112222", "第一组", openid="rare")
    on(house, clerk, 9, 2)  # begun in July, 王𠅤 serves from August on
    for seq, kind in enumerate(("problem", "suggestion"), start=60):
        house.report(rare, seq, kind=kind, **ROAD, opened_at=datetime(2026, 8, 9, tzinfo=UTC))
    clerk.press(f"{PAGE}/picture", PAGE, occasion="start")
    draw(house)
    page = clerk.read(f"{PAGE}?occasion=start")
    assert "图上没有写：王𠅤" in page
    assert "第一组：王𠅤" in text_on(page)


def test_nobody_gets_a_picture_that_is_not_there(clerk):
    assert clerk.client.get(f"{PAGE}/pictures/7.png").status_code == 404


# --- what was passed on --------------------------------------------------------------------------
def test_what_was_passed_on_stays_readable_with_who_and_when(clerk, house):
    clerk.press(f"{PAGE}/picture", PAGE, occasion="middle")
    draw(house)
    page = clerk.read(f"{PAGE}?occasion=middle")
    text, picture = text_on(page), picture_id(page)
    clerk.press(PAGE, PAGE, text=text, picture=picture, occasion="middle", do="ticked")
    clerk.press(PAGE, PAGE, text="第二遍：大家好", occasion="middle", do="ticked")
    shown = clerk.read(PAGE)
    assert shown.count("手工转发</span>") == 2
    assert shown.index("第二遍：大家好") < shown.rindex("第一组：欧阳志强")
    assert "李莉" in shown
    assert f"/forward/pictures/{picture}.png" in shown
    assert kept(house) == [("copied", date(2026, 7, 1))] * 2
    assert posted(house) == []  # nothing left by itself


# --- the group's robot ---------------------------------------------------------------------------
def test_without_a_robot_none_is_offered_and_none_posts(clerk, house):
    assert "由群机器人发出" not in clerk.read(PAGE)
    assert "没有写 group_robot" in clerk.press(PAGE, PAGE, text="好", do="robot").text
    assert posted(house) == []


def test_the_robot_posts_text_and_picture_once_a_clerk_presses(house):
    clerk = Clerk(house.app(group_robot=True).test_client())
    clerk.log_in()
    clerk.press(f"{PAGE}/picture", PAGE, occasion="middle")
    draw(house)
    picture = picture_id(clerk.read(f"{PAGE}?occasion=middle"))
    page = clerk.press(
        PAGE, PAGE, text="大家好", picture=picture, occasion="middle", do="robot"
    ).text
    assert "交给群机器人了" in page
    assert "文字：待发送" in page
    assert "图片：待发送" in page
    with house.database.read() as connection:
        sha256 = connection.scalar(select(group_pictures.c.sha256))
    assert posted(house) == [
        ("group", "group-text", "大家好"),
        ("group", "group-picture", sha256),
    ]
    assert kept(house) == [("robot", date(2026, 7, 1))]
