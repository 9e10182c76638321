"""What is for a person goes to their present account or to nobody, whoever has the old one now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.quota.quota_desk import Reviewed, review
from catalogue.wording import staff_outbox
from simulator.faults import FaultKind
from simulator.settings import Channel
from storage.people import people
from storage.people.staff import add_member
from storage.tables.people import observers
from storage.tables.work import outbox, troubles
from tests.support.platform import OBSERVER
from tests.support.town import Town, town_on

NEW = "lisi"


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path) as town:
        town.platform.says("黑田铺镇农村公路路面裂了一道缝")
        town.platform.says("完成")
        town.platform.memory.followers.met(Channel.WORK, NEW)
        yield town


def reject_the_report(town: Town) -> None:
    """Let the office reject what the observer sent; the news waits in the outbox."""
    with town.world.database.write() as connection:
        clerk = add_member(connection, "lili", "李莉", "clerk", town.clock())
        word = ("rejected", "看不清是哪一处")
        report = town.world.report().id
        outcome = review(connection, "邵阳市", report, word, clerk, town.clock())
    assert outcome is Reviewed.DONE


def hand_the_account_to_somebody_else(town: Town) -> int:
    """Let the observer's account speak for another person; returns the observer."""
    successor = town.world.observer(name="王五", phone="13900005678")
    with town.world.database.write() as connection:
        account = people.find_sender(connection, "official", OBSERVER)
        first = (
            connection.execute(select(observers.c.id).order_by(observers.c.id)).scalars().first()
        )
        assert people.unbind(connection, account.id, first)
        assert people.bind(connection, account.id, successor, town.clock())
    return first


def binds(town: Town, observer: int, account: str) -> None:
    with town.world.database.write() as connection:
        sender = people.ensure_sender(connection, "work", account, town.clock())
        people.bind(connection, sender.id, observer, town.clock())


def news(town: Town) -> list[tuple[str, str, str]]:
    rows = town.world.rows(outbox)
    return [(row.state, row.recipient, row.cause) for row in rows if row.purpose == "review"]


def test_news_follow_their_person_to_the_new_account(town: Town) -> None:
    reject_the_report(town)
    person = hand_the_account_to_somebody_else(town)
    binds(town, person, NEW)
    town.work()
    [told] = town.platform.heard(Channel.WORK, NEW)
    assert "看不清是哪一处" in told
    assert not any("看不清" in text for text in town.platform.heard())


def test_nobody_else_hears_what_has_no_account_any_more(town: Town) -> None:
    reject_the_report(town)
    hand_the_account_to_somebody_else(town)
    town.work()
    assert news(town) == [("undelivered", "", staff_outbox.NO_ACCOUNT)]
    assert not any("看不清" in text for text in town.platform.heard())
    assert town.world.rows(troubles) == []  # it stands on the list of calls instead


def test_what_may_have_arrived_at_the_old_account_goes_to_no_other(town: Town) -> None:
    town.platform.fault(FaultKind.API_RESET, path="/cgi-bin/message/custom/send", times=1)
    reject_the_report(town)
    town.work()
    person = hand_the_account_to_somebody_else(town)
    binds(town, person, NEW)
    town.clock.advance(minutes=5)
    town.work()
    perhaps = staff_outbox.perhaps_arrived(staff_outbox.ACCOUNT_CHANGED)
    assert news(town) == [("undelivered", OBSERVER, perhaps)]
    assert town.platform.heard(Channel.WORK, NEW) == []


def test_an_outcome_for_somebody_without_any_account_is_kept_to_be_told(town: Town) -> None:
    hand_the_account_to_somebody_else(town)
    town.world.run("DELETE FROM items")  # as if a clerk had entered it all
    reject_the_report(town)
    town.work()
    assert [state for state, _, _ in news(town)] == ["undelivered"]
