"""Invitation codes to hand out, ready to print: slips on A4, or a guide of one A5 page a person.

A code is shown once, in the answer to the click that made it: only its blind index is kept. The
platform's QR codes are asked for after the commit; without them the QR holds the words to send.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from casework.people.binding import INVITATION_LASTS, new_invitation, plain_code
from casework.rules import local_day
from catalogue.wording import staff as wording
from catalogue.wording import staff_people
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.people import people
from storage.people.people import ObserverCard
from storage.people.roster_list import waiting_for_invitation

MOST_SLIPS: Final = 200
_SHEETS: Final = {"slips": "office/invitation_slips.html", "guide": "office/invitation_guide.html"}


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's code and its QR as SVG; `by_scan`: a scan alone binds."""

    card: ObserverCard
    code: str
    qr: Markup
    by_scan: bool


class InvitationPages:
    """The buttons that make codes."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (("POST", "/roster/invitations", "invite", self.invite),)

    def invite(self) -> ResponseReturnValue:
        """Make codes for those who were ticked, or for all who have no account yet."""
        is_for_unbound = request.form.get("whom") == "unbound"
        wanted = self._unbound() if is_for_unbound else _ticked()
        if not wanted:
            none = wording.NOBODY_TO_INVITE if is_for_unbound else staff_people.NOBODY_CHOSEN
            return _back(none)
        if len(wanted) > MOST_SLIPS:
            return _back(staff_people.TOO_MANY_SLIPS)
        with self._parts.database.read() as connection:
            found = people.observer_cards(connection, self._parts.vault, wanted)
        cards = [found[each] for each in wanted if each in found and found[each].state == "active"]
        if not cards:
            return _back(staff_people.NOT_SUSPENDED_SLIPS)
        return self._print(cards)

    def _unbound(self) -> list[int]:
        with self._parts.database.read() as connection:
            return waiting_for_invitation(connection, local_day(self._parts.clock()))

    def _print(self, cards: list[ObserverCard]) -> ResponseReturnValue:
        now, staff = self._parts.clock(), current_staff()
        with self._parts.database.write() as connection:
            codes = [
                new_invitation(connection, self._parts.vault, card.id, staff.id, now)
                for card in cards
            ]
        scenes = self._parts.scene_codes([plain_code(code) for code in codes], INVITATION_LASTS)
        pairs = zip(cards, codes, strict=True)
        return render_template(
            _SHEETS.get(request.form.get("sheet", ""), _SHEETS["slips"]),
            slips=[_slip(card, code, scenes.addresses) for card, code in pairs],
            ends=now + INVITATION_LASTS,
            office_phone=self._parts.office_phone,
            trouble=staff_people.words_in_qr(scenes.cause) if scenes.cause else "",
        )


def _ticked() -> list[int]:
    ticked = request.form.getlist("observer")
    return [int(each) for each in dict.fromkeys(ticked) if each.isascii() and each.isdigit()]


def _slip(card: ObserverCard, code: str, addresses: Mapping[str, str]) -> Slip:
    address = addresses.get(plain_code(code))
    return Slip(card, code, _qr(address or wording.invitation_text(code)), by_scan=bool(address))


def _qr(words: str) -> Markup:
    picture = segno.make(words, error="m", micro=False)
    return Markup(picture.svg_inline(border=2, omitsize=True, svgclass="qr"))  # noqa: S704  # ours


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence, "quiet")
    return redirect(url_for("office.roster"), 303)
