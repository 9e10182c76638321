"""观察哨: the pieces, the list that reports are picked from, the tick on a report, the ledger."""

from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import quote, urlencode

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.column.gate import Refused
from casework.column.papers import column_ledger
from casework.column.writing import begin_piece, tick_reports, untick_report
from casework.rules import SHANGHAI, local_day
from catalogue.geography.places import load_gazetteer
from catalogue.wording import column_pieces as pieces
from catalogue.wording import staff_column as words
from catalogue.wording import staff_triage
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.column import candidates as rows
from storage.column.candidates import Wish
from storage.column.publications import publications_in, publications_of_report
from storage.desk.acts import record_act
from storage.search.brief_reads import TookTooLong, brief_read

_TABS: Final = {
    "work": ("draft", "ready", "approved", "handed", "recalled"),
    "out": ("published",),
    "dropped": ("dropped",),
}
_PAGE: Final = 40
_SPAN: Final = timedelta(days=90)
_A_DAY: Final = timedelta(days=1)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ColumnListPages:
    """Lists of pieces and of what may become one."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/column", "column", self.show),
            ("POST", "/column", "column_begin", self.begin),
            ("GET", "/column/pick", "column_pick", self.pick),
            ("POST", "/column/tick", "column_tick", self.tick),
            ("POST", "/column/untick", "column_untick", self.untick),
            ("POST", "/column/ledger", "column_ledger", self.ledger),
        )

    def show(self) -> ResponseReturnValue:
        """Show the pieces of one tab, the newest first."""
        tab = request.args.get("tab", "work")
        if tab not in _TABS:
            abort(404)
        before = request.args.get("before", type=int)
        with self._parts.database.read() as connection:
            found = publications_in(connection, _TABS[tab], _PAGE + 1, before)
        today = local_day(self._parts.clock())
        return render_template(
            "office/column/column.html",
            tab=tab,
            pieces=found[:_PAGE],
            older=found[_PAGE - 1].id if len(found) > _PAGE else None,
            states=pieces.STATES,
            first=today.replace(month=1, day=1),
            last=today,
        )

    def pick(self) -> ResponseReturnValue:
        """Show what may be picked: ended reports and good news, by the filters."""
        today = local_day(self._parts.clock())
        first = _day(request.args.get("first", "")) or today - _SPAN
        last = min(_day(request.args.get("last", "")) or today, today)
        page = max(request.args.get("page", 1, type=int), 1)
        wish = _wish(first, last)
        try:
            with brief_read(self._parts.database) as connection:
                found = rows.candidates(connection, wish, _PAGE + 1, (page - 1) * _PAGE)
        except TookTooLong:
            flash(words.TOO_SLOW, "bad")
            found = []
        return render_template(
            "office/column/pick.html",
            found=found[:_PAGE],
            following=page + 1 if len(found) > _PAGE else 0,
            asked=request.args.to_dict(),
            first=first,
            last=last,
            wish=wish,
            projects=self._parts.projects,
            counties=self._counties,
            ends=staff_triage.ENDS,
        )

    def begin(self) -> ResponseReturnValue:
        """Begin a piece from the ticked reports."""
        vault = self._parts.letter_desk.vault
        try:
            with self._parts.database.write() as connection:
                projects, chosen = self._parts.projects, request.form.getlist("report", type=int)
                piece_id = begin_piece(connection, vault, projects, chosen, self._by())
        except Refused as refused:
            return _back(words.refusal(refused.why.name, refused.details))
        flash(words.BEGUN, "good")
        return redirect(url_for("office.piece", piece_id=piece_id), 303)

    def tick(self) -> ResponseReturnValue:
        """Mark the ticked reports as 可供发布."""
        try:
            with self._parts.database.write() as connection:
                chosen = request.form.getlist("report", type=int)
                count = tick_reports(connection, chosen, self._by())
        except Refused as refused:
            return _back(words.refusal(refused.why.name, refused.details))
        return _back(words.ticked(count), "good")

    def untick(self) -> ResponseReturnValue:
        """Take the mark from a report."""
        try:
            with self._parts.database.write() as connection:
                untick_report(connection, request.form.get("report", 0, type=int), self._by())
        except Refused as refused:
            return _back(words.refusal(refused.why.name, refused.details))
        return _back(words.UNTICKED_REPORT, "quiet")

    def ledger(self) -> ResponseReturnValue:
        """Give what was handed to media in a period as .xlsx; recorded."""
        first, last = (_day(request.form.get(name, "")) for name in ("first", "last"))
        if first is None or last is None or first > last:
            flash(words.NOT_DAYS, "bad")
            return redirect(url_for("office.column"), 303)
        with self._parts.database.write() as connection:
            data, count = column_ledger(connection, first, last)
            staff_id, now = self._by()
            told = f"{first}..{last} {count}"
            record_act(connection, staff_id, "column.ledger", "ledger", told, now)
        name = quote(pieces.ledger_name(first, last))
        disposition = f"attachment; filename=column.xlsx; filename*=UTF-8''{name}"
        return Response(data, mimetype=_XLSX, headers={"Content-Disposition": disposition})

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()


def column_words(parts: ConsoleParts) -> dict[str, object]:
    """Return what the templates of a report may call, wherever its mark is included."""
    return {"column_of": lambda report_id: _column_of(parts, report_id)}


def _column_of(parts: ConsoleParts, report_id: int) -> dict[str, object]:
    with parts.database.read() as connection:
        found = rows.picked(connection, (report_id,))
        made = publications_of_report(connection, report_id)
    return {"report": found[0] if found else None, "pieces": made, "states": pieces.STATES}


def _back(sentence: str, kind: str = "bad") -> ResponseReturnValue:
    """Say it on the page the form stood on: a report's own, or the list with its filters."""
    flash(sentence, kind)
    report_id = request.form.get("from_report", type=int)
    if report_id is not None:
        return redirect(url_for("office.report", report_id=report_id), 303)
    asked = {
        name.removeprefix("asked_"): value
        for name, value in request.form.items()
        if name.startswith("asked_") and value
    }
    return redirect(f"{url_for('office.column_pick')}?{urlencode(asked)}", 303)


def _wish(first: date, last: date) -> Wish:
    return Wish(
        _midnight(first),
        _midnight(last + _A_DAY),
        request.args.get("project", ""),
        request.args.get("county", ""),
        with_photos="photos" in request.args,
        marked="marked" in request.args,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
