"""The page: what an observer has handed in, and a form that works by itself and with script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO, Final, cast

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.pages.closed import ClosedPage
from bot.pages.guards import wants_json
from casework.essays.file_checks import LARGEST
from casework.essays.handing_in import (
    LARGEST_TOGETHER,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MEGABYTE,
    MOST_FILES,
    Draft,
    EssayDesk,
    GivenFile,
    Unacceptable,
)
from casework.page_links import LinkExpired, LinkForged, PageLink, opened
from casework.rules import local_day
from catalogue.wording import observer_essays as words
from catalogue.wording.observer_quota import address
from storage.essays import essay_files, essays
from storage.essays.essays import EssayOf
from storage.people.people import ObserverCard, observer_card

_INLINE: Final = Path(__file__).parent / "inline"
STYLE: Final = (_INLINE / "essay.css").read_text(encoding="utf-8")
SCRIPT: Final = (_INLINE / "essay.js").read_text(encoding="utf-8")
_SHOWN: Final = timedelta(days=400)  # this year's and the one before that may be made good
_AT_ONCE: Final = 3  # slow uploads in one process: its other threads answer the platforms


@dataclass(frozen=True, slots=True)
class _Form:
    """The form's fields; `earlier` is the returned essay's id as typed, or empty."""

    title: str = ""
    text: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class _Visit:
    """Who holds the link, until when, and what they have handed in, the newest first."""

    token: str
    link: PageLink
    observer: ObserverCard
    essays: Sequence[EssayOf]

    def returned(self, essay_id: str) -> EssayOf | None:
        """Return the returned essay of this id that nothing follows yet."""
        wanted = (each for each in self.essays if str(each.id) == essay_id)
        return next((e for e in wanted if e.state == "returned" and not e.followed), None)


class EssayPage:
    """Shows the form and takes what is handed in."""

    def __init__(self, desk: EssayDesk) -> None:
        self._desk = desk
        self._room = BoundedSemaphore(_AT_ONCE)

    def show(self, token: str) -> ResponseReturnValue:
        """Show the form, filled in from the link; nothing changes by looking."""
        visit = self._visit(token)
        again = visit.returned(request.args.get("again", ""))
        if again is not None:
            return self._page(visit, _Form(again.title, again.text, str(again.id)))
        return self._page(visit, _Form(request.args.get("title", "")[:LONGEST_TITLE].strip()))

    def hand_in(self, token: str) -> ResponseReturnValue:
        """Take an essay, or show the form again with the words that were typed."""
        visit = self._visit(token)
        if not self._room.acquire(blocking=False):
            raise ClosedPage(words.TOO_MANY_AT_ONCE, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            return self._take(visit)
        finally:
            self._room.release()

    def _take(self, visit: _Visit) -> ResponseReturnValue:
        form = _Form(*(_field(name) for name in ("title", "text", "earlier")))
        files = [
            GivenFile(file.filename or "", cast("BinaryIO", file.stream))
            for file in request.files.getlist("files")
            if file.filename
        ]
        title, earlier = form.title[:LONGEST_TITLE], visit.returned(form.earlier)
        replaced = earlier.id if earlier else None
        try:
            done = self._desk.hand_in(Draft(visit.observer.id, title, form.text, files, replaced))
        except Unacceptable as refusal:
            return self._refuse(visit, form, refusal.sentences, HTTPStatus.UNPROCESSABLE_ENTITY)
        except OSError:
            return self._refuse(visit, form, [words.STORE_FAILS], HTTPStatus.SERVICE_UNAVAILABLE)
        after = url_for("essays.show", token=visit.token, sent=done[0], known=int(not done[1]))
        return jsonify(next=after) if wants_json() else redirect(after, HTTPStatus.SEE_OTHER)

    def _refuse(
        self, visit: _Visit, form: _Form, sentences: Sequence[str], status: HTTPStatus
    ) -> ResponseReturnValue:
        if wants_json():
            return jsonify(sentences=sentences), status
        if any(file.filename for file in request.files.getlist("files")):
            sentences = [*sentences, words.CHOOSE_AGAIN]
        return self._page(visit, form, sentences), status

    def _visit(self, token: str) -> _Visit:
        now = self._desk.clock()
        try:
            link = opened(token, "essay", self._desk.vault, now)
        except LinkExpired as error:
            raise ClosedPage(words.GONE + words.ASK_AGAIN, HTTPStatus.GONE) from error
        except LinkForged as error:
            raise ClosedPage(words.FORGED + words.ASK_AGAIN, HTTPStatus.NOT_FOUND) from error
        with self._desk.database.read() as connection:
            observer = observer_card(connection, self._desk.vault, link.subject)
            if observer is None or not _serves(observer, local_day(now)):
                raise ClosedPage(words.NOT_NOW, HTTPStatus.FORBIDDEN)
            mine = essays.essays_of(connection, observer.id, now - _SHOWN, now + _SHOWN)
        return _Visit(token, link, observer, mine[::-1])

    def _page(self, visit: _Visit, form: _Form, problems: Sequence[str] = ()) -> str:
        with self._desk.database.read() as connection:
            ids = [essay.id for essay in visit.essays]
            files = essay_files.files_of(connection, self._desk.vault, ids)
        sent = request.args.get("sent", 0, type=int)
        is_known = request.args.get("known") == "1"
        said = words.received_before(sent) if is_known else words.received(sent)
        return render_template(
            "essays/essay.html",
            who=address(visit.observer.name),
            until=local_day(visit.link.expires),
            visit=visit,
            files=files,
            form=form,
            problems=problems,
            sent=said if sent in ids else "",
            words=words,
            day=local_day,
            most_files=MOST_FILES,
            longest_text=LONGEST_TEXT,
            longest_title=LONGEST_TITLE,
            largest=LARGEST // MEGABYTE,
            together=LARGEST_TOGETHER // MEGABYTE,
            style=STYLE,
            script=SCRIPT,
        )


def _serves(observer: ObserverCard, today: date) -> bool:
    begun = observer.appointed_from is None or observer.appointed_from <= today
    ended = observer.appointed_to is not None and observer.appointed_to < today
    return observer.state == "active" and begun and not ended


def _field(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").strip()
