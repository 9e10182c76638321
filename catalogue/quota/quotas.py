"""四个一 counted: what a person owes in each month and year, and which pieces stand for it.

Pure functions of a career and its pieces. A piece counts from its arrival, in the month of its
first message; only a written rejection takes it away. A piece rejected late, after the 25th of its
period's last month, leaves days to make good: the next piece of its kind that arrives within them,
in a later period, counts for the lacking period instead of its own, once for each rejection.
(Source: issue 4 item 4; domain §5.6 items 26–30; peers R15.)
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from catalogue.quota.quota_policy import Item, QuotaPolicy

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_DECEMBER: Final = 12
PieceState = Literal["pending", "accepted", "rejected"]


class Slot(NamedTuple):
    """One item of one period; `month` is 0 for a yearly item."""

    code: str
    year: int
    month: int = 0


class Service(NamedTuple):
    """A role and its days, both ends included; None: no end on that side."""

    role: str
    first: date | None
    last: date | None


class Absence(NamedTuple):
    """Days of leave or suspension, both included; `last` is None while it goes on."""

    first: date
    last: date | None


class Override(NamedTuple):
    """A person's own number for an item from a month on, until a month (first days of both)."""

    code: str
    first: date
    last: date | None
    least: int


@dataclass(frozen=True, slots=True)
class Career:
    """All that decides what a person owes; of two overrides for a period the later one holds."""

    services: tuple[Service, ...]
    absences: tuple[Absence, ...] = ()
    overrides: tuple[Override, ...] = ()


class Piece(NamedTuple):
    """One thing handed in: `ref` names its row, e.g. report:17; `rejected_at` where rejected."""

    code: str
    at: datetime
    ref: str
    state: PieceState
    rejected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One slot's account; `pieces` are those that count, those made good late among them."""

    slot: Slot
    owed: int
    pieces: tuple[Piece, ...]

    @property
    def pending(self) -> int:
        """How many wait for the office's look."""
        return sum(piece.state == "pending" for piece in self.pieces)

    @property
    def lacking(self) -> int:
        """How many are still owed; what is pending counts."""
        return max(0, self.owed - len(self.pieces))


def china_day(moment: datetime) -> date:
    """Return the calendar day in 邵阳 of an aware moment."""
    return moment.astimezone(_CHINA).date()


def owed(policy: QuotaPolicy, career: Career, slot: Slot) -> int:
    """Return how many pieces a person owes in a slot."""
    item = policy.item(slot.code)
    months = (slot.month,) if item.per == "month" else range(1, _DECEMBER + 1)
    enough = 1 if item.per == "month" else policy.rules.months_for_year
    free = {m for m in months if career.absences and _is_away(policy, career, slot.year, m)}
    least, serves = 0, False
    for service in career.services:
        served = [m for m in months if m not in free and _serves(service, slot.year, m)]
        if len(served) >= enough:
            serves = True
            least = max(least, policy.owes(service.role, slot.code))
    return _overridden(career, slot, least) if serves else 0


def owed_in(policy: QuotaPolicy, career: Career, slots: Iterable[Slot]) -> dict[Slot, int]:
    """Return how many pieces a person owes in each slot; the same for all of the same career."""
    return {slot: owed(policy, career, slot) for slot in slots}


def account(
    policy: QuotaPolicy, career: Career, pieces: Iterable[Piece], due: Mapping[Slot, int]
) -> dict[Slot, Line]:
    """Return the account of each slot that `due`, from `owed_in`, names.

    `pieces` must hold the whole history around rejections.
    """
    counted, _ = _count(policy, career, pieces)
    return {slot: Line(slot, count, counted.get(slot, ())) for slot, count in due.items()}


