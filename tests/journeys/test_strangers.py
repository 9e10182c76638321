"""Strangers become observers by a code, or by words and a clerk's yes; the tries are limited."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from casework.people.binding import new_invitation
from casework.people.binding_desk import confirm_request, refuse_request
from catalogue.wording import observer, observer_binding, observer_desk, observer_strangers
from storage.people.staff import add_member
from storage.tables.intake import deliveries, senders
from storage.tables.people import binding_requests
from storage.tables.reports import reports
from storage.tables.work import media
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.together import all_at_once
from tests.support.world import World

SAY_WHO = observer_strangers.STRANGER


@pytest.fixture
def stranger(world: World) -> Phone:
    """A phone that nobody knows, while 李四 (…1234) stands on the roster."""
    world.observer()
    return world.phone("oNew")


def invite(world: World, observer_id: int = 1) -> str:
    with world.database.write() as connection:
        return new_invitation(connection, world.base.vault, observer_id, None, world.clock())


def confirmed(world: World):
    """Return the clerk's yes, which writes the history too."""
    return lambda connection, *rest: confirm_request(connection, world.base.vault, *rest)


def decide(world: World, decision) -> bool:
    with world.database.write() as connection:
        clerk = add_member(connection, "lili", "李莉", "clerk", world.clock())
        return decision(connection, 1, clerk, world.clock())


def test_a_stranger_is_told_whom_this_account_is_for_and_how_to_bind(
    stranger: Phone, world: World
) -> None:
    answer = stranger.says("我要反映问题")
    assert answer == (
        "这里收聘任观察员的信息。您的诉求请打12345，危急打110/119/120。"
        "您是观察员请点“绑定”；未绑定的内容7天后删除。"
    )
    assert stranger.says("绑定") == observer_binding.HOW_TO_BIND
    assert world.reports() == []


