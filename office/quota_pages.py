"""四个一: person × month as a heat map by group, one person's month line by line, the 工作台账."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from casework.ledger_sheet import ledger_sheet
from casework.quota_book import PersonYear, years_of
from casework.quota_ledger import MonthLedger, month_ledger
from casework.rules import local_day
from catalogue.quota_policy import QuotaPolicy, policy_for
from catalogue.quotas import Line
from catalogue.wording import staff_quota as wording
from office.parts import ConsoleParts, Page
from office.sessions import current_staff
from storage import people, service_rows
from storage.acts import record_act
from storage.observer_filter import group_names
from storage.quota_pieces import ids_on_page, names_and_groups
from storage.roster_list import in_order

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST: Final = 300  # people on a page
_MONTHS: Final = range(1, 13)
_YEARS: Final = range(2020, 2100)


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
    lacks: bool  # something of this month, or of the year where it is another one


class QuotaPages:
    """Who owes what, and why it says so."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/quota/<int:observer_id>/<int:year>/<int:month>"
        return (
            ("GET", "/quota", "quota", self.show),
            ("GET", at, "quota_month", self.month),
            ("POST", f"{at}/ledger", "quota_ledger", self.export),
        )

    def show(self) -> ResponseReturnValue:
        """Show the heat map of a year, a group or everybody, at most 300 people a page."""
        today = local_day(self._parts.clock())
        year = _year(today)
        group, after = request.args.get("group"), request.args.get("after", 0, type=int)
        policy = policy_for(self._parts.region, year)
        with self._parts.database.read() as connection:
            ids = ids_on_page(connection, group or None, after, _MOST)
            years = years_of(connection, self._parts.region, ids, year) if policy else {}
            named = names_and_groups(connection, self._parts.vault, ids)
            groups = group_names(connection)
        rows = (
            [_row(policy, years[each], named[each], today, year) for each in ids] if policy else []
        )
        only = bool(request.args.get("lacking"))
        shown = [row for row in rows if row.lacks] if only else rows
        return render_template(
            "office/quota.html",
            rows=sorted(shown, key=lambda row: (in_order(row.group), row.id)),
            lacking=sum(row.lacks for row in rows),
            people=len(ids),
            policy=policy,
            year=year,
            today=today,
            group=group or "",
            groups=sorted(groups, key=in_order),
            only_lacking=only,
            following=ids[-1] if len(ids) == _MOST else 0,
            words=wording,
        )

    def month(self, observer_id: int, year: int, month: int) -> ResponseReturnValue:
        """Show every piece of one person's month and why it counts or does not."""
        ledger = self._ledger(observer_id, year, month)
        with self._parts.database.read() as connection:
            vault = self._parts.vault
            card = people.observer_card(connection, vault, observer_id)
            away = service_rows.absences_of(connection, vault, observer_id)
            own = service_rows.overrides_of(connection, vault, observer_id)
            roles = service_rows.roles_of(connection, observer_id)
        return render_template(
            "office/quota_month.html",
            card=card,
            ledger=ledger,
            lines=_accounts(ledger),
            away=away,
            own=own,
            roles=roles,
            words=wording,
        )

    def export(self, observer_id: int, year: int, month: int) -> ResponseReturnValue:
        """Give the month as a sheet; a POST, since it is recorded that a name left."""
        ledger = self._ledger(observer_id, year, month)
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            card = people.observer_card(connection, self._parts.vault, observer_id)
            name = "" if card is None else card.name
            target, told = f"observer:{observer_id}", f"{year}-{month:02d}"
            record_act(connection, current_staff().id, "quota.export", target, told, now)
        filename = quote(wording.sheet_name(name, year, month))
        disposition = f"attachment; filename=ledger.xlsx; filename*=UTF-8''{filename}"
        data = ledger_sheet(name, ledger, self._parts.projects)
        return Response(data, mimetype=_XLSX, headers={"Content-Disposition": disposition})

    def _ledger(self, observer_id: int, year: int, month: int) -> MonthLedger:
        if month not in _MONTHS or year not in _YEARS:
            abort(404)
        with self._parts.database.read() as connection:
            if people.observer_card(connection, self._parts.vault, observer_id) is None:
                abort(404)
            return month_ledger(connection, self._parts.region, observer_id, date(year, month, 1))


def _accounts(ledger: MonthLedger) -> list[Line]:
    return [*ledger.year.month(ledger.month.month), *ledger.year.whole_year()]


def _year(today: date) -> int:
    asked = request.args.get("year", today.year, type=int)
    return asked if asked in _YEARS else today.year


def _row(
    policy: QuotaPolicy, mine: PersonYear, named: tuple[str, str], today: date, year: int
) -> PersonRow:
    cells = [_cell(policy, mine.month(month), date(year, month, 1), today) for month in _MONTHS]
    cells.append(_whole_year(policy, mine))
    current = mine.month(today.month) if year == today.year else list(mine.lines.values())
    lacks = any(line.lacking for line in current)
    return PersonRow(mine.observer_id, *named, tuple(cells), lacks)


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
