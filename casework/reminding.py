"""Whom to remind of 四个一 at a moment, and in which words: decided from the rows each time.

Only those are reminded who serve today, have an account, did not stop their reminders and still
lack something; what waits for the office's look counts as done. A group's leader gets one message:
their own and the group's.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from casework.notices import notice
from casework.quota.quota_book import PersonYear, years_of
from casework.quota.quota_words import lines_said, what_lacks
from casework.reach.phone_list import out_of_reach
from casework.reachable import accounts_of, serves
from casework.rules import local_day
from catalogue.quota.quota_policy import QuotaPolicy, policy_for
from catalogue.quota.quotas import Line
from catalogue.reminder_times import Moment
from catalogue.wording import observer_quota as wording
from storage.database import Connection
from storage.people import people, service_rows
from storage.people.observer_filter import ids_by_group
from storage.people.people import ObserverCard, Sender
from storage.people.service_rows import LEADER, ServiceRow
from storage.quota import reminder_pauses
from storage.reach.reach import OpenRoads
from storage.roads.outbox import Notice, OutMessage
from storage.vault import Vault

PURPOSE: Final = "reminder"
_LARGEST_GROUP: Final = 500


@dataclass(frozen=True, slots=True)
class ReminderDesk:
    """What reminding needs: the vault, whose rules of 四个一 hold, which roads the house has."""

    vault: Vault
    region: str
    roads: OpenRoads


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every reminder of one moment is made from."""

    connection: Connection
    desk: ReminderDesk
    policy: QuotaPolicy
    moment: Moment
    now: datetime

    @property
    def today(self) -> date:
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    field: str


def reminders_for(
    connection: Connection,
    desk: ReminderDesk,
    observer_ids: Collection[int],
    moment: Moment,
    now: datetime,
) -> dict[int, OutMessage]:
    """Return {observer id: message} for those of these whom the moment calls for."""
    policy = policy_for(desk.region, moment.month.year)
    if policy is None:
        return {}
    scene = _Scene(connection, desk, policy, moment, now)
    said = dict(_said(scene, observer_ids))
    accounts = accounts_of(connection, said)
    return {
        each: _message(accounts[each], each, words, moment, now)
        for each, words in said.items()
        if each in accounts
    }


def reminder_of(
    connection: Connection,
    desk: ReminderDesk,
    observer_id: int,
    moment: Moment,
    now: datetime,
) -> tuple[str, Notice] | None:
    """Return the words and the notice of one observer's reminder as they are true at this moment.

    None where nothing is to be said any more. Whether they have an account is not asked.
    """
    policy = policy_for(desk.region, moment.month.year)
    if policy is None:
        return None
    scene = _Scene(connection, desk, policy, moment, now)
    for _, words in _said(scene, [observer_id]):
        return words.text, notice("reminder", words.field, moment.at)
    return None


def _said(scene: _Scene, observer_ids: Collection[int]) -> Iterator[tuple[int, _Words]]:
    services = service_rows.service_rows(scene.connection, observer_ids)
    paused = reminder_pauses.paused_among(scene.connection, observer_ids)
    serving = [
        each for each, row in services.items() if each not in paused and serves(row, scene.today)
    ]
    years = _years(scene, serving)
    leading = {each for each in serving if _leads(services[each], scene.today)}
    lacking = {each: _lacking(scene, years[each]) for each in serving}
    cards = people.observer_cards(
        scene.connection, scene.desk.vault, {each for each in serving if lacking[each]} | leading
    )
    for each, card in cards.items():
        own = _own_words(scene, card, years[each], lacking[each])
        words = _for_leader(scene, card, own) if each in leading else own
        if words is not None:
            yield each, words


def _years(scene: _Scene, observer_ids: list[int]) -> dict[int, PersonYear]:
    month = scene.moment.month
    months = (month.month, 0) if scene.moment.yearly else (month.month,)
    return years_of(scene.connection, scene.desk.region, observer_ids, month.year, months)


def _leads(row: ServiceRow, today: date) -> bool:
    return any(
        role == LEADER and first <= today <= (last or today) for role, first, last in row.roles
    )


def _lacking(scene: _Scene, year: PersonYear) -> list[Line]:
    lines = year.month(scene.moment.month.month)
    if scene.moment.yearly:
        lines = [*lines, *year.whole_year()]
    return [line for line in lines if line.lacking]


def _own_words(
    scene: _Scene, card: ObserverCard, year: PersonYear, lacking: list[Line]
) -> _Words | None:
    if not lacking:
        return None
    codes = [line.slot.code for line in lacking]
    of_month = year.month(scene.moment.month.month) if lacking[0].slot.month else []
    of_year = [line for line in lacking if not line.slot.month]
    text = wording.reminder(
        card.name,
        lines_said(scene.policy, of_month),
        lines_said(scene.policy, of_year),
        codes,
        _days_left(scene),
    )
    named = [(scene.policy.item(line.slot.code), line.lacking) for line in lacking]
    return _Words(text, wording.reminder_field(named))


def _for_leader(scene: _Scene, card: ObserverCard, own: _Words | None) -> _Words | None:
    members = ids_by_group(scene.connection, card.group)[:_LARGEST_GROUP] if card.group else ()
    others = [each for each in members if each != card.id]
    services = service_rows.service_rows(scene.connection, others)
    serving = [each for each, row in services.items() if serves(row, scene.today)]
    years = _years(scene, serving)
    month = scene.moment.month.month
    lack = {each: what_lacks(scene.policy, year.month(month)) for each, year in years.items()}
    behind = [each for each in serving if lack[each]]
    if not behind:
        return own
    cards = people.observer_cards(scene.connection, scene.desk.vault, behind)
    named = [(cards[each].name, lack[each]) for each in behind]
    done = len(serving) - len(behind) + (own is None)
    summary = wording.group_summary(card.group, len(serving) + 1, done, named)
    lost = out_of_reach(scene.connection, scene.desk.roads, behind, scene.now)
    summary += wording.call_them([cards[each].name for each in behind if each in lost])
    if own is None:
        return _Words(wording.leader_greeting(card.name, summary), wording.group_field(len(behind)))
    return _Words(f"{own.text}\n{summary}", own.field)


def _days_left(scene: _Scene) -> int:
    """Return how many days of the month are left after today, 0 at the month's first moment."""
    if scene.moment.number == 1:
        return 0
    following = (scene.moment.month + timedelta(days=31)).replace(day=1)
    return (following - scene.today).days - 1


def _message(
    account: Sender, observer_id: int, words: _Words, moment: Moment, now: datetime
) -> OutMessage:
    return OutMessage(
        once_key=f"remind:{moment.period}:{observer_id}",
        channel=account.channel,
        recipient=account.sender,
        purpose=PURPOSE,
        text=words.text,
        report_id=None,
        not_after=moment.until,
        created_at=now,
        notice=notice("reminder", words.field, moment.at),
        observer_id=observer_id,
    )
