"""One report's page: photos, conversation, why it was tagged so, and a clerk's corrections."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.card_page.links import LIVING, card_address
from casework.cards.cards import Sheet, sheet
from casework.quota.quota_desk import pieces_named
from casework.reports.corrections import Correction, correct_tags
from casework.urgency import take_note_of_urgent
from catalogue.geography.places import load_gazetteer
from catalogue.wording import letter_print, staff_access, staff_cards, staff_letters
from catalogue.wording import staff as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.reports import conversation
from office.reports.card_lines import card_lines, known_of
from office.reports.tag_form import seen_tags, wanted_tags
from office.shown import project_name
from storage import report_pages as rows
from storage.database import Connection
from storage.desk.acts import acts_on
from storage.desk.card_rows import card_answers_of
from storage.desk.corrections import corrections_of
from storage.letters.items import letters_of_report
from storage.people import people
from storage.people.identities import openings_of
from storage.photos.twins import twins_of
from storage.quota.quota_pieces import report_piece
from storage.quota.reviews import reviews_of
from storage.report_pages import ReportDetail

_OPENINGS_SHOWN = 5
_CORRECTED = {
    Correction.DONE: (wording.TAGS_SAVED, "good"),
    Correction.NOTHING_CHANGED: (wording.TAGS_SAME, "quiet"),
}


class ReportPages:
    """The page of a report and the two things a clerk does there."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/reports/<int:report_id>", "report", self.show),
            ("POST", "/reports/<int:report_id>/tags", "correct", self.correct),
            ("POST", "/reports/<int:report_id>/urgent", "take_urgent", self.take_urgent),
        )

    def show(self, report_id: int) -> ResponseReturnValue:
        """Show the report; nothing changes by looking."""
        return self._page(report_id)

    def correct(self, report_id: int) -> ResponseReturnValue:
        """Save a clerk's tags, unless somebody changed them since the page was opened."""
        wanted = wanted_tags(request.form, self._parts.projects, self._counties)
        seen, staff, now = seen_tags(request.form), current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            outcome = correct_tags(connection, report_id, seen, wanted, staff.id, now)
        if outcome is Correction.UNKNOWN_REPORT:
            abort(404)
        if outcome is Correction.CHANGED_ELSEWHERE:
            flash(wording.TAGS_CHANGED_ELSEWHERE, "bad")
            return self._page(report_id), 409
        flash(*_CORRECTED[outcome])
        return redirect(url_for("office.report", report_id=report_id), 303)

    def take_urgent(self, report_id: int) -> ResponseReturnValue:
        """Record that the office acts on an urgent report, and tell its observer."""
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            report = rows.report_detail(connection, report_id)
            if report is None:
                abort(404)
            key = (report_id, report.number)
            first = take_note_of_urgent(connection, key, current_staff().id, now)
        if first:
            self._parts.worker_hint("outbox", 0)
        flash(*((wording.URGENT_TAKEN, "good") if first else (wording.URGENT_TAKEN_BEFORE, "")))
        return redirect(url_for("office.report", report_id=report_id), 303)

    def _page(self, report_id: int) -> str:
        with self._parts.database.read() as connection:
            report = rows.report_detail(connection, report_id)
            if report is None:
                abort(404)
            files = rows.files_of(connection, report_id)
            observer = people.observer_card(connection, self._parts.vault, report.observer_id)
            piece = report_piece(connection, report_id)
            beside = _beside(connection, report)
            lines = self._lines(connection, report, files)
            card = self._card(connection, report)
        photos = [file for file in files if file.kind == "photo"]
        known = known_of(report, observer.name if observer else "", len(photos))
        return render_template(
            "office/report.html",
            report=report,
            observer=observer,
            covered=observer is not None and observer.phone == staff_access.PHONE_HIDDEN,
            counts_as=pieces_named(self._parts.region, piece) if piece else [],
            **beside,
            photos=photos,
            sheet=card,
            card_lines=card_lines(card, known) if card else [],
            card_words=staff_cards,
            card_address=self._card_address(report) if card else "",
            lines=lines,
            projects=self._parts.projects,
            counties=self._counties,
        )

    def _card(self, connection: Connection, report: ReportDetail) -> Sheet | None:
        card = self._parts.cards.of(report.tags.project, report.day)
        if card is None:
            return None
        return sheet(card, card_answers_of(connection, [report.id]).get(report.id, []))

    def _card_address(self, report: ReportDetail) -> str:
        parts = self._parts
        if report.state not in LIVING:
            return ""
        return card_address(parts.pages_at, report.id, report.day, parts.vault, parts.clock())

    def _lines(
        self, connection: Connection, report: ReportDetail, files: list[rows.File]
    ) -> list[conversation.Line]:
        accounts = [s.sender for s in people.senders_of(connection, [report.observer_id])]
        said = rows.said_in(connection, report.id)
        pushed = rows.pushed_about(connection, report.id)
        changes = [
            conversation.Correction(*change) for change in corrections_of(connection, report.id)
        ]
        desk = conversation.desk_lines(
            changes, lambda code: project_name(self._parts.projects, code)
        )
        desk += conversation.act_lines(acts_on(connection, f"report:{report.id}"))
        return conversation.conversation(said, pushed, files, accounts, desk)


def _beside(connection: Connection, report: ReportDetail) -> dict[str, Any]:
    """Return what else is known: reviews, photos like its own, letters, who opened the identity."""
    return {
        "reviews": reviews_of(connection, report.id),
        "twins": twins_of(connection, report.id),
        "letters": letters_of_report(connection, report.id),
        "openings": openings_of(connection, report.observer_id, _OPENINGS_SHOWN),
        "letter_kinds": letter_print.KINDS,
        "letter_states": staff_letters.STATES,
    }
