"""The roster as a list: filtered by the database where it can, by name after opening the names.

Names and phones are sealed, so part of a name is looked for by opening every name that the other
filters leave: 10,000 take a quarter of a second. Only the page that is shown is opened whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from storage.people.people import ObserverCard, observer_cards
from storage.tables.intake import senders
from storage.tables.people import observers
from storage.vault import Vault

PAGE: Final = 100
_BY_SOUND: Final = "gb18030"  # its common characters stand in the order of pinyin
# So that 第二组 stands before 第三组, and 第十组 behind 第九组.
_NUMERALS: Final = str.maketrans("一二三四五六七八九十", "123456789:")
Sort = Literal["group", "name", "heard"]


@dataclass(frozen=True, slots=True)
class RosterWish:
    """Whom a clerk wants to see; an empty field asks for nothing.

    `words` is part of a name, or digits of a phone; `standing` as in casework/people/standing.
    """

    words: str = ""
    group: str = ""
    county: str = ""
    standing: str = ""
    unbound: bool = False
    sort: Sort = "group"


@dataclass(frozen=True, slots=True)
class ListedObserver:
    """One line of the list, with the channels bound and when they were last heard."""

    card: ObserverCard
    channels: tuple[str, ...]
    last_heard: datetime | None


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One page of the list; `total` counts all that fit the wish."""

    lines: tuple[ListedObserver, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """The whole roster in numbers, and the groups there are; `unbound` wait for an invitation."""

    everybody: int
    unbound: int
    groups: tuple[str, ...]


def find_observers(
    connection: Connection, vault: Vault, wish: RosterWish, today: date, page: int
) -> RosterPage:
    """Return a page (from 0) of those who fit the wish, in its order."""
    found = _matching(connection, vault, wish, today)
    shown = found[page * PAGE : (page + 1) * PAGE]
    return RosterPage(tuple(_listed(connection, vault, shown)), len(found))


def _matching(connection: Connection, vault: Vault, wish: RosterWish, today: date) -> list[int]:
    """Return the ids of all who fit the wish, in its order."""
    heard = (
        select(func.max(senders.c.last_inbound_at))
        .where(senders.c.observer_id == observers.c.id)
        .scalar_subquery()
    )
    columns = [observers.c.id, observers.c.group_name, observers.c.name, observers.c.phone]
    rows = connection.execute(select(*columns, heard.label("heard")).where(*_where(wish, today)))
    found = [_Candidate(row, vault) for row in rows]
    if wish.words:
        found = [one for one in found if one.is_called(wish.words)]
    if wish.sort == "name":
        found.sort(key=lambda one: (one.name.encode(_BY_SOUND), one.id))
    elif wish.sort == "heard":
        found.sort(key=lambda one: (-one.heard, one.id))
    else:
        found.sort(key=lambda one: (in_order(one.group), one.id))
    return [one.id for one in found]


def waiting_for_invitation(connection: Connection, today: date) -> list[int]:
    """Return the ids of all who may report, today or later, and have no account to do it with."""
    waiting = select(observers.c.id, observers.c.group_name).where(*_waiting(today))
    rows = connection.execute(waiting).all()
    return [row.id for row in sorted(rows, key=lambda row: (in_order(row.group_name), row.id))]


def roster_counts(connection: Connection, today: date) -> RosterCounts:
    """Return what stands above the list."""
    waiting = select(func.count()).select_from(observers).where(*_waiting(today))
    groups = connection.execute(select(observers.c.group_name).distinct()).scalars()
    return RosterCounts(
        everybody=connection.execute(select(func.count()).select_from(observers)).scalar_one(),
        unbound=connection.execute(waiting).scalar_one(),
        groups=tuple(sorted(filter(None, groups), key=in_order)),
    )


_IS_UNBOUND = ~exists().where(senders.c.observer_id == observers.c.id)
_IS_ACTIVE = observers.c.state == "active"


def _waiting(today: date) -> list[ColumnElement[bool]]:
    return [_IS_UNBOUND, _IS_ACTIVE, _lasts(today)]


def _lasts(today: date) -> ColumnElement[bool]:
    return or_(observers.c.appointed_to.is_(None), observers.c.appointed_to >= today)


def in_order(group: str) -> str:
    """Return what groups are sorted by: 第二组 before 第十组."""
    return group.translate(_NUMERALS)


def _where(wish: RosterWish, today: date) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wish.group:
        where.append(observers.c.group_name == wish.group)
    if wish.county:
        where.append(observers.c.county == wish.county)
    if wish.unbound:
        where.append(_IS_UNBOUND)
    return where + _standing(wish.standing, today)


def _standing(standing: str, today: date) -> list[ColumnElement[bool]]:
    """Return the conditions of casework/standing.standing_of."""
    begins, ends = observers.c.appointed_from, observers.c.appointed_to
    lasts = _lasts(today)
    begun = or_(begins.is_(None), begins <= today)
    return {
        "active": [_IS_ACTIVE, lasts, begun],
        "suspended": [observers.c.state == "suspended", lasts],
        "ended": [ends < today],
        "waiting": [_IS_ACTIVE, begins > today, lasts],
    }.get(standing, [])


class _Candidate:
    """A row whose name and phone are opened only when somebody asks."""

    def __init__(self, row: Any, vault: Vault) -> None:
        self.id: int = row.id
        self.group: str = row.group_name
        self.heard = row.heard.timestamp() if row.heard else 0.0
        self._row = row
        self._vault = vault

    @property
    def name(self) -> str:
        """The name in the clear."""
        return self._vault.unseal_text(self._row.name, "observer.name")

    def is_called(self, words: str) -> bool:
        """Whether the words are part of the name, or digits of the phone."""
        if words in self.name:
            return True
        phone = self._vault.unseal_text(self._row.phone, "observer.phone")
        return words.isdecimal() and words in phone


def _listed(connection: Connection, vault: Vault, ids: Sequence[int]) -> list[ListedObserver]:
    cards = observer_cards(connection, vault, ids)
    accounts: dict[int, list[Any]] = {each: [] for each in ids}
    rows = connection.execute(
        select(senders.c.observer_id, senders.c.channel, senders.c.last_inbound_at)
        .where(senders.c.observer_id.in_(ids))
        .order_by(senders.c.last_inbound_at.desc())
    )
    for row in rows:
        accounts[row.observer_id].append(row)
    return [
        ListedObserver(
            cards[each],
            tuple(account.channel for account in accounts[each]),
            accounts[each][0].last_inbound_at if accounts[each] else None,
        )
        for each in ids
    ]
