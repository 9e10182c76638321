"""From photo to a filled card in the chat: few questions, short answers, nothing held back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.cards.card_desk import Change, correct_card
from casework.cards.cards import Sheet, sheet
from catalogue.cards.card_values import shown
from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from reminders.index_words import WordsIndexer
from storage.desk.card_rows import card_answers_of
from storage.people.staff import add_member
from storage.tables.cards import card_answers
from tests.support.clock import HandClock
from tests.support.phone import BLACKFIELD, Phone
from tests.support.world import World

ROAD = "黑田铺镇的产业路修到一半了"


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    with World(database_url, clock, tmp_path) as world:
        yield world


@pytest.fixture
def phone(world: World) -> Phone:
    return world.observers_phone()


def card_of(world: World, place: int = 0) -> Sheet:
    """Return a report's card after the clock has read its words."""
    cards = load_cards()
    WordsIndexer(load_projects(), cards).index(world.database, world.clock())
    report = world.reports()[place]
    with world.database.read() as connection:
        answers = card_answers_of(connection, [report.id]).get(report.id, [])
    card = cards.of(report.project, report.day)
    assert card is not None
    return sheet(card, answers)


def filled(world: World, place: int = 0) -> dict[str, str]:
    card = card_of(world, place)
    return {key: shown(card.card.field(key), entry.value) for key, entry in card.filled.items()}


def test_two_replies_lead_from_a_photo_to_the_essentials(world, phone):
    phone.sends_photo()

    asked = phone.says(ROAD)
    thanked = phone.says("3米2，没有，两处")

    assert asked == (
        "0714-1号：照片1张，邵东市黑田铺镇，农村公路，信息。"
        "还想请您看三样，回一个字就行，不晓得就不管：\n"
        "1 路面多宽（米，估的也行）\n2 公示牌有没有（有/没有/没看到）\n3 护栏缺几处（处，估的也行）"
    )
    assert thanked == "记在0714-1号里了：路宽3.2米，公示牌没有，护栏缺口2处。采集卡已完整，谢谢您。"
    assert card_of(world).missing == []
    assert world.report().notes == 1
    assert filled(world) == {
        "sub": "产业路、旅游路、资源路",
        "class": "产业路",
        "progress": "50%到75%",
        "width": "3.2米",
        "signboard": "没有",
        "rail-gaps": "2处",
    }


def test_the_part_is_asked_for_first_where_it_decides_what_matters(world, phone):
    phone.sends_photo()

    asked = phone.says("黑田铺镇的医保服务做了一半，办得快")
    more = phone.says("A")
    thanked = phone.says("是，能")

    assert "还想请您看一样" in asked
    assert "看的是哪一种（A异地就医直接结算 B乡村医保经办" in asked
    assert more == (
        "记在0714-1号里了：子项异地就医直接结算。方便的话还有：\n"
        "1 是不是直接结算不垫钱（是/不是/没看到）\n2 异地备案能不能办（能/不能/没看到）"
    )
    assert thanked.endswith("采集卡已完整，谢谢您。")
    assert card_of(world).missing == []


