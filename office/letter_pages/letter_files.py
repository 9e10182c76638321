"""Files of a letter to save or to look at: each only through the letter that it belongs to."""

from typing import Final
from urllib.parse import quote

from flask import Response, abort, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from casework.letters.content import CannotRender
from casework.letters.viewing import LetterView, view_letter
from catalogue.wording import staff_letter_desk as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.blobs.files import letter_key, original_key
from storage.desk.acts import record_act
from storage.letters.answers import AnswerFile
from storage.letters.documents import want_document

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MIMES: Final = {"docx": _WORD, "pdf": "application/pdf"}
_SHOWN: Final = frozenset({"image/jpeg", "image/png"})
_PICTURE_HEADS: Final = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"))


class LetterFilePages:
    """The Word file and PDF, the 呈批单, the signed scan, outgoing pictures, units' files."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/letters/<int:letter_id>"
        return (
            ("GET", f"{one}/file/<form>", "letter_file", self.document),
            ("POST", f"{one}/file/<form>", "letter_file_again", self.again),
            ("GET", f"{one}/slip", "letter_slip", self.slip),
            ("GET", f"{one}/scan", "letter_scan", self.scan),
            ("GET", f"{one}/pictures/<sha256>", "letter_picture", self.picture),
            ("GET", f"{one}/answers/<sha256>", "letter_answer_file", self.answer_file),
        )

    def document(self, letter_id: int, form: str) -> ResponseReturnValue:
        """Give the letter's Word file or PDF."""
        view = self._view(letter_id)
        made = view.documents.get(form)
        if made is None or made.state != "ready":
            abort(404)
        name = f"{view.letter.number}{view.letter.title}.{form}"
        return self._saved(letter_key(made.sha256), _MIMES[form], name)

    def again(self, letter_id: int, form: str) -> ResponseReturnValue:
        """Have a file made anew; it comes out the same, or says why it cannot."""
        view, now = self._view(letter_id), self._parts.clock()
        if form not in _MIMES or view.letter.dated is None:
            abort(404)
        with self._parts.database.write() as connection:
            want_document(connection, letter_id, form, now)
            target = f"letter:{letter_id}"
            record_act(connection, current_staff().id, "letter.file", target, form, now)
        self._parts.worker_hint("letter-file", 0)
        flash(wording.AGAIN, "good")
        return redirect(url_for("office.letter", letter_id=letter_id), 303)

    def slip(self, letter_id: int) -> ResponseReturnValue:
        """Give the 呈批单 to print, made in a child."""
        view = self._view(letter_id)
        if view.content is None:
            abort(404)
        try:
            made = self._parts.letter_files.approval_slip(view.content)
        except CannotRender as mistakes:
            flash(str(mistakes), "bad")
            return redirect(url_for("office.letter", letter_id=letter_id), 303)
        response = Response(made, mimetype=_WORD)
        return _to_save(response, f"{wording.SLIP}{view.letter.title}.docx")

    def scan(self, letter_id: int) -> ResponseReturnValue:
        """Give the signed 呈批单 as it was uploaded."""
        signature = self._view(letter_id).standing.signature
        if signature is None or not signature.scan:
            abort(404)
        key = original_key(signature.scan)
        mime = "application/octet-stream"
        return self._saved(key, mime, f"{wording.SCAN}{letter_id}{self._ending(key)}")

    def picture(self, letter_id: int, sha256: str) -> ResponseReturnValue:
        """Show an outgoing picture."""
        items = self._view(letter_id).standing.items
        if sha256 not in {picture.sha256 for item in items for picture in item.pictures}:
            abort(404)
        return self._shown(sha256, "image/jpeg")

    def answer_file(self, letter_id: int, sha256: str) -> ResponseReturnValue:
        """Give a file that came with an answer; pictures are shown."""
        file = _file_in(self._view(letter_id), sha256)
        if file.mime in _SHOWN:
            return self._shown(sha256, file.mime)
        return self._saved(original_key(sha256), file.mime, file.name)

    def _view(self, letter_id: int) -> LetterView:
        parts = self._parts
        with parts.database.read() as connection:
            view = view_letter(
                connection, parts.letter_desk, letter_id, current_staff().id, parts.clock()
            )
        return view or abort(404)

    def _shown(self, sha256: str, mime: str) -> Response:
        try:
            source = self._parts.files.open(original_key(sha256))
        except FileNotFoundError:
            abort(404)
        response = send_file(source, mime)
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response

    def _saved(self, key: str, mime: str, name: str) -> Response:
        try:
            source, size = self._parts.files.open(key), self._parts.files.size(key)
        except FileNotFoundError:
            abort(404)
        response = _to_save(send_file(source, mime), name)
        response.content_length = size
        return response

    def _ending(self, key: str) -> str:
        try:
            with self._parts.files.open(key) as source:
                head = source.read(8)
        except FileNotFoundError:
            abort(404)
        found = next((mime for start, mime in _PICTURE_HEADS if head.startswith(start)), "")
        return {"image/jpeg": ".jpg", "image/png": ".png"}.get(found) or (
            ".pdf" if head.startswith(b"%PDF") else ".heic"
        )


def _file_in(view: LetterView, sha256: str) -> AnswerFile:
    given = (file for answers in view.answers.values() for each in answers for file in each.files)
    return next((file for file in given if file.sha256 == sha256), None) or abort(404)


def _to_save(response: Response, name: str) -> Response:
    """Have a browser save a file: none is shown on our address."""
    quoted = quote(name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quoted}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