def test_a_strangers_album_is_answered_once_and_kept(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    assert [stranger.sends_photo() for _ in range(5)] == [SAY_WHO, "", "", "", ""]
    clock.advance(minutes=10)
    assert stranger.sends_photo() == SAY_WHO
    assert len(world.rows(deliveries)) == 6
    assert len(world.rows(media)) == 6


def test_a_strangers_command_is_always_answered(stranger: Phone) -> None:
    assert [stranger.says("帮助"), stranger.says("帮助")] == [SAY_WHO, SAY_WHO]


def test_following_greets_and_leaving_is_silent(stranger: Phone, world: World) -> None:
    assert stranger.does("subscribe") == SAY_WHO
    assert stranger.does("unsubscribe") == ""
    (sender,) = world.rows(senders)
    assert sender.left_at == world.clock()


def test_a_code_binds_at_once_and_the_next_photo_is_a_report(stranger: Phone, world: World) -> None:
    code = invite(world)
    assert stranger.says(code) == observer_binding.BOUND
    assert stranger.sends_photo().startswith("收到照片，编号0714-1。")


@pytest.mark.parametrize("typed", ["绑定 {}", "绑定{}", "绑定：{}", " {} "])
def test_a_code_may_be_typed_in_many_ways(stranger: Phone, world: World, typed: str) -> None:
    code = invite(world)
    for said in (code.lower(), code.replace("-", "")):
        assert stranger.says(typed.format(said)) in (
            observer_binding.BOUND,
            observer_binding.ALREADY_BOUND,
        )
    (sender,) = world.rows(senders)
    assert sender.observer_id == 1


def test_a_scanned_code_binds_whether_it_follows_or_scans(world: World) -> None:
    first = world.observer(phone="13900000001")
    second = world.observer(phone="13900000002")
    follower, scanner = world.phone("oF"), world.phone("oS")
    assert follower.does("subscribe", f"qrscene_{invite(world, first)}") == observer_binding.BOUND
    scanner.does("subscribe")
    assert scanner.does("SCAN", invite(world, second)) == observer_binding.BOUND
    assert [sender.observer_id for sender in world.rows(senders)] == [first, second]


def test_a_code_works_once_and_for_two_weeks(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    code = invite(world)
    assert stranger.says(code) == observer_binding.BOUND
    assert world.phone("oOther").says(code) == observer_binding.CODE_USED
    late = invite(world)
    clock.advance(days=14)
    assert world.phone("oThird").says(late) == observer_binding.CODE_EXPIRED


def test_ten_strangers_with_one_code_bind_one(world: World) -> None:
    world.observer()
    code = invite(world)
    phones = [world.phone(f"o{n}") for n in range(10)]
    answers = all_at_once([partial(phone.says, code) for phone in phones])
    assert sorted(answers) == sorted([observer_binding.BOUND, *[observer_binding.CODE_USED] * 9])


def test_words_make_a_request_that_a_clerk_confirms(stranger: Phone, world: World) -> None:
    assert stranger.says("绑定 李四 1234") == observer_binding.REQUESTED
    assert stranger.says("绑定李四1234") == observer_binding.ALREADY_REQUESTED
    assert stranger.sends_photo() == SAY_WHO
    assert decide(world, confirmed(world))
    assert world.posted() == [observer_desk.binding_confirmed()]
    assert stranger.sends_photo().startswith("收到照片，编号0714-1。")


def test_a_refused_request_binds_nobody(stranger: Phone, world: World) -> None:
    stranger.says("绑定 李四 1234")
    assert decide(world, refuse_request)
    assert world.posted() == [observer_desk.binding_refused()]
    assert stranger.sends_photo() == SAY_WHO


@pytest.mark.parametrize("words", ["绑定 李四 4321", "绑定 王五 1234"])
def test_wrong_words_do_not_say_what_is_wrong(stranger: Phone, world: World, words: str) -> None:
    assert stranger.says(words) == observer_binding.NO_MATCH
    assert world.rows(binding_requests) == []


def test_incomplete_words_are_explained(stranger: Phone) -> None:
    assert stranger.says("绑定") == observer_binding.HOW_TO_BIND


def test_a_sender_has_five_tries_a_day_counted_from_midnight(
    stranger: Phone, clock: HandClock
) -> None:
    clock.now = datetime(2026, 7, 14, 15, 0, tzinfo=UTC)
    wrong = [stranger.says(f"绑定 李四 {number}") for number in range(1000, 1005)]
    assert set(wrong) == {observer_binding.NO_MATCH}
    assert stranger.says("绑定 李四 1234") == observer_binding.TOO_MANY
    clock.advance(hours=1, seconds=1)
    assert stranger.says("绑定 李四 1234") == observer_binding.REQUESTED


def test_a_person_of_the_roster_is_guessed_at_five_times_a_day_by_everybody_together(
    world: World,
) -> None:
    world.observer()
    answers = [world.phone(f"o{n}").says(f"绑定 李四 {2000 + n}") for n in range(12)]
    assert answers == [observer_binding.NO_MATCH] * 5 + [observer_binding.TOO_MANY] * 7


def test_a_bound_observer_needs_no_binding(phone: Phone) -> None:
    assert phone.says("绑定 李四 1234") == observer_binding.ALREADY_BOUND
    assert phone.does("subscribe") == observer_binding.WELCOME_BACK


def test_the_second_channel_is_bound_by_a_code_of_its_own(world: World) -> None:
    observer_id = world.observer(("official", "oA"))
    office = world.phone("lisi", "work")
    assert office.says(invite(world, observer_id)) == observer_binding.BOUND
    world.phone("oA").sends_photo()
    assert office.sends_photo() == ""
    assert world.report().photos == 2


def test_a_suspended_observer_hears_so_once_and_what_they_send_is_kept_with_a_mark(
    phone: Phone, world: World
) -> None:
    world.run("UPDATE observers SET state = 'suspended'")
    told = observer.suspended("专班办公室", "0739-1234567")
    assert phone.does("subscribe") == observer_binding.WELCOME_BACK
    first = phone.sends_photo()
    assert first.startswith("收到照片，编号0714-1。")
    assert first.endswith(told)
    assert told not in phone.says("邵东市黑田铺镇敬老院后墙裂了")
    assert world.report().photos == 1
    assert [row.while_suspended for row in world.rows(reports)] == [True]


def test_a_suspended_observers_appointment_ends_like_any_other(
    world: World, clock: HandClock
) -> None:
    world.observer(("official", "oA"), appointed_to=date(2026, 7, 1))
    world.run("UPDATE observers SET state = 'suspended'")
    assert world.phone("oA").sends_photo() == observer.NOT_NOW
    assert world.reports() == []


def test_a_code_of_a_suspended_observer_says_so(stranger: Phone, world: World) -> None:
    code = invite(world)
    world.run("UPDATE observers SET state = 'suspended'")
    assert stranger.says(code) == observer_binding.SUSPENDED


def test_urgent_words_outside_the_appointment_are_no_report_but_hear_whom_to_call(
    world: World,
) -> None:
    world.observer(("official", "oA"), appointed_to=date(2026, 7, 1))
    said = world.phone("oA").says("敬老院的墙要倒了，老人还在里面，快来人")
    assert said == observer.NOT_NOW + observer_strangers.DIAL_NOW
    assert {row.state for row in world.rows(deliveries)} == {"done"}


def test_what_is_not_collected_is_not_said_to_be_stored() -> None:
    assert "存好" not in observer.NOT_NOW


def test_an_appointment_counts_from_its_first_to_its_last_day_in_shaoyang(
    world: World, clock: HandClock
) -> None:
    world.observer(
        ("official", "oA"),
        appointed_from=date(2026, 7, 15),
        appointed_to=date(2026, 7, 31),
    )
    phone = world.phone("oA")
    heard = []
    for moment in (
        datetime(2026, 7, 14, 15, 59, 59, tzinfo=UTC),
        datetime(2026, 7, 14, 16, 0, 0, tzinfo=UTC),
        datetime(2026, 7, 31, 15, 59, 59, tzinfo=UTC),
        datetime(2026, 7, 31, 16, 0, 0, tzinfo=UTC),
    ):
        clock.now = moment
        heard.append(phone.says("进度"))
    taken = observer.NOTHING_YET
    assert heard == [observer.NOT_NOW, taken, taken, observer.NOT_NOW]
