"""代录, one by one: what came by the group, a telephone call, a paper card or a visit."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from casework.entry.entering import SOURCES, AlreadyEntered, Entry, Line, News, Source
from casework.entry.entry_keys import form_key
from casework.entry.entry_rules import account_to_tell, read_moment, why_not_then, why_not_these
from casework.rules import SHANGHAI
from catalogue.wording import staff_entry as wording
from office.access.sessions import current_staff
from office.entry.uploads import keep_uploads
from office.parts import ConsoleParts, Page
from office.people.observer_choice import ObserverChoice
from storage.desk.desk_batches import recent_batches
from storage.desk.desk_entries import EnteredIn, entered_lines
from storage.people.people import ObserverCard, list_observers
from storage.photos.desk_uploads import Upload, loose_uploads
from storage.report_pages import number_of


@dataclass(frozen=True, slots=True)
class _Filled:
    """The form's fields as typed."""

    observer: str = ""
    source: str = "group"
    at: str = ""
    words: str = ""
    place: str = ""
    tell: bool = True


class EntryPages:
    """The form for one report."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/entry", "entry", self.show),
            ("POST", "/entry", "enter_one", self.enter),
        )

    def show(self) -> ResponseReturnValue:
        """Show an empty form; observer and source stay from the one just entered."""
        observer_id = request.args.get("observer", type=int)
        kept = _Filled(
            observer=self._choice().label_of(observer_id),
            source=request.args.get("source", "group"),
            at=field_time(self._parts.clock()),
        )
        return self._page(kept, [], done=request.args.get("done", type=int))

    def enter(self) -> ResponseReturnValue:
        """Enter the report, or show the form again with everything that was filled in."""
        now, staff = self._parts.clock(), current_staff()
        files = request.files.getlist("photos")
        ids, problems = keep_uploads(self._parts, files, staff.id, None, now)
        ids += request.form.getlist("kept", type=int)
        with self._parts.database.read() as connection:
            uploads = loose_uploads(connection, self._parts.vault, ids, staff.id)
        uploads = list({upload.sha256: upload for upload in uploads}.values())
        filled, choice = _filled(request.form), self._choice()
        observer, sent_at = choice.read(filled.observer), read_moment(filled.at)
        problems += _problems(filled, observer, sent_at, uploads, now)
        if problems or isinstance(observer, str) or sent_at is None:
            for sentence in problems:
                flash(sentence, "bad")
            return self._page(filled, uploads), HTTPStatus.UNPROCESSABLE_ENTITY
        report_id = self._enter(_entry(filled, observer, sent_at, uploads), filled, now)
        after = url_for("office.entry", done=report_id, observer=observer.id, source=filled.source)
        return redirect(after, HTTPStatus.SEE_OTHER)

    def _enter(self, entry: Entry, filled: _Filled, now: datetime) -> int:
        key = entry.lines[0].key
        known = self._known(key)
        if known is None:
            news = self._news(entry.observer, now) if filled.tell else None
            try:
                entered = self._parts.entry.enter(entry, current_staff().id, now, news)
            except AlreadyEntered:
                known = self._known(key)
                if known is None:
                    raise
            else:
                self._parts.worker_hint("entry", 0)
                if filled.tell and news is None:
                    flash(wording.NOT_TOLD, "quiet")
                return entered.report_id
        flash(wording.ALREADY, "quiet")
        return known.report_id

    def _known(self, key: bytes) -> EnteredIn | None:
        with self._parts.database.read() as connection:
            return entered_lines(connection, [key]).get(key)

    def _news(self, observer: ObserverCard, now: datetime) -> News | None:
        with self._parts.database.read() as connection:
            account = account_to_tell(connection, observer.id, now)
        return None if account is None else News(account)

    def _choice(self) -> ObserverChoice:
        with self._parts.database.read() as connection:
            return ObserverChoice(list_observers(connection, self._parts.vault))

    def _page(self, filled: _Filled, uploads: list[Upload], done: int | None = None) -> str:
        with self._parts.database.read() as connection:
            batches = recent_batches(connection)
            number = number_of(connection, done) if done else None
        return render_template(
            "office/entry.html",
            filled=filled,
            uploads=uploads,
            labels_of_observers=self._choice().labels,
            sources=SOURCES,
            done=done,
            number=number,
            latest=field_time(self._parts.clock()),
            batches=batches,
        )


def field_time(moment: datetime) -> str:
    """Return a moment as a browser's date and time field wants it, by 邵阳's clock."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def source_named(code: str) -> Source:
    """Return the source of this code; raises StopIteration for one that is not on offer."""
    return next(source for source in SOURCES if source == code)


def _filled(form: MultiDict[str, str]) -> _Filled:
    return _Filled(
        observer=form.get("observer", "").strip(),
        source=form.get("source", ""),
        at=form.get("at", ""),
        words=form.get("words", "").replace("\r\n", "\n").strip(),
        place=form.get("place", "").strip(),
        tell=form.get("tell") == "1",
    )


def _problems(
    filled: _Filled,
    observer: ObserverCard | str,
    sent_at: datetime | None,
    uploads: list[Upload],
    now: datetime,
) -> list[str]:
    problems = [observer if isinstance(observer, str) else ""]
    problems.append("" if filled.source in SOURCES else wording.NO_SOURCE)
    if sent_at is None:
        problems.append(wording.NO_TIME)
    elif not isinstance(observer, str):
        problems.append(why_not_then(observer, sent_at, now))
    problems.append(why_not_these(filled.words, filled.place))
    if not (filled.words or filled.place or uploads):
        problems.append(wording.NOTHING_SAID)
    return [sentence for sentence in problems if sentence]


def _entry(
    filled: _Filled, observer: ObserverCard, sent_at: datetime, uploads: list[Upload]
) -> Entry:
    hashes = [upload.sha256 for upload in uploads]
    key = form_key(observer.id, sent_at, filled.words, filled.place, hashes)
    line = Line(key, sent_at, filled.words, filled.place, tuple(uploads))
    return Entry(observer, source_named(filled.source), (line,))
