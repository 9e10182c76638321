"""The roster: the list with its filters, the empty sheet, the export."""

from typing import Any
from urllib.parse import quote

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.people.roster_blank import blank_sheet
from casework.people.roster_export import export_roster
from casework.people.standing import standing_of
from casework.rules import local_day
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff as wording
from catalogue.wording import staff_people
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.people.roster_list import PAGE, RosterWish, Sort, find_observers, roster_counts

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_WORDS = 40
_SORTS: tuple[Sort, ...] = ("group", "name", "heard")


class RosterPages:
    """Who the observers are."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/roster", "roster", self.show),
            ("GET", "/roster/blank.xlsx", "roster_blank", self.blank),
            ("POST", "/roster/export", "roster_export", self.export),
        )

    def show(self) -> ResponseReturnValue:
        """Show a page of those who fit the filters, with the accounts bound to them."""
        wish, today = _wish(), local_day(self._parts.clock())
        number = max(request.args.get("page", 1, type=int), 1)
        with self._parts.database.read() as connection:
            page = find_observers(connection, self._parts.vault, wish, today, number - 1)
            counts = roster_counts(connection, today)
        lines = [(line, standing_of(line.card, today)) for line in page.lines]
        return render_template(
            "office/roster.html",
            lines=lines,
            total=page.total,
            counts=counts,
            wish=wish,
            counties=self._counties,
            pages=_pages(number, page.total),
        )

    def blank(self) -> ResponseReturnValue:
        """Give the empty sheet to fill in."""
        return _sheet(blank_sheet(self._counties), wording.ROSTER_BLANK_NAME)

    def export(self) -> ResponseReturnValue:
        """Give everybody as a sheet that the import takes back; a POST, since it is recorded."""
        now, staff = self._parts.clock(), current_staff()
        with self._parts.database.write() as connection:
            data = export_roster(connection, self._parts.vault, self._counties, staff.id, now)
        return _sheet(data, staff_people.export_name(local_day(now)))


def _wish() -> RosterWish:
    asked = request.args
    sort = asked.get("sort", "")
    return RosterWish(
        words=asked.get("q", "").strip()[:_LONGEST_WORDS],
        group=asked.get("group", ""),
        county=asked.get("county", ""),
        standing=asked.get("standing", ""),
        unbound=bool(asked.get("unbound")),
        sort=next((known for known in _SORTS if known == sort), "group"),
    )


def _pages(number: int, total: int) -> dict[str, str]:
    """Return the addresses of the neighbouring pages with the same filters."""
    asked: dict[str, Any] = {name: value for name, value in request.args.items() if name != "page"}
    pages = {}
    if number > 1:
        pages["before"] = url_for("office.roster", page=number - 1, **asked)
    if number * PAGE < total:
        pages["after"] = url_for("office.roster", page=number + 1, **asked)
    return pages


def _sheet(data: bytes, name: str) -> Response:
    disposition = f"attachment; filename=roster.xlsx; filename*=UTF-8''{quote(name)}"
    return Response(data, mimetype=_XLSX, headers={"Content-Disposition": disposition})
