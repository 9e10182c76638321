"""One short message to a unit's 联络人 about one letter: by a clerk's tap, or by the clock.

It says only 您有1件待办，请登录或致电办公室: no 文号, no unit, nothing of the letter. One a day and
letter, in office hours, once the term is near; where no road leads to anybody the desk is asked to
ring instead. (Source: issue 5 items 3 and 7.)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final

from casework.ends.tasks import Kind
from casework.letters.clock import RUNNING, TermTask
from casework.notices import notice
from casework.reachable import accounts_of
from casework.rules import local_day
from casework.settings.calendar import calendar_now
from casework.urging.liaisons import liaisons
from catalogue.letters.terms import Stage, stage
from catalogue.wording import unit_pages
from catalogue.working_days import Span, is_office_time, last_office_moment
from storage.closing.tasks import NewTask, put_task
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters.rows import letter_row
from storage.people.people import observer_by_phone
from storage.roads.outbox import OutMessage, post
from storage.settings.contacts import CHANNEL, Contact
from storage.urging import urgings
from storage.urging.urgings import NewUrging
from storage.vault import Vault

PURPOSE: Final = urgings.PURPOSE
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")


class Urged(Enum):
    """What came of urging; catalogue/wording/staff_urging.py says it to people."""

    POSTED = auto()
    NO_CONTACT = auto()  # the desk rings
    NO_ROAD = auto()  # the desk rings
    BEFORE = auto()  # on this day
    NOT_WAITING = auto()  # answered, returned, ended, or of another region
    NOT_NEAR = auto()  # the term is further away than two working days
    OFF_HOURS = auto()


@dataclass(frozen=True, slots=True)
class UrgingDesk:
    """What urging needs; `texts`: whether short messages to units are set up."""

    vault: Vault
    region: str
    hours: Sequence[Span]
    texts: bool


@dataclass(frozen=True, slots=True)
class _Road:
    contact: Contact
    channel: str
    recipient: str
    observer_id: int | None = None


def urge(
    connection: Connection,
    desk: UrgingDesk,
    letter_id: int,
    staff_id: int | None,
    now: datetime,
) -> Urged:
    """Queue the day's message about a letter, or put a call on the desk; None is the clock."""
    today, entered = local_day(now), calendar_now(connection)
    if not is_office_time(now, desk.hours, entered):
        return Urged.OFF_HOURS
    letter = letter_row(connection, letter_id)
    if letter is None or letter.region != desk.region or letter.state not in RUNNING:
        return Urged.NOT_WAITING
    reached = stage(today, letter.due, entered) if letter.due else None
    if reached is None:
        return Urged.NOT_NEAR
    people = [each for each in liaisons(connection, desk.vault, letter.unit) if each.receives]
    road = next(filter(None, (_road(connection, desk, each) for each in people)), None)
    near = TermTask(letter, reached)
    if road is None:
        ask_to_ring(connection, near, now)
        return Urged.NO_ROAD if people else Urged.NO_CONTACT
    until = last_office_moment(now, desk.hours)
    return _send(connection, near, road, (staff_id, now), until)


def ask_to_ring(connection: Connection, reached: TermTask, now: datetime) -> None:
    """Put 催办电话 on the desk; for an overdue letter it stands there already."""
    if reached.stage is not Stage.OVERDUE:
        task = NewTask(reached.ring_key, Kind.RING, local_day(now), letter_id=reached.letter.id)
        put_task(connection, task, now)


def _road(connection: Connection, desk: UrgingDesk, contact: Contact) -> _Road | None:
    """Return by which account or number somebody is reached, an account first."""
    phone = contact.person.phone
    if not _MOBILE.fullmatch(phone):
        return None
    person = observer_by_phone(connection, desk.vault, phone)
    account = accounts_of(connection, (person.id,)).get(person.id) if person else None
    if person is not None and account is not None and account.left_at is None:
        return _Road(contact, account.channel, account.sender, person.id)
    return _Road(contact, CHANNEL, contact.key) if desk.texts else None


def _send(
    connection: Connection,
    near: TermTask,
    road: _Road,
    by: tuple[int | None, datetime],
    until: datetime,
) -> Urged:
    (staff_id, now), letter = by, near.letter
    today, due = local_day(now), letter.due or local_day(now)
    key = f"urge:{letter.id}:{today}"
    contact = road.contact.key
    new = NewUrging(letter.id, today, near.stage.value, due, contact, key, staff_id, now)
    if not urgings.add_urging(connection, new):
        return Urged.BEFORE
    post(connection, _message(road, key, now, until))
    act = "letter.urge" if staff_id else "letter.urge-auto"
    record_act(connection, staff_id, act, f"letter:{letter.id}", near.stage.value, now)
    return Urged.POSTED


def _message(road: _Road, key: str, now: datetime, until: datetime) -> OutMessage:
    return OutMessage(
        once_key=key,
        channel=road.channel,
        recipient=road.recipient,
        purpose=PURPOSE,
        text=unit_pages.URGING,
        report_id=None,
        not_after=until,
        created_at=now,
        notice=notice("reminder", unit_pages.URGING, now),
        observer_id=road.observer_id,
    )
