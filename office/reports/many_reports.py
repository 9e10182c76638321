"""Changing the ticked reports of the inbox, and going back to where the clerk was."""

import json
from collections import Counter
from dataclasses import asdict
from urllib.parse import parse_qsl

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.reports.corrections import Correction
from casework.reports.many_reports import MOST, Field, Ticked, set_tag, take_note_of_all
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_labels as labels
from catalogue.wording import staff_search as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.reports.inbox_form import read_form
from office.reports.inbox_query import LONGEST_QUERY
from storage.report_pages import Tags
from storage.search.inbox_filter import NO_PROJECT

_URGENT = "urgent"
_LETTER = "letter"


class ManyReportsPages:
    """The one form that takes all ticked reports."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._offered: dict[Field, set[str]] = {
            "project": {NO_PROJECT, *(project.code for project in parts.projects)},
            "kind": set(labels.KINDS),
            "county": set(load_gazetteer().counties),
        }

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (("POST", "/reports/many", "change_many", self.change),)

    def change(self) -> ResponseReturnValue:
        """Change the ticked reports and say what came of it."""
        back = self._back()
        chosen = _ticked()
        if not chosen or len(chosen) > MOST:
            flash(wording.too_many_ticked(MOST) if chosen else wording.NOTHING_TICKED, "bad")
            return redirect(back, 303)
        act = request.form.get("act", "")
        if act == _LETTER:
            about = [each.report_id for each in chosen]
            return redirect(url_for("office.letter_new", report=about), 303)
        if act == _URGENT:
            outcomes = take_note_of_all(
                self._parts.database, chosen, current_staff().id, self._parts.clock()
            )
            self._parts.worker_hint("outbox", 0)
        else:
            outcomes = self._set(act, chosen)
        flash(_said(outcomes, act), "good" if outcomes[Correction.DONE] else "quiet")
        return redirect(back, 303)

    def _set(self, act: str, chosen: list[Ticked]) -> Counter[Correction]:
        """Set the field and value that `act` names, as in `county:隆回县`."""
        name, _, value = act.partition(":")
        fields = [field for field, on_offer in self._offered.items() if field == name]
        if not fields or value not in self._offered[fields[0]]:
            abort(400)
        tag = (fields[0], "" if value == NO_PROJECT else value)
        now = self._parts.clock()
        return set_tag(self._parts.database, chosen, tag, current_staff().id, now)

    def _back(self) -> str:
        """Return the address the clerk came from, made of nothing but a filter's fields."""
        given = dict(parse_qsl(request.form.get("back", "")))
        counties = load_gazetteer().counties
        asked = read_form(given, self._parts.projects, counties, LONGEST_QUERY).parameters()
        if given.get("before", "").isdecimal():
            asked["before"] = given["before"]
        return url_for("office.inbox", **asked)


def seen_mark(tags: Tags) -> str:
    """Return what the page carries of the tags it shows; `_ticked` reads it again."""
    return json.dumps(asdict(tags), ensure_ascii=False, separators=(",", ":"))


def _ticked() -> list[Ticked]:
    """Return the chosen reports in order; raises BadRequest for a form not of our page's making."""
    try:
        return [
            Ticked(report_id, _seen(json.loads(request.form[f"seen-{report_id}"])))
            for report_id in sorted(map(int, set(request.form.getlist("report"))))
        ]
    except (LookupError, ValueError, TypeError):
        abort(400)


def _seen(given: dict[str, object]) -> Tags:
    return Tags(**(given | {"also": tuple(given["also"])}))  # type: ignore[arg-type]  # a form's


def _said(outcomes: Counter[Correction], act: str) -> str:
    same = wording.NOT_WAITING if act == _URGENT else wording.SAME_ALREADY
    reasons = {
        same: outcomes[Correction.NOTHING_CHANGED],
        wording.CHANGED_ELSEWHERE: outcomes[Correction.CHANGED_ELSEWHERE],
        wording.GONE: outcomes[Correction.UNKNOWN_REPORT],
    }
    left = {reason: count for reason, count in reasons.items() if count}
    return wording.changed_many(outcomes[Correction.DONE], left)
