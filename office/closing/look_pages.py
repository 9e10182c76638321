"""回看: each matter of a letter with the unit's answer, who is asked, and what they saw."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.closing import looking
from casework.closing.looking import LONGEST, ask_to_look, note_verdict
from casework.ends import telling
from casework.letters.answering import reopen_item
from casework.letters.gate import Doing, Refused
from casework.letters.states import SENT
from catalogue.wording import staff_letters, staff_looks
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.closing import ends
from storage.closing.looks import VERDICTS, Asked, asked_about
from storage.database import Connection
from storage.letters.answers import Answer, answers_of
from storage.letters.items import LetterItem, items_of
from storage.letters.rows import LetterRow, letter_row
from storage.people import people
from storage.roads.outbox_history import last_about

_LONGEST_NOTE: Final = 300


class Unsent(NamedTuple):
    """What has not reached an observer: a question or an end, under their report's number."""

    what: str  # the message's purpose
    report_id: int
    number: str
    cause: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as the page shows it: the unit's newest answer, and (name, what they said)."""

    item: LetterItem
    answer: Answer | None
    looked: list[tuple[str, Asked]]
    unsent: list[Unsent]

    @property
    def is_disputed(self) -> bool:
        """Whether of those asked about the newest answer one says mended and another not."""
        newest = max((asked.look_id for _, asked in self.looked), default=0)
        said = {asked.verdict for _, asked in self.looked if asked.look_id == newest}
        return {"fixed", "not_fixed"} <= said

    @property
    def may_ask(self) -> bool:
        """Whether nobody has been asked about this answer yet."""
        if self.item.state != "answered" or self.answer is None:
            return False
        return all(asked.answer_id != self.answer.id for _, asked in self.looked)


class LookPages:
    """The page of a letter's looks, the asking, and the unit's turn again."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        item = "/letters/<int:letter_id>/items/<int:item_id>"
        return (
            ("GET", "/letters/<int:letter_id>/looks", "looks", self.show),
            ("POST", f"{item}/look", "look_ask", self.ask),
            ("POST", f"{item}/again", "look_again", self.again),
            ("POST", "/letters/<int:letter_id>/looks/<int:look_id>", "look_noted", self.noted),
        )

    def show(self, letter_id: int) -> ResponseReturnValue:
        """Show every matter of a letter that is on its way."""
        return self._page(letter_id)

    def ask(self, letter_id: int, item_id: int) -> ResponseReturnValue:
        """Ask whoever reported the matter to look at the answer, in the office's words."""
        vault, words = self._parts.vault, request.form.get("words", "").strip()
        try:
            with self._parts.database.write() as connection:
                doing = self._doing("")
                told = ask_to_look(connection, vault, (letter_id, item_id), words, doing)
        except Refused as refused:
            return self._sorry(letter_id, refused)
        self._parts.worker_hint("outbox", 0)
        flash(staff_looks.asked(told.people, told.unreached), "good")
        return redirect(url_for("office.looks", letter_id=letter_id), 303)

    def noted(self, letter_id: int, look_id: int) -> ResponseReturnValue:
        """Keep what an observer told on the telephone."""
        said, whose = request.form.get("verdict", ""), request.form.get("observer", 0, type=int)
        verdict = next((each for each in VERDICTS if each == said), None)
        if verdict is None:
            abort(404)
        by = (current_staff().id, self._parts.clock())
        try:
            with self._parts.database.write() as connection:
                letter = letter_row(connection, letter_id)
                if letter is None or letter.region != self._parts.region:
                    abort(404)
                note_verdict(connection, (letter_id, look_id, whose), verdict, by)
        except Refused as refused:
            return self._sorry(letter_id, refused)
        flash(staff_looks.NOTED, "good")
        return redirect(url_for("office.looks", letter_id=letter_id), 303)

    def again(self, letter_id: int, item_id: int) -> ResponseReturnValue:
        """Open the matter again after 核查: the unit has to answer once more."""
        doing = self._doing(request.form.get("note", "").strip()[:_LONGEST_NOTE])
        try:
            with self._parts.database.write() as connection:
                reopen_item(connection, self._parts.letter_desk, letter_id, item_id, doing)
        except Refused as refused:
            return self._sorry(letter_id, refused)
        flash(staff_looks.OPENED_AGAIN, "good")
        return redirect(url_for("office.looks", letter_id=letter_id), 303)

    def _doing(self, note: str) -> Doing:
        version = request.form.get("version", -1, type=int)
        return Doing(current_staff().id, version, self._parts.clock(), note)

    def _sorry(self, letter_id: int, refused: Refused) -> ResponseReturnValue:
        flash(staff_letters.refusal(refused.why.name, refused.details), "bad")
        return self._page(letter_id), 409

    def _page(self, letter_id: int) -> str:
        with self._parts.database.read() as connection:
            letter = letter_row(connection, letter_id)
            if letter is None or letter.region != self._parts.region or letter.state not in SENT:
                abort(404)
            matters = self._matters(connection, letter)
        return render_template(
            "office/closing/looks.html",
            letter=letter,
            matters=matters,
            words=staff_looks,
            longest=LONGEST,
        )

    def _matters(self, connection: Connection, letter: LetterRow) -> list[Matter]:
        vault = self._parts.vault
        newest = {each.item_id: each for each in answers_of(connection, vault, letter.id)}
        asked = asked_about(connection, letter.id)
        cards = people.observer_cards(connection, vault, {each.observer_id for each in asked})
        return [
            Matter(
                item,
                newest.get(item.id),
                [(cards[each.observer_id].name, each) for each in asked if each.item_id == item.id],
                _unsent(connection, item),
            )
            for item in items_of(connection, letter.id)
        ]


def _unsent(connection: Connection, item: LetterItem) -> list[Unsent]:
    """Return which of a matter's observers have not got the question, or the end."""
    people = ends.reporters(connection, ends.reports_of_item(connection, item.id))
    purpose = telling.PURPOSE if item.state == "closed" else looking.PURPOSE
    posted = last_about(connection, purpose, [each.report_id for each in people])
    return [
        Unsent(purpose, each.report_id, each.number, posted[each.report_id].cause)
        for each in people
        if each.report_id in posted and posted[each.report_id].state == "undelivered"
    ]
