"""From the outbox to the sender and back into the row."""

from datetime import timedelta

import pytest

from catalogue.wording import staff_outbox as words
from reminders.ports import SendOutcome, TryLater, Undelivered, WaitForWord
from storage.roads import outbox, windows
from tests.parts.jobs.fakes import House, TellingSender
from tests.support.work_rows import a_message, a_sender


def posted(house: House, *keys: str, sent: int = 0, channel: str = "official") -> None:
    with house.write() as connection:
        a_sender(connection, "wang", house.clock(), channel, sent)
        for key in keys or ("k1",):
            outbox.post(connection, a_message(house.clock(), key, channel=channel))


def room(house: House) -> int:
    with house.write() as connection:
        return windows.window_room(connection, "official", "wang", house.clock())


def test_a_sent_message_is_sent_once_and_recorded_with_its_time(house: House) -> None:
    posted(house)
    sender = TellingSender()
    job = house.deliver(sender)
    assert [house.work_through(job), house.work_through(job)] == [1, 0]

    [row] = house.messages()
    assert (row["state"], row["errcode"], row["sent_at"]) == ("sent", 0, house.clock())
    assert len(sender.sent) == 1
    assert room(house) == 4


def test_an_undelivered_message_keeps_its_cause_and_comes_before_the_staff(house: House) -> None:
    posted(house)
    house.work_through(house.deliver(TellingSender([Undelivered(45015, words.WINDOW_CLOSED)])))

    [row] = house.messages()
    assert (row["state"], row["errcode"], row["cause"]) == (
        "undelivered",
        45015,
        words.WINDOW_CLOSED,
    )
    [sentence] = house.open_troubles()
    assert "未送达" in sentence
    assert words.WINDOW_CLOSED in sentence
    assert room(house) == 5


def test_the_sixth_message_in_the_window_is_not_even_tried(house: House) -> None:
    posted(house, *(f"k{n}" for n in range(6)))
    sender = TellingSender()
    house.work_through(house.deliver(sender))

    assert [row["state"] for row in house.messages()] == ["sent"] * 5 + ["undelivered"]
    assert len(sender.sent) == 5
    assert words.NO_ROOM in house.open_troubles()[0]


def test_after_48_hours_nothing_is_tried(house: House) -> None:
    posted(house)
    with house.write() as connection:
        late = a_message(house.clock(), "k2", not_after=house.clock() + timedelta(days=9))
        outbox.post(connection, late)
    house.clock.advance(hours=48)
    sender = TellingSender()
    house.work_through(house.deliver(sender))
    assert sender.sent == []
    assert {row["state"] for row in house.messages()} == {"undelivered"}


def test_wecom_has_no_window(house: House) -> None:
    posted(house, *(f"k{n}" for n in range(7)), sent=5, channel="work")
    house.work_through(house.deliver(TellingSender()))
    assert {row["state"] for row in house.messages()} == {"sent"}


def test_a_message_put_off_comes_again_at_its_time_and_gives_its_place_back(house: House) -> None:
    posted(house)
    sender = TellingSender([TryLater(house.clock() + timedelta(minutes=5), -1, words.BUSY)])
    job = house.deliver(sender)
    house.work_through(job)
    assert room(house) == 5
    assert house.work_through(job) == 0
    house.clock.advance(minutes=5)
    assert house.work_through(job) == 1
    assert house.messages()[0]["state"] == "sent"


def test_a_message_that_may_have_arrived_keeps_its_place_in_the_window(house: House) -> None:
    posted(house)
    later = TryLater(house.clock(), None, words.NO_ANSWER, may_have_arrived=True)
    house.work_through(house.deliver(TellingSender([later])))
    assert room(house) == 4


def test_what_would_come_again_after_its_time_limit_is_given_up_at_once(house: House) -> None:
    posted(house)
    later = TryLater(house.clock() + timedelta(days=2), 45009, words.DAILY_QUOTA)
    house.work_through(house.deliver(TellingSender([later])))
    [row] = house.messages()
    assert (row["state"], row["cause"]) == ("undelivered", words.DAILY_QUOTA)


def test_a_message_found_after_its_time_limit_is_not_sent(house: House) -> None:
    posted(house)
    house.clock.advance(days=1, seconds=1)
    sender = TellingSender()
    house.work_through(house.deliver(sender))
    assert sender.sent == []
    assert house.messages()[0]["cause"] == words.STALE


def test_45047_waits_for_the_persons_next_word_and_then_leaves(house: House) -> None:
    posted(house)
    sender = TellingSender([WaitForWord(45047, words.WAIT_FOR_WORD)])
    job = house.deliver(sender)
    house.work_through(job)
    assert house.messages()[0]["cause"] == words.WAIT_FOR_WORD
    for _ in range(3):  # looks again, and does not call
        house.clock.advance(minutes=10)
        house.work_through(job)
    assert len(sender.sent) == 1

    with house.write() as connection:  # the person writes
        windows.give_place_back(connection, "official", "wang")
    house.clock.advance(minutes=10)
    house.work_through(job)
    assert house.messages()[0]["state"] == "sent"


def test_45047_without_a_next_word_ends_undelivered_at_the_time_limit(house: House) -> None:
    posted(house)
    job = house.deliver(TellingSender([WaitForWord(45047, words.WAIT_FOR_WORD)]))
    for _ in range(150):
        house.work_through(job)
        house.clock.advance(minutes=10)
    [row] = house.messages()
    assert (row["state"], row["errcode"]) == ("undelivered", 45047)


def test_a_person_who_left_is_not_written_to_again(house: House) -> None:
    posted(house, "k1", "k2")
    sender = TellingSender([Undelivered(43004, words.NOT_FOLLOWING, left=True)])
    house.work_through(house.deliver(sender))
    assert len(sender.sent) == 1
    assert {row["state"] for row in house.messages()} == {"undelivered"}


@pytest.mark.parametrize("way", ["raises", "dies"])
def test_a_poisonous_message_comes_before_the_staff_after_three_failures(
    house: House, way: str
) -> None:
    posted(house, channel="work")
    broken: list[SendOutcome | Exception] = [RuntimeError("bug")] * 9
    job = house.deliver(TellingSender(broken))
    for _ in range(5):
        if way == "dies":
            job.take(9)  # and is killed: the claim is counted, nothing else happens
        house.clock.advance(minutes=6)
        if way == "raises" or house.messages()[0]["claims"] >= 3:
            house.work_through(job)

    [row] = house.messages()
    assert (row["state"], row["cause"]) == ("undelivered", words.POISON)
    assert len(house.open_troubles()) == 1
    assert len(job._sender.sent) == (3 if way == "raises" else 0)  # type: ignore[attr-defined]


def test_an_answer_of_the_platform_is_no_failure_of_ours(house: House) -> None:
    posted(house, channel="work")
    later = TryLater(house.clock(), -1, words.BUSY)
    job = house.deliver(TellingSender([later] * 5))
    for _ in range(6):
        house.work_through(job)
    assert house.messages()[0]["state"] == "sent"
