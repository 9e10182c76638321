"""A card on the phone: whoever holds its link fills in one report's card, and nothing is lost."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from casework.card_page.links import last_day
from casework.cards.card_desk import Change, correct_card
from casework.page_links import PageLink, signed
from catalogue.wording import observer
from storage.people.staff import add_member
from storage.tables.cards import card_answers
from tests.support.card_house import ADDRESS, CardHouse, Thumb, beside
from tests.support.world import World

ROAD = "黑田铺镇的产业路修到一半了"
READ = {"sub": "产业路、旅游路、资源路", "class": "产业路", "progress": "50%到75%"}


@pytest.fixture
def house(world, phone) -> CardHouse:
    phone.sends_photo()
    phone.says(ROAD)
    house = CardHouse(world)
    house.reads_words()
    return house


@pytest.fixture
def thumb(house) -> Thumb:
    return Thumb(house, house.path())


def test_the_page_shows_the_report_every_field_and_its_standard(thumb):
    page = thumb.page.text

    assert thumb.page.status_code == 200
    for told in ("农村公路采集卡", "0714-1", "李老师", "黑田铺镇", "7月14日", "还差2项", "1张"):
        assert told in page
    assert page.count("<fieldset") == 21
    assert (
        "标准：单车道不小于3.5米，双车道不小于6.0米（JTG 2111 小交通量农村公路工程技术标准）"
        in page
    )
    assert "<mark>参考，待办公室核定</mark>" in page
    assert "13900001234" not in page
    assert "李四" not in page


def test_without_script_the_whole_form_is_kept_or_comes_back(house, thumb):
    page = thumb.fills(width="300", progress="完工", spot="石桥村", signboard="没有")

    assert page.status_code == 422
    assert beside(page.text, "width") == ("300米好像不对（一般是1到30米），没有存。请再看一眼。")
    assert 'name="f-width" value="300"' in page.text
    assert house.filled() == READ | {"progress": "完工", "spot": "石桥村", "signboard": "没有"}

    page = thumb.fills(width="3米2", unseen_thickness="1")

    assert page.status_code == 200
    assert "已保存" in page.text
    assert (house.filled()["width"], house.filled()["thickness"]) == ("3.2米", "没看到或不适用")


def test_a_complete_card_says_so(house, thumb):
    assert "还差2项" in thumb.page.text

    page = thumb.fills(width="三米二", signboard="没有")

    assert "已完整，谢谢您！" in page.text
    assert house.sheet().missing == []


def test_answers_as_people_say_them_are_read_or_refused(house, thumb):
    for field, typed, stands in (
        ("width", "两三米", "约2到3米"),
        ("width", "3米2", "3.2米"),
        ("width", "百分之六十", ""),
        ("width", "一头牛", ""),
        ("thickness", "两百多", ""),
        ("progress", "百分之九十", "75%以上"),
        ("signboard", "公示", ""),
        ("spot", "村" * 61, ""),
    ):
        before = house.filled().get(field, "")
        answer = Thumb(house, thumb.path).saves(**{field: typed})
        assert (field in answer["refused"]) == (stands == "")
        assert answer["standing"][field] == house.filled().get(field, "") == (stands or before)


def test_a_day_that_no_calendar_has_is_refused(world):
    phone = world.observers_phone()
    phone.sends_photo()
    phone.says("黑田铺镇水源地的保护区在清理污染源")
    house = CardHouse(world)
    thumb = Thumb(house, house.path())
    (field, *_) = [one.id for one in house.sheet().card.fields if one.type == "date"]

    answer = thumb.saves(**{field: "6月31日"})

    assert answer["refused"][field] == "没有“6月31日”这一天，没有存。请再看一眼。"


def test_two_people_see_one_anothers_answers(house, thumb):
    other = Thumb(house, house.path())
    other.saves(width="4米")

    answer = thumb.saves(width="3米")

    assert answer["clashing"] == {"width": "刚刚有人改成了“4米”，您填的是“3米”。用哪个？"}
    assert answer["standing"]["width"] == "4米"
    assert house.filled()["width"] == "4米"

    page = thumb.fills(width="3米")
    assert beside(page.text, "width") == answer["clashing"]["width"]
    thumb.fills(take_width="1")
    assert house.filled()["width"] == "4米"

    thumb.fills(width="5米")
    assert house.filled()["width"] == "5米"


def test_a_change_sent_twice_counts_once(house, world, thumb):
    assert thumb.saves(width="3米2")["refused"] == {}
    assert thumb.saves(width="3米2")["clashing"] == {}

    assert [row.value for row in world.rows(card_answers) if row.by == "page"] == ["3.2"]


def test_the_offices_word_stands(house, world, thumb, clock):
    with world.database.write() as connection:
        staff_id = add_member(connection, "lili", "李莉", "clerk", clock())
        report, card = world.report(), house.sheet().card
        correct_card(connection, report.id, card, {"width": Change("", "5米")}, staff_id, clock())

    answer = thumb.saves(width="3米")

    assert answer["refused"] == {"width": "办公室已经核定，照办公室的。"}
    assert "办公室已经核定</p>" in Thumb(house, thumb.path).page.text
    assert house.filled()["width"] == "5米"


def test_a_report_that_moved_to_another_project_keeps_what_was_typed(house, world, phone, thumb):
    phone.says("改 项目 养老服务")

    assert thumb.saves(width="3米")["sentence"].startswith("这件刚刚换了项目")
    page = thumb.fills(signboard="没有")
    assert page.status_code == 409
    assert "养老服务采集卡" in page.text
    assert "signboard" not in house.filled()
    thumb.fills()
    assert house.filled()["signboard"] == "没有"


def test_a_link_opens_its_own_report_for_its_time_only(house, world, thumb, clock):
    path = thumb.path
    assert last_day(date(2026, 7, 14), date(2026, 7, 14)) == date(2026, 8, 31)
    stranger = thumb.client.get(path.replace("/c/1.", "/c/2."))
    assert (stranger.status_code, "打不开" in stranger.text) == (404, True)

    clock.advance(days=60)

    for answer in (thumb.client.get(path), thumb.client.get(f"{path}/photos/1.jpg")):
        assert answer.status_code == 410
        assert "这个链接过期了。请在微信里回“采集卡”，马上给您一个新的。" in answer.text
        assert "农村公路" not in answer.text
    assert thumb.saves(width="3米")["sentence"].startswith("这个链接过期了")
    assert house.filled() == READ


def test_an_essays_link_opens_no_card(house, world, thumb, clock):
    link = PageLink("essay", world.report().id, clock.advance(days=0).replace(year=2030))

    assert thumb.client.get(f"/c/{signed(link, world.base.vault)}").status_code == 404


def test_a_withdrawn_report_has_no_page(phone, thumb):
    phone.says("撤回")

    answer = thumb.client.get(thumb.path)

    assert (answer.status_code, "已经撤回" in answer.text) == (410, True)


def test_a_merged_report_tells_where_it_went(house, phone, clock):
    clock.advance(minutes=4)
    phone.sends_photo()
    thumb = Thumb(house, house.path())
    phone.says("还是1号的")

    answer = thumb.client.get(thumb.path)

    assert answer.status_code == 410
    assert "这件已经并到0714-1号。请在微信里回“采集卡 0714-1”" in answer.text


def test_more_than_a_form_holds_is_not_read(thumb, house):
    assert thumb.saves(spot="村" * 40_000)["sentence"].startswith("这次传的内容太大")
    assert house.filled() == READ


def test_nobody_keeps_indexes_or_embeds_a_page(thumb):
    headers = thumb.page.headers

    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.fixture
def reachable(database_url, clock, tmp_path) -> Iterator[World]:
    with World(database_url, clock, tmp_path, server={"public_url": ADDRESS}) as world:
        yield world


def test_the_chat_gives_the_link_on_demand_and_with_its_questions(reachable):
    phone = reachable.observers_phone()
    assert phone.says("采集卡") == observer.NOTHING_YET
    phone.sends_photo()
    assert phone.says("采集卡").startswith("0714-1号还没有归到哪一类项目，没有采集卡。")

    asked = phone.says(ROAD)

    house = CardHouse(reachable)
    thumb = Thumb(house, link_in(asked))
    assert thumb.page.status_code == 200
    assert asked.rsplit("\n", 1)[1].startswith("也可以点开慢慢填：https://guancha.example.cn/c/")
    told = phone.says("采集卡 0714-1")
    assert told.startswith("0714-1号农村公路采集卡还差2项（公示牌、路宽）。点开就能填")
    assert told.endswith("8月31日前有效，只给您自己用。")

    Thumb(house, link_in(told)).saves(width="3米2", signboard="没有")

    assert "采集卡已完整，谢谢您" in phone.says("采集卡")
    phone.says("撤回")
    assert phone.says("采集卡 1") == "0714-1号已撤回，不用填卡了。"
    assert phone.says("采集卡 99") == observer.unknown_number("99")


def test_from_photo_to_a_complete_card_in_three_messages(reachable):
    phone = reachable.observers_phone()

    said = [phone.sends_photo(), phone.says(ROAD), phone.says("3米2，没有，两处")]

    assert said[-1].endswith("采集卡已完整，谢谢您。")
    house = CardHouse(reachable)
    house.reads_words()
    assert house.sheet().missing == []
    assert "已完整，谢谢您！" in Thumb(house, house.path()).page.text


def test_without_a_public_address_the_chat_says_what_else_helps(house, phone):
    assert phone.says("采集卡") == "手机上填卡还没有开通。在这里说也行，比如“改 进度 完工”。"


def link_in(text: str) -> str:
    found = re.search(rf"{ADDRESS}(/c/\S+)", text)
    assert found, text
    return found[1]
