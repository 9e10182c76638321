"""Inspections (专项检查, 集中调研) as the office sees them: all, one, the list to print."""

from datetime import timedelta
from typing import Final

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from casework.activities.inviting import coming
from casework.activities.outcome import outcome
from casework.rules import local_day
from catalogue.activities import load_activities
from catalogue.wording import staff_activities as wording
from office.activities.inspection_form import TypedInspection, stored
from office.parts import ConsoleParts, Page
from storage.activities import inspections, sign_ups
from storage.activities.audience import counties_of_observers
from storage.people import people
from storage.people.observer_filter import group_names

_LATEST: Final = 50
_A_YEAR: Final = timedelta(days=400)


class InspectionPages:
    """What is planned, held and cancelled; nothing here changes anything."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/inspections/<int:inspection_id>"
        return (
            ("GET", "/inspections", "inspections", self.show),
            ("GET", one, "inspection", self.inspection),
            ("GET", f"{one}/list", "inspection_sheet", self.sheet),
        )

    def show(self) -> ResponseReturnValue:
        """Show this year's inspections and the form of a new one."""
        today = local_day(self._parts.clock())
        return inspections_page(self._parts, TypedInspection(day=today.isoformat()))

    def inspection(self, inspection_id: int) -> ResponseReturnValue:
        """Show one inspection: who is on its list, who may still be put there, what came of it."""
        return inspection_page(self._parts, inspection_id)

    def sheet(self, inspection_id: int) -> ResponseReturnValue:
        """Show the list to print on A4; with phones only where a clerk asks for them."""
        with self._parts.database.read() as connection:
            shown = inspections.inspection(connection, inspection_id)
            if shown is None:
                abort(404)
            listed = sign_ups.participants(connection, self._parts.vault, inspection_id)
            stops = inspections.stops_of(connection, inspection_id)
        meant = set(coming(listed))
        return render_template(
            "office/activities/inspection_sheet.html",
            inspection=shown,
            stops=stops,
            listed=[each for each in listed if each.observer_id in meant],
            phones=request.args.get("phones") == "1",
            words=wording,
        )


def inspections_page(parts: ConsoleParts, form: TypedInspection) -> str:
    """Return the page of all inspections; `form` is what stands in the form of a new one."""
    today = local_day(parts.clock())
    with parts.database.read() as connection:
        found = inspections.inspections_since(connection, today - _A_YEAR, _LATEST)
        groups, counties = group_names(connection), counties_of_observers(connection)
    return render_template(
        "office/activities/inspections.html",
        inspections=found,
        form=form,
        groups=groups,
        counties=counties,
        words=wording,
    )


def inspection_page(
    parts: ConsoleParts, inspection_id: int, form: TypedInspection | None = None
) -> str:
    """Return the page of one inspection; `form` is what was typed, where it was not taken."""
    near = load_activities().near.metres
    with parts.database.read() as connection:
        shown = inspections.inspection(connection, inspection_id)
        if shown is None:
            abort(404)
        listed = sign_ups.participants(connection, parts.vault, inspection_id)
        stops = inspections.stops_of(connection, inspection_id)
        reports = outcome(connection, shown, stops, listed, near)
        cards = people.list_observers(connection, parts.vault)
        groups, counties = group_names(connection), counties_of_observers(connection)
    known = {each.observer_id for each in listed if each.state != "withdrew"}
    return render_template(
        "office/activities/inspection.html",
        inspection=shown,
        listed=listed,
        names={each.observer_id: each.name for each in listed},
        stops=stops,
        reports=reports,
        others=[card for card in cards if card.id not in known],
        form=form or stored(shown, stops, parts.projects),
        typed_wrong=form is not None,
        groups=groups,
        counties=counties,
        near=near,
        seen_at=int(parts.clock().timestamp() * 1000),
        words=wording,
    )
