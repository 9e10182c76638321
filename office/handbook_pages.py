"""手册: the answers observers get at once, each with its source; every edit is a new version."""

import re
import secrets
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.questions import handbook
from catalogue.geography.places import load_gazetteer
from catalogue.handbook import Entry, load_handbook
from catalogue.wording import staff as staff_wording
from catalogue.wording import staff_handbook as wording
from office.access.sessions import current_staff
from office.handbook_form import mistakes_in, typed_entry
from office.parts import ConsoleParts, Page
from storage.desk.handbook import versions_of

_OWN_KEY = re.compile(r"office\.[0-9a-f]{8}")  # given with the empty form: sent twice, saved once


class HandbookPages:
    """The list of entries, and the page of one."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._handbook = load_handbook()
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/handbook", "handbook", self.show),
            ("GET", "/handbook/new", "new_entry", self.new),
            ("GET", "/handbook/entry/<key>", "handbook_entry", self.entry),
            ("POST", "/handbook/entry/<key>", "save_entry", self.save),
            ("POST", "/handbook/entry/<key>/switch", "switch_entry", self.switch),
        )

    def show(self) -> ResponseReturnValue:
        """List every entry by project."""
        with self._parts.database.read() as connection:
            entries = handbook.all_entries(connection, self._handbook)
        codes = [project.code for project in self._parts.projects]
        groups = [(code, [e for e in entries if e.project == code]) for code in (*codes, None)]
        return render_template("office/handbook.html", groups=groups, **self._words())

    def new(self) -> ResponseReturnValue:
        """Show the empty form; looking at it makes nothing."""
        project = request.args.get("project", "")
        return self._page(_blank(f"office.{secrets.token_hex(4)}", project or None))

    def entry(self, key: str) -> ResponseReturnValue:
        """Show an entry with its history."""
        return self._page(self._current(key) or abort(404))

    def save(self, key: str) -> ResponseReturnValue:
        """Write an edit, or a new entry, as the next version."""
        known = self._current(key)
        if known is None and not _OWN_KEY.fullmatch(key):
            abort(404)
        was = known or _blank(key, None)
        wanted = typed_entry(request.form, was, self._parts.projects, self._counties)
        mistakes = mistakes_in(wanted)
        if mistakes:
            for sentence in mistakes:
                flash(sentence, "bad")
            return self._page(replace(wanted, version=wanted.version - 1)), 422
        if wanted == replace(was, version=wanted.version):
            flash(staff_wording.TAGS_SAME, "quiet")
            return redirect(url_for("office.handbook_entry", key=key), 303)
        return self._write(wanted, wording.SAVED)

    def switch(self, key: str) -> ResponseReturnValue:
        """Use an entry no more, or again."""
        was = self._current(key) or abort(404)
        wanted = replace(was, version=was.version + 1, active=request.form.get("to") == "on")
        if wanted.active == was.active:
            flash(staff_wording.TAGS_SAME, "quiet")
            return redirect(url_for("office.handbook_entry", key=key), 303)
        return self._write(wanted, wording.SWITCHED_ON if wanted.active else wording.SWITCHED_OFF)

    def _write(self, wanted: Entry, done: str) -> ResponseReturnValue:
        staff_id, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            saved = handbook.save(connection, wanted, staff_id, now)
        if not saved:
            flash(wording.CHANGED_ELSEWHERE, "bad")
            now_is = self._current(wanted.key) or wanted
            return self._page(replace(wanted, version=now_is.version)), 409
        flash(done, "good")
        return redirect(url_for("office.handbook_entry", key=wanted.key), 303)

    def _current(self, key: str) -> Entry | None:
        with self._parts.database.read() as connection:
            entries = handbook.all_entries(connection, self._handbook)
        return next((entry for entry in entries if entry.key == key), None)

    def _page(self, entry: Entry) -> str:
        with self._parts.database.read() as connection:
            edits = versions_of(connection, entry.key)
        packaged = next((e for e in self._handbook.entries if e.key == entry.key), None)
        return render_template(
            "office/handbook_entry.html",
            entry=entry,
            edits=edits,
            packaged=packaged,
            exists=bool(edits or packaged),
            projects=self._parts.projects,
            counties=self._counties,
            **self._words(),
        )

    def _words(self) -> dict[str, object]:
        return {
            "bases": wording.BASES,
            "aspects": self._handbook.labels,
            "general": wording.GENERAL,
            "everywhere": wording.EVERYWHERE,
        }


def _blank(key: str, project: str | None) -> Entry:
    return Entry(key, 0, project, "who", "", "", "", "office", "", (), ())
