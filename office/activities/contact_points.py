"""项目联系点: whose they are, when they were visited last, which went unvisited for long."""

from datetime import date, datetime
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.activities.points import read_point
from casework.activities.visiting import last_visits, months_before, unvisited
from casework.people.observer_form import read_day
from casework.rules import local_day
from catalogue.activities import load_activities
from catalogue.quota.quota_policy import policy_for
from catalogue.wording import staff_activities as wording
from catalogue.wording import staff_quota as quota_words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.activities import visits
from storage.activities.visits import NewPoint
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import people
from storage.quota.quota_pieces import names_and_groups

_MOST: Final = 500
_MONTHS: Final = range(1, 13)
_LONGEST_NAME: Final = 60


class ContactPointPages:
    """All contact points with their last visits, and those of one observer."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/roster/<int:observer_id>/points"
        return (
            ("GET", "/points", "points", self.show),
            ("GET", one, "observer_points", self.of_one),
            ("POST", one, "point_add", self.add),
            ("POST", f"{one}/<int:point_id>", "point_end", self.end),
        )

    def show(self) -> ResponseReturnValue:
        """Show everybody's contact points; first those unvisited for so many months."""
        settings, today = load_activities(), local_day(self._parts.clock())
        asked = request.args.get("months", 0, type=int)
        months = asked if asked in _MONTHS else settings.visits.unvisited_months
        with self._parts.database.read() as connection:
            points = visits.points_now(connection, today, _MOST)
            since = months_before(today, _MONTHS[-1])
            visited = last_visits(connection, points, since, settings.near.metres)
            whose = {each.observer_id for each in points}
            named = names_and_groups(connection, self._parts.vault, whose)
        unseen = unvisited(visited, months_before(today, months))
        return render_template(
            "office/activities/points.html",
            unseen=unseen,
            others=[each for each in visited if each not in unseen],
            named=named,
            months=months,
            choices=_MONTHS,
            full=len(points) == _MOST,
            policy=policy_for(self._parts.region, today.year),
            bases=quota_words.BASES,
            words=wording,
        )

    def of_one(self, observer_id: int) -> ResponseReturnValue:
        """Show one observer's contact points, with the form of another."""
        return self._page(observer_id, {})

    def add(self, observer_id: int) -> ResponseReturnValue:
        """Give the observer a contact point, or say what cannot be read."""
        try:
            point = self._read(observer_id)
        except ValueError as error:
            flash(str(error), "bad")
            return self._page(observer_id, request.form), 422
        with self._parts.database.write() as connection:
            self._must_exist(connection, observer_id)
            visits.add_point(connection, point, *self._by())
            self._record(connection, "point.added", observer_id)
        return _back(observer_id, wording.POINT_SAVED)

    def end(self, observer_id: int, point_id: int) -> ResponseReturnValue:
        """Give a contact point its last day, today."""
        today = local_day(self._parts.clock())
        with self._parts.database.write() as connection:
            done = visits.end_point(connection, observer_id, point_id, today)
            if done:
                self._record(connection, "point.ended", observer_id)
        return _back(observer_id, wording.POINT_ENDED if done else "", wording.GONE)

    def _read(self, observer_id: int) -> NewPoint:
        form, projects = request.form, self._parts.projects
        name, project = form.get("name", "").strip()[:_LONGEST_NAME], form.get("project", "")
        if not name or project not in projects:
            raise ValueError(wording.POINT_INCOMPLETE)
        point = read_point(form.get("point", ""), is_gcj=form.get("map") != "wgs")
        first, last = _day("first"), _day("last")
        if first is None or (last is not None and last < first):
            raise ValueError(wording.BAD_DAY)
        return NewPoint(observer_id, project, name, point, first, last)

    def _page(self, observer_id: int, form: object) -> str:
        settings, today = load_activities(), local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            card = people.observer_card(connection, self._parts.vault, observer_id)
            if card is None:
                abort(404)
            points = visits.all_points_of(connection, observer_id)
            since = months_before(today, _MONTHS[-1])
            visited = last_visits(connection, points, since, settings.near.metres)
        return render_template(
            "office/activities/observer_points.html",
            card=card,
            visited=visited,
            form=form,
            projects=self._parts.projects,
            today=today,
            near=settings.near.metres,
            words=wording,
        )

    def _must_exist(self, connection: Connection, observer_id: int) -> None:
        if people.observer_card(connection, self._parts.vault, observer_id) is None:
            abort(404)

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()

    def _record(self, connection: Connection, act: str, observer_id: int) -> None:
        staff_id, now = self._by()
        record_act(connection, staff_id, act, f"observer:{observer_id}", "", now)


def _day(field: str) -> date | None:
    try:
        return read_day(request.form.get(field, ""))
    except ValueError as error:
        raise ValueError(wording.BAD_DAY) from error


def _back(observer_id: int, good: str, bad: str = "") -> ResponseReturnValue:
    flash(good or bad, "good" if good else "bad")
    return redirect(url_for("office.observer_points", observer_id=observer_id), 303)
