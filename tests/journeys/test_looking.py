"""请您看一眼: from a unit's answer to what the observers saw, among all else that digits mean."""

from datetime import timedelta
from pathlib import Path

import pytest

from casework.closing.looking import visit_after_silence
from casework.reach.sending_again import send_news_again
from tests.support.clock import HandClock
from tests.support.closing_house import ClosingHouse
from tests.support.looking_road import Road
from tests.support.phone import Phone
from tests.support.world import World

ASKED = (
    "0714-1号：单位7月14日答复“后墙已加固”（照片）。"
    "您方便时看一眼：1 已经好了 2 还没好（请发照片） 3 去不了。"
)

SPOKEN = (
    "<MsgType>voice</MsgType><Format>amr</Format><MediaId>v9</MediaId>"
    "<Recognition>还没修好。</Recognition>"
)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def road(world: World, clock: HandClock, tmp_path: Path) -> Road:
    return Road(world, ClosingHouse(world.database, world.base.vault, clock, tmp_path))


def test_everybody_who_reported_is_asked_once_and_what_they_saw_comes_to_the_desk(
    road: Road, world: World
) -> None:
    assert "这句话观察员会看到" in road.ask("单位说情况不属实")
    assert road.told() == []
    assert "已请2位观察员看一眼。" in road.ask()
    assert road.told() == [("oA", ASKED), ("wu", ASKED.replace("0714-1", "0714-2"))]
    road.ask()
    assert len(road.told()) == 2
    world.clock.advance(hours=3)
    for read in ("收到", "好的", "好的收到"):
        assert road.first.says(read) == "好的，看过之后回1或2就行。"
    assert road.first.says("谢谢") == ""
    assert road.saw() == []
    assert road.second.says("0714-2 还没好").startswith("0714-2号记下了：还没好")
    assert road.second.sends_photo() == ""  # it joins the report that was merged
    assert world.reports()[1].photos == 1
    assert road.first.says("２").startswith("0714-1号记下了：还没好，办公室会再核查。")
    assert road.first.sends_photo() == ""  # it joins the report
    assert world.reports()[0].photos == 1
    assert road.house.kinds() == ["not_fixed", "not_fixed"]
    page = road.house.clerk().read(road.page)
    assert "欧阳志强：<b>还没好</b>" in page
    assert "罗某某：<b>还没好</b>" in page
    letter = road.house.clerk().read(f"/office/letters/{road.letter_id}")
    assert "有2位观察员看了说还没好，核查清楚再销号。" in letter
    assert road.first.says("1").startswith("0714-1号记下了：已经好了。")  # corrected
    assert road.saw() == ["not_fixed", "not_fixed", "fixed"]
    assert road.house.kinds() == ["not_fixed"]


@ON_SQLITE
def test_after_the_check_the_unit_has_to_answer_again_and_the_observers_look_again(
    road: Road,
) -> None:
    road.ask()
    road.first.says("还没修好")
    path = f"/office/letters/{road.letter_id}/items/{road.item_id}/again"
    version = str(road.house.letters.letter(road.letter_id).version)
    clerk = road.house.clerk()
    told = clerk.press(path, seen_on=road.page, version=version, note="照片显示墙还是裂的").text
    assert "已请单位重新办理。" in told
    assert road.house.letters.letter(road.letter_id).state == "received"
    road.answer()
    road.ask()
    assert [who for who, _ in road.told()] == ["oA", "wu", "oA", "wu"]
    assert road.first.says("1").startswith("0714-1号记下了：已经好了。")


@ON_SQLITE
def test_after_the_end_only_a_word_that_it_is_not_fixed_still_comes_to_the_desk(road: Road) -> None:
    road.ask()
    road.close()
    assert road.first.says("1").startswith("0714-1号已经办结，谢谢您。")
    assert road.saw() == []
    assert road.first.says("2").startswith("0714-1号前面办结了，您说还没好，已请办公室再核查。")
    assert road.saw() == ["not_fixed"]
    assert sorted(road.house.kinds()) == ["look_back", "not_fixed"]


@ON_SQLITE
def test_of_several_matters_a_bare_digit_is_asked_about_and_one_with_its_number_taken(
    road: Road,
) -> None:
    road.ask()
    road.first.says("黑田铺镇到牛马司的路灯不亮")
    road.first.says("完成")
    road.write_about(3)
    road.ask()
    assert road.first.says("1") == (
        "请您看的有2件：0714-3号、0714-1号。说的是哪件？回“0714-3 1”这样就行。"
    )
    assert road.first.says("收到").startswith("好的，看过之后回“0714-3 1”这样就行")
    assert road.saw() == []
    assert road.first.says("0714-3号已经好了，谢谢").endswith(
        "还有0714-1号也请您看一眼，回“0714-1 1”这样就行。"
    )
    assert road.first.says("2 还没好（请发照片）").startswith("0714-1号记下了：还没好")
    assert road.saw() == ["fixed", "not_fixed"]


