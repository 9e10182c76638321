"""Essays (综合情况反映、调研材料) in the office's hands: read, entered, accepted, returned."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import BinaryIO, Final, cast

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from casework.essays.handing_in import Draft, EssayDesk, GivenFile, Unacceptable
from casework.essays.links import EssayLinks
from casework.essays.verdicts import EssayVerdicts, Verdict
from casework.people.observer_form import read_day
from casework.quota.quota_book import start_of
from casework.rules import local_day
from catalogue.wording import observer_essays, staff_essays
from catalogue.wording.observer_triage import says_untrue
from catalogue.wording.staff_triage import unkind
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.desk.acts import record_act
from storage.essays import essay_files, essays
from storage.people import people

_LONGEST_TITLE: Final = 120
_LONGEST_REASON: Final = 400
_LATEST: Final = 50


@dataclass(frozen=True, slots=True)
class _Form:
    """The form's fields as typed; `earlier` is the returned essay that is handed in anew."""

    observer: int = 0
    title: str = ""
    text: str = ""
    day: str = ""
    earlier: int = 0


class EssayPages:
    """One page with every essay and its files, and a form for those that came another way."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._desk = EssayDesk(parts.database, parts.vault, parts.files, parts.clock)
        links = EssayLinks(parts.pages_at, parts.vault)
        self._verdicts = EssayVerdicts(parts.region, links)

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/deeds", "essays", self.show),
            ("POST", "/deeds/essays", "essay_add", self.add),
            ("POST", "/deeds/essays/<int:essay_id>", "essay_decide", self.decide),
            ("GET", "/deeds/files/<int:file_id>", "essay_file", self.download),
        )

    def show(self) -> ResponseReturnValue:
        """Show the newest essays, those that wait first; `again` fills in a returned one."""
        again = request.args.get("again", 0, type=int)
        with self._parts.database.read() as connection:
            earlier = essays.essay(connection, self._parts.vault, again)
        form = _Form(day=str(self._today()))
        if earlier is not None:
            form = _Form(earlier.observer_id, earlier.title, earlier.text, form.day, earlier.id)
        return self._page(form)

    def add(self) -> ResponseReturnValue:
        """Enter an essay that reached the office on a day, today without one, with its files."""
        form = _typed()
        try:
            essay_id, is_new = self._hand_in(form)
        except Unacceptable as refusal:
            for sentence in refusal.sentences:
                flash(sentence, "bad")
            return self._page(form), HTTPStatus.UNPROCESSABLE_ENTITY
        if is_new:
            staff_id, now = self._by()
            with self._parts.database.write() as connection:
                record_act(connection, staff_id, "essay.entered", f"essay:{essay_id}", "", now)
        number = observer_essays.number(essay_id)
        return _back(staff_essays.saved(number, is_new=is_new))

    def decide(self, essay_id: int) -> ResponseReturnValue:
        """Accept an essay, or return it for a reason; its observer is told."""
        rejects = request.form.get("verdict") == "returned"
        verdict: Verdict = "returned" if rejects else "accepted"
        reason = request.form.get("reason", "").strip()[:_LONGEST_REASON]
        if rejects and not reason:
            return _back(bad=staff_essays.REASON_MISSING)
        if rejects and says_untrue(reason):
            return _back(bad=unkind(reason))
        word = (verdict, reason if rejects else "")
        with self._parts.database.write() as connection:
            done = self._verdicts.decide(connection, essay_id, word, self._by())
        if done:
            self._parts.worker_hint("outbox", 0)
        return _back(staff_essays.DECIDED[verdict] if done else "", staff_essays.GONE)

    def download(self, file_id: int) -> ResponseReturnValue:
        """Give a file as it came, to be saved: no browser shows it on our address."""
        with self._parts.database.read() as connection:
            file = essay_files.essay_file(connection, self._parts.vault, file_id)
        if file is None:
            abort(404)
        try:
            source = self._parts.files.open(file.store_key)
        except FileNotFoundError:
            abort(404)
        response = send_file(
            source, "application/octet-stream", as_attachment=True, download_name=file.filename
        )
        response.content_length = file.size
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    def _hand_in(self, form: _Form) -> tuple[int, bool]:
        """Keep what the form brought. Raises Unacceptable."""
        day = _day(form.day) if form.day else self._today()
        if day is None or day > self._today():
            raise Unacceptable([staff_essays.BAD_DAY])
        with self._parts.database.read() as connection:
            card = people.observer_card(connection, self._parts.vault, form.observer)
        if card is None:
            raise Unacceptable([staff_essays.NO_OBSERVER])
        files = [
            GivenFile(file.filename or "", cast("BinaryIO", file.stream))
            for file in request.files.getlist("files")
            if file.filename
        ]
        if not (form.title or files):
            raise Unacceptable([staff_essays.TITLE_MISSING])
        earlier, staff_id = form.earlier or None, current_staff().id
        draft = Draft(card.id, form.title, form.text, files, earlier, staff_id)
        try:
            return self._desk.hand_in(draft, start_of(day))
        except OSError as error:  # a full disk, a store that is away: the form's words outlive it
            raise Unacceptable([observer_essays.STORE_FAILS]) from error

    def _page(self, form: _Form) -> str:
        with self._parts.database.read() as connection:
            latest = essays.latest_essays(connection, self._parts.vault, _LATEST)
            ids = [each.id for each in latest]
            files = essay_files.files_of(connection, self._parts.vault, ids)
            cards = people.list_observers(connection, self._parts.vault)
        return render_template(
            "office/essays.html",
            essays=latest,
            files=files,
            cards=cards,
            form=form,
            words=staff_essays,
            page_words=observer_essays,
        )

    def _today(self) -> date:
        return local_day(self._parts.clock())

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()


def _typed() -> _Form:
    form = request.form
    return _Form(
        observer=form.get("observer", 0, type=int),
        title=form.get("title", "").strip()[:_LONGEST_TITLE],
        text=form.get("text", "").replace("\r\n", "\n").strip(),
        day=form.get("day", "").strip(),
        earlier=form.get("earlier", 0, type=int),
    )


def _day(text: str) -> date | None:
    """Return a day as typed, None where it cannot be read."""
    try:
        return read_day(text)
    except ValueError:
        return None


def _back(good: str = "", bad: str = "") -> ResponseReturnValue:
    flash(good or bad, "good" if good else "bad")
    return redirect(url_for("office.essays"), 303)
