"""What a link shows: the letter, its files, a receipt to print, the report to stamp."""

from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from flask import Response, abort, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from bot.pages.unit.opening import looked_at
from bot.pages.unit.screen import page, screen
from casework.unit_page.desk import UnitDesk
from casework.unit_page.view import UnitView, unit_view
from storage.blobs.files import letter_key, original_key

_SHOWN: Final = {"image/jpeg", "image/png"}  # all others are saved, never shown on our address
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAPER: Final = ("a4", "a5")


class UnitReading:
    """The pages that change nothing."""

    def __init__(self, desk: UnitDesk) -> None:
        self._desk = desk

    def show(self, token: str) -> ResponseReturnValue:
        """Show the letter, what was done and what may be done."""
        opened = looked_at(self._desk, token)
        return page(self._desk, token, opened, done=request.args.get("done", ""))

    def lead_back(self, token: str, _elsewhere: str) -> ResponseReturnValue:
        """Lead to the letter whoever loads again the address to which a form was sent."""
        return redirect(url_for("unit.show", token=token), HTTPStatus.SEE_OTHER)

    def nothing(self) -> ResponseReturnValue:
        """Say what is wrong with a link that was copied without its end."""
        abort(HTTPStatus.NOT_FOUND)

    def receipt(self, token: str) -> ResponseReturnValue:
        """Show what the unit did, to print on A4 or A5."""
        size = request.args.get("size", "")
        size = size if size in _PAPER else _PAPER[0]
        return screen(self._desk, "receipt", view=self._view(token), token=token, size=size)

    def report(self, token: str) -> ResponseReturnValue:
        """Show the 督办事项处理报告 filled in from what was typed, to print, sign and stamp."""
        view = self._view(token)
        if not view.needs_stamp:
            abort(HTTPStatus.NOT_FOUND)
        return screen(self._desk, "report", view=view, token=token)

    def file(self, token: str, sha256: str) -> ResponseReturnValue:
        """Give a picture of the letter or a file of an answer; no file of another letter."""
        found = self._view(token).file(sha256)
        if found is None:
            abort(HTTPStatus.NOT_FOUND)
        return self._sent(original_key(sha256), found.mime, found.name)

    def word(self, token: str) -> ResponseReturnValue:
        """Give the letter's Word file, where it is made."""
        view = self._view(token)
        if view.word is None:
            abort(HTTPStatus.NOT_FOUND)
        name = f"{view.content.title}.docx"
        return self._sent(letter_key(view.word.sha256), _WORD, name)

    def _sent(self, key: str, mime: str, name: str) -> Response:
        try:
            source = self._desk.files.open(key)
        except FileNotFoundError:
            abort(HTTPStatus.NOT_FOUND)
        answer = send_file(source, mime)
        how = "inline" if mime in _SHOWN else "attachment"
        # a second, plain name would be ".docx" of a Chinese one, which hides the file
        answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
        return answer

    def _view(self, token: str) -> UnitView:
        return unit_view(self._desk, looked_at(self._desk, token), self._desk.clock())
