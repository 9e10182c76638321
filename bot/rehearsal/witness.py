"""Looks at every reminder as it appears on a phone, and asks the rows whether it should have.

It decides by itself, from the account of that moment and the calendar, never by the code that
posts reminders. Times are those of the service's clock, right or wrong: no program can know better.
(Source: issue 4, How far it must reach.)
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.wiring import Foundations
from casework.quota.quota_book import years_of
from casework.rules import SHANGHAI
from catalogue.reminder_times import ReminderPolicy, moments_of
from catalogue.working_days import YearNotLoaded, is_legal_working_day
from storage.database import Connection
from storage.people import people, service_rows
from storage.people.observer_filter import ids_by_group
from storage.people.service_rows import LEADER, ServiceRow
from storage.quota import reminder_pauses

_EVENING: Final = 20


class Rule(StrEnum):
    """What must hold of every reminder."""

    ONCE = "once"  # never twice for one moment
    LACKING = "lacking"  # only who lacks something, by the rows of that moment
    HOURS = "hours"  # within the policy's hours of a working day, and never after 20:00
    FEW = "few"  # no more in a month than the policy says
    IN_TIME = "in time"  # not after its moment's last hour, however long the service was down
    WANTED = "wanted"  # not to somebody paused, away or out of office


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule broken, by which reminder to whom."""

    rule: Rule
    at: datetime
    name: str
    text: str


class Witness:
    """Keeps what it saw. `ids` are the observers' rows by name."""

    def __init__(self, base: Foundations, policy: ReminderPolicy, ids: Mapping[str, int]) -> None:
        self._base, self._policy, self._ids = base, policy, ids
        self._in_month: Counter[tuple[str, int, int]] = Counter()
        self._of_moment: Counter[tuple[str, str]] = Counter()
        self.breaches: list[Breach] = []
        self.seen = 0

    def see(self, name: str, text: str) -> None:
        """Look at one reminder that has just arrived."""
        now = self._base.clock()
        self.seen += 1
        with self._base.database.read() as connection:
            kept = {
                **self._by_the_calendar(name, now),
                Rule.LACKING: self._lacks(connection, self._ids[name], now),
                Rule.WANTED: self._is_wanted(connection, self._ids[name], now),
            }
        broken = [rule for rule, holds in kept.items() if not holds]
        self.breaches += [Breach(rule, now, name, text) for rule in broken]

    def _by_the_calendar(self, name: str, now: datetime) -> dict[Rule, bool]:
        local = now.astimezone(SHANGHAI)
        moments = moments_of(self._policy, local.year, local.month)
        begun = [moment for moment in moments if moment.at <= now <= moment.until]
        period = begun[-1].period if begun else ""
        self._in_month[name, local.year, local.month] += 1
        self._of_moment[name, period] += 1
        hours = self._policy.hours
        return {
            Rule.ONCE: self._of_moment[name, period] == 1,
            Rule.HOURS: hours.start <= local.time() < hours.end
            and local.hour < _EVENING
            and _is_working_day(local),
            Rule.FEW: self._in_month[name, local.year, local.month] <= self._policy.most_in_a_month,
            Rule.IN_TIME: bool(begun),
        }

    def _lacks(self, connection: Connection, observer: int, now: datetime) -> bool:
        """Whether somebody lacks anything; a leader also while anyone of the group does."""
        whom = [observer]
        row = service_rows.service_rows(connection, whom)[observer]
        today = now.astimezone(SHANGHAI).date()
        if any(role == LEADER and first <= today for role, first, _ in row.roles):
            whom += ids_by_group(connection, row.group)
        region = self._base.settings.office.region
        months = (today.month, 0) if today.month >= self._policy.yearly_from else (today.month,)
        years = years_of(connection, region, whom, today.year, months)
        return any(line.lacking for year in years.values() for line in year.lines.values())

    def _is_wanted(self, connection: Connection, observer: int, now: datetime) -> bool:
        row = service_rows.service_rows(connection, [observer])[observer]
        state = people.state_of(connection, observer)
        paused = bool(reminder_pauses.paused_among(connection, [observer]))
        return state == "active" and not paused and _is_in_office(row, now)


def _is_in_office(row: ServiceRow, now: datetime) -> bool:
    today = now.astimezone(SHANGHAI).date()
    if row.appointed_from and today < row.appointed_from:
        return False
    if row.appointed_to and today > row.appointed_to:
        return False
    return not any(first <= today <= (last or today) for first, last in row.away)


def _is_working_day(local: datetime) -> bool:
    try:
        return is_legal_working_day(local.date())
    except YearNotLoaded:
        return local.isoweekday() <= 5  # noqa: PLR2004 - Monday to Friday
