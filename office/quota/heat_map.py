"""The heat map of 四个一: a line a person, a cell a month, each saying in words what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from casework.quota.quota_book import PersonYear
from catalogue.quota.quota_policy import QuotaPolicy
from catalogue.quota.quotas import Line
from catalogue.wording import staff_quota as wording

MOST: Final = 500  # people on a page
MONTHS: Final = range(1, 13)
_UNFOLDED: Final = 60  # people whose groups stand open; of more, the groups' lines come first


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's month, or the year's own items (month 0): how dark, what it says and why."""

    month: int
    shade: str  # full | some | none | free | ahead
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's line of the heat map."""

    id: int
    name: str
    group: str
    cells: tuple[Cell, ...]
    lacks: frozenset[str]  # codes of the items still owed, the year's among them
    lacks_this_month: bool  # or at all, where the year is another one


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group's line and its people's."""

    name: str
    rows: tuple[PersonRow, ...]
    lacking: int
    open: bool


def by_group(rows: Iterable[PersonRow], lacking: str) -> list[GroupRows]:
    """Put people, who come in their groups' order, under them.

    `lacking`: only those who lack an item of this code, with `any` whatever of the month.
    """
    shown = [row for row in rows if _is_wished(row, lacking)]
    found = [(name, tuple(members)) for name, members in groupby(shown, lambda row: row.group)]
    opened = len(shown) <= _UNFOLDED or len(found) == 1
    return [
        GroupRows(name, members, sum(row.lacks_this_month for row in members), opened)
        for name, members in found
    ]


def _is_wished(row: PersonRow, lacking: str) -> bool:
    if lacking == "any":
        return row.lacks_this_month
    return not lacking or lacking in row.lacks


def row_of(policy: QuotaPolicy, mine: PersonYear, named: tuple[str, str], today: date) -> PersonRow:
    """Return one person's line."""
    year = next(iter(mine.lines)).year
    cells = [_cell(policy, mine.month(month), date(year, month, 1), today) for month in MONTHS]
    cells.append(_whole_year(policy, mine))
    is_now = year == today.year
    current = mine.month(today.month) if is_now else list(mine.lines.values())
    asked = [*current, *mine.whole_year()] if is_now else current
    return PersonRow(
        id=mine.observer_id,
        name=named[0],
        group=named[1],
        cells=tuple(cells),
        lacks=frozenset(line.slot.code for line in asked if line.lacking),
        lacks_this_month=any(line.lacking for line in current),
    )


def _cell(policy: QuotaPolicy, lines: list[Line], month: date, today: date) -> Cell:
    if month > today and not any(line.pieces for line in lines):
        return Cell(month.month, "ahead", "", "")
    return Cell(month.month, *_told(policy, lines, month.month))


def _whole_year(policy: QuotaPolicy, mine: PersonYear) -> Cell:
    return Cell(0, *_told(policy, mine.whole_year(), 0))


def _told(policy: QuotaPolicy, lines: list[Line], month: int) -> tuple[str, str, str]:
    """Return the shade, the figure and the hint of a period's lines."""
    parts = [
        wording.part(policy.item(line.slot.code), len(line.pieces), line.owed)
        for line in lines
        if line.owed or line.pieces
    ]
    due = sum(line.owed for line in lines)
    done = sum(min(len(line.pieces), line.owed) for line in lines)
    held = sum(len(line.pieces) for line in lines)
    pending = "·" if any(line.pending for line in lines) else ""
    figure = f"{done}/{due}" if due else str(held or "")
    shade = _shade(done, due)
    return shade, f"{figure}{pending}", wording.cell_hint(wording.period(month), parts)


def _shade(done: int, due: int) -> str:
    if not due:
        return "free"
    if done == due:
        return "full"
    return "some" if done else "none"
