"""代录, many at once: a pasted transcript becomes rows, and ticked rows become reports."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from http import HTTPStatus

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.entry.batch_proposal import match_senders, propose
from casework.entry.batch_work import BatchWork, read_work, write_work
from casework.entry.entering import SOURCES, AlreadyEntered, Entry, News
from casework.entry.entry_rules import account_to_tell
from casework.entry.group_transcript import Transcript, read_transcript
from casework.rules import local_day
from catalogue.wording import staff_entry as wording
from office.access.sessions import current_staff
from office.entry.batch_form import line_of, problems_of, read_form
from office.entry.entry_page import field_time, source_named
from office.entry.uploads import keep_uploads
from office.parts import ConsoleParts, Page
from office.people.observer_choice import ObserverChoice
from storage.desk.desk_batches import Batch, open_batch, read_batch, save_batch
from storage.desk.desk_entries import (
    EnteredIn,
    entered_lines,
    known_nicknames,
    remember_nicknames,
)
from storage.people.people import list_observers
from storage.photos.desk_uploads import Upload, uploads_of_batch

LONGEST_TRANSCRIPT = 100_000  # characters
MOST_MESSAGES = 300


class BatchPages:
    """Pasting, the rows, and entering them."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/entry/batches", "batch_open", self.open),
            ("GET", "/entry/batches/<int:batch_id>", "batch", self.show),
            ("POST", "/entry/batches/<int:batch_id>", "batch_work", self.work),
        )

    def open(self) -> ResponseReturnValue:
        """Take a transcript apart and keep it; what is too long comes back in the form."""
        now, pasted = self._parts.clock(), request.form.get("pasted", "")
        cards = list(self._choice().by_id.values())
        refusal, transcript = wording.NOTHING_PASTED, Transcript((), ())
        if len(pasted) > LONGEST_TRANSCRIPT:
            refusal = wording.transcript_too_long(len(pasted), LONGEST_TRANSCRIPT)
        elif pasted.strip():
            names = [card.name for card in cards]
            transcript = read_transcript(pasted, now, _first_day(now), names)
            refusal = _refusal(transcript)
        if refusal:
            flash(refusal, "bad")
            return self._pasted_again(pasted, now), HTTPStatus.UNPROCESSABLE_ENTITY
        senders = [said.sender for said in transcript.messages]
        with self._parts.database.write() as connection:
            known = known_nicknames(connection, self._parts.vault, {*senders} - {""})
            whose = match_senders(senders, cards, known)
            entry = self._parts.entry
            work = write_work(propose(transcript, whose, entry.tag, entry.rules.pause))
            staff_id = current_staff().id
            batch_id = open_batch(connection, self._parts.vault, pasted, work, staff_id, now)
        return self._back(batch_id)

    def show(self, batch_id: int) -> ResponseReturnValue:
        """Show the rows; nothing changes by looking."""
        return self._page(self._batch(batch_id))

    def work(self, batch_id: int) -> ResponseReturnValue:
        """Save the clerk's work and its photos; enter the ticked rows where asked to."""
        now, staff_id = self._parts.clock(), current_staff().id
        batch = self._batch(batch_id)
        _, problems = keep_uploads(
            self._parts, request.files.getlist("files"), staff_id, batch_id, now
        )
        reading = read_form(request.form, read_work(batch.work), self._choice())
        problems += reading.problems
        is_current = str(batch.version) == request.form.get("version")
        if not is_current or not self._save(batch, reading.work, now):
            flash(wording.BATCH_CHANGED, "bad")
            return self._page(self._batch(batch_id)), HTTPStatus.CONFLICT
        wish, saved = request.form.get("do"), self._batch(batch_id)
        if wish == "keep":  # the page by itself, while the clerk goes on
            return jsonify(version=saved.version)
        if wish == "enter" and not problems:
            problems = self._enter(saved, reading.work, now)
        for sentence in problems:
            flash(sentence, "bad")
        if problems:
            return self._page(self._batch(batch_id)), HTTPStatus.UNPROCESSABLE_ENTITY
        if wish != "enter":
            flash(wording.BATCH_SAVED, "quiet")
        return self._back(batch_id)

    def _enter(self, batch: Batch, work: BatchWork, now: datetime) -> list[str]:
        """Enter every ready group, each in a transaction of its own; return the problems."""
        entered, uploads = self._entered(work), self._uploads(batch.id)
        groups, choice = work.groups([key in entered for key in _keys(work)]), self._choice()
        if not groups:
            return [wording.NOTHING_TICKED]
        problems = problems_of(work, groups, uploads, choice, now)
        if problems:
            return problems
        numbers: dict[int, list[str]] = {}
        for entry in _entries(work, groups, uploads, choice):
            mine = numbers.setdefault(entry.observer.id, [])
            news = self._news(entry, work, groups, mine, now)
            try:
                done = self._parts.entry.enter(entry, current_staff().id, now, news)
            except AlreadyEntered:
                problems = [wording.LINES_ENTERED_ELSEWHERE]
            else:
                mine.append(done.number)
        self._parts.worker_hint("entry", 0)
        self._close_if_done(batch, work, now)
        count = sum(map(len, numbers.values()))
        flash(wording.batch_entered(count, sum(map(bool, numbers.values()))), "good")
        return problems

    def _news(
        self,
        entry: Entry,
        work: BatchWork,
        groups: Sequence[Sequence[int]],
        earlier: Sequence[str],
        now: datetime,
    ) -> News | None:
        """Tell each observer once, with their last report of this round."""
        theirs = [g for g in groups if work.observer_of(work.rows[g[0]]) == entry.observer.id]
        is_last = entry.lines[0].key.hex() == work.rows[theirs[-1][0]].key
        if not (work.tell and is_last):
            return None
        with self._parts.database.read() as connection:
            account = account_to_tell(connection, entry.observer.id, now)
        return News(account, tuple(earlier)) if account else None

    def _save(self, batch: Batch, work: BatchWork, now: datetime) -> bool:
        chosen = {
            name: observer
            for name, observer in work.whose.items()
            if name and observer and read_work(batch.work).whose.get(name) != observer
        }
        vault = self._parts.vault
        with self._parts.database.write() as connection:
            remember_nicknames(connection, vault, chosen, current_staff().id, now)
            return save_batch(connection, vault, batch, write_work(work), now, closed=False)

    def _close_if_done(self, batch: Batch, work: BatchWork, now: datetime) -> None:
        entered = self._entered(work)
        closed = not work.groups([key in entered for key in _keys(work)])
        with self._parts.database.write() as connection:
            save_batch(connection, self._parts.vault, batch, batch.work, now, closed=closed)

    def _batch(self, batch_id: int) -> Batch:
        with self._parts.database.read() as connection:
            batch = read_batch(connection, self._parts.vault, batch_id)
        return batch or abort(404)

    def _entered(self, work: BatchWork) -> dict[bytes, EnteredIn]:
        with self._parts.database.read() as connection:
            return entered_lines(connection, _keys(work))

    def _uploads(self, batch_id: int) -> dict[int, Upload]:
        with self._parts.database.read() as connection:
            found = uploads_of_batch(connection, self._parts.vault, batch_id)
        return {upload.number: upload for upload in found if upload.number}

    def _choice(self) -> ObserverChoice:
        with self._parts.database.read() as connection:
            return ObserverChoice(list_observers(connection, self._parts.vault))

    def _page(self, batch: Batch) -> str:
        work, tag = read_work(batch.work), self._parts.entry.tag
        entered = self._entered(work)
        done = [entered.get(key) for key in _keys(work)]
        return render_template(
            "office/batch.html",
            batch=batch,
            work=work,
            rows=[
                (row, field_time(row.sent_at), tag(row.words) if row.words else None, known)
                for row, known in zip(work.rows, done, strict=True)
            ],
            senders=[(name, work.whose[name]) for name in work.whose],
            choice=self._choice(),
            uploads=self._uploads(batch.id),
            ready=len(work.groups([known is not None for known in done])),
            sources=SOURCES,
            latest=field_time(self._parts.clock()),
            nobody=wording.NOBODY,
        )

    def _pasted_again(self, pasted: str, now: datetime) -> str:
        return render_template(
            "office/entry.html",
            filled={"source": "group", "tell": True, "at": field_time(now)},
            pasted=pasted,
            sources=SOURCES,
            labels_of_observers=self._choice().labels,
            latest=field_time(now),
        )

    @staticmethod
    def _back(batch_id: int) -> ResponseReturnValue:
        return redirect(url_for("office.batch", batch_id=batch_id), HTTPStatus.SEE_OTHER)


def _keys(work: BatchWork) -> list[bytes]:
    return [bytes.fromhex(row.key) for row in work.rows]


def _entries(
    work: BatchWork,
    groups: Sequence[Sequence[int]],
    uploads: Mapping[int, Upload],
    choice: ObserverChoice,
) -> list[Entry]:
    source = source_named(work.source)
    return [
        Entry(
            choice.by_id[work.observer_of(work.rows[group[0]]) or 0],
            source,
            tuple(line_of(work.rows[index], uploads) for index in group),
        )
        for group in groups
    ]


def _first_day(now: datetime) -> date:
    try:
        return date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        return local_day(now)


def _refusal(transcript: Transcript) -> str:
    count = len(transcript.messages)
    if count == 0:
        return wording.NO_MESSAGES
    return wording.too_many_messages(count, MOST_MESSAGES) if count > MOST_MESSAGES else ""
