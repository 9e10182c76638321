"""How a month of 四个一 stands for everybody together, and who is complete.

Only the complete are named, by group; of the others there is no more than a number.
(Source: issue 4 item 8.)
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.quota.quota_book import PersonYear, years_of
from catalogue.quota.quota_policy import QuotaPolicy, policy_for
from storage.database import Connection
from storage.people.roster_list import in_order
from storage.quota.quota_pieces import ids_on_page, names_and_groups
from storage.vault import Vault

_PAGE: Final = 500  # people counted at a time


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: `people` owe something in it, `groups` are (group, names of its complete).

    `items` are (name, unit, how many were handed in); `lacking` are the names never to be shown.
    """

    month: date
    people: int
    complete: int
    items: tuple[tuple[str, str, int], ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    lacking: frozenset[str]


def month_figures(
    connection: Connection, vault: Vault, region: str, month: date
) -> MonthFigures | None:
    """Count everybody's month; None where the region has no numbers."""
    policy = policy_for(region, month.year)
    if policy is None:
        return None
    count = _Count(policy, month)
    after = 0
    while ids := ids_on_page(connection, None, after, _PAGE):
        years = years_of(connection, region, ids, month.year, [month.month])
        named = names_and_groups(connection, vault, ids)
        for each in ids:
            count.add(years[each], *named[each])
        after = ids[-1]
    return count.figures()


class _Count:
    """Adds up one person after another."""

    def __init__(self, policy: QuotaPolicy, month: date) -> None:
        self._policy, self._month = policy, month
        self._people = 0
        self._items = {item.code: 0 for item in policy.monthly}
        self._complete: dict[str, list[str]] = {}
        self._lacking: set[str] = set()

    def add(self, year: PersonYear, name: str, group: str) -> None:
        for line in year.month(self._month.month):
            self._items[line.slot.code] += len(line.pieces)
        due = year.due(self._month.month)
        if not due:
            return
        self._people += 1
        if any(line.lacking for line in due):
            self._lacking.add(name)
        else:
            self._complete.setdefault(group, []).append(name)

    def figures(self) -> MonthFigures:
        in_turn = sorted(self._complete.items(), key=lambda pair: in_order(pair[0]))
        named = {name for names in self._complete.values() for name in names}
        return MonthFigures(
            month=self._month,
            people=self._people,
            complete=sum(map(len, self._complete.values())),
            items=tuple(
                (item.name, item.unit, self._items[item.code]) for item in self._policy.monthly
            ),
            groups=tuple((group, tuple(names)) for group, names in in_turn),
            lacking=frozenset(self._lacking - named),
        )
