"""What moves a piece on: submitted, approved, handed out, published, given up; its files."""

from collections.abc import Callable
from datetime import date
from typing import Final
from urllib.parse import quote

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.column import deciding
from casework.column.gate import Doing, Refused
from casework.column.papers import Sheet, photos_zip, take_out
from catalogue.wording import column_pieces as pieces
from catalogue.wording import staff_column as words
from office.column.piece_page import doing, refused_to
from office.column.reading import CannotMake, word_file_in_child
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.vault import Vault

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_Act = Callable[[Connection, Vault, int, Doing], None]


class PieceActs:
    """The acts of a piece's page, and what is taken out of it."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/column/<int:piece_id>"
        return (
            ("POST", f"{one}/submit", "piece_submit", self.submit),
            ("POST", f"{one}/approve", "piece_approve", self.approve),
            ("POST", f"{one}/return", "piece_return", self.send_back),
            ("POST", f"{one}/reopen", "piece_reopen", self.send_back),
            ("POST", f"{one}/recall", "piece_recall", self.recall),
            ("POST", f"{one}/drop", "piece_drop", self.drop),
            ("POST", f"{one}/hand", "piece_hand", self.hand),
            ("POST", f"{one}/publish", "piece_publish", self.publish),
            ("POST", f"{one}/word", "piece_word", self.word_file),
            ("POST", f"{one}/zip", "piece_zip", self.photos),
        )

    def submit(self, piece_id: int) -> ResponseReturnValue:
        """Put the piece before the second officer."""
        return self._do(piece_id, deciding.submit, words.SUBMITTED)

    def approve(self, piece_id: int) -> ResponseReturnValue:
        """Say that the piece holds no secret."""
        if "no_secret" not in request.form:
            flash(words.SECRECY_UNTICKED, "bad")
            return redirect(url_for("office.piece", piece_id=piece_id), 303)
        return self._do(piece_id, deciding.approve, words.APPROVED)

    def send_back(self, piece_id: int) -> ResponseReturnValue:
        """Open the piece for its writer again."""
        return self._do(piece_id, deciding.send_back, words.RETURNED)

    def recall(self, piece_id: int) -> ResponseReturnValue:
        """Record that the medium knows it must not use the piece."""
        return self._do(piece_id, deciding.told_medium, words.RECALLED)

    def drop(self, piece_id: int) -> ResponseReturnValue:
        """Give the piece up."""
        return self._do(piece_id, deciding.drop, words.DROPPED)

    def hand(self, piece_id: int) -> ResponseReturnValue:
        """Record that the medium has the piece."""
        on = _day()
        if on is None:
            return _no_day(piece_id)

        def hand_out(connection: Connection, vault: Vault, which: int, who: Doing) -> None:
            deciding.hand_out(connection, vault, which, on, who)

        return self._do(piece_id, hand_out, words.HANDED)

    def publish(self, piece_id: int) -> ResponseReturnValue:
        """Record that the piece came out, and tell its observers."""
        on, link = _day(), request.form.get("link", "").strip()
        if on is None:
            return _no_day(piece_id)
        try:
            with self._parts.database.write() as connection:
                vault = self._parts.letter_desk.vault
                told = deciding.publish(connection, vault, piece_id, (on, link), doing(self._parts))
        except Refused as refused:
            return refused_to(refused, piece_id)
        self._parts.worker_hint("outbox", 0)
        flash(words.published(told), "good")
        return redirect(url_for("office.piece", piece_id=piece_id), 303)

    def word_file(self, piece_id: int) -> ResponseReturnValue:
        """Give the piece as a Word file with its photos; recorded."""
        files = self._parts.files
        return self._file(piece_id, "docx", lambda sheet: word_file_in_child(sheet, files))

    def photos(self, piece_id: int) -> ResponseReturnValue:
        """Give the photos alone as .zip; recorded."""
        return self._file(piece_id, "zip", lambda sheet: photos_zip(sheet, self._parts.files))

    def _do(self, piece_id: int, act: _Act, done: str) -> ResponseReturnValue:
        try:
            with self._parts.database.write() as connection:
                act(connection, self._parts.letter_desk.vault, piece_id, doing(self._parts))
        except Refused as refused:
            return refused_to(refused, piece_id)
        flash(done, "good")
        return redirect(url_for("office.piece", piece_id=piece_id), 303)

    def _file(
        self, piece_id: int, form: str, make: Callable[[Sheet], bytes]
    ) -> ResponseReturnValue:
        """Record first, make outside the transaction: a name may be in it."""
        try:
            with self._parts.database.write() as connection:
                vault = self._parts.letter_desk.vault
                sheet = take_out(connection, vault, piece_id, form, doing(self._parts))
            data = make(sheet)
        except Refused as refused:
            return refused_to(refused, piece_id)
        except (CannotMake, FileNotFoundError) as error:
            gone = isinstance(error, FileNotFoundError)
            flash(words.PHOTO_GONE if gone else words.CANNOT_MAKE, "bad")
            return redirect(url_for("office.piece", piece_id=piece_id), 303)
        name = quote(pieces.file_name(sheet.title, form))
        disposition = f"attachment; filename=piece.{form}; filename*=UTF-8''{name}"
        mimetype = _DOCX if form == "docx" else "application/zip"
        return Response(data, mimetype=mimetype, headers={"Content-Disposition": disposition})


def _day() -> date | None:
    try:
        return date.fromisoformat(request.form.get("on", ""))
    except ValueError:
        return None


def _no_day(piece_id: int) -> ResponseReturnValue:
    flash(words.NOT_A_DAY, "bad")
    return redirect(url_for("office.piece", piece_id=piece_id), 303)
