"""What comes of a message: sent, later, undelivered — by errcode alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.platform.sender import PlatformSender
from catalogue.wording import staff_outbox as words
from reminders.ports import RoadClosed, SendOutcome, Sent, Step, TryLater, Undelivered, WaitForWord
from simulator.faults import FaultKind
from simulator.settings import Channel
from storage.roads.outbox import ClaimedMessage
from storage.work.claims import Claim
from tests.parts.outbound.conftest import NO_FILES, PERSON, Stand
from tests.support.databases import sqlite_url

CUSTOM = "/cgi-bin/message/custom/send"
APP_SEND = "/cgi-bin/message/send"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One kind of database is enough here: test_tokens has both."""
    return sqlite_url(tmp_path)


def message(stand: Stand, channel: str = "official", **changed: object) -> ClaimedMessage:
    now = stand.clock()
    recipient = PERSON.openid if channel == "official" else PERSON.userid
    claimed = ClaimedMessage(
        claim=Claim(1, now, 1),
        channel=channel,
        recipient=recipient,
        purpose="summary",
        text="已收3张照片、1个位置",
        report_id=None,
        created_at=now,
        not_after=now + timedelta(days=1),
        errcode=None,
        cause="",
        tries=0,
    )
    return replace(claimed, **changed)  # type: ignore[arg-type]


def send(stand: Stand, message: ClaimedMessage) -> SendOutcome:
    return send_by(stand.sender, stand, message)


def send_by(sender: PlatformSender, stand: Stand, message: ClaimedMessage) -> SendOutcome:
    road = "custom" if message.channel == "official" else "work"
    step = Step(road, message.channel, message.recipient)  # type: ignore[arg-type]
    return sender.send(message, step, stand.clock())


def test_a_message_of_each_channel_arrives(stand: Stand) -> None:
    stand.wrote_to_us()
    for channel in ("official", "work"):
        assert send(stand, message(stand, channel)) == Sent()
        assert stand.pushed(Channel(channel)) == ["已收3张照片、1个位置"]


def test_a_text_longer_than_the_platform_takes_is_cut_between_characters(stand: Stand) -> None:
    stand.wrote_to_us()
    long = message(stand, text="墙" * 1000)
    assert send(stand, long) == Sent()
    [arrived] = stand.pushed(Channel.OFFICIAL)
    assert len(arrived.encode()) <= 2048
    assert arrived.strip("墙") == "…"


@pytest.mark.parametrize(
    ("channel", "errcode", "pauses"),
    [
        ("official", -1, [5, 30, 180, None]),
        ("work", -1, [5, 30, 180, None]),
        ("official", 45011, [60, 120, 300, 900, 900]),
        ("work", 45009, [60, 60]),
        ("work", 45033, [5, 5]),
    ],
)
def test_each_pause_is_the_tables_and_a_bounded_one_ends(
    stand: Stand, channel: str, errcode: int, pauses: list[int | None]
) -> None:
    path = CUSTOM if channel == "official" else APP_SEND
    stand.fault(FaultKind.API_ERROR, path, errcode=errcode, times=99)
    for tries, pause in enumerate(pauses):
        tried = message(stand, channel, errcode=errcode if tries else None, tries=tries)
        outcome = send(stand, tried)
        if pause is None:
            assert isinstance(outcome, Undelivered)
        else:
            assert isinstance(outcome, TryLater)
            assert outcome.at == stand.clock() + timedelta(seconds=pause)
            assert outcome.may_have_arrived == (errcode == -1)


