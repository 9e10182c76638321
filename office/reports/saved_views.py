"""Filters under a name, as chips over the inbox: kept, renamed and deleted by who made them."""

from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_search as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.reports.inbox_form import read_form
from office.reports.inbox_query import LONGEST_QUERY
from storage.search.saved_views import NewView, delete_view, rename_view, save_view

_LONGEST_NAME = 20


class SavedViewPages:
    """What a clerk does with views; the inbox shows them."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/views", "save_view", self.save),
            ("POST", "/views/<int:view_id>/name", "rename_view", self.rename),
            ("POST", "/views/<int:view_id>/delete", "delete_view", self.delete),
        )

    def save(self) -> ResponseReturnValue:
        """Keep the filter that the form carries."""
        given = dict(parse_qsl(request.form.get("back", "")))
        counties = load_gazetteer().counties
        asked = read_form(given, self._parts.projects, counties, LONGEST_QUERY).parameters()
        name, shared = _name(), request.form.get("shared") == "1"
        if not asked or not name:
            flash(wording.VIEW_NAME_EMPTY if asked else wording.VIEW_EMPTY, "bad")
        else:
            new = NewView(name, shared, urlencode(asked))
            now = self._parts.clock()
            with self._parts.database.write() as connection:
                saved = save_view(connection, current_staff().id, new, now)
            flash(*(_good(wording.VIEW_SAVED) if saved else (wording.VIEW_NAME_TAKEN, "bad")))
        return redirect(url_for("office.inbox", **asked), 303)

    def rename(self, view_id: int) -> ResponseReturnValue:
        """Give an own view another name."""
        name = _name()
        if not name:
            flash(wording.VIEW_NAME_EMPTY, "bad")
            return redirect(url_for("office.inbox"), 303)
        with self._parts.database.write() as connection:
            renamed = rename_view(connection, current_staff().id, view_id, name)
        if renamed:
            flash(*_good(wording.VIEW_RENAMED))
        else:
            flash(wording.VIEW_GONE if renamed is None else wording.VIEW_NAME_TAKEN, "bad")
        return redirect(url_for("office.inbox"), 303)

    def delete(self, view_id: int) -> ResponseReturnValue:
        """Delete an own view."""
        with self._parts.database.write() as connection:
            deleted = delete_view(connection, current_staff().id, view_id)
        flash(*(_good(wording.VIEW_DELETED) if deleted else (wording.VIEW_GONE, "bad")))
        return redirect(url_for("office.inbox"), 303)


def _name() -> str:
    """Return the name in the form, empty when it is none."""
    name = " ".join(request.form.get("name", "").replace("\0", "").split())
    return name if len(name) <= _LONGEST_NAME else ""


def _good(sentence: str) -> tuple[str, str]:
    return sentence, "good"
