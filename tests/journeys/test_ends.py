"""The end of a matter: told to whoever reported it, true at any time in 进度, looked back at."""

from datetime import timedelta
from pathlib import Path

import pytest

from casework.ends.last_year import look_back_on_last_year
from casework.letters.answering import Outcome, close_item, reopen_item
from casework.letters.gate import Refused, Why
from casework.reach.sending_again import send_news_again
from casework.triage.acts import Finding, close_report, merge_report, unmerge_report, verify
from casework.triage.gate import Doing
from casework.triage.states import End, Verdict
from storage.triage.rows import desk_report
from tests.support.clock import HandClock
from tests.support.closing_house import ClosingHouse
from tests.support.looking_road import Road
from tests.support.world import World

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DONE = "{}号办结：已解决。后墙已加固。谢谢您，现场有变化随时再报。"


@pytest.fixture
def house(world: World, clock: HandClock, tmp_path: Path) -> ClosingHouse:
    return ClosingHouse(world.database, world.base.vault, clock, tmp_path)


def desk(house: ClosingHouse, act, report_id: int, *given: object) -> None:
    with house.database.write() as connection:
        version = desk_report(connection, report_id).version
        doing = Doing(house.letters.staff["clerk"], version, house.clock())
        act(connection, report_id, *given, doing)


def test_the_end_of_a_letters_matter_ends_its_reports_and_everybody_hears_of_it_once(
    world: World, house: ClosingHouse
) -> None:
    road = Road(world, house)
    desk(house, verify, 1, Finding(Verdict.TRUE, "visit", ""))
    assert road.second.says("进度 2") == (
        "0714-2号（邵东市黑田铺镇，养老服务，问题）：7月14日已收到，7月14日已审核，7月14日已发函，"
        "7月14日单位已签收，7月14日单位已反馈。还没有办理结果，一有结果就告诉您。"
    )
    road.ask()
    world.clock.advance(days=1)
    road.first.says("1")
    assert "7月15日已到现场核实。还没有办理结果" in road.second.says("进度 2")
    road.close()
    assert road.told("outcome") == [("oA", DONE.format("0714-1")), ("wu", DONE.format("0714-2"))]
    assert world.reports()[0].desk_state == "closed"
    assert road.first.says("进度 0714-1").endswith(
        "7月15日已到现场核实。结果：已解决。后墙已加固。"
    )
    (task,) = house.open()
    assert (task.kind, task.due) == ("look_back", house.letters.today() + timedelta(days=30))


@ON_SQLITE
def test_a_matter_opened_again_is_told_and_its_next_end_too(
    world: World, house: ClosingHouse
) -> None:
    road = Road(world, house)
    road.close()
    house.letters.do(reopen_item, road.letter_id, "clerk", road.item_id, note="又裂了")
    assert [text for _, text in road.told("outcome")[2:]] == [
        f"0714-{seq}号又在办了：办公室核对后重新打开，有结果再告诉您。" for seq in (1, 2)
    ]
    assert road.first.says("进度 1").endswith(
        "7月14日单位已签收。还没有办理结果，一有结果就告诉您。"
    )
    assert house.open() == []
    road.answer()
    road.close()
    assert [text for _, text in road.told("outcome")[4:]] == [
        DONE.format("0714-1"),
        DONE.format("0714-2"),
    ]
    desk(house, unmerge_report, 2)
    assert [text for _, text in road.told("outcome")[6:]] == [
        "0714-2号又在办了：办公室核对后重新打开，有结果再告诉您。"
    ]


