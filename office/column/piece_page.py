"""One piece: its text and photos, whom the office asked, what is missing, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.column.consent import ask_consent, asked_key
from casework.column.faults import faults_of
from casework.column.gate import Doing, Refused, Why, may_do, writer_or_decider
from casework.column.states import Act, State
from casework.column.writing import (
    LONGEST_OUTLET,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Written,
    photos_on_offer,
    save_piece,
    sources_used,
)
from casework.rules import local_day
from catalogue.wording import column_pieces as pieces
from catalogue.wording import staff_column as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.column.consents import ConsentAsk, asks_about
from storage.column.publications import (
    PUBLICATION_PHOTOS,
    Publication,
    Source,
    publication,
    sources_of,
)
from storage.database import Connection
from storage.desk.acts import acts_on
from storage.people.people import observer_cards
from storage.photos.outgoing import OutgoingPhoto
from storage.roads.outbox_history import posted_under

_LIMITS: Final = {"title": LONGEST_TITLE, "text": LONGEST_TEXT, "outlet": LONGEST_OUTLET}
_ON_ITS_WAY: Final = (State.DRAFT, State.READY, State.APPROVED, State.HANDED)


@dataclass(frozen=True, slots=True)
class Behind:
    """A report behind a piece, whose it is, what they were asked and said.

    `unsent` is why the question did not reach them, empty where it did or still may.
    """

    source: Source
    name: str
    used: bool
    ask: ConsentAsk | None
    said: str
    unsent: str


class PiecePages:
    """The page of a piece, its form, and the question to the observers."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/column/<int:piece_id>"
        return (
            ("GET", one, "piece", self.show),
            ("POST", f"{one}/save", "piece_save", self.save),
            ("POST", f"{one}/ask", "piece_ask", self.ask),
        )

    def show(self, piece_id: int) -> ResponseReturnValue:
        """Show a piece; nothing changes by looking."""
        return self._page(piece_id, None)

    def save(self, piece_id: int) -> ResponseReturnValue:
        """Keep what was written; what was typed is never lost."""
        written = _written()
        try:
            with self._parts.database.write() as connection:
                vault = self._parts.letter_desk.vault
                save_piece(connection, vault, piece_id, written, doing(self._parts))
        except Refused as refused:
            flash(words.refusal(refused.why.name, refused.details), "bad")
            return self._page(piece_id, written), 409
        self._parts.worker_hint("column-photo", 0)
        flash(words.SAVED, "good")
        goes_on = "piece_photos" if "photos" in request.form else "piece"
        return redirect(url_for(f"office.{goes_on}", piece_id=piece_id), 303)

    def ask(self, piece_id: int) -> ResponseReturnValue:
        """Ask everybody of whom something is in the piece, once."""
        try:
            with self._parts.database.write() as connection:
                vault = self._parts.letter_desk.vault
                told = ask_consent(connection, vault, piece_id, doing(self._parts))
        except Refused as refused:
            return refused_to(refused, piece_id)
        self._parts.worker_hint("outbox", 0)
        flash(words.asked(told.people, told.unreached), "good" if told.people else "bad")
        return redirect(url_for("office.piece", piece_id=piece_id), 303)

    def _page(self, piece_id: int, typed: Written | None) -> str:
        with self._parts.database.read() as connection:
            piece = publication(connection, piece_id) or abort(404)
            vault = self._parts.letter_desk.vault
            faults = faults_of(connection, vault, piece) if piece.state in _ON_ITS_WAY else []
            behind = self._behind(connection, piece)
            offered = photos_on_offer(connection, piece_id)
            chosen = PUBLICATION_PHOTOS.of(connection, piece_id)
            history = acts_on(connection, f"column:{piece_id}")
            member = writer_or_decider(connection, current_staff().id)
        return render_template(
            "office/column/piece.html",
            piece=piece,
            shown=typed or _as_written(piece, behind, chosen),
            faults=[words.fault(each) for each in faults],
            behind=behind,
            to_ask=any(each.used and each.ask is None for each in behind),
            offered=offered,
            chosen=list(chosen.values()),
            history=history,
            may_act={act.value for act in Act if may_do(act, piece.state, member, piece)},
            words=words,
            pieces=pieces,
            limits=_LIMITS,
            today=local_day(self._parts.clock()),
        )

    def _behind(self, connection: Connection, piece: Publication) -> list[Behind]:
        sources = sources_of(connection, piece.id)
        used = {each.report_id for each in sources_used(connection, piece)}
        asked = asks_about(connection, piece.id)
        ids = {each.observer_id for each in sources}
        cards = observer_cards(connection, self._parts.vault, ids)
        found = []
        for each in sources:
            ask, name = asked.get(each.observer_id), cards[each.observer_id].name
            said = ask.said(self._parts.vault) if ask else ""
            posted = posted_under(connection, [asked_key(piece.id, each.observer_id)])
            unsent = "".join(row.cause for row in posted if row.state == "undelivered")
            found.append(Behind(each, name, each.report_id in used, ask, said, unsent))
        return found


def doing(parts: ConsoleParts) -> Doing:
    """Return who acts, on the version that the form was opened with."""
    version = request.form.get("version", -1, type=int)
    return Doing(current_staff().id, version, parts.clock())


def refused_to(refused: Refused, piece_id: int) -> ResponseReturnValue:
    """Say on the piece's page why something was not done."""
    if refused.why is Why.UNKNOWN:
        abort(404)
    flash(words.refusal(refused.why.name, refused.details), "bad")
    return redirect(url_for("office.piece", piece_id=piece_id), 303)


def _written() -> Written:
    form = request.form
    return Written(
        form.get("title", ""),
        form.get("text", ""),
        form.get("outlet", ""),
        frozenset(form.getlist("words_of", type=int)),
        tuple(dict.fromkeys(form.getlist("photo", type=int))),
    )


def _as_written(
    piece: Publication, behind: Sequence[Behind], chosen: dict[int, OutgoingPhoto]
) -> Written:
    ticked = frozenset(each.source.report_id for each in behind if each.source.words_used)
    return Written(piece.title, piece.text, piece.outlet, ticked, tuple(chosen))
