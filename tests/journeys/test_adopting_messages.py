"""Once a stranger is bound, what they had sent is theirs: exactly once, told in one sentence."""

from functools import partial

import pytest
from sqlalchemy import update

from bot.adoption import adopting
from bot.wiring import open_adoption
from casework.people.binding_desk import confirm_request
from catalogue.wording import observer_binding, observer_strangers
from reminders.ports import Fetched, Gone
from reminders.upkeep import erasing_strangers
from storage.people.staff import add_member
from storage.report_pages import stored_photo
from storage.search.inbox import InboxFilter, inbox_page
from storage.tables.inquiries import inquiries
from storage.tables.intake import deliveries
from storage.tables.media import follow_ups
from storage.tables.reports import questions
from storage.tables.strangers import strangers
from storage.tables.work import media, troubles
from tests.parts.jobs.fakes import TellingSource
from tests.support.clock import HandClock
from tests.support.held import (
    NOTE,
    URGENT,
    adopt,
    fetch_from,
    fetched,
    invite,
    picture,
    states,
    tick,
)
from tests.support.phone import Phone
from tests.support.together import all_at_once
from tests.support.world import World


@pytest.fixture
def stranger(world: World) -> Phone:
    world.observer()
    return world.phone("oNew")


def test_photos_and_words_from_before_the_binding_become_a_report_without_a_second_fetch(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    said = [stranger.sends_photo() for _ in range(3)] + [stranger.says(NOTE)]
    assert said == [observer_strangers.STRANGER, "", "", ""]
    source = fetched(world)
    assert len(source.asked) == 3
    assert world.rows(follow_ups) == []
    with world.database.read() as connection:
        assert inbox_page(connection, world.base.vault, InboxFilter()).rows == ()
        assert stored_photo(connection, 1) is None
    clock.advance(hours=5)
    assert stranger.says(invite(world)) == observer_binding.BOUND
    adopt(world)

    report = world.report()
    assert (report.photos, report.notes, report.project) == (3, 1, "rural-roads")
    assert {row.report_id for row in world.rows(media)} == {report.id}
    assert world.posted() == ["您绑定前发的3张照片、1段话已收下，编号0714-1。"]
    fetch_from(world, source)
    assert len(source.asked) == 3
    assert world.rows(strangers) == []
    assert len(world.rows(follow_ups)) == 3
    with world.database.read() as connection:
        assert stored_photo(connection, 1) is not None


def test_nothing_else_is_said_or_asked_about_adopted_messages(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    clock.advance(minutes=4)
    stranger.sends_photo()
    stranger.sends_photo()
    stranger.says(invite(world))
    adopt(world)
    assert len(world.reports()) == 2
    assert world.rows(questions)[0].state == "replaced"
    clock.advance(hours=1)
    world.sweep()
    assert world.posted() == ["您绑定前发的3张照片已收下，编号0714-1、0714-2。"]
    assert {report.state for report in world.reports()} == {"received"}


def test_a_question_from_before_the_binding_lies_on_the_clerks_tray(
    stranger: Phone, world: World
) -> None:
    stranger.says("请问我们村的自来水什么时候通？")
    stranger.says(invite(world))
    adopt(world)
    assert world.reports() == []
    assert len(world.rows(inquiries)) == 1
    assert world.posted() == ["您绑定前发的1个提问已收下，编号0714-1。"]


def test_the_handbooks_answer_to_a_question_from_before_the_binding_is_told(
    stranger: Phone, world: World
) -> None:
    stranger.says("四个一是哪四个？")
    stranger.says(invite(world))
    adopt(world)
    [told] = world.posted()
    beginning = "您绑定前发的1个提问已收下，编号0714-1。\n提问0714-1“四个一是哪四个？”：每月反映1条"
    assert told.startswith(beginning)
    assert told.endswith("没答到点上，回“问办公室”。")


def test_a_clerks_confirmation_adopts_too(stranger: Phone, world: World) -> None:
    stranger.sends_voice()
    stranger.says("绑定 李四 1234")
    with world.database.write() as connection:
        clerk = add_member(connection, "lili", "李莉", "clerk", world.clock())
        confirm_request(connection, world.base.vault, 1, clerk, world.clock())
    adopt(world)
    assert world.report().voices == 1
    assert world.posted()[1:] == ["您绑定前发的1条语音已收下，编号0714-1。"]


def test_an_adoption_that_is_cut_short_goes_on_and_doubles_nothing(
    stranger: Phone, world: World
) -> None:
    stranger.sends_photo()
    stranger.says(NOTE)
    stranger.says(invite(world))
    open_adoption(world.base).adopt(1)  # and is killed here
    assert states(world) == ["done", "held", "done"]
    adopt(world)
    adopt(world)
    report = world.report()
    assert (report.photos, report.notes) == (1, 1)
    assert len(world.rows(media)) == 1
    assert world.posted() == ["您绑定前发的1张照片、1段话已收下，编号0714-1。"]


def test_two_adoptions_at_once_do_everything_once(stranger: Phone, world: World) -> None:
    for _ in range(4):
        stranger.sends_photo()
    stranger.says(invite(world))
    rules = [adopting(lambda: open_adoption(world.base)) for _ in range(4)]
    all_at_once([partial(rule, world.database, world.clock()) for rule in rules])
    assert world.report().photos == 4
    assert len(world.rows(media)) == 4
    assert world.posted() == ["您绑定前发的4张照片已收下，编号0714-1。"]


def test_the_files_over_the_limit_are_fetched_after_the_binding(
    stranger: Phone, world: World
) -> None:
    for _ in range(11):
        stranger.sends_photo()
    fetched(world)
    stranger.says(invite(world))
    adopt(world)
    assert world.report().photos == 11
    assert len(fetched(world).asked) == 2


def test_files_the_platform_had_forgotten_are_asked_for_once_their_sender_is_known(
    stranger: Phone, world: World
) -> None:
    stranger.sends_photo()
    stranger.sends_photo()
    fetch_from(world, TellingSource([Gone("gone"), Fetched(picture())]))
    assert world.rows(troubles) == []
    assert world.posted() == []
    stranger.says(invite(world))
    adopt(world)
    assert world.posted() == [
        "您绑定前发的2张照片已收下，编号0714-1。其中1个文件没取到，方便的话请再发一次。"
    ]


def test_what_was_sent_outside_the_appointment_is_left_out_and_erased(world: World) -> None:
    world.observer(appointed_from=world.clock().date().replace(day=15))
    stranger = world.phone("oNew")
    stranger.sends_photo()
    fetched(world)
    stranger.says(invite(world))
    adopt(world)
    assert world.reports() == []
    assert world.posted() == ["绑定前有1个文件不是在聘任期内发的，没有收。"]
    tick(world, erasing_strangers(world.base.files))
    assert world.rows(media) == []
    assert list(world.base.files.keys()) == []


def test_a_binding_after_the_erasure_says_nothing_of_it(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    clock.advance(days=8)
    tick(world, erasing_strangers(world.base.files))
    assert world.rows(strangers) == []
    stranger.says(invite(world))
    adopt(world)
    assert world.posted() == []
    assert world.reports() == []


def test_the_duty_staff_are_not_alarmed_again_by_the_adoption(
    stranger: Phone, world: World
) -> None:
    stranger.says(URGENT)
    stranger.says(invite(world))
    adopt(world)
    assert world.report().urgent
    assert [row.purpose for row in world.rows_of_outbox()] == ["alarm", "taken-over"]


def test_a_stranger_may_take_back_what_they_sent(stranger: Phone, world: World) -> None:
    stranger.sends_photo()
    stranger.says("撤回")
    stranger.says(invite(world))
    adopt(world)
    assert world.report().state == "withdrawn"
    assert world.posted() == []


def test_a_held_message_that_cannot_be_handled_is_left_to_the_office(
    stranger: Phone, world: World
) -> None:
    stranger.sends_photo()
    stranger.says(NOTE)
    stranger.says(invite(world))
    world.run(update(deliveries).where(deliveries.c.id == 1).values(raw=b"nobody can open this"))
    adopt(world)
    assert states(world) == ["failed", "done", "done"]
    assert world.report().notes == 1
    assert world.posted() == ["您绑定前发的1段话已收下，编号0714-1。"]


def test_many_messages_of_one_stranger_are_adopted_in_several_turns_and_told_once(
    stranger: Phone, world: World
) -> None:
    for number in range(60):
        stranger.says(f"{NOTE}，第{number}段")
    stranger.says(invite(world))
    adopt(world)
    assert world.report().notes == 50
    adopt(world)
    assert world.report().notes == 60
    assert world.posted() == ["您绑定前发的60段话已收下，编号0714-1。"]