@ON_SQLITE
def test_a_report_without_a_letter_ends_in_words_and_is_looked_back_at(
    world: World, house: ClosingHouse
) -> None:
    phone = world.observers_phone()
    phone.says("黑田铺镇敬老院的公示栏没有更新")
    phone.says("完成")
    desk(house, close_report, 1, End.LONG_TERM, "明年列入改造计划")
    (told,) = [row.text for row in world.rows_of_outbox() if row.purpose == "outcome"]
    assert told.startswith("0714-1号办结：要长期做，转长期推进。明年列入改造计划。")
    assert "结果：要长期做" in phone.says("进度")
    assert house.kinds() == ["look_back"]
    assert "以后 1 件" in house.clerk().read("/office/tasks")
    look_back_on_last_year(world.database, house.clock())
    house.clock.now += timedelta(days=240)  # 12 March of the next year
    for _ in range(2):
        look_back_on_last_year(world.database, house.clock())
    assert house.kinds() == ["look_back", "last_year"]
    assert "2026年报来、已解决或转长期的有1条" in house.clerk().read("/office/tasks")


@ON_SQLITE
def test_an_outcome_never_says_that_an_observer_told_an_untruth(
    world: World, house: ClosingHouse
) -> None:
    road = Road(world, house)
    unkind = Outcome("unverifiable", "经查不属实")
    with pytest.raises(Refused) as caught:
        house.letters.do(close_item, road.letter_id, "clerk", road.item_id, unkind)
    assert caught.value.why is Why.UNKIND
    assert road.told("outcome") == []


@ON_SQLITE
def test_what_waits_longer_than_thirty_days_is_counted_on_the_front_page(
    world: World, house: ClosingHouse, clock: HandClock
) -> None:
    phone = world.observers_phone()
    for _ in range(2):
        phone.says("黑田铺镇敬老院的公示栏没有更新")
        phone.says("完成")
        clock.advance(minutes=1)
    clock.advance(days=30)
    assert "还没有结果" not in house.clerk().read("/office/")
    clock.advance(days=1)
    clerk = house.clerk()
    assert "有2件报了超过30天，还没有结果" in clerk.read("/office/")
    listed = clerk.read("/office/unanswered")
    assert listed.index("0714-1号") < listed.index("0714-2号")
    assert "<b>31天</b>" in listed
    desk(house, merge_report, 2, 1)
    assert "有1件报了超过30天" in house.clerk().read("/office/")  # the main report alone
    desk(house, close_report, 1, End.NOT_OURS, "已告知找物业")
    assert "还没有结果" not in house.clerk().read("/office/")


@ON_SQLITE
def test_an_end_that_found_the_window_closed_is_shown_and_follows_the_observers_next_word(
    world: World, house: ClosingHouse, clock: HandClock
) -> None:
    road = Road(world, house)
    clock.advance(days=30)
    road.close()
    assert road.deliver() == [DONE.format("0714-2")]  # the second has the enterprise account
    assert "结果没有送到" in house.clerk().read(road.page)
    clock.advance(days=30)
    assert send_news_again(world.database, clock()) == 0
    clock.advance(minutes=1)
    road.first.says("谢谢")
    assert send_news_again(world.database, clock()) == 1
    assert road.deliver() == [DONE.format("0714-1")]
    assert "没有送到" not in house.clerk().read(road.page)


@ON_SQLITE
def test_an_end_that_is_not_true_any_more_is_not_sent_again(
    world: World, house: ClosingHouse, clock: HandClock
) -> None:
    road = Road(world, house)
    clock.advance(days=30)
    road.close()
    road.deliver()
    house.letters.do(reopen_item, road.letter_id, "clerk", road.item_id, note="又裂了")
    road.deliver()
    clock.advance(minutes=1)
    road.first.says("谢谢")
    assert send_news_again(world.database, clock()) == 1
    assert ["又在办了" in text for text in road.deliver()] == [True]


@ON_SQLITE
def test_whoever_has_no_account_is_on_the_list_of_calls_with_the_end(
    world: World, house: ClosingHouse
) -> None:
    road = Road(world, house)
    world.run("UPDATE senders SET observer_id = NULL WHERE channel = 'work'")
    road.close()
    road.deliver()
    assert DONE.format("0714-2") in house.clerk().read("/office/reach")
