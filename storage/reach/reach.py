"""Whom nothing reaches: undelivered messages, accounts without an open road, and the calls instead.

One condition counts people and lists them, so that the number always equals the rows.
(Source: issue 4 item 7.)
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
)

from storage.capped import count_capped, written
from storage.roads.windows import MOST_IN_WINDOW, WINDOW
from storage.tables.intake import senders
from storage.tables.people import observers
from storage.tables.quota import absences
from storage.tables.roads import capabilities, consents, phone_calls
from storage.tables.work import outbox
from storage.urging import urgings

_UNDELIVERED = written("undelivered")
_SENT_AS_TEXT = "sms"


@dataclass(frozen=True, slots=True)
class OpenRoads:
    """Which roads out the house has at all: its channels, and what a reminder can leave as.

    `template` is the id of the reminders' template, "" for none; `sms` the short messages, which
    need no account.
    """

    official: bool = False
    work: bool = False
    text: bool = True  # 客服消息 inside the window
    notice: Literal["", "template", "subscribe"] = ""
    template: str = ""
    sms: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """The moment of the question, its day in China, and from when on things count as this month's.

    `month` is the month's beginning; `messages` may be some days earlier, for what failed at the
    end of the month before.
    """

    now: datetime
    today: date
    month: datetime
    messages: datetime


@dataclass(frozen=True, slots=True)
class Untold:
    """A message that did not reach its person, and why."""

    observer_id: int
    purpose: str
    text: str
    cause: str
    report_id: int | None
    created_at: datetime


def roads_open_now(connection: Connection, roads: OpenRoads) -> OpenRoads:
    """Return the roads without those that a platform denies to our accounts at present."""
    rows = connection.execute(
        select(capabilities.c.channel, capabilities.c.name).where(capabilities.c.state == "off")
    )
    off = {(row.channel, row.name) for row in rows}
    denied = ("official", roads.notice) in off
    return OpenRoads(
        official=roads.official,
        work=roads.work and ("work", "send") not in off,
        text=("official", "send") not in off,
        notice="" if denied else roads.notice,
        template="" if denied else roads.template,
        sms=roads.sms,
    )


def count_unreached(connection: Connection, roads: OpenRoads, since: Since) -> int:
    """Return how many people are to be called."""
    return count_capped(connection, select(observers.c.id).where(_to_be_called(roads, since)))


def ids_unreached(
    connection: Connection, roads: OpenRoads, since: Since, after: int, most: int
) -> list[int]:
    """Return a page of those to be called, by id."""
    waiting = select(observers.c.id).where(_to_be_called(roads, since), observers.c.id > after)
    return list(connection.execute(waiting.order_by(observers.c.id).limit(most)).scalars())


def ids_reached_by_phone(
    connection: Connection, roads: OpenRoads, since: Since, most: int
) -> list[int]:
    """Return who was reached by telephone this month and waits for nothing else."""
    done = select(observers.c.id).where(
        _last_reached() >= since.month, ~_to_be_called(roads, since)
    )
    return list(connection.execute(done.order_by(observers.c.id).limit(most)).scalars())


def cut_off_among(
    connection: Connection, roads: OpenRoads, since: Since, observer_ids: Collection[int]
) -> set[int]:
    """Return to which of these no road is open at this moment."""
    none_open = select(observers.c.id).where(
        observers.c.id.in_(observer_ids), ~_some_road(roads, since)
    )
    return set(connection.execute(none_open).scalars())


def untold(
    connection: Connection, observer_ids: Collection[int], since: Since
) -> dict[int, list[Untold]]:
    """Return {observer id: what they were not told, by us or on the phone}, oldest first."""
    columns = [outbox.c[name] for name in Untold.__slots__]
    rows = connection.execute(
        select(*columns)
        .join_from(outbox, observers, outbox.c.observer_id == observers.c.id)
        .where(observers.c.id.in_(observer_ids), _is_untold(since))
        .order_by(outbox.c.id)
    )
    found: dict[int, list[Untold]] = {}
    for row in rows:
        found.setdefault(row.observer_id, []).append(Untold(*row))
    return found


def texted(connection: Connection, since: Since, most: int) -> list[Untold]:
    """Return what left as a short message this month, newest first; no cause, it was taken."""
    columns = [outbox.c[name] for name in Untold.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(outbox.c.road == _SENT_AS_TEXT, outbox.c.sent_at >= since.month)
        .where(outbox.c.observer_id.is_not(None))
        .order_by(outbox.c.id.desc())
        .limit(most)
    )
    return [Untold(*row) for row in rows]


def some_consent(connection: Connection, accounts: Collection[str], template: str) -> set[str]:
    """Return which of these followers still agree to a notice of this template."""
    left = select(consents.c.sender).where(
        consents.c.sender.in_(accounts), consents.c.template == template, consents.c.left > 0
    )
    return set(connection.execute(left).scalars())


def full_windows(connection: Connection, since: Since, accounts: Collection[str]) -> set[str]:
    """Return which of these followers are in their window, but were sent all it holds."""
    full = select(senders.c.sender).where(
        senders.c.channel == "official",
        senders.c.sender.in_(accounts),
        senders.c.last_inbound_at > since.now - WINDOW,
        senders.c.sent_in_window >= MOST_IN_WINDOW,
    )
    return set(connection.execute(full).scalars())


def _to_be_called(roads: OpenRoads, since: Since) -> ColumnElement[bool]:
    messages = exists().where(outbox.c.observer_id == observers.c.id, _is_untold(since))
    reached_this_month = func.coalesce(_last_reached() >= since.month, false())
    cut_off = and_(_serves(since.today), ~_some_road(roads, since), ~reached_this_month)
    return or_(messages, cut_off)


def _is_untold(since: Since) -> ColumnElement[bool]:
    later_reached = exists().where(
        phone_calls.c.observer_id == outbox.c.observer_id,
        phone_calls.c.outcome == "reached",
        phone_calls.c.at >= outbox.c.next_at,  # where it stands undelivered: since when it does
    )
    return and_(
        outbox.c.state == _UNDELIVERED,
        outbox.c.created_at >= since.messages,
        outbox.c.purpose != urgings.PURPOSE,  # about a unit's letter: that call is a task
        ~later_reached,
    )


def _last_reached() -> ColumnElement[datetime]:
    reached: Select[tuple[datetime]] = select(func.max(phone_calls.c.at)).where(
        phone_calls.c.observer_id == observers.c.id, phone_calls.c.outcome == "reached"
    )
    return reached.correlate(observers).scalar_subquery()


def _serves(today: date) -> ColumnElement[bool]:
    away = exists().where(
        absences.c.observer_id == observers.c.id,
        absences.c.first_day <= today,
        or_(absences.c.last_day.is_(None), absences.c.last_day >= today),
    )
    begun = or_(observers.c.appointed_from.is_(None), observers.c.appointed_from <= today)
    lasts = or_(observers.c.appointed_to.is_(None), observers.c.appointed_to >= today)
    return and_(observers.c.state == "active", begun, lasts, ~away)


def _some_road(roads: OpenRoads, since: Since) -> ColumnElement[bool]:
    follows = and_(senders.c.observer_id == observers.c.id, senders.c.left_at.is_(None))
    if roads.sms:  # who is bound is found by telephone number; who is not must be bound first
        return exists().where(follows)
    agreed = exists().where(
        consents.c.sender == senders.c.sender,
        consents.c.template == roads.template,
        consents.c.left > 0,
    )
    in_window = and_(
        senders.c.last_inbound_at > since.now - WINDOW, senders.c.sent_in_window < MOST_IN_WINDOW
    )
    notice = {"template": true(), "subscribe": agreed}.get(roads.notice, false())
    by_official = or_(in_window if roads.text else false(), notice)
    on_official = and_(senders.c.channel == "official", by_official)
    on_work = senders.c.channel == "work"
    open_ones = [
        road for road, there in ((on_official, roads.official), (on_work, roads.work)) if there
    ]
    return exists().where(follows, or_(false(), *open_ones))
