"""What belongs together: quiet minutes, 完成, pauses, other places, late messages, midnight."""

from datetime import UTC, datetime, timedelta

from tests.support.clock import HandClock
from tests.support.phone import BLACKFIELD, Phone, number_in
from tests.support.world import World

PARISH = (27.13, 111.03, "湖南省邵阳市隆回县桃花坪街道")


def test_an_album_that_comes_as_three_one_two_and_one_after_the_close_is_one_report(
    phone: Phone, world: World, clock: HandClock
) -> None:
    start = clock()
    sent = [start + timedelta(seconds=second) for second in range(4)]
    clock.advance(seconds=5)
    answers = [phone.sends_photo(at=sent[place]) for place in (2, 0, 1)]
    clock.advance(minutes=11)
    world.sweep()
    assert world.report().state == "received"
    answers.append(phone.sends_photo(at=sent[3]))
    assert world.report().photos == 4
    assert [bool(answer) for answer in answers] == [True, False, False, False]


def test_a_draft_closes_silently_after_ten_quiet_minutes(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    clock.advance(minutes=9, seconds=59)
    world.sweep()
    assert world.report().state == "collecting"
    clock.advance(seconds=1)
    world.sweep()
    assert world.report().state == "received"
    assert world.posted() == []


def test_every_message_keeps_the_draft_open_for_ten_more_minutes(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.says("隆回县小沙江镇的村道塌了半边")
    clock.advance(minutes=9)
    phone.says("今天早上塌的，车子过不去")
    clock.advance(minutes=9)
    world.sweep()
    assert world.report().state == "collecting"


def test_what_comes_after_the_quiet_minutes_is_a_new_report(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    clock.advance(minutes=10, seconds=1)
    assert phone.sends_photo().startswith("收到照片，编号0714-2。")
    assert [report.state for report in world.reports()] == ["received", "collecting"]


def test_done_closes_the_draft_and_the_next_photo_opens_another(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    phone.says("隆回县小沙江镇的村道塌了半边")
    assert phone.says("完成").startswith("0714-1号收好了：照片1张，隆回县小沙江镇，农村公路")
    clock.advance(seconds=30)
    assert phone.sends_photo().startswith("收到照片，编号0714-2。")


def test_done_without_anything_open_says_so(phone: Phone) -> None:
    assert phone.says("完成").startswith("现在没有正在收集的情况。")


def test_a_photo_sent_before_done_and_overtaken_by_the_next_report_goes_where_it_belongs(
    phone: Phone, world: World, clock: HandClock
) -> None:
    before_done = clock.advance(seconds=1)
    phone.sends_photo(at=before_done - timedelta(seconds=1))
    clock.advance(seconds=5)
    phone.says("完成")
    clock.advance(seconds=5)
    phone.sends_photo()
    phone.sends_photo(at=before_done)
    assert [report.photos for report in world.reports()] == [2, 1]


def test_after_a_pause_new_photos_ask_once_whether_it_is_another_site(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    clock.advance(minutes=3, seconds=1)
    assert phone.sends_photo() == "收到，编号0714-2。是新的一处吗？回1 新的一处，回2 还是0714-1号。"
    assert phone.sends_photo() == ""


def test_within_the_pause_photos_are_the_same_site(phone: Phone, clock: HandClock) -> None:
    phone.sends_photo()
    clock.advance(minutes=3)
    assert phone.sends_photo() == ""


def test_words_after_a_pause_never_ask(phone: Phone, world: World, clock: HandClock) -> None:
    phone.sends_photo()
    clock.advance(minutes=5)
    assert "是新的一处吗" not in phone.says("隆回县小沙江镇的村道塌了半边")
    assert world.report().photos == 1


def test_the_same_site_puts_both_together(phone: Phone, world: World, clock: HandClock) -> None:
    for answer in ("2", "２", "二", "回2", "同一处", "还是0714-1号", "不是", "还是那个"):
        phone.sends_photo()
        first = world.reports()[-1]
        clock.advance(minutes=4)
        phone.sends_photo()
        number = f"0714-{first.seq}"
        said = answer.replace("0714-1", number)
        assert phone.says(said) == f"好，都并到{number}号了（照片2张）。"
        phone.says("完成")
        clock.advance(minutes=1)
    states = [report.state for report in world.reports()]
    assert states == ["received", "merged"] * 8


def test_a_new_site_stays_apart(phone: Phone, world: World, clock: HandClock) -> None:
    for answer in ("1", "新的", "是", "是新的一处。", "新的一处"):
        phone.sends_photo()
        clock.advance(minutes=4)
        number = number_in(phone.sends_photo())
        assert phone.says(answer) == f"好，{number}号单独算一件。"
        phone.says("完成")
        clock.advance(minutes=1)
    assert {report.state for report in world.reports()} == {"received"}


def test_without_an_answer_it_is_a_new_site(phone: Phone, world: World, clock: HandClock) -> None:
    phone.sends_photo()
    clock.advance(minutes=4)
    phone.sends_photo()
    phone.says("隆回县小沙江镇的村道塌了半边")
    clock.advance(minutes=30)
    world.sweep()
    first, second = world.reports()
    assert (first.photos, first.notes, second.photos, second.notes) == (1, 0, 1, 1)


def test_photos_put_together_bring_their_files_and_words_along(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    clock.advance(minutes=4)
    phone.sends_photo()
    phone.says("隆回县小沙江镇的通村公路塌了半边")
    phone.says("2")
    kept, merged = world.reports()
    assert (kept.photos, kept.notes, kept.project) == (2, 1, "rural-roads")
    assert (kept.state, merged.state, merged.merged_into) == ("collecting", "merged", kept.id)
    assert phone.sends_photo() == ""


def test_a_place_far_from_the_last_one_asks_too(phone: Phone, world: World) -> None:
    phone.sends_photo()
    phone.sends_place(*BLACKFIELD)
    answer = phone.sends_place(*PARISH)
    assert answer == "收到，编号0714-2。是新的一处吗？回1 新的一处，回2 还是0714-1号。"
    assert phone.sends_photo() == ""
    assert [report.photos for report in world.reports()] == [1, 1]


def test_a_place_a_few_steps_away_is_the_same_site(phone: Phone, world: World) -> None:
    phone.sends_place(*BLACKFIELD)
    phone.sends_place(BLACKFIELD[0] + 0.001, BLACKFIELD[1])
    assert world.report().places == 2


def test_a_message_of_long_ago_does_not_end_the_draft_of_now(
    phone: Phone, world: World, clock: HandClock
) -> None:
    long_ago = clock()
    clock.advance(hours=2)
    phone.sends_photo()
    old = phone.sends_photo(at=long_ago)
    assert old.startswith("收到照片，编号0714-2。")
    assert phone.sends_photo() == ""
    now, then = world.reports()
    assert (now.state, now.photos) == ("collecting", 2)
    assert (then.state, then.photos) == ("received", 1)


def test_a_draft_over_midnight_keeps_the_number_of_its_first_day(
    phone: Phone, world: World, clock: HandClock
) -> None:
    clock.now = datetime(2026, 7, 14, 15, 59, 50, tzinfo=UTC)
    assert number_in(phone.sends_photo()) == "0714-1"
    clock.advance(seconds=20)
    assert "0714-1号" in phone.says("隆回县小沙江镇的村道塌了半边")
    phone.says("完成")
    clock.advance(seconds=5)
    assert number_in(phone.sends_photo()) == "0715-1"


def test_numbers_begin_anew_in_the_new_year_and_the_newest_is_meant(
    phone: Phone, world: World, clock: HandClock
) -> None:
    clock.now = datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
    assert number_in(phone.sends_photo()) == "1231-1"
    phone.says("完成")
    clock.advance(seconds=2)
    assert number_in(phone.sends_photo()) == "0101-1"
    assert phone.says("进度 1").startswith("0101-1号")
    assert phone.says("进度 1231-1").startswith("1231-1号")
    assert "您1月报了1件：" in phone.says("我的")


def test_both_channels_of_one_observer_write_into_one_draft(world: World, clock: HandClock) -> None:
    world.observer(("official", "oA"), ("work", "lisi"))
    mobile, office = world.phone("oA"), world.phone("lisi", "work")
    mobile.sends_photo()
    assert office.sends_photo() == ""
    assert "照片2张" in office.says("隆回县小沙江镇的村道塌了半边")
    assert "照片2张" in mobile.says("进度")
    assert world.report().photos == 2


def test_the_summary_goes_to_the_channel_heard_last(world: World, clock: HandClock) -> None:
    world.observer(("official", "oA"), ("work", "lisi"))
    world.phone("oA").sends_photo()
    clock.advance(seconds=1)
    world.phone("lisi", "work").sends_photo()
    clock.advance(seconds=20)
    world.sweep()
    from_outbox = world.rows_of_outbox()
    assert [(row.channel, row.recipient) for row in from_outbox] == [("work", "lisi")]


def test_two_observers_do_not_share_a_draft(world: World) -> None:
    first, second = world.observers_phone("oA"), world.observers_phone("oB")
    assert number_in(first.sends_photo()) != number_in(second.sends_photo())
    assert len(world.reports()) == 2
