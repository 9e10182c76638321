"""四个一: person × month as a heat map by group, one person's month line by line, the 工作台账."""

from datetime import date
from typing import Final
from urllib.parse import quote

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from casework.quota.ledger_sheet import ledger_sheet
from casework.quota.quota_book import years_of
from casework.quota.quota_ledger import MonthLedger, month_ledger
from casework.rules import local_day
from catalogue.quota.quota_policy import policy_for
from catalogue.quota.quotas import Line
from catalogue.wording import staff_quota as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.quota.heat_map import MONTHS, MOST, by_group, row_of
from storage.desk.acts import record_act
from storage.people import people, service_rows
from storage.quota import quota_people
from storage.quota.quota_pieces import names_and_groups

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YEARS: Final = range(2020, 2100)


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
        """Show the heat map of a year, of everybody or those wished for, 500 people a page."""
        today = local_day(self._parts.clock())
        year, page = _year(today), max(request.args.get("page", 1, type=int), 1)
        wish = {name: request.args.get(name, "") for name in ("group", "county", "lacking")}
        policy = policy_for(self._parts.region, year)
        with self._parts.database.read() as connection:
            everybody = quota_people.listed(connection, wish["group"], wish["county"])
            ids = everybody[(page - 1) * MOST : page * MOST] if policy else []
            years = years_of(connection, self._parts.region, ids, year)
            named = names_and_groups(connection, self._parts.vault, ids)
            groups, counties = quota_people.groups_and_counties(connection)
        rows = [row_of(policy, years[each], named[each], today) for each in ids] if policy else []
        return render_template(
            "office/quota.html",
            groups_shown=by_group(rows, wish["lacking"]),
            lacking=sum(row.lacks_this_month for row in rows),
            shown=(len(everybody), (page - 1) * MOST + 1, (page - 1) * MOST + len(ids)),
            policy=policy,
            year=year,
            today=today,
            wish=wish,
            groups=groups,
            counties=counties,
            following=page + 1 if page * MOST < len(everybody) else 0,
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
        if month not in MONTHS or year not in _YEARS:
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
