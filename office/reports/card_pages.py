"""The clerk's side of a report's card: the form that stands on the report's page."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.cards.card_desk import Change, Outcome, correct_card
from catalogue.cards.cards import Card
from catalogue.wording import staff_cards as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.report_pages import report_detail

_LONGEST = 60


class CardPages:
    """Saves a clerk's changes of a card."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return this page with its address."""
        return (("POST", "/reports/<int:report_id>/card", "card", self.save),)

    def save(self, report_id: int) -> ResponseReturnValue:
        """Save what was changed, unless somebody changed the same since the page was opened."""
        staff, now = current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            report = report_detail(connection, report_id)
            if report is None:
                abort(404)
            card = self._parts.cards.of(report.tags.project, report.day)
            outcome = None
            if card is not None and card.version == request.form.get("version"):
                wanted = _wanted(card)
                outcome = correct_card(connection, report_id, card, wanted, staff.id, now)
        _tell(outcome)
        return redirect(url_for("office.report", report_id=report_id, _anchor="card"), 303)


def _wanted(card: Card) -> dict[str, Change]:
    form = request.form
    return {
        field.id: Change(form.get(f"was-{field.id}", ""), form[field.id].strip()[:_LONGEST])
        for field in card.fields
        if field.id in form and field.known is None
    }


def _tell(outcome: Outcome | None) -> None:
    if outcome is None:
        flash(words.OTHER_CARD, "bad")
        return
    if outcome.clashing:
        flash(words.clashing(outcome.clashing), "bad")
    if outcome.unreadable:
        flash(words.not_understood(outcome.unreadable), "bad")
    if outcome.saved:
        flash(words.SAVED, "good")
    elif not (outcome.clashing or outcome.unreadable):
        flash(words.SAME, "quiet")