def test_answers_may_come_one_by_one_and_by_number(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    assert phone.says("没看到").endswith(
        "1 公示牌有没有（有/没有/没看到）\n2 护栏缺几处（处，估的也行）"
    )
    assert phone.says("1没有") == (
        "记在0714-1号里了：公示牌没有。方便的话还有：护栏缺几处（处，估的也行）。"
    )
    assert (
        phone.says("不晓得") == "记在0714-1号里了：护栏缺口没看到或不适用。采集卡已完整，谢谢您。"
    )
    assert phone.says("没有") == ""  # nothing is asked any more


def test_an_amount_that_cannot_be_is_asked_for_once_more(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    assert phone.says("300") == "路宽300米好像不对，请再看一眼：路面多宽（米，估的也行）。"
    assert phone.says("3米").startswith("记在0714-1号里了：路宽3米。")
    assert [row.value for row in world.rows(card_answers) if row.by == "observer"] == ["3"]


def test_what_was_said_is_not_asked_for(world, phone):
    phone.sends_photo()

    asked = phone.says("黑田铺镇产业路完工了，路面宽3米5，没有公示牌")

    assert "哪里不对直接讲" in asked
    assert "还想请您" not in asked
    assert card_of(world).missing == []
    assert {row.by for row in world.rows(card_answers)} == {"report"}


def test_the_place_comes_first_and_the_card_with_its_reply(phone):
    phone.sends_photo()

    assert phone.says("敬老院夜里没有人值班").endswith("发个位置也行。")
    assert "还想请您看三样" in phone.sends_place(*BLACKFIELD)


def test_words_before_the_photo_are_asked_about_with_the_next_reply(phone):
    phone.says(ROAD)
    phone.sends_photo()

    assert "还想请您看三样" in phone.says("完成")


def test_a_report_is_asked_about_once(phone):
    phone.sends_photo()
    phone.says(ROAD)

    assert "还想请您" not in phone.says("护栏也没有装")
    assert "还想请您" not in phone.says("完成")


def test_everything_may_be_left_out(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    assert phone.says("跳过") == "好，这几样不问了。"
    assert world.rows(card_answers) == []
    assert world.report().notes == 1


def test_a_note_that_begins_like_an_answer_is_a_note(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    phone.says("3组那段路没有护栏")
    phone.says("1号桥的护栏断了")
    phone.says("3米宽的路塌了半边")
    phone.says("没有护栏，小孩在玩")

    assert world.report().notes == 5
    assert not any(row.by == "observer" for row in world.rows(card_answers))


def test_a_pleasantry_answers_nothing(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    assert [phone.says(said) for said in ("谢谢", "好的", "收到")] == ["", "", ""]
    assert world.rows(card_answers) == []


def test_no_question_follows_an_alarm_or_a_withdrawal(world, phone):
    phone.sends_photo()
    assert "还想请您" not in phone.says("黑田铺镇敬老院的墙要倒了，老人还住在里面，快来人")
    assert world.report().urgent
    assert "还想请您" not in phone.says("消防也不齐")
    assert phone.says("撤回") == "0714-1号已撤回，办公室不再处理。"


def test_an_answer_after_a_withdrawal_is_no_answer(world, phone):
    phone.sends_photo()
    phone.says(ROAD)
    phone.says("撤回")

    phone.says("3米2")

    assert world.rows(card_answers) == []


def test_words_for_the_next_site_are_no_answer_to_the_last_one(world, phone, clock):
    phone.sends_photo()
    phone.says(ROAD)
    phone.says("完成")
    clock.advance(minutes=5)
    phone.sends_photo()

    phone.says("完工")

    assert world.rows(card_answers) == []
    assert [report.notes for report in world.reports()] == [1, 1]


def test_a_field_is_set_right_in_plain_words(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    assert phone.says("改 进度 完工") == "记在0714-1号里了：进度完工。"
    assert phone.says("改 1 路宽：四米") == "记在0714-1号里了：路宽4米。"
    assert phone.says("改 进度 不错").startswith("没看懂，没有改。请这样回：做到哪一步了（")
    assert (filled(world)["progress"], filled(world)["width"]) == ("完工", "4米")


def test_what_the_office_has_settled_is_not_claimed_to_be_changed(world, phone, clock):
    phone.sends_photo()
    phone.says(ROAD)
    with world.database.write() as connection:
        staff_id = add_member(connection, "lili", "李莉", "clerk", clock())
        card = load_cards().of("rural-roads", world.report().day)
        correct_card(
            connection, world.report().id, card, {"width": Change("", "5米")}, staff_id, clock()
        )

    told = phone.says("3米2，没有")

    assert told.startswith("记在0714-1号里了：公示牌没有。路宽办公室已经核定，照办公室的。方便的话")
    assert phone.says("改 路宽 4米") == "路宽办公室已经核定，照办公室的。"
    assert filled(world)["width"] == "5米"


def test_a_note_that_begins_with_a_correction_is_a_note(world, phone):
    phone.sends_photo()
    phone.says(ROAD)

    phone.says("改 厕所 的事没人管")

    assert world.report().notes == 2


def test_later_words_change_what_was_read_but_not_what_was_answered(world, phone):
    phone.sends_photo()
    phone.says("黑田铺镇产业路刚开工，没有公示牌")
    phone.says("3米2")
    assert (filled(world)["progress"], filled(world)["width"]) == ("不到25%", "3.2米")

    phone.says("路面宽5米的那段已经完工")

    assert (filled(world)["progress"], filled(world)["width"]) == ("完工", "3.2米")
    read = [row.value for row in world.rows(card_answers) if row.field == "progress"]
    assert read == ["不到25%", "完工"]  # what it said before is history


def test_the_answers_of_a_merged_report_move_with_it(world, phone, clock):
    phone.sends_photo()
    phone.says(ROAD)
    clock.advance(minutes=4)
    assert "是新的一处吗" in phone.sends_photo()
    assert "还想请您" not in phone.says(ROAD)  # one question at a time
    phone.says("改 2 进度 完工")

    phone.says("还是1号的")

    first, second = world.reports()
    assert second.merged_into == first.id
    assert [row.report_id for row in world.rows(card_answers)] == [first.id]


def test_an_answer_keeps_the_version_it_was_given_under(world, phone):
    phone.sends_photo()
    phone.says(ROAD)
    phone.says("3米2")

    (answer,) = world.rows(card_answers)
    assert (answer.version, answer.unit, answer.said) == ("2023-1.1", "m", "3米2")
