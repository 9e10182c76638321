"""The roster: the list and the empty sheet."""

from urllib.parse import quote

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from casework.roster_blank import blank_sheet
from catalogue.places import load_gazetteer
from catalogue.wording import staff as wording
from office.parts import ConsoleParts, Page
from storage import people

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RosterPages:
    """Who the observers are and how a sheet changes that."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/roster", "roster", self.show),
            ("GET", "/roster/blank.xlsx", "roster_blank", self.blank),
        )

    def show(self) -> ResponseReturnValue:
        """Show everybody by group, with the accounts bound to them."""
        with self._parts.database.read() as connection:
            cards = people.list_observers(connection, self._parts.vault)
            accounts: dict[int, list[people.Sender]] = {card.id: [] for card in cards}
            for sender in people.senders_of(connection, accounts):
                if sender.observer_id is not None:
                    accounts[sender.observer_id].append(sender)
        unbound = sum(not bound for bound in accounts.values())
        return render_template(
            "office/roster.html", cards=cards, accounts=accounts, unbound=unbound
        )

    def blank(self) -> ResponseReturnValue:
        """Give the empty sheet to fill in."""
        name = quote(wording.ROSTER_BLANK_NAME)
        disposition = f"attachment; filename=roster.xlsx; filename*=UTF-8''{name}"
        return Response(
            blank_sheet(self._counties),
            mimetype=_XLSX,
            headers={"Content-Disposition": disposition},
        )