@ON_SQLITE
def test_what_is_not_plain_is_asked_again_and_nothing_is_noted(road: Road) -> None:
    road.ask()
    assert road.first.says("1 还没好").startswith("没看明白：0714-1号好了没有？")
    road.first.sends_photo()
    road.first.says("黑田铺镇卫生院的门坏了")
    assert road.first.says("好了").startswith("您是说0714-1号已经好了吗？")
    assert road.saw() == []


@ON_SQLITE
def test_a_voice_answers_where_it_is_in_words_and_is_asked_for_a_digit_where_it_is_not(
    road: Road, world: World
) -> None:
    road.ask()
    unheard = road.first.sends_voice()
    assert unheard.endswith("这段要是说0714-1号的，请再回1（已经好了）或2（还没好）。")
    world.clock.advance(minutes=20)
    told = road.first.sends(SPOKEN)
    assert told.startswith("0714-1号记下了：还没好")
    assert road.saw() == ["not_fixed"]
    assert world.reports()[0].voices == 1


@ON_SQLITE
def test_what_was_told_on_the_telephone_counts_and_two_who_disagree_are_shown(road: Road) -> None:
    road.ask()
    clerk = road.house.clerk()
    path = f"/office/letters/{road.letter_id}/looks/1"
    page = clerk.press(path, seen_on=road.page, observer="1", verdict="fixed").text
    assert "欧阳志强：<b>已经好了</b>" in page
    assert "单位已反馈，7月14日已到现场核实" in road.first.says("进度 1")
    road.second.says("2")
    assert "几位说的不一样" in clerk.read(road.page)
    assert "现场核实" not in road.first.says("进度 1")


@ON_SQLITE
def test_who_cannot_go_and_who_is_silent_lead_to_a_visit_and_never_to_an_end(
    road: Road, world: World, clock: HandClock
) -> None:
    road.ask()
    assert road.first.says("3") == "好的，0714-1号您不用去了，办公室另想办法。"
    assert road.house.kinds() == []
    clock.advance(days=14)
    visit_after_silence(world.database, clock())
    assert road.house.kinds() == []
    clock.advance(days=1)
    for _ in range(2):
        visit_after_silence(world.database, clock())
    assert road.house.kinds() == ["visit"]
    assert road.house.letters.letter(road.letter_id).state == "answered"
    road.second.says("1")
    assert road.house.kinds() == []


@ON_SQLITE
def test_when_nobody_can_go_staff_is_sent_at_once(road: Road) -> None:
    road.ask()
    road.first.says("去不了")
    road.second.says("3")
    assert road.house.kinds() == ["visit"]
    road.first.says("0714-1 1")
    assert road.house.kinds() == []


@ON_SQLITE
def test_a_question_asked_later_takes_its_digit_first(
    road: Road, world: World, phone: Phone
) -> None:
    road.ask()
    road.first.sends_photo()
    world.clock.advance(minutes=8)
    assert "新的一处" in road.first.sends_photo()
    assert "单独算一件" in road.first.says("1")
    assert road.saw() == []
    world.clock.advance(minutes=30)
    assert road.first.says("1").startswith("0714-1号记下了：已经好了。")
    world.clock.advance(minutes=31)
    assert road.first.says("1").startswith("0714-1号（")  # a report's number again
    assert phone.says("好的") == ""


@ON_SQLITE
def test_photos_sent_just_before_the_word_are_its_evidence(road: Road, world: World) -> None:
    road.ask()
    world.clock.advance(days=1)
    assert "0715-1" in road.first.sends_photo()
    assert road.first.says("2").startswith("0714-1号记下了：还没好")
    first, _, moved = world.reports()
    assert (first.photos, moved.state, moved.merged_into) == (1, "merged", first.id)


@ON_SQLITE
def test_an_urgent_matter_is_waited_for_three_days(
    road: Road, world: World, clock: HandClock
) -> None:
    world.run("UPDATE reports SET urgent = true WHERE id = 1")
    road.ask()
    clock.now += timedelta(days=4)
    visit_after_silence(world.database, clock())
    assert road.house.kinds() == ["visit"]


@ON_SQLITE
def test_a_question_that_was_missed_follows_their_next_word_while_the_matter_is_open(
    road: Road, world: World, clock: HandClock
) -> None:
    clock.advance(days=5)
    road.ask()
    assert [text[:6] for text in road.deliver()] == ["0714-2"]
    assert "请看一眼的话没有送到" in road.house.clerk().read(road.page)
    clock.advance(minutes=1)
    road.first.says("谢谢")
    assert send_news_again(world.database, clock()) == 1
    road.close()
    assert all("办结" in text for text in road.deliver())
    states = [row.state for row in world.rows_of_outbox() if row.purpose == "look"]
    assert states == ["dropped", "sent"]
