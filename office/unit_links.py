"""Links of units in the office's hands: made for one letter, shown once, listed, ended."""

from http import HTTPStatus
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.states import SENT
from casework.unit_page.links import (
    LASTS,
    PATH,
    Holder,
    Maker,
    NoLink,
    make_link,
    new_once,
    revoke_link,
    works,
)
from casework.unit_page.qr import qr_of
from casework.urging.liaisons import liaisons
from catalogue.wording import unit_pages as words
from catalogue.wording.staff_letter_desk import no_liaison
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.letters.rows import LetterRow, letter_row
from storage.letters.unit_links import links_of

_LONGEST: Final = 40


class UnitLinkPages:
    """One page for each letter; where letters do not go over the internet there is none."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        here = "/letters/<int:letter_id>/links"
        return (
            ("GET", here, "unit_links", self.show),
            ("POST", here, "unit_link_add", self.add),
            ("POST", f"{here}/<int:link_id>", "unit_link_revoke", self.revoke),
        )

    def show(self, letter_id: int) -> ResponseReturnValue:
        """Show a letter's links, the newest first, and a form for another."""
        return self._page(self._letter(letter_id))

    def add(self, letter_id: int) -> ResponseReturnValue:
        """Make a link and show it, this once."""
        letter = self._letter(letter_id)
        holder = Holder(_field("person"), _field("phone"))
        maker = Maker(_field("once"), self._parts.clock(), staff_id=current_staff().id)
        try:
            token = self._made(letter, holder, maker)
        except NoLink as refused:
            flash(refused.sentence, "bad")
            return self._page(letter, holder), HTTPStatus.UNPROCESSABLE_ENTITY
        return self._page(letter, link=f"{self._parts.pages_at}{PATH}{token}")

    def revoke(self, letter_id: int, link_id: int) -> ResponseReturnValue:
        """End a link and those passed on from it."""
        letter = self._letter(letter_id)
        by = (current_staff().id, self._parts.clock())
        with self._parts.database.write() as connection:
            links = links_of(connection, self._parts.vault, letter.id)
            found = next((link for link in links if link.id == link_id), None)
            if found is None:
                abort(HTTPStatus.NOT_FOUND)
            revoke_link(connection, self._parts.vault, found, by)
        flash(words.REVOKED, "good")
        return redirect(url_for("office.unit_links", letter_id=letter.id), HTTPStatus.SEE_OTHER)

    def _made(self, letter: LetterRow, holder: Holder, maker: Maker) -> str:
        if not self._parts.pages_at:
            raise NoLink(words.NO_ADDRESS)
        with self._parts.database.write() as connection:
            return make_link(connection, self._parts.vault, letter, holder, maker)

    def _letter(self, letter_id: int) -> LetterRow:
        with self._parts.database.read() as connection:
            letter = letter_row(connection, letter_id)
        is_ours = letter is not None and letter.region == self._parts.region
        if letter is None or not is_ours or not self._parts.letters_over_internet:
            abort(HTTPStatus.NOT_FOUND)
        return letter

    def _page(self, letter: LetterRow, holder: Holder | None = None, link: str = "") -> str:
        now = self._parts.clock()
        with self._parts.database.read() as connection:
            links = links_of(connection, self._parts.vault, letter.id)
            people = liaisons(connection, self._parts.vault, letter.unit)
        return render_template(
            "office/unit_links.html",
            letter=letter,
            links=links,
            works=lambda each: works(each, now),
            holder=holder,
            may_make=letter.state in SENT,
            link=link,
            qr=qr_of(link) if link else "",
            once=new_once(),
            people=[each.person for each in people if each.receives],
            no_liaison="" if any(each.receives for each in people) else no_liaison(letter.unit),
            new_once=new_once,
            days=LASTS.days,
            words=words,
        )


def _field(name: str) -> str:
    return request.form.get(name, "").strip()[:_LONGEST]
