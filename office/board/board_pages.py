"""办理台: queue on the left, report on the right; what is decided leads on to the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.triage.acts import HOW
from casework.triage.gate import Doing, Refused, Why
from casework.triage.holding import hold
from casework.triage.states import Act, End
from catalogue.wording import observer_triage
from catalogue.wording import staff_triage as wording
from office.access.sessions import current_staff
from office.board.board_acts import do
from office.board.selected import Selected, selected
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.search.brief_reads import TookTooLong, brief_read
from storage.triage.board import QUEUES, BoardPage, Queue, board_page, count_board
from storage.triage.locks import ReportLock, drop_lock, locks_on
from storage.triage.rows import DeskEvent, DeskReport, desk_events_of, desk_report

_UNDO: Final[Mapping[str, str]] = {
    Act.VERIFY: Act.TAKE_BACK,
    Act.HAND_OVER: Act.TAKE_BACK,
    Act.MERGE: Act.UNMERGE,
}
_BAD: Final = {Why.UNKNOWN: 404, Why.WORDS_MISSING: 422, Why.UNKIND: 422, Why.NOTHING_CHOSEN: 422}


@dataclass(frozen=True, slots=True)
class Undo:
    """What may be undone: the report just acted on, and the act that takes it back."""

    desk: DeskReport
    last: DeskEvent
    act: str


class BoardPages:
    """The board, its one form, and who holds what."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/board", "board", self.show),
            ("POST", "/board/<int:report_id>/do", "board_do", self.act),
            ("POST", "/board/<int:report_id>/hold", "board_hold", self.hold),
            ("POST", "/board/<int:report_id>/release", "board_release", self.release),
        )

    def show(self) -> ResponseReturnValue:
        """Show a queue and one of its reports; nothing changes by looking."""
        return self._page(request.args.get("report", type=int), {})

    def act(self, report_id: int) -> ResponseReturnValue:
        """Do what the form asks for, then show the next report; what was typed is never lost."""
        form, now = request.form, self._parts.clock()
        doing = Doing(
            current_staff().id, form.get("version", -1, type=int), now, form.get("words", "")
        )
        chosen = form.getlist("part", type=int)
        try:
            done = do(self._parts.database, report_id, form, chosen, doing)
        except Refused as refused:
            if refused.why is Why.UNKNOWN:
                abort(404)
            flash(wording.refusal(refused.why.name, refused.details), "bad")
            return self._page(report_id, form), _BAD.get(refused.why, 409)
        self._parts.worker_hint("outbox", 0)
        flash(wording.done(form.get("number", "")[:12], done), "good")
        goes_on = url_for(
            "office.board",
            queue=_queue(form),
            report=form.get("next", type=int),
            done=report_id,
        )
        return redirect(goes_on, 303)

    def hold(self, report_id: int) -> ResponseReturnValue:
        """Say that this clerk works on the report, or who does."""
        staff_id, now = current_staff().id, self._parts.clock()
        over = request.form.get("over") == "1"
        with self._parts.database.write() as connection:
            if desk_report(connection, report_id) is None:
                abort(404)
            other = hold(connection, report_id, staff_id, now, over=over)
        told = "" if other is None else self._told(other)
        if request.accept_mimetypes.best == "application/json":
            return jsonify(told=told)
        if told:
            flash(told, "bad")
        back = url_for("office.board", queue=_queue(request.form), report=report_id)
        return redirect(back, 303)

    def release(self, report_id: int) -> ResponseReturnValue:
        """Let go of the report when its page is left."""
        with self._parts.database.write() as connection:
            drop_lock(connection, report_id, current_staff().id)
        return "", 204

    def _told(self, lock: ReportLock) -> str:
        minutes = int((self._parts.clock() - lock.taken_at).total_seconds() // 60)
        return wording.held(lock.who, minutes)

    def _page(self, report_id: int | None, typed: Mapping[str, str]) -> str:
        queue = _queue(request.values)
        try:
            with brief_read(self._parts.database) as connection:
                page = board_page(connection, queue, request.values.get("after", type=int))
                shown = self._shown(connection, page, report_id)
                counts = count_board(connection)
                undo = _undo(connection, request.args.get("done", type=int))
                ids = [row.id for row in page.rows]
                locks = locks_on(connection, ids, self._parts.clock())
        except TookTooLong:
            abort(504)
        others = {each: lock for each, lock in locks.items() if lock.staff_id != current_staff().id}
        return render_template(
            "office/board/board.html",
            queue=queue,
            queues=QUEUES,
            counts=counts,
            page=page,
            locks=others,
            shown=shown,
            held=self._held(shown),
            undo=undo,
            typed=typed,
            desk_words=wording,
            how=HOW,
            **_around(page, shown),
            proposed_end=_proposed_end(shown),
            writes_letters="office.letter_new" in current_app.view_functions,
        )

    def _shown(
        self, connection: Connection, page: BoardPage, report_id: int | None
    ) -> Selected | None:
        if report_id is None:
            report_id = page.rows[0].id if page.rows else None
            if report_id is None:
                return None
        shown = selected(connection, self._parts, report_id)
        return shown if shown is not None else abort(404)

    def _held(self, shown: Selected | None) -> str:
        if shown is None or shown.lock is None or shown.lock.staff_id == current_staff().id:
            return ""
        return self._told(shown.lock)


def _queue(given: Mapping[str, str]) -> Queue:
    return next((each for each in QUEUES if each == given.get("queue")), "new")


def _proposed_end(shown: Selected | None) -> tuple[str, str]:
    """Return the end and the words that a verdict suggests; a clerk may write others.

    They are kind where it was 不属实; a piece of information needs no more than thanks.
    """
    verdict = shown.found.verification if shown else None
    if shown is None or verdict is None:
        return "", ""
    if verdict.verdict == "untrue":
        return "", observer_triage.found_otherwise(verdict.note)
    if verdict.verdict == "unknown":
        return End.UNVERIFIABLE, observer_triage.NOT_TO_BE_FOUND_OUT
    if shown.report.tags.kind in observer_triage.TAKEN_UP:
        return End.RESOLVED, observer_triage.TAKEN_UP[shown.report.tags.kind]
    return "", ""


def _around(page: BoardPage, shown: Selected | None) -> dict[str, int | None]:
    """Return which reports of the queue stand before and after the shown one."""
    ids = [row.id for row in page.rows]
    if shown is None or shown.desk.id not in ids:
        return {"before": None, "next": ids[0] if ids else None}
    place = ids.index(shown.desk.id)
    before = ids[place - 1] if place else None
    return {"before": before, "next": ids[place + 1] if place + 1 < len(ids) else None}


def _undo(connection: Connection, done: int | None) -> Undo | None:
    desk = desk_report(connection, done) if done is not None else None
    if desk is None:
        return None
    events = desk_events_of(connection, desk.id)
    act = _UNDO.get(events[-1].act) if events else None
    return Undo(desk, events[-1], act) if act and events[-1].after == desk.desk_state else None
