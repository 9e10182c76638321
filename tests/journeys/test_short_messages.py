"""What no chat could deliver goes as one short message, or onto the list of calls, never twice."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.notices import notice
from casework.reach.phone_list import CallDesk, count_to_call, page_to_call, since_of
from catalogue.reminder_times import load_reminders, next_decent, next_decent_day
from catalogue.wording import staff_outbox, staff_sms
from simulator.faults import FaultKind
from simulator.texts import TextMessage
from storage.reach import reach
from storage.reach.reach import OpenRoads
from storage.roads import outbox
from storage.tables.people import observers
from storage.tables.work import outbox as messages
from storage.tables.work import troubles
from tests.support.platform import OBSERVER
from tests.support.town import Town, town_on
from tests.support.work_rows import a_message

PHONE = "13900001234"  # of the roster
ROADS = OpenRoads(official=True, work=True, sms=True)


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path, texts=True) as town:
        town.clock.now = next_decent_day(load_reminders(), town.clock()) + timedelta(minutes=5)
        yield town


def post_outcome(town: Town, key: str = "review:1", text: str = "这条算数了") -> None:
    """Post what came of a report to the observer, who has not written for days."""
    [person] = town.world.rows(observers)
    form = notice("outcome", text, town.clock(), number="0714-1")
    message = a_message(
        town.clock(),
        key,
        recipient=OBSERVER,
        purpose="review",
        notice=form,
        observer_id=person.id,
        not_after=town.clock() + timedelta(days=7),
    )
    with town.world.database.write() as connection:
        outbox.post(connection, message)


def texts(town: Town) -> list[TextMessage]:
    return town.platform.memory.texts.messages()


def states(town: Town) -> list[tuple[str, str, str]]:
    return [(row.state, row.road, row.cause) for row in town.world.rows(messages)]


def to_call(town: Town) -> int:
    with town.world.database.read() as connection:
        return count_to_call(connection, ROADS, town.clock())


def test_what_every_chat_refuses_leaves_as_one_short_message(town: Town) -> None:
    post_outcome(town)
    town.work()
    [sent] = texts(town)
    assert (sent.phone, sent.template, sent.values) == (PHONE, "1111", ("0714-1", "这条算数了"))
    assert states(town) == [("sent", "sms", "")]
    assert to_call(town) == 0
    with town.world.database.read() as connection:
        [told] = reach.texted(connection, since_of(town.clock()), 9)
    assert told.purpose == "review"


def test_who_is_in_the_window_gets_no_short_message(town: Town) -> None:
    town.platform.says("我的")
    post_outcome(town)
    town.work()
    assert texts(town) == []
    assert states(town)[0][:2] == ("sent", "custom")


def test_a_person_gets_one_a_day_and_only_in_decent_hours(town: Town) -> None:
    post_outcome(town)
    town.work()
    post_outcome(town, "review:2", "第二件")
    town.work()
    assert len(texts(town)) == 1
    assert states(town)[1] == ("queued", "", staff_sms.ONE_A_DAY)
    town.clock.now = next_decent_day(load_reminders(), town.clock())
    town.work()
    assert [one.values[1] for one in texts(town)] == ["这条算数了", "第二件"]

    town.clock.advance(hours=11)  # in the evening
    post_outcome(town, "review:3", "第三件")
    town.work()
    assert states(town)[2] == ("queued", "", staff_outbox.QUIET_HOURS)
    town.clock.now = next_decent(load_reminders(), town.clock())
    town.work()
    assert len(texts(town)) == 3


def test_what_may_have_left_is_never_sent_again_and_stands_on_the_list(town: Town) -> None:
    town.platform.fault(FaultKind.SMS_ANSWER_LOST)
    post_outcome(town)
    town.work()
    town.pass_time(minutes=3 * 24 * 60, step=12 * 60)
    assert len(texts(town)) == 1
    perhaps = staff_outbox.perhaps_arrived(staff_sms.NO_ANSWER)
    assert states(town) == [("undelivered", "sms", perhaps)]
    assert to_call(town) == 1


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("FailedOperation.PhoneNumberInBlacklist", staff_sms.DECLINED),
        ("InvalidParameterValue.IncorrectPhoneNumber", staff_sms.NUMBER),
        ("FailedOperation.NeverHeardOf", staff_sms.unknown_code("FailedOperation.NeverHeardOf")),
    ],
)
def test_a_refused_number_is_for_the_telephone(town: Town, code: str, cause: str) -> None:
    town.platform.fault(FaultKind.SMS_REFUSED, word=code)
    post_outcome(town)
    town.work()
    [(state, _, said)] = states(town)
    assert state == "undelivered"
    assert cause in said
    desk = CallDesk(town.world.base.vault, "邵阳市", ROADS, "专班办公室")
    with town.world.database.read() as connection:
        [person] = page_to_call(connection, desk, town.clock(), 0, 9)
    assert [message.cause for message in person.untold] == [said]


def test_an_empty_account_is_told_to_the_staff_and_tried_again_once_filled(town: Town) -> None:
    empty = "FailedOperation.InsufficientBalanceInSmsPackage"
    town.platform.fault(FaultKind.SMS_REFUSED, word=empty)
    post_outcome(town)
    town.work()
    assert [row.sentence for row in town.world.rows(troubles)] == [
        staff_sms.closed(staff_sms.BALANCE)
    ]
    town.clock.advance(hours=1, seconds=1)
    town.work()
    assert len(texts(town)) == 1
    assert all(row.resolved_at for row in town.world.rows(troubles))


def test_a_limit_of_the_provider_is_waited_for(town: Town) -> None:
    limit = "LimitExceeded.PhoneNumberThirtySecondLimit"
    town.platform.fault(FaultKind.SMS_REFUSED, word=limit)
    post_outcome(town)
    town.work()
    assert states(town) == [("queued", "", staff_sms.TOO_FAST)]
    town.clock.advance(minutes=2)
    town.work()
    assert len(texts(town)) == 1


def test_the_number_is_in_no_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "urllib3")  # which our own settings may have quietened
    town.platform.fault(FaultKind.SMS_AWAY)
    post_outcome(town)
    town.work()
    assert caplog.messages
    assert PHONE not in caplog.text
    assert "simulator-sms-key" not in caplog.text
