"""The inbox: reports newest first, a form to filter them, and whether there is news."""

from flask import abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_search as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.reports.inbox_form import Asked, read_form
from office.reports.inbox_query import LONGEST_QUERY, LONGEST_TYPED, understand
from office.reports.many_reports import seen_mark
from office.reports.marked_words import marked_excerpt
from storage.database import Connection
from storage.desk import transcripts
from storage.past.sheets import has_past_lines
from storage.people.observer_filter import group_names
from storage.photos.twins import reports_with_twins
from storage.search.brief_reads import TookTooLong, brief_read
from storage.search.inbox import (
    InboxPage,
    count_reports_after,
    count_unseen_urgent,
    inbox_page,
    newest_report_id,
)
from storage.search.inbox_filter import NO_PROJECT
from storage.search.saved_views import views_for
from storage.search.search_index import seconds_behind, words_said

_SHOWN_LAG = 5  # seconds
_LARGEST_ID = 2**63 - 1


class InboxPages:
    """The list of reports."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties
        self._choices = {
            "projects": parts.projects,
            "counties": self._counties,
            "holdings": wording.HOLDINGS,
            "sources": wording.SOURCES,
            "no_project": NO_PROJECT,
            "seen_mark": seen_mark,
        }

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/", "inbox", self.show),
            ("GET", "/news", "news", self.news),
        )

    def show(self) -> ResponseReturnValue:
        """Show one page of the reports that the filter lets through."""
        asked = read_form(request.args, self._parts.projects, self._counties, LONGEST_QUERY)
        before = request.args.get("before", type=_report_id)
        try:
            with brief_read(self._parts.database) as connection:
                return self._page(connection, asked, before)
        except TookTooLong:
            abort(504)

    def news(self) -> ResponseReturnValue:
        """Tell the open page how many reports came after the newest it shows."""
        after = request.args.get("after", 0, type=int)
        with self._parts.database.read() as connection:
            return jsonify(
                newer=count_reports_after(connection, after),
                urgent=count_unseen_urgent(connection),
            )

    def _page(self, connection: Connection, asked: Asked, before: int | None) -> str:
        understood = understand(connection, self._parts.vault, asked)
        page = inbox_page(connection, self._parts.vault, understood.wanted, before)
        lag = seconds_behind(connection)
        shown = [row.id for row in page.rows]
        return render_template(
            "office/inbox.html",
            page=page,
            unheard=transcripts.reports_with_waiting(connection, shown),
            seen_before=reports_with_twins(connection, shown),
            asked=asked,
            remarks=[*understood.remarks, *([wording.behind(lag)] if lag > _SHOWN_LAG else [])],
            excerpts=_excerpts(connection, page, understood.wanted.terms),
            newest=newest_report_id(connection),
            first_page=before is None,
            next_url=_next_url(asked, page),
            groups=group_names(connection),
            views=views_for(connection, current_staff().id),
            longest_typed=LONGEST_TYPED,
            has_past=bool(asked.q) and has_past_lines(connection),
            **self._choices,
        )


def _excerpts(
    connection: Connection, page: InboxPage, terms: tuple[str, ...]
) -> dict[int, Markup | None]:
    if not terms:
        return {}
    said = words_said(connection, [row.id for row in page.rows])
    return {row.id: marked_excerpt(said.get(row.id, ()), terms) for row in page.rows}


def _report_id(text: str) -> int:
    return max(0, min(int(text), _LARGEST_ID))


def _next_url(asked: Asked, page: InboxPage) -> str | None:
    if page.next_before is None:
        return None
    return url_for("office.inbox", before=page.next_before, **asked.parameters())