def test_the_official_accounts_daily_quota_waits_for_midnight_in_china(stand: Stand) -> None:
    stand.fault(FaultKind.API_ERROR, CUSTOM, errcode=45009)
    outcome = send(stand, message(stand))
    assert isinstance(outcome, TryLater)
    assert outcome.at == datetime(2026, 7, 14, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("channel", "errcode", "cause", "left"),
    [
        ("official", 43004, words.NOT_FOLLOWING, True),
        ("official", 43101, words.REFUSED_BY_PERSON, False),
        ("official", 45015, words.WINDOW_CLOSED, False),
        ("official", 45002, words.CONTENT_REFUSED, False),
        ("work", 81013, words.NO_RECIPIENT, False),
        ("official", 88888, "平台返回错误码88888，没有发出去", False),
    ],
)
def test_a_final_answer_is_undelivered_with_its_code_and_cause(
    stand: Stand, channel: str, errcode: int, cause: str, *, left: bool
) -> None:
    path = CUSTOM if channel == "official" else APP_SEND
    stand.fault(FaultKind.API_ERROR, path, errcode=errcode, times=99)
    outcome = send(stand, message(stand, channel))
    assert outcome == Undelivered(errcode, cause, left, refused=True)
    assert stand.calls(channel, path) == {str(errcode): 1}


def test_the_sixth_message_since_the_last_word_waits_for_the_next(stand: Stand) -> None:
    stand.wrote_to_us()
    outcomes = [send(stand, message(stand)) for _ in range(6)]
    assert outcomes == [Sent()] * 5 + [WaitForWord(45047, words.WAIT_FOR_WORD)]


def test_an_account_that_may_not_send_is_asked_again_once_a_day(stand: Stand) -> None:
    stand.wrote_to_us()
    stand.fault(FaultKind.API_ERROR, CUSTOM, errcode=48001)
    tomorrow = stand.clock() + timedelta(days=1)
    for _ in range(3):
        outcome = send(stand, message(stand))
        assert outcome == RoadClosed(tomorrow, 48001, words.NOT_GRANTED)
    assert stand.calls("official", CUSTOM) == {"48001": 1}
    stand.clock.advance(days=1)
    stand.wrote_to_us()
    assert send(stand, message(stand)) == Sent()


def test_errcode_zero_with_an_invalid_user_is_not_delivered(stand: Stand) -> None:
    # The platform names unknown members beside errcode 0 when others of the list are known.
    both = message(stand, "work", recipient=f"{PERSON.userid}|nobody")
    assert send(stand, both) == Undelivered(0, words.NO_RECIPIENT, refused=True)


def test_an_outage_backs_off_further_each_time_and_knows_that_nothing_left(stand: Stand) -> None:
    sender = PlatformSender(
        {"official": stand.official(api="http://127.0.0.1:9")}, stand.capabilities, NO_FILES
    )
    first = send_by(sender, stand, message(stand))
    fifth = send_by(sender, stand, message(stand, tries=5))
    assert isinstance(first, TryLater)
    assert isinstance(fifth, TryLater)
    assert stand.clock() < first.at < fifth.at
    assert not first.may_have_arrived


@pytest.mark.parametrize("status", [500, 502, 503, 302, 404])
def test_an_http_error_is_tried_again_later(stand: Stand, status: int) -> None:
    stand.fault(FaultKind.API_STATUS, CUSTOM, status=status)
    outcome = send(stand, message(stand))
    assert isinstance(outcome, TryLater)
    assert outcome.errcode is None


def test_a_lost_answer_is_told_and_wecom_swallows_the_second_copy(stand: Stand) -> None:
    stand.work().send_text(PERSON.userid, "先换一个凭证")
    stand.fault(FaultKind.API_SLOW, APP_SEND, seconds=2.0)
    lost = send(stand, message(stand, "work"))
    assert isinstance(lost, TryLater)
    assert lost.may_have_arrived
    send(stand, message(stand, "work"))
    send(stand, message(stand, "work"))
    assert stand.pushed(Channel.WORK).count("已收3张照片、1个位置") <= 1


def test_a_channel_without_settings_is_undelivered(stand: Stand) -> None:
    outcome = send_by(PlatformSender({}, stand.capabilities, NO_FILES), stand, message(stand))
    assert outcome == Undelivered(None, words.NO_CHANNEL)
