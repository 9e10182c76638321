"""未绑定来信: how much of strangers is held, and their urgent words; nothing else is shown."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalogue.wording import staff_strangers as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.raw_words import raw_words
from storage.desk import stranger_letters
from storage.desk.acts import record_act


class StrangerPages:
    """The page and its button."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/strangers", "strangers", self.show),
            ("POST", "/strangers/<int:delivery_id>/seen", "letter_seen", self.mark_seen),
        )

    def show(self) -> ResponseReturnValue:
        """Show the counts, and the words of urgent messages while they are held."""
        with self._parts.database.read() as connection:
            holding = stranger_letters.holding(connection)
            letters = stranger_letters.urgent_letters_held(connection)
        vault = self._parts.vault
        words = {
            letter.delivery.id: raw_words(vault, letter.delivery)
            for letter in letters
            if letter.is_held
        }
        return render_template(
            "office/strangers.html", holding=holding, letters=letters, words=words
        )

    def mark_seen(self, delivery_id: int) -> ResponseReturnValue:
        """Note that a clerk has seen an urgent message."""
        staff, now = current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            first = stranger_letters.mark_letter_seen(connection, delivery_id, staff.id, now)
            if first:
                record_act(connection, staff.id, "letter.seen", f"delivery:{delivery_id}", "", now)
        said = (wording.LETTER_SEEN, "good") if first else (wording.LETTER_SEEN_BEFORE, "bad")
        flash(*said)
        return redirect(url_for("office.strangers"), 303)
