"""办理台: queue on the left, report on the right; what is decided leads on to the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.rules import local_day
from casework.triage.acts import HOW
from casework.triage.gate import Doing, Refused, Why
from casework.triage.states import Act, End
from catalogue.geography.places import load_gazetteer
from catalogue.wording import observer_triage
from catalogue.wording import staff_triage as wording
from office.access.sessions import current_staff
from office.board.board_acts import do, report_named
from office.board.hold_pages import told_of
from office.board.many_acts import MOST, OFFERED, Chosen, do_many
from office.board.place import Place, place_in, queue_of
from office.board.selected import Selected, selected
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.search.brief_reads import TookTooLong, brief_read
from storage.search.inbox_filter import NO_PROJECT
from storage.triage.board import QUEUES, BoardPage, board_page, count_board
from storage.triage.locks import locks_on
from storage.triage.rows import DeskEvent, DeskReport, desk_events_of, desk_report

_UNDO: Final[Mapping[str, str]] = {
    Act.VERIFY: Act.TAKE_BACK,
    Act.HAND_OVER: Act.TAKE_BACK,
    Act.MERGE: Act.UNMERGE,
}
_BAD: Final = {Why.UNKNOWN: 404} | dict.fromkeys(
    (Why.WORDS_MISSING, Why.TOO_LONG, Why.UNKIND, Why.NOTHING_CHOSEN), 422
)


_LETTER: Final = "letter"


@dataclass(frozen=True, slots=True)
class Undo:
    """What may be undone: the report just acted on, and the act that takes it back."""

    desk: DeskReport
    last: DeskEvent
    act: str


class BoardPages:
    """The board, the form of one report, and the form of many."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/board", "board", self.show),
            ("POST", "/board/<int:report_id>/do", "board_do", self.act),
            ("POST", "/board/many", "board_many", self.act_on_many),
        )

    def show(self) -> ResponseReturnValue:
        """Show a queue and one of its reports; nothing changes by looking."""
        if "number" in request.args:
            return self._jump(request.args["number"])
        return self._page(request.args.get("report", type=int), {})

    def _jump(self, typed: str) -> ResponseReturnValue:
        """Go to the report that was typed, in its own queue."""
        with self._parts.database.read() as connection:
            found = report_named(connection, typed, local_day(self._parts.clock()))
        if found is None:
            flash(wording.no_such_number(typed[:12]), "bad")
            return self._page(None, {}), 404
        return redirect(url_for("office.board", report=found), 303)

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
            **self._place().parameters(),
            report=form.get("next", type=int),
            done=report_id,
        )
        return redirect(goes_on, 303)

    def act_on_many(self) -> ResponseReturnValue:
        """Do one act to every ticked report, and name those it was not done to."""
        form, chosen = request.form, _chosen()
        offered = form.get("many", "")
        back = url_for("office.board", **self._place().parameters())
        if not chosen or len(chosen) > MOST:
            flash(wording.NOTHING_TICKED if not chosen else wording.too_many(MOST), "bad")
            return redirect(back, 303)
        if offered == _LETTER:
            about = [each.report_id for each in chosen]
            return redirect(url_for("office.letter_new", report=about), 303)
        if offered not in OFFERED:
            flash(wording.NO_ACT, "bad")
            return redirect(back, 303)
        doing = Doing(current_staff().id, 0, self._parts.clock())
        done, left = do_many(self._parts.database, chosen, offered, form, doing)
        flash(wording.done_many(done, left), "good" if done else "bad")
        if not done:
            return self._page(None, form), 422
        self._parts.worker_hint("outbox", 0)
        return redirect(back, 303)

    def _place(self) -> Place:
        return place_in(request.values, self._parts.projects)

    def _page(self, report_id: int | None, typed: Mapping[str, str]) -> str:
        try:
            with brief_read(self._parts.database) as connection:
                read = self._read(connection, report_id)
        except TookTooLong:
            abort(504)
        return render_template(
            "office/board/board.html",
            **read,
            queues=QUEUES,
            projects=self._parts.projects,
            counties=load_gazetteer().counties,
            no_project=NO_PROJECT,
            offered=OFFERED,
            ticked={each.report_id for each in _chosen()},
            typed=typed,
            desk_words=wording,
            how=HOW,
            writes_letters="office.letter_new" in current_app.view_functions,
        )

    def _read(self, connection: Connection, report_id: int | None) -> dict[str, Any]:
        """Return what the page shows of the database."""
        place = self._place()
        if report_id is not None and "queue" not in request.values:
            place = replace(place, queue=queue_of(connection, report_id))
        page = board_page(connection, place.queue, place.wanted, place.after)
        shown = self._shown(connection, page, report_id)
        locks = locks_on(connection, [row.id for row in page.rows], self._parts.clock())
        mine = current_staff().id
        return {
            "queue": place.queue,
            "place": place.parameters(),
            "page": page,
            "counts": count_board(connection, QUEUES, place.wanted),
            "locks": {each: lock for each, lock in locks.items() if lock.staff_id != mine},
            "shown": shown,
            "held": self._held(shown),
            "undo": _undo(connection, request.args.get("done", type=int)),
            "proposed_end": _proposed_end(shown),
            **_around(page, shown),
        }

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
        return told_of(shown.lock, self._parts.clock())


def _chosen() -> list[Chosen]:
    """Return the ticked reports with the versions that the page showed."""
    form = request.form
    return [
        Chosen(report_id, form.get(f"version-{report_id}", -1, type=int))
        for report_id in dict.fromkeys(form.getlist("report", type=int))
    ]


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
