"""Inspections in the chat: 报名, 取消报名, 检查安排, 签到."""

from collections.abc import Sequence
from datetime import datetime

from casework.activities.check_in import Arrived, arrive, located
from casework.activities.inviting import said
from casework.activities.sign_up import Offered, offered
from casework.rules import local_day
from catalogue.wording import observer_activities as wording
from handlers.commands import Command
from handlers.situation import Talk
from storage.activities.inspections import of_day, stops_of
from storage.activities.sign_ups import put_on_list, state_on_list, take_off_list
from storage.database import Connection

_STANDING = {
    "signed_up": wording.SIGNED_UP,
    "listed": wording.LISTED,
    "attended": wording.HERE,
}


def obey(command: Command, at: datetime, talk: Talk) -> str:
    """Carry out one of these commands."""
    with talk.ledger.wire.plain() as connection:
        match command.name:
            case "join":
                return _join(connection, command, at, talk)
            case "leave_it":
                return _leave(connection, command, at, talk)
            case "check_in":
                return _check_in(connection, at, talk)
            case _:
                return _ahead(connection, at, talk)


def _join(connection: Connection, command: Command, at: datetime, talk: Talk) -> str:
    mine = offered(connection, talk.standing.observer_id, local_day(at))
    chosen = _numbered(command.number, mine)
    if chosen is None:
        listed = [(each.inspection.title, each.inspection.day) for each in mine]
        return wording.activities(listed) if listed else wording.NO_ACTIVITIES
    inspection, by = chosen.inspection, (None, talk.now)
    if put_on_list(connection, inspection.id, talk.standing.observer_id, "signed_up", by):
        return wording.joined(inspection.title, inspection.day)
    return wording.joined_before(inspection.title)


def _leave(connection: Connection, command: Command, at: datetime, talk: Talk) -> str:
    observer_id = talk.standing.observer_id
    mine = [each for each in offered(connection, observer_id, local_day(at)) if each.coming]
    if not mine:
        return wording.NOTHING_TO_LEAVE
    chosen = mine[0] if len(mine) == 1 else _numbered(command.number, mine)
    if chosen is None:
        listed = [(each.inspection.title, each.inspection.day) for each in mine]
        return wording.which_to_leave(listed)
    inspection = chosen.inspection
    if take_off_list(connection, inspection.id, observer_id, talk.now):
        return wording.left(inspection.title, inspection.day)
    return wording.cannot_leave(inspection.title)


def _ahead(connection: Connection, at: datetime, talk: Talk) -> str:
    mine = offered(connection, talk.standing.observer_id, local_day(at))
    blocks = [
        (
            each.inspection.title,
            said(each.inspection, stops_of(connection, each.inspection.id)),
            _STANDING.get(each.state, ""),
        )
        for each in mine
    ]
    return wording.ahead(blocks) if blocks else wording.NOTHING_AHEAD


def _check_in(connection: Connection, at: datetime, talk: Talk) -> str:
    """Answer 签到 by the place sent just before, or ask for one."""
    draft, observer_id = talk.standing.draft, talk.standing.observer_id
    if draft is not None and draft.latitude is not None and draft.longitude is not None:
        here = (draft.latitude, draft.longitude)
        found = arrive(connection, observer_id, here, at, talk.house.activities.near.metres)
        if isinstance(found, Arrived):
            return wording.checked_in(found.inspection.title, found.stop.name)
    today = of_day(connection, observer_id, local_day(at))
    if not today:
        return _not_listed(offered(connection, observer_id, local_day(at)), at)
    states = [state_on_list(connection, each.id, observer_id) for each in today]
    open_ones = [each for each, state in zip(today, states, strict=True) if state != "attended"]
    if not open_ones:
        return wording.checked_in_before(today[0].title)
    has_points = any(located(stops_of(connection, each.id)) for each in open_ones)
    return wording.SEND_PLACE_TO_CHECK_IN if has_points else wording.CHECK_IN_BY_HAND


def _not_listed(mine: Sequence[Offered], at: datetime) -> str:
    for number, each in enumerate(mine, start=1):
        if each.inspection.day == local_day(at):
            return wording.not_on_the_list(each.inspection.title, number)
    return wording.NO_CHECK_IN_TODAY


def _numbered(number: str, mine: Sequence[Offered]) -> Offered | None:
    if not number.isdecimal() or not 1 <= int(number) <= len(mine):
        return None
    return mine[int(number) - 1]
