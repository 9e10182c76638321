"""From road to road: only a refusal leads on, an unknown outcome never does."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from casework.notice_results import note_result
from catalogue.wording import staff_outbox as words
from reminders.ladder import NoticeRoad, Template
from reminders.ports import RoadClosed, SendOutcome, Sent, TryLater, Undelivered, WaitForWord
from storage.roads import consents, outbox
from storage.roads.outbox import Notice
from storage.tables.intake import senders
from storage.tables.people import observers
from tests.parts.jobs.fakes import House, TellingSender
from tests.support.clock import MORNING
from tests.support.work_rows import a_message, a_report, a_sender

TEMPLATES = NoticeRoad("template", {"answer": Template("T-ANSWER")})
SUBSCRIPTIONS = NoticeRoad("subscribe", {"answer": Template("T-ANSWER")})
ANSWER = Notice("answer", {"number": "0714-32", "text": "下周动工"})
REFUSED = Undelivered(45015, words.WINDOW_CLOSED, refused=True)
SILENCE = TryLater(MORNING, None, words.NO_ANSWER, may_have_arrived=True)


def posted(house: House, sent: int = 0, *, form: bool = True, **changed: object) -> None:
    with house.write() as connection:
        a_sender(connection, "wang", house.clock(), sent=sent)
        notice = ANSWER if form else None
        outbox.post(connection, a_message(house.clock(), notice=notice, **changed))


def has_wecom(house: House) -> None:
    """Let the observer of this account be known in WeCom, too."""
    with house.write() as connection:
        a_report(connection, house.clock())
        a_sender(connection, "wangwei", house.clock(), channel="work")
        observer = connection.execute(select(observers.c.id)).scalar_one()
        connection.execute(update(senders).values(observer_id=observer))


def delivered(
    house: House, *outcomes: SendOutcome, notices: NoticeRoad = TEMPLATES
) -> TellingSender:
    sender = TellingSender(list(outcomes))
    house.work_through(house.deliver(sender, notices))
    return sender


def roads(sender: TellingSender) -> list[str]:
    return [step.road for step in sender.steps]


def state(house: House) -> tuple[str, str]:
    [row] = house.messages()
    return row["state"], row["road"]


def test_inside_the_window_plain_text_is_enough(house: House) -> None:
    posted(house)
    assert roads(delivered(house)) == ["custom"]
    assert state(house) == ("sent", "custom")


@pytest.mark.parametrize("refusal", [REFUSED, WaitForWord(45047, words.WAIT_FOR_WORD)])
def test_a_refused_text_leaves_as_a_template_at_once(house: House, refusal: SendOutcome) -> None:
    posted(house)
    sender = delivered(house, refusal, Sent("M1"))
    assert roads(sender) == ["custom", "template"]
    assert sender.steps[1].template == "T-ANSWER"
    assert sender.steps[1].fields["thing2"] == "下周动工"
    assert state(house) == ("handed", "template")


def test_outside_the_window_the_platform_is_not_even_asked_for_plain_text(house: House) -> None:
    posted(house, sent=5)
    assert roads(delivered(house)) == ["template"]


def test_without_a_notice_form_it_goes_to_the_observers_wecom_account(house: House) -> None:
    posted(house, sent=5, form=False)
    has_wecom(house)
    sender = delivered(house)
    assert [(step.road, step.recipient) for step in sender.steps] == [("work", "wangwei")]
    assert state(house) == ("sent", "work")


def test_every_road_refuses_and_the_clerk_reads_each_cause(house: House) -> None:
    posted(house)
    has_wecom(house)
    template = Undelivered(43004, words.NOT_FOLLOWING, left=True, refused=True)
    work = Undelivered(81013, words.NO_RECIPIENT, refused=True)
    assert roads(delivered(house, REFUSED, template, work)) == ["custom", "template", "work"]
    [row] = house.messages()
    assert (row["state"], row["errcode"]) == ("undelivered", 81013)
    for cause in (words.WINDOW_CLOSED, words.NOT_FOLLOWING, words.NO_RECIPIENT):
        assert cause in row["cause"]
        assert cause in house.open_troubles()[0]


def test_an_unknown_outcome_binds_the_message_to_its_road(house: House) -> None:
    posted(house)
    has_wecom(house)
    assert roads(delivered(house, SILENCE)) == ["custom"]
    house.clock.advance(hours=2)
    assert roads(delivered(house, REFUSED)) == ["custom"]
    [row] = house.messages()
    assert row["state"] == "undelivered"
    assert row["cause"] == words.perhaps_arrived(words.WINDOW_CLOSED)


def test_a_worker_that_died_in_the_call_leaves_an_unknown_outcome(house: House) -> None:
    posted(house)
    has_wecom(house)
    job = house.deliver(TellingSender([RuntimeError("killed")]), TEMPLATES)
    [row] = job.take(9)
    with pytest.raises(RuntimeError):
        job.work(row)
    house.clock.advance(minutes=6)
    sender = delivered(house, WaitForWord(45047, words.WAIT_FOR_WORD))
    house.clock.advance(minutes=10)
    sender = delivered(house)
    assert roads(sender) == ["custom"]
    assert state(house) == ("sent", "custom")


def test_a_message_that_certainly_never_left_is_free_to_take_another_road(house: House) -> None:
    posted(house)
    never = TryLater(house.clock() + timedelta(minutes=1), None, words.NO_ANSWER)
    delivered(house, never)
    house.clock.advance(hours=1)
    with house.write() as connection:
        connection.execute(update(senders).values(sent_in_window=5))
    assert roads(delivered(house)) == ["template"]


def test_a_road_that_is_closed_to_our_account_is_passed_by(house: House) -> None:
    posted(house)
    closed = RoadClosed(house.clock() + timedelta(days=1), 48001, words.NOT_GRANTED)
    assert roads(delivered(house, closed)) == ["custom", "template"]
    with house.write() as connection:
        assert connection.execute(select(senders.c.sent_in_window)).scalar() == 0


def test_with_no_other_road_a_message_waits_for_the_capability(house: House) -> None:
    posted(house, form=False)
    closed = RoadClosed(house.clock() + timedelta(hours=20), 48001, words.NOT_GRANTED)
    delivered(house, closed)
    [row] = house.messages()
    assert (row["state"], row["next_at"], row["cause"]) == ("queued", closed.at, closed.cause)


def test_a_consent_is_good_for_one_notice(house: House) -> None:
    posted(house, sent=5)
    with house.write() as connection:
        consents.grant(connection, "wang", "T-ANSWER", house.clock())
        outbox.post(connection, a_message(house.clock(), "k2", notice=ANSWER))
    assert roads(delivered(house, notices=SUBSCRIPTIONS)) == ["subscribe"]
    assert [row["state"] for row in house.messages()] == ["sent", "undelivered"]


def test_a_consent_that_the_platform_does_not_know_is_forgotten(house: House) -> None:
    posted(house, sent=5)
    with house.write() as connection:
        for _ in range(2):
            consents.grant(connection, "wang", "T-ANSWER", house.clock())
    no = Undelivered(43101, words.REFUSED_BY_PERSON, refused=True)
    delivered(house, no, notices=SUBSCRIPTIONS)
    with house.write() as connection:
        assert not consents.some_left(connection, "wang", ["T-ANSWER"])


@pytest.mark.parametrize("event_first", [False, True])
def test_the_platforms_event_calls_a_template_delivered(house: House, *, event_first: bool) -> None:
    posted(house, sent=5)
    if event_first:
        with house.write() as connection:
            note_result(connection, "M1", "success", house.clock())
    delivered(house, Sent("M1"))
    if not event_first:
        assert state(house) == ("handed", "template")
        with house.write() as connection:
            note_result(connection, "M1", "success", house.clock())
    assert state(house) == ("sent", "template")


def test_a_template_that_failed_takes_the_next_road(house: House) -> None:
    posted(house, sent=5)
    has_wecom(house)
    delivered(house, Sent("M1"))
    with house.write() as connection:
        note_result(connection, "M1", "failed:user block", house.clock())
        note_result(connection, "M1", "failed:user block", house.clock())
    assert roads(delivered(house)) == ["work"]
    assert state(house) == ("sent", "work")


def test_a_template_that_failed_without_another_road_is_undelivered(house: House) -> None:
    posted(house, sent=5)
    delivered(house, Sent("M1"))
    with house.write() as connection:
        note_result(connection, "M1", "failed:user block", house.clock())
    assert roads(delivered(house)) == []
    [row] = house.messages()
    assert (row["state"], row["cause"]) == ("undelivered", words.notice_failed("failed:user block"))


def test_one_member_of_wecom_is_never_sent_more_than_thirty_messages_a_minute(house: House) -> None:
    with house.write() as connection:
        for number in range(40):
            row = a_message(house.clock(), f"k{number}", channel="work")
            outbox.post(connection, row)
    sent: list[int] = []
    for _ in range(6):
        sent.append(len(delivered(house).sent))
        house.clock.advance(seconds=30)
    assert sum(sent) == 40
    assert max(sum(sent[start : start + 3]) for start in range(4)) <= 30
