"""The list of calls: who could not be told what this month, why, and what to say.

On it are all for whom a reminder, an outcome or an answer found no way, and those in office to whom
no road is open at all. It is computed from the rows each time. (Source: issue 4 item 7; ADR 0018.)
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from casework.quota.quota_book import years_of
from casework.quota.quota_words import what_lacks
from casework.reach.why import Why, why_cut_off
from casework.rules import SHANGHAI, local_day
from catalogue.quota.quota_policy import policy_for
from catalogue.wording import staff_reach as wording
from storage.database import Connection
from storage.people import people
from storage.people.people import ObserverCard
from storage.quota import reminder_pauses
from storage.reach import phone_calls, reach
from storage.reach.phone_calls import PhoneCall
from storage.reach.reach import OpenRoads, Since, Untold
from storage.vault import Vault

_REMINDER: Final = "reminder"  # it is told by what is lacking now, not as it was worded
_OF_LAST_MONTH: Final = timedelta(days=7)  # what failed on the 30th is not forgotten on the 1st


@dataclass(frozen=True, slots=True)
class CallDesk:
    """What the list needs: the vault, whose rules of 四个一 hold, which roads the house has.

    `office` is how the office names itself on the telephone.
    """

    vault: Vault
    region: str
    roads: OpenRoads
    office: str


@dataclass(frozen=True, slots=True)
class ToCall:
    """One person: why nothing reaches them (None: only these messages failed), what they lack.

    `untold` is what they were not told, `calls` are the earlier ones, newest first.
    """

    card: ObserverCard
    why: Why | None
    lacking: str
    untold: Sequence[Untold]
    calls: Sequence[PhoneCall]
    script: Sequence[str]


def since_of(now: datetime) -> Since:
    """Return what counts as this month's at a moment."""
    today = local_day(now)
    month = datetime.combine(today.replace(day=1), time(), SHANGHAI).astimezone(UTC)
    return Since(now, today, month, min(month, now - _OF_LAST_MONTH))


def count_to_call(connection: Connection, roads: OpenRoads, now: datetime) -> int:
    """Return how many people the list holds."""
    return reach.count_unreached(connection, reach.roads_open_now(connection, roads), since_of(now))


def page_to_call(
    connection: Connection, desk: CallDesk, now: datetime, after: int, most: int
) -> list[ToCall]:
    """Return a page of the list, by id."""
    since, roads = since_of(now), reach.roads_open_now(connection, desk.roads)
    ids = reach.ids_unreached(connection, roads, since, after, most)
    return _entries(connection, desk, roads, since, ids)


def entries_of(
    connection: Connection, desk: CallDesk, ids: Sequence[int], now: datetime
) -> list[ToCall]:
    """Return the same of these people, whether or not something fails to reach them."""
    roads = reach.roads_open_now(connection, desk.roads)
    return _entries(connection, desk, roads, since_of(now), list(ids))


def called_already(
    connection: Connection, desk: CallDesk, now: datetime, most: int
) -> list[ToCall]:
    """Return who was reached by telephone this month and waits for nothing else."""
    since, roads = since_of(now), reach.roads_open_now(connection, desk.roads)
    ids = reach.ids_reached_by_phone(connection, roads, since, most)
    return _entries(connection, desk, roads, since, ids)


def out_of_reach(
    connection: Connection, roads: OpenRoads, observer_ids: Collection[int], now: datetime
) -> set[int]:
    """Return to whom of these no road is open at this moment, or some message found none."""
    open_now, since = reach.roads_open_now(connection, roads), since_of(now)
    shut = reach.cut_off_among(connection, open_now, since, observer_ids)
    return shut | reach.untold(connection, observer_ids, since).keys()


def paused_and_lacking(
    connection: Connection, desk: CallDesk, now: datetime
) -> list[tuple[ObserverCard, str]]:
    """Return who asked for no reminders and lacks something this month: they are not on the list.

    Nobody has to call them; the office sees whom it could ask when the occasion offers.
    """
    ids = reminder_pauses.everybody_paused(connection)
    lacking = _lacking(connection, desk.region, ids, local_day(now)) if ids else {}
    cards = people.observer_cards(connection, desk.vault, [each for each in ids if lacking[each]])
    return [(card, lacking[each]) for each, card in sorted(cards.items())]


def _entries(
    connection: Connection, desk: CallDesk, roads: OpenRoads, since: Since, ids: list[int]
) -> list[ToCall]:
    cards = people.observer_cards(connection, desk.vault, ids)
    untold = reach.untold(connection, ids, since)
    calls = phone_calls.calls_to(connection, desk.vault, ids, since.month)
    why = why_cut_off(connection, roads, since, ids)
    lacking = _lacking(connection, desk.region, ids, since.today)
    paused = reminder_pauses.paused_among(connection, ids)
    return [
        ToCall(
            card=cards[each],
            why=why.get(each),
            lacking=lacking[each],
            untold=untold.get(each, ()),
            calls=calls.get(each, ()),
            script=wording.script(
                (desk.office, cards[each].name),
                "" if each in paused else lacking[each],  # nor are they reminded by telephone
                why.get(each, ""),
                [message.text for message in untold.get(each, ()) if message.purpose != _REMINDER],
            ),
        )
        for each in ids
    ]


def _lacking(
    connection: Connection, region: str, ids: Collection[int], today: date
) -> dict[int, str]:
    policy = policy_for(region, today.year)
    if policy is None:
        return dict.fromkeys(ids, "")
    years = years_of(connection, region, ids, today.year, (today.month,))
    return {each: what_lacks(policy, year.month(today.month)) for each, year in years.items()}


def names(connection: Connection, vault: Vault, ids: Collection[int]) -> dict[int, str]:
    """Return {observer id: name}."""
    cards = people.observer_cards(connection, vault, ids)
    return {each: card.name for each, card in cards.items()}
