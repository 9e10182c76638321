"""Telling many observers one thing, each of them once, by the roads of any other notice."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casework.reachable import accounts_of, serves
from storage.activities.audience import Audience, members
from storage.database import Connection
from storage.people.service_rows import service_rows
from storage.roads.outbox import Notice, OutMessage, post_all

PURPOSE = "activity"


@dataclass(frozen=True, slots=True)
class News:
    """What is told: `cause` names it (at most 100 characters), `until` is when it is old."""

    cause: str
    text: str
    form: Notice
    until: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """How many get a message, and how many have no account for one."""

    people: int
    unreached: int


def in_service(
    connection: Connection, audience: Audience, days: Collection[date]
) -> Iterator[dict[int, str]]:
    """Yield {observer id: group} of an audience's people who serve on all of these days.

    So nobody on leave or suspended is among them; they come some hundred at a time.
    """
    for ids in members(connection, audience):
        rows = service_rows(connection, ids)
        yield {
            each: row.group for each, row in rows.items() if all(serves(row, day) for day in days)
        }


def tell(
    connection: Connection, observer_ids: Collection[int], news: News, now: datetime
) -> list[int]:
    """Post the news to these observers; returns who has an account for it."""
    accounts = accounts_of(connection, observer_ids)
    messages = [
        OutMessage(
            once_key=f"{news.cause}:{each}",
            channel=account.channel,
            recipient=account.sender,
            purpose=PURPOSE,
            text=news.text,
            report_id=None,
            not_after=news.until,
            created_at=now,
            notice=news.form,
        )
        for each, account in accounts.items()
    ]
    post_all(connection, messages)
    return list(accounts)
