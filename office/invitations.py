"""Invitation codes to hand out: for one observer or for everybody not yet bound, ready to print.

A code is shown once, in the answer to the click that made it: only its blind index is kept.
"""

from dataclasses import dataclass

import segno
from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from casework.binding import INVITATION_LASTS, new_invitation
from catalogue.wording import staff as wording
from office.parts import ConsoleParts, Page
from office.sessions import current_staff
from storage import people
from storage.people import ObserverCard


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's code and its QR as SVG."""

    card: ObserverCard
    code: str
    qr: Markup


class InvitationPages:
    """The two buttons that make codes."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/roster/<int:observer_id>/invitation", "invite", self.for_one),
            ("POST", "/roster/invitations", "invite_unbound", self.for_unbound),
        )

    def for_one(self, observer_id: int) -> ResponseReturnValue:
        """Make a code for one observer."""
        with self._parts.database.read() as connection:
            card = people.observer_card(connection, self._parts.vault, observer_id)
        if card is None:
            abort(404)
        return self._slips([card])

    def for_unbound(self) -> ResponseReturnValue:
        """Make codes for every active observer without an account."""
        with self._parts.database.read() as connection:
            cards = people.list_observers(connection, self._parts.vault)
            bound = {s.observer_id for s in people.senders_of(connection, [c.id for c in cards])}
        waiting = [card for card in cards if card.id not in bound and card.state == "active"]
        if not waiting:
            flash(wording.NOBODY_TO_INVITE, "quiet")
            return redirect(url_for("office.roster"), 303)
        return self._slips(waiting)

    def _slips(self, cards: list[ObserverCard]) -> ResponseReturnValue:
        now, staff = self._parts.clock(), current_staff()
        with self._parts.database.write() as connection:
            codes = [
                new_invitation(connection, self._parts.vault, card.id, staff.id, now)
                for card in cards
            ]
        slips = [Slip(card, code, _qr(code)) for card, code in zip(cards, codes, strict=True)]
        return render_template("office/invitations.html", slips=slips, ends=now + INVITATION_LASTS)


def _qr(code: str) -> Markup:
    picture = segno.make(wording.invitation_text(code), error="m", micro=False)
    return Markup(picture.svg_inline(border=2, omitsize=True, svgclass="qr"))  # noqa: S704  # ours
