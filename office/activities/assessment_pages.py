"""三题监督测评 in the console: opened, counted by group without names, exported, ended."""

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.activities.assessing import AskedAlready, open_assessment
from casework.activities.assessment_sheet import assessment_sheet
from casework.activities.tally import Tally, tally
from casework.people.observer_form import read_day
from casework.rules import local_day
from catalogue.activities import load_activities
from catalogue.wording import staff_assessments as wording
from catalogue.wording import staff_quota as quota_words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.activities import assessments
from storage.activities.assessments import Asked, Assessment, NewAssessment
from storage.activities.audience import Audience, counties_of_observers
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.observer_filter import group_names

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LATEST: Final = 50
_LONGEST: Final = 60


class AssessmentPages:
    """Every assessment; who answered what is on none of these pages."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/assessments/<int:assessment_id>"
        return (
            ("GET", "/assessments", "assessments", self.show),
            ("POST", "/assessments", "assessment_open", self.open),
            ("GET", one, "assessment", self.one),
            ("POST", f"{one}/sheet", "assessment_sheet", self.export),
            ("POST", f"{one}/close", "assessment_close", self.close),
        )

    def show(self) -> ResponseReturnValue:
        """Show the newest assessments and the form of another."""
        return self._page()

    def open(self) -> ResponseReturnValue:
        """Open an assessment and ask its audience, once."""
        try:
            new = self._read()
            with self._parts.database.write() as connection:
                opened = open_assessment(connection, new, *self._by())
                self._record(connection, "assessment.opened", opened.assessment_id)
        except AskedAlready as error:
            flash(wording.asked_already(error.title), "bad")
            return self._page(), 422
        except ValueError as error:
            flash(str(error), "bad")
            return self._page(), 422
        self._parts.worker_hint("outbox", 0)
        flash(wording.asked(opened.told.people, opened.told.unreached), "good")
        return redirect(url_for("office.assessment", assessment_id=opened.assessment_id), 303)

    def one(self, assessment_id: int) -> ResponseReturnValue:
        """Show an assessment's counts."""
        shown, counted = self._counted(assessment_id)
        return render_template(
            "office/activities/assessment.html",
            assessment=shown,
            counted=counted,
            buckets=[*([counted.total] if counted.total else []), *counted.groups],
            is_open=shown.is_open(local_day(self._parts.clock())),
            words=wording,
        )

    def export(self, assessment_id: int) -> ResponseReturnValue:
        """Give the counts as a sheet; a POST, since it is recorded that they left."""
        shown, counted = self._counted(assessment_id)
        with self._parts.database.write() as connection:
            self._record(connection, "assessment.export", assessment_id)
        filename = quote(wording.sheet_name(shown.title))
        disposition = f"attachment; filename=assessment.xlsx; filename*=UTF-8''{filename}"
        data = assessment_sheet(shown, counted)
        return Response(data, mimetype=_XLSX, headers={"Content-Disposition": disposition})

    def close(self, assessment_id: int) -> ResponseReturnValue:
        """End an assessment before its last day."""
        with self._parts.database.write() as connection:
            done = assessments.close_assessment(connection, assessment_id, self._parts.clock())
            if done:
                self._record(connection, "assessment.closed", assessment_id)
        flash(*((wording.CLOSED, "good") if done else (wording.CLOSED_BEFORE, "bad")))
        return redirect(url_for("office.assessment", assessment_id=assessment_id), 303)

    def _read(self) -> NewAssessment:
        form, settings = request.form, load_activities()
        title, chosen = form.get("title", "").strip(), settings.sets.get(form.get("set", ""))
        if not title or chosen is None:
            raise ValueError(wording.NO_SUCH_SET if title else wording.TITLE_MISSING)
        today, most = local_day(self._parts.clock()), settings.assessment.longest_days
        try:
            closes_on = read_day(form.get("closes_on", ""))
        except ValueError:
            closes_on = None
        if closes_on is None or not today <= closes_on <= today + timedelta(days=most):
            raise ValueError(wording.bad_closing(most))
        project = form.get("project", "")
        return NewAssessment(
            title=title[:_LONGEST],
            project=project if project in self._parts.projects else None,
            unit=form.get("unit", "").strip()[:_LONGEST],
            questions=tuple(Asked(each.text, each.choices) for each in chosen.questions),
            audience=Audience(tuple(form.getlist("group")), tuple(form.getlist("county"))),
            closes_on=closes_on,
        )

    def _page(self) -> str:
        settings, today = load_activities(), local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            found = assessments.latest_assessments(connection, _LATEST)
            groups, counties = group_names(connection), counties_of_observers(connection)
        return render_template(
            "office/activities/assessments.html",
            assessments=found,
            settings=settings,
            form=request.form,
            projects=self._parts.projects,
            groups=groups,
            counties=counties,
            today=today,
            in_a_week=today + timedelta(days=7),
            bases=quota_words.BASES,
            words=wording,
        )

    def _counted(self, assessment_id: int) -> tuple[Assessment, Tally]:
        fewest = load_activities().assessment.fewest_shown
        with self._parts.database.read() as connection:
            shown = assessments.assessment(connection, assessment_id)
            if shown is None:
                abort(404)
            given = assessments.answers_of(connection, assessment_id)
        return shown, tally(shown.questions, given, fewest)

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()

    def _record(self, connection: Connection, act: str, assessment_id: int) -> None:
        staff_id, now = self._by()
        record_act(connection, staff_id, act, f"assessment:{assessment_id}", "", now)
