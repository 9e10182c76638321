"""The inbox: reports newest first, a form to filter them, and whether there is news."""

from collections.abc import Container

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.places import load_gazetteer
from catalogue.wording import staff_labels as labels
from office.parts import ConsoleParts, Page
from storage.inbox import (
    InboxPage,
    count_reports_after,
    count_unseen_urgent,
    inbox_page,
    newest_report_id,
)
from storage.inbox_filter import NO_PROJECT, InboxFilter


class InboxPages:
    """The list of reports."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/", "inbox", self.show),
            ("GET", "/news", "news", self.news),
        )

    def show(self) -> ResponseReturnValue:
        """Show one page of the reports that the filter lets through."""
        wanted = self._filter()
        before = request.args.get("before", type=int)
        with self._parts.database.read() as connection:
            page = inbox_page(connection, self._parts.vault, wanted, before)
            newest = newest_report_id(connection)
        return render_template(
            "office/inbox.html",
            page=page,
            newest=newest,
            wanted=wanted,
            first_page=before is None,
            next_url=_next_url(wanted, page),
            projects=self._parts.projects,
            counties=self._counties,
            no_project=NO_PROJECT,
        )

    def news(self) -> ResponseReturnValue:
        """Tell the open page how many reports came after the newest it shows."""
        after = request.args.get("after", 0, type=int)
        with self._parts.database.read() as connection:
            return jsonify(
                newer=count_reports_after(connection, after),
                urgent=count_unseen_urgent(connection),
            )

    def _filter(self) -> InboxFilter:
        """Read the filter; what is not on offer counts as not chosen."""
        project = request.args.get("project", "")
        known_project = project in self._parts.projects or project == NO_PROJECT
        return InboxFilter(
            project=project if known_project else "",
            kind=_chosen("kind", labels.KINDS),
            county=_chosen("county", self._counties),
            state=_chosen("state", labels.STATES),
            urgent=request.args.get("urgent") == "1",
        )


def _chosen(name: str, offered: Container[str]) -> str:
    value = request.args.get(name, "")
    return value if value in offered else ""


def _next_url(wanted: InboxFilter, page: InboxPage) -> str | None:
    if page.next_before is None:
        return None
    chosen = {
        name: getattr(wanted, name)
        for name in ("project", "kind", "county", "state")
        if getattr(wanted, name)
    }
    if wanted.urgent:
        chosen["urgent"] = "1"
    return url_for("office.inbox", before=page.next_before, **chosen)
