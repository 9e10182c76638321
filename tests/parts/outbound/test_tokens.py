"""One token for all: fetched once, refused by version, never hammered for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.platform.errors import Blocked, NoAnswer, Refused
from simulator.faults import FaultKind
from storage.roads import tokens
from storage.tables.work import tokens as token_rows
from storage.tables.work import troubles
from tests.parts.outbound.conftest import PERSON, Stand, together

STABLE = "/cgi-bin/stable_token"
SEND = "/cgi-bin/message/custom/send"
APP = "official:wx0123456789abcdef"


def open_troubles(stand: Stand) -> list[str]:
    with stand.database.read() as connection:
        rows = select(troubles.c.sentence).where(troubles.c.resolved_at.is_(None))
        return list(connection.scalars(rows))


def test_twenty_threads_without_a_token_fetch_one(stand: Stand) -> None:
    source = stand.official_source()
    given = together(20, source.current)

    assert len(set(given)) == 1
    assert stand.calls("official", STABLE) == {"0": 1}


def test_twenty_processes_without_a_token_fetch_one(stand: Stand) -> None:
    """A source each, as processes have: they share nothing but the row."""
    sources = [stand.official_source() for _ in range(20)]
    given = together(20, lambda: sources.pop().current())

    assert len(set(given)) == 1, given
    assert stand.calls("official", STABLE) == {"0": 1}


def test_the_token_is_sealed_in_its_row(stand: Stand) -> None:
    token = stand.official_source().current()
    with stand.database.read() as connection:
        sealed = connection.scalar(select(token_rows.c.token))
    assert sealed
    assert token.text.encode() not in sealed


def test_a_token_is_used_until_shortly_before_its_end(stand: Stand) -> None:
    source = stand.official_source()
    first = source.current()
    stand.clock.advance(minutes=114)
    assert source.current() == first
    stand.clock.advance(minutes=2)
    assert source.current() != first
    assert stand.calls("official", STABLE) == {"0": 2}


def test_a_refused_token_is_replaced_even_where_the_platform_would_repeat_it(stand: Stand) -> None:
    source = stand.official_source()
    first = source.current()
    source.refuse(first)
    second = source.current()

    assert second.text != first.text
    assert second.version == first.version + 1


def test_the_second_to_see_a_bad_token_does_not_throw_away_the_fresh_one(stand: Stand) -> None:
    source = stand.official_source()
    bad = source.current()
    source.refuse(bad)
    fresh = source.current()
    source.refuse(bad)

    assert source.current() == fresh


def test_a_platform_that_always_says_40001_is_asked_twice_and_no_more(stand: Stand) -> None:
    stand.fault(FaultKind.API_ERROR, SEND, errcode=40001, times=1000)
    with pytest.raises(Refused):
        stand.official().send_text(PERSON.openid, "好")

    assert stand.calls("official", SEND) == {"40001": 2}
    assert sum(stand.calls("official", STABLE).values()) <= 3


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_a_token_that_ended_early_is_refreshed_and_the_message_leaves(
    stand: Stand, errcode: int
) -> None:
    stand.wrote_to_us()
    stand.fault(FaultKind.API_ERROR, SEND, errcode=errcode)
    stand.official().send_text(PERSON.openid, "好")

    assert stand.calls("official", SEND) == {str(errcode): 1, "0": 1}


def test_a_wrong_secret_stops_every_call_for_a_while_and_alarms_once(stand: Stand) -> None:
    account = stand.official(secret="wrong")
    with pytest.raises(Refused):
        account.send_text(PERSON.openid, "好")
    for _ in range(5):
        with pytest.raises(Blocked):
            account.send_text(PERSON.openid, "好")

    assert stand.calls("official", STABLE) == {"40125": 1}
    assert len(open_troubles(stand)) == 1
    stand.clock.advance(minutes=11)
    stand.wrote_to_us()
    stand.official().send_text(PERSON.openid, "好")  # the office has put the secret right
    assert open_troubles(stand) == []


def test_wecoms_40001_at_gettoken_means_the_secret_and_stops(stand: Stand) -> None:
    app = stand.work(secret="wrong")
    with pytest.raises(Refused):
        app.send_text(PERSON.userid, "好")
    with pytest.raises(Blocked):
        app.send_text(PERSON.userid, "好")
    assert stand.calls("work", "/cgi-bin/gettoken") == {"40001": 1}


@pytest.mark.parametrize(
    ("errcode", "minutes", "alarms"), [(40243, 9, 1), (45009, 0.1, 0), (-1, 0.1, 0)]
)
def test_a_token_refused_for_good_stops_for_long_and_one_refused_for_now_for_short(
    stand: Stand, errcode: int, minutes: float, alarms: int
) -> None:
    stand.fault(FaultKind.API_ERROR, STABLE, errcode=errcode)
    source = stand.official_source()
    with pytest.raises(Refused):
        source.current()
    stand.clock.advance(minutes=minutes)
    with pytest.raises(Blocked):
        source.current()
    assert len(open_troubles(stand)) == alarms
    stand.clock.advance(minutes=minutes + 1)
    assert source.current().text


def test_an_address_that_is_not_listed_stops_every_call_and_alarms(stand: Stand) -> None:
    stand.fault(FaultKind.API_ERROR, "/cgi-bin/message/send", errcode=60020, times=99)
    app = stand.work()
    with pytest.raises(Refused):
        app.send_text(PERSON.userid, "好")
    with pytest.raises(Blocked):
        app.send_text(PERSON.userid, "好")

    assert stand.calls("work", "/cgi-bin/message/send") == {"60020": 1}
    [sentence] = open_troubles(stand)
    assert "白名单" in sentence


def test_a_token_call_without_an_answer_ends_in_time_and_is_not_repeated_at_once(
    stand: Stand,
) -> None:
    stand.fault(FaultKind.API_SLOW, STABLE, seconds=3.0)  # longer than our patience of one second
    source = stand.official_source()
    with pytest.raises(NoAnswer):
        source.current()
    with pytest.raises(Blocked):
        source.current()
    stand.clock.advance(seconds=11)
    assert source.current().text


def test_a_process_waits_for_another_ones_token_only_so_long(stand: Stand) -> None:
    source = stand.official_source()
    with stand.database.write() as connection:
        assert tokens.lease_token(connection, APP, 0, timedelta(minutes=5))
    with pytest.raises(NoAnswer):
        source.current()

    assert 0 < stand.pauses.count < 100
    assert stand.calls("official", STABLE) == {}


def test_a_fetch_whose_lease_was_lost_does_not_overwrite_the_newer_token(stand: Stand) -> None:
    with stand.database.write() as connection:
        slow = tokens.lease_token(connection, APP, 0, timedelta(0))
        quick = tokens.lease_token(connection, APP, 0, timedelta(minutes=1))
        assert slow
        assert quick
        end = stand.clock() + timedelta(hours=2)
        assert tokens.write_token(connection, stand.vault, quick, "new", end)
        assert not tokens.write_token(connection, stand.vault, slow, "old", end)
    assert stand.official_source().current().text == "new"
