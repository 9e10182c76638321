"""四个一 counted by living through every day: slow, and without catalogue/quota/quotas.py."""

from collections import Counter
from datetime import date, datetime, timedelta

from catalogue.quota.quota_policy import QuotaPolicy
from catalogue.quota.quotas import Career, Piece, Slot

YEARLY = {"inspection", "essay"}
CODES = ("info", "suggestion", "inspection", "essay")
Month = tuple[int, int]


def brute_force(
    policy: QuotaPolicy, someone: Career, pieces: list[Piece], days: list[date]
) -> dict[Slot, tuple[int, list[str]]]:
    """Return what is owed in each slot of these days and which pieces stand for it."""
    due = what_is_due(policy, someone, days)
    held: dict[Slot, list[str]] = {slot: [] for slot in due}
    for piece in pieces:
        if piece.state != "rejected":
            held[home(piece)].append(piece.ref)
    used: set[str] = set()
    for piece in sorted(pieces, key=lambda p: (p.at, p.ref)):
        if piece.state != "rejected":
            make_good(piece, pieces, due, held, used)
    return {slot: (due[slot], sorted(held[slot])) for slot in due}


def what_is_due(policy: QuotaPolicy, someone: Career, days: list[date]) -> dict[Slot, int]:
    length: Counter[Month] = Counter((day.year, day.month) for day in days)
    served = [
        served_months(someone, number, days, length) for number in range(len(someone.services))
    ]
    numbers = {role.name: role.owes for role in policy.roles}
    due: dict[Slot, int] = {}
    for code in CODES:
        for year, month in {(y, 0) if code in YEARLY else (y, m) for y, m in length}:
            months = {m for m in length if m == (year, month) or (not month and m[0] == year)}
            needed = 1 if month else 3
            serving = [n for n, mine in enumerate(served) if len(mine & months) >= needed]
            roles = [someone.services[n].role for n in serving]
            least = max((numbers[role].get(code, 0) for role in roles), default=0)
            due[Slot(code, year, month)] = own(someone, code, months, least) if serving else 0
    return due


def served_months(
    someone: Career, number: int, days: list[date], length: Counter[Month]
) -> set[Month]:
    service = someone.services[number]
    present: Counter[Month] = Counter()
    away: Counter[Month] = Counter()
    for day in days:
        month = (day.year, day.month)
        present[month] += (service.first or date.min) <= day <= (service.last or date.max)
        away[month] += any(a.first <= day <= (a.last or date.max) for a in someone.absences)
    return {month for month in length if present[month] == length[month] and away[month] < 15}


def own(someone: Career, code: str, months: set[Month], least: int) -> int:
    for override in someone.overrides:
        firsts = [date(year, month, 1) for year, month in months]
        hit = any(override.first <= first <= (override.last or date.max) for first in firsts)
        if override.code == code and hit:
            least = override.least
    return least


def make_good(
    piece: Piece,
    pieces: list[Piece],
    due: dict[Slot, int],
    held: dict[Slot, list[str]],
    used: set[str],
) -> None:
    chances = [
        (home(other), other.rejected_at, other.ref)
        for other in pieces
        if other.ref not in used and is_chance(other, piece)
    ]
    lacking = [chance for chance in sorted(chances) if len(held[chance[0]]) < due[chance[0]]]
    if lacking:
        used.add(lacking[0][2])
        held[home(piece)].remove(piece.ref)
        held[lacking[0][0]].append(piece.ref)


def is_chance(rejected: Piece, piece: Piece) -> bool:
    if rejected.state != "rejected" or rejected.code != piece.code:
        return False
    slot, told = home(rejected), local(rejected.rejected_at)
    is_late = (told.year, told.month, told.day) > (slot.year, slot.month or 12, 25)
    waited = (local(piece.at) - told).days
    return is_late and rejected.rejected_at < piece.at and waited <= 7 and slot < home(piece)


def home(piece: Piece) -> Slot:
    day = local(piece.at)
    return Slot(piece.code, day.year, 0 if piece.code in YEARLY else day.month)


def local(moment: datetime) -> date:
    return (moment + timedelta(hours=8)).date()