def to_make_good(
    policy: QuotaPolicy, career: Career, pieces: Iterable[Piece], today: date
) -> list[tuple[Slot, date]]:
    """Return the periods that are over and lack a rejected piece, each with its last day."""
    counted, chances = _count(policy, career, pieces)
    now = date(today.year, today.month, 1)
    return [
        (chance.slot, chance.until)
        for chance in chances
        if chance.until >= today
        and date(chance.slot.year, chance.slot.month or _DECEMBER, 1) < now
        and owed(policy, career, chance.slot) > len(counted.get(chance.slot, ()))
    ]


def slots_of_month(policy: QuotaPolicy, year: int, month: int) -> list[Slot]:
    """Return the monthly items' slots of one month."""
    return [Slot(item.code, year, month) for item in policy.monthly]


def slots_of_year(policy: QuotaPolicy, year: int) -> list[Slot]:
    """Return the yearly items' slots of one year."""
    return [Slot(item.code, year) for item in policy.yearly]


def slot_of(item: Item, day: date) -> Slot:
    """Return the slot into which a piece of this day falls by itself."""
    return Slot(item.code, day.year, day.month if item.per == "month" else 0)


class _Chance(NamedTuple):
    """A late rejection: its slot, and until which day a piece may make it good."""

    slot: Slot
    after: datetime
    until: date


def _count(
    policy: QuotaPolicy, career: Career, pieces: Iterable[Piece]
) -> tuple[Mapping[Slot, tuple[Piece, ...]], list[_Chance]]:
    """Return which pieces stand for each slot, and the chances that nobody has used."""
    in_order = sorted(pieces, key=lambda piece: (piece.at, piece.ref))
    homes = {
        piece: slot_of(policy.item(piece.code), china_day(piece.at))
        for piece in in_order
        if piece.state != "rejected"
    }
    counted: dict[Slot, list[Piece]] = {}
    for piece, slot in homes.items():
        counted.setdefault(slot, []).append(piece)
    chances = _chances(policy, in_order)
    for piece, home in homes.items() if chances else ():
        for chance in chances:
            older = counted.setdefault(chance.slot, [])
            if _covers(chance, piece, home) and owed(policy, career, chance.slot) > len(older):
                counted[home].remove(piece)
                older.append(piece)
                chances.remove(chance)
                break
    return {slot: tuple(held) for slot, held in counted.items()}, chances


def _chances(policy: QuotaPolicy, pieces: Iterable[Piece]) -> list[_Chance]:
    chances = []
    for piece in pieces:
        if piece.rejected_at is None or piece.state != "rejected":
            continue
        slot = slot_of(policy.item(piece.code), china_day(piece.at))
        rejected = china_day(piece.rejected_at)
        if rejected > date(slot.year, slot.month or _DECEMBER, policy.rules.rejected_after_day):
            until = rejected + timedelta(days=policy.rules.days_to_make_good)
            chances.append(_Chance(slot, piece.rejected_at, until))
    return sorted(chances)


def _covers(chance: _Chance, piece: Piece, home: Slot) -> bool:
    in_time = chance.after < piece.at and china_day(piece.at) <= chance.until
    return in_time and chance.slot.code == piece.code and chance.slot < home


def _serves(service: Service, year: int, month: int) -> bool:
    """Whether the role lasts the whole month."""
    first, last = _days(year, month)
    begun = service.first is None or service.first <= first
    return begun and (service.last is None or service.last >= last)


def _is_away(policy: QuotaPolicy, career: Career, year: int, month: int) -> bool:
    first, last = _days(year, month)
    away: set[int] = set()
    for absence in career.absences:
        start, end = max(absence.first, first), min(absence.last or last, last)
        away.update(range(start.toordinal(), end.toordinal() + 1))
    return len(away) >= policy.rules.absent_days


def _overridden(career: Career, slot: Slot, least: int) -> int:
    first = date(slot.year, slot.month or 1, 1)
    last = date(slot.year, slot.month or _DECEMBER, 1)
    for override in reversed(career.overrides):
        within = override.first <= last and (override.last is None or override.last >= first)
        if override.code == slot.code and within:
            return override.least
    return least


@cache
def _days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
