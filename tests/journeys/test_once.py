"""One message is one row and one answer, however often, however sealed, however many at once."""

from functools import partial

from storage.tables.intake import deliveries, senders
from storage.tables.reports import items
from storage.tables.work import media
from tests.support.clock import HandClock
from tests.support.phone import Phone, number_in
from tests.support.together import all_at_once
from tests.support.world import World


def test_a_repeat_sealed_anew_gets_the_first_answer_and_adds_nothing(
    phone: Phone, world: World, clock: HandClock
) -> None:
    first = phone.sends_photo()
    clock.advance(seconds=5)
    assert phone.repeats() == first
    assert phone.repeats() == first
    (row,) = world.rows(deliveries)
    assert row.repeats == 2
    assert len(world.rows(items)) == len(world.rows(media)) == 1


def test_the_same_bytes_again_get_the_kept_answer(phone: Phone, world: World) -> None:
    call = phone.text_push("隆回县小沙江镇的村道塌了半边").seal(world.clock())
    first, second = world.post(call), world.post(call)
    assert first[0] == second[0] == 200
    assert len(world.rows(deliveries)) == 1


def test_a_repeat_of_silence_is_silence(phone: Phone, world: World) -> None:
    assert phone.says("谢谢") == ""
    assert phone.repeats() == ""
    assert len(world.rows(deliveries)) == 1


def test_a_repeated_event_without_a_number_is_one_event(world: World) -> None:
    stranger = world.phone("oNew")
    first = stranger.does("subscribe")
    assert first
    assert stranger.repeats() == first
    assert len(world.rows(deliveries)) == 1


def test_one_message_twenty_times_at_once_is_one_row_and_twenty_equal_answers(
    phone: Phone, world: World
) -> None:
    push = phone.text_push("隆回县小沙江镇的村道塌了半边")
    answers = all_at_once([partial(phone.delivers, push)] * 20)
    assert {answer.status for answer in answers} == {200}
    assert len({answer.inner for answer in answers}) == 1
    assert answers[0].text
    (row,) = world.rows(deliveries)
    assert row.repeats == 19
    assert world.report().notes == 1


def test_fifteen_people_in_one_second_under_one_number_of_the_platform_are_fifteen_reports(
    world: World,
) -> None:
    phones = [world.observers_phone(f"o{n}") for n in range(15)]
    pushes = [phone.text_push("隆回县小沙江镇的村道塌了半边", msg_id=1) for phone in phones]
    answers = all_at_once(
        [partial(phone.delivers, push) for phone, push in zip(phones, pushes, strict=True)]
    )
    assert len({number_in(answer.text) for answer in answers}) == 15
    assert len(world.reports()) == 15


def test_one_person_saying_the_same_twice_said_it_twice(phone: Phone, world: World) -> None:
    phone.says("隆回县小沙江镇的村道塌了半边")
    phone.says("隆回县小沙江镇的村道塌了半边")
    assert world.report().notes == 2


def test_an_album_sent_at_once_is_one_report(phone: Phone, world: World) -> None:
    answers = all_at_once([phone.sends_photo] * 9)
    assert len([answer for answer in answers if answer]) == 1
    assert world.report().photos == 9


def test_two_strangers_first_words_at_once_make_two_senders(world: World) -> None:
    phones = [world.phone(f"o{n % 2}") for n in range(10)]
    all_at_once([partial(phone.says, "您好") for phone in phones])
    assert len(world.rows(senders)) == 2


def test_only_what_a_person_says_opens_the_window_in_which_we_may_write(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.says("谢谢")
    said_at = clock()
    clock.advance(minutes=1)
    for event, key in (("CLICK", "帮助"), ("SCAN", "x"), ("subscribe", ""), ("new_in_2031", "")):
        phone.does(event, key)
    (sender,) = world.rows(senders)
    assert sender.last_inbound_at == said_at


def test_somebody_who_follows_again_is_no_longer_away(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.does("unsubscribe")
    (sender,) = world.rows(senders)
    assert sender.left_at == clock()
    clock.advance(minutes=1)
    phone.does("subscribe")
    (sender,) = world.rows(senders)
    assert sender.left_at is None


def test_a_repeat_does_not_reopen_the_window_in_which_we_may_write(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    world.run("UPDATE senders SET sent_in_window = 3")
    clock.advance(seconds=10)
    phone.repeats()
    (sender,) = world.rows(senders)
    assert sender.sent_in_window == 3
    phone.says("谢谢")
    (sender,) = world.rows(senders)
    assert (sender.sent_in_window, sender.last_inbound_at) == (0, clock())
