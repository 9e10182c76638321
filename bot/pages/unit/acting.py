"""What a unit does by the forms of its page: each is done once, or said why not and kept."""

from collections.abc import Callable, Sequence
from datetime import date
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import BinaryIO, Final, cast

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.pages.closed import ClosedPage
from bot.pages.unit.opening import close
from bot.pages.unit.screen import page, screen
from casework.letters.gate import Refused, Why
from casework.letters.papers import GivenPaper, UnfitPaper
from casework.unit_page.desk import (
    CONTEST,
    EXTENSION,
    ROLES,
    GivenAnswer,
    Incomplete,
    UnitDesk,
    Visit,
)
from casework.unit_page.links import PATH, Holder, LinkClosed, NoLink, open_link
from casework.unit_page.qr import qr_of
from catalogue.reading.typed import as_typed
from catalogue.wording import unit_pages as words
from catalogue.wording.staff_letters import refusal

_LONGEST_NAME: Final = 40
_LONGEST_TEXT: Final = 5000  # characters
_AT_ONCE: Final = 3  # slow uploads in one process: its other threads answer the platforms
_LATE: Final = frozenset({Why.CHANGED, Why.WRONG_STATE, Why.CONTESTED_BEFORE})


class UnitActs:
    """The forms of the page."""

    def __init__(self, desk: UnitDesk) -> None:
        self._desk = desk
        self._room = BoundedSemaphore(_AT_ONCE)

    def receive(self, token: str) -> ResponseReturnValue:
        """签收."""
        return self._do(token, "receive", lambda: self._desk.receive(_visit(token), _holder()))

    def pass_on(self, token: str) -> ResponseReturnValue:
        """转交同事: show the new link, this once."""
        try:
            made = self._desk.pass_on(token, _holder(), _field("once", _LONGEST_NAME))
        except NoLink as refused:
            return self._again(token, [refused.sentence], HTTPStatus.UNPROCESSABLE_ENTITY)
        except LinkClosed as closed:
            close(self._desk, closed)
        link = f"{self._desk.address}{PATH}{made}"
        return screen(self._desk, "passed_on", token=token, link=link, qr=qr_of(link), to=_holder())

    def ask_extension(self, token: str) -> ResponseReturnValue:
        """延期申请."""
        fields = {name: _field(name) for name in ("until", "reason")}
        return self._do(
            token,
            EXTENSION,
            lambda: self._desk.ask_extension(
                _visit(token), _day(fields["until"]), fields["reason"]
            ),
            lambda: self._desk.keep(token, EXTENSION, fields),
        )

    def contest(self, token: str) -> ResponseReturnValue:
        """退回."""
        fields = {"reason": _field("reason")}
        return self._do(
            token,
            CONTEST,
            lambda: self._desk.contest(_visit(token), fields["reason"]),
            lambda: self._desk.keep(token, CONTEST, fields),
        )

    def keep(self, token: str, part: str) -> ResponseReturnValue:
        """Keep what is half written; the page's script asks while people type."""
        names = ("until", "reason", "state", "measures", "finish_by", "person")
        fields = {name: _field(name) for name in names if name in request.form}
        return self._do(token, "kept", lambda: self._desk.keep(token, part, fields))

    def drop(self, token: str, file_id: int) -> ResponseReturnValue:
        """Take back a file that did not go yet."""
        return self._do(token, "dropped", lambda: self._desk.take_back(token, file_id))

    def answer(self, token: str, item_id: int) -> ResponseReturnValue:
        """Keep the words and files of an answer, and hand it in unless it shall only be kept."""
        names = ("state", "measures", "finish_by", "person")
        fields = {name: _field(name) for name in names}
        said_before = self._says_the_same(token, item_id, fields)
        problems = self._take_files(token, item_id, again=not said_before)
        is_sent = request.form.get("do") != "keep"

        def act() -> None:
            is_new = problems or self._desk.has_waiting_files(token, item_id)
            if is_sent and said_before and not is_new:
                return  # sent twice
            self._desk.keep(token, str(item_id), fields)
            if problems:
                raise Incomplete("\n".join(problems))
            if is_sent:
                self._desk.answer(_visit(token), item_id, _given(fields))

        return self._do(token, "answer" if is_sent else "kept", act)

    def _says_the_same(self, token: str, item_id: int, fields: dict[str, str]) -> bool:
        try:
            return self._desk.says_the_same(token, item_id, _given(fields))
        except Incomplete:
            return False
        except LinkClosed as closed:
            close(self._desk, closed)

    def _take_files(self, token: str, item_id: int, *, again: bool) -> Sequence[str]:
        """Keep the chosen files; return what is to be said of those that were not."""
        given = [
            (role, GivenPaper(file.filename, cast("BinaryIO", file.stream)))
            for role in ROLES
            for file in request.files.getlist(role)
            if file.filename
        ]
        if not given:
            return ()
        if not self._room.acquire(blocking=False):
            return (words.TOO_MANY_AT_ONCE,)
        try:
            self._desk.keep_files(token, item_id, given, again=again)
        except UnfitPaper as refused:
            return (*refused.sentences, words.CHOOSE_AGAIN)
        except Incomplete as refused:
            return (refused.sentence,)
        except LinkClosed as closed:
            close(self._desk, closed)
        except Refused as refused:
            raise _unknown() from refused
        finally:
            self._room.release()
            request.close()  # the larger files lie on disk until then
        return ()

    def _do(
        self,
        token: str,
        done: str,
        act: Callable[[], None],
        keep: Callable[[], None] | None = None,
    ) -> ResponseReturnValue:
        """Do one act and lead back to the page; `keep` saves the words where it may not be."""
        try:
            act()
        except LinkClosed as closed:
            close(self._desk, closed)
        except Incomplete as lacking:
            problems, status = lacking.sentence.split("\n"), HTTPStatus.UNPROCESSABLE_ENTITY
        except Refused as refused:
            if refused.why is Why.UNKNOWN:
                raise _unknown() from refused
            late = refused.why in _LATE
            said = words.CHANGED if late else refusal(refused.why.name, refused.details)
            problems, status = [said], HTTPStatus.CONFLICT
        else:
            after = url_for("unit.show", token=token, done=done, _anchor="said")
            return redirect(after, HTTPStatus.SEE_OTHER)
        if keep is not None:
            keep()
        return self._again(token, problems, status)

    def _again(
        self, token: str, problems: Sequence[str], status: HTTPStatus
    ) -> ResponseReturnValue:
        try:
            with self._desk.database.read() as connection:
                opened = open_link(connection, self._desk.vault, token, self._desk.clock())
        except LinkClosed as closed:
            close(self._desk, closed)
        return page(self._desk, token, opened, problems), status


def _unknown() -> ClosedPage:
    return ClosedPage(words.CLOSED["UNKNOWN"], HTTPStatus.NOT_FOUND)


def _visit(token: str) -> Visit:
    return Visit(token, request.form.get("version", -1, type=int))


def _holder() -> Holder:
    return Holder(_field("person", _LONGEST_NAME), _field("phone", _LONGEST_NAME))


def _given(fields: dict[str, str]) -> GivenAnswer:
    finish_by = _day(fields["finish_by"])
    return GivenAnswer(fields["state"], fields["measures"], fields["person"], finish_by)


def _day(text: str) -> date | None:
    """Read a day. Raises Incomplete."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Incomplete(words.BAD_DAY) from error


def _field(name: str, longest: int = _LONGEST_TEXT) -> str:
    return as_typed(request.form.get(name, ""))[:longest]
