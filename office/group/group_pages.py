"""本组: the group's people, what they lack this month, calls to them; a person's month in detail.

Telephone numbers are shown only by a POST, since it is recorded who looked at them.
(Source: issue 5 item 12, group leader; domain.md §5.6 row 27.)
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.quota.quota_ledger import month_ledger
from casework.reach.calling import LONGEST_NOTE, write_down
from casework.reach.phone_list import CallDesk, entries_of
from casework.rules import local_day
from catalogue.wording import staff_group as words
from catalogue.wording import staff_quota, staff_reach
from office.access.sessions import current_staff
from office.group.own_group import must_be_own, own_people
from office.parts import ConsoleParts, Page
from office.quota.heat_map import MONTHS
from office.quota.reach_pages import CALL_MISTAKES, call_made
from storage.desk.acts import record_act
from storage.people import people, staff

_MOST: Final = 200  # people on the page; the city has six groups of five or six
_YEARS: Final = range(2020, 2100)


class GroupPages:
    """The leader's first page and what is done there."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._desk = CallDesk(parts.vault, parts.region, parts.roads, parts.office_name)

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/group/<int:observer_id>"
        return (
            ("GET", "/group", "group", self.show),
            ("POST", "/group/phones", "group_phones", self.show_phones),
            ("POST", f"{one}/call", "group_call", self.call),
            ("GET", f"{one}/<int:year>/<int:month>", "group_month", self.month),
        )

    def show(self) -> ResponseReturnValue:
        """Show the group, telephone numbers hidden."""
        return self._page()

    def show_phones(self) -> ResponseReturnValue:
        """Show the group with the numbers; it is recorded."""
        now, leader = self._parts.clock(), current_staff()
        with self._parts.database.write() as connection:
            told = ",".join(map(str, own_people(connection)[:_MOST]))
            record_act(connection, leader.id, "reach.phones", "group", told, now)
        return self._page(phones=True)

    def call(self, observer_id: int) -> ResponseReturnValue:
        """Note what came of a call, or say what is missing and keep what was typed."""
        made, now = call_made(), self._parts.clock()
        with self._parts.database.write() as connection:
            must_be_own(connection, observer_id)
            by = (current_staff().id, now, local_day(now))
            mistake = staff_reach.BAD_OUTCOME
            if made is not None:
                noted = write_down(connection, self._parts.vault, observer_id, made, by)
                mistake = CALL_MISTAKES.get(noted, "")
        if mistake:
            return self._page({"id": observer_id, "mistake": mistake}), 422
        flash(words.NOTED, "good")
        return redirect(url_for("office.group"), 303)

    def month(self, observer_id: int, year: int, month: int) -> ResponseReturnValue:
        """Show every piece of one person's month and why it counts or does not."""
        if month not in MONTHS or year not in _YEARS:
            abort(404)
        with self._parts.database.read() as connection:
            must_be_own(connection, observer_id)
            card = people.observer_card(connection, self._parts.vault, observer_id)
            first = date(year, month, 1)
            ledger = month_ledger(connection, self._parts.region, observer_id, first)
        accounts = [*ledger.year.month(month), *ledger.year.whole_year()]
        return render_template(
            "office/group/month.html", card=card, ledger=ledger, lines=accounts, words=staff_quota
        )

    def _page(self, failed: Mapping[str, object] | None = None, *, phones: bool = False) -> str:
        now = self._parts.clock()
        with self._parts.database.read() as connection:
            ids = own_people(connection)
            listed = entries_of(connection, self._desk, ids[:_MOST], now)
            callers = {call.staff_id for one in listed for call in one.calls}
            names = staff.names_of(connection, callers)
        return render_template(
            "office/group/group.html",
            people=listed,
            count=len(ids),
            lacking=sum(bool(one.lacking) for one in listed),
            names=names,
            phones=phones,
            failed=failed or {},
            today=local_day(now),
            longest=LONGEST_NOTE,
            words=staff_reach,
            typed=request.form,
        )
