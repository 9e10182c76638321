"""提问: what observers ask, and what a clerk does about it: answer, take as a report, close."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.questions import inquiry_desk as desk
from casework.questions.inquiry_desk import Settled
from catalogue.wording import staff_inquiries as wording
from catalogue.wording.observer_triage import says_untrue
from catalogue.wording.staff_triage import UNKIND
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.desk import inquiry_desk as rows
from storage.desk.inquiry_desk import OnTray
from storage.people import people
from storage.people.staff import names_of

_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What a clerk had typed into a question's form when it could not be taken."""

    inquiry_id: int = 0
    answer: str = ""
    reason: str = ""
    unsent: str = ""  # the question is settled, so no form is left to show it in


class InquiryPages:
    """The tray and its buttons."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/inquiries", "inquiries", self.show),
            ("POST", "/inquiries/<int:inquiry_id>/answer", "answer_inquiry", self.answer),
            ("POST", "/inquiries/<int:inquiry_id>/file", "file_inquiry", self.file),
            ("POST", "/inquiries/<int:inquiry_id>/close", "close_inquiry", self.close),
        )

    def show(self) -> ResponseReturnValue:
        """Show what waits, the oldest first, then what was settled lately."""
        return self._page(Typed())

    def answer(self, inquiry_id: int) -> ResponseReturnValue:
        """Send a clerk's answer."""
        asked, text = self._asked(inquiry_id), _lines(request.form.get("answer", ""))
        if not text:
            flash(wording.EMPTY, "bad")
            return self._page(Typed()), 422
        if says_untrue(text):
            flash(UNKIND, "bad")
            return self._page(Typed(inquiry_id, answer=text)), 422
        surplus = desk.surplus_of(asked, text)
        if surplus:
            flash(wording.too_long(surplus), "bad")
            return self._page(Typed(inquiry_id, answer=text)), 422
        staff_id, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            settled = desk.answer_question(connection, asked, text, staff_id, now)
        if settled is Settled.GONE:
            flash(wording.GONE_UNSENT, "bad")
            return self._page(Typed(unsent=text)), 409
        return self._back(wording.ANSWERED if settled is Settled.DONE else wording.ANSWERED_BEFORE)

    def file(self, inquiry_id: int) -> ResponseReturnValue:
        """Take a question as a report."""
        asked, staff_id, now = self._asked(inquiry_id), current_staff().id, self._parts.clock()
        settled, report_id = desk.file_question(self._parts.database, asked, staff_id, now)
        if settled is Settled.GONE or report_id is None:
            return self._gone()
        self._parts.worker_hint("outbox", 0)
        flash(wording.FILED, "good")
        return redirect(url_for("office.report", report_id=report_id), 303)

    def close(self, inquiry_id: int) -> ResponseReturnValue:
        """Close a question without an answer."""
        asked, reason = self._asked(inquiry_id), request.form.get("reason", "").strip()
        if not reason or len(reason) > _LONGEST_REASON:
            flash(wording.REASON_TOO_LONG if reason else wording.NO_REASON, "bad")
            return self._page(Typed(inquiry_id, reason=reason)), 422
        staff_id, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            settled = desk.close_question(connection, asked, reason, staff_id, now)
        return self._back(wording.CLOSED) if settled is Settled.DONE else self._gone()

    def _asked(self, inquiry_id: int) -> OnTray:
        with self._parts.database.read() as connection:
            asked = rows.find_on_tray(connection, inquiry_id)
        if asked is None:
            abort(404)
        return asked

    def _page(self, typed: Typed) -> str:
        with self._parts.database.read() as connection:
            waiting = rows.open_inquiries(connection)
            settled = rows.settled_inquiries(connection)
            observer_ids = {asked.inquiry.observer_id for asked in (*waiting, *settled)}
            asking = {asked.inquiry.observer_id for asked in waiting}
            staff_ids = [asked.inquiry.settled_by for asked in settled if asked.inquiry.settled_by]
            shown = {
                "cards": people.observer_cards(connection, self._parts.vault, observer_ids),
                "context": rows.latest_reports(connection, asking),
                "total": rows.count_open_inquiries(connection),
                "sent": rows.answers_sent(connection, [asked.inquiry.id for asked in settled]),
                "staff_names": names_of(connection, staff_ids),
            }
        return render_template(
            "office/inquiries.html",
            waiting_questions=waiting,
            settled=settled,
            typed=typed,
            **shown,
        )

    def _back(self, done: str) -> ResponseReturnValue:
        self._parts.worker_hint("outbox", 0)
        flash(done, "good")
        return redirect(url_for("office.inquiries"), 303)

    def _gone(self) -> ResponseReturnValue:
        flash(wording.GONE, "bad")
        return redirect(url_for("office.inquiries"), 303)


def _lines(text: str) -> str:
    """Return a text area's words with line ends as we keep them."""
    return text.replace("\r\n", "\n").strip()
