"""工作日历: which years are known, what a late notice changed, a whole notice as text."""

from datetime import date
from typing import Final

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.clock import waiting_letters
from casework.rules import local_day
from casework.settings import calendar as days
from casework.settings.changing import Wish
from catalogue.holiday_notice import read_notice
from catalogue.wording import staff_settings as wording
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    Preview,
    confirm_page,
    form_note,
    form_number,
    refused,
    restore,
    save,
    version_of,
)
from storage.settings.sheets import taken_sheets
from storage.settings.versions import Setting, history, newest

_YEARS: Final = range(2023, 2100)
_LONGEST_NOTICE: Final = 4000  # characters; the notices have some 700


class CalendarPages:
    """The working days."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/settings/calendar"
        return (
            ("GET", at, "settings_calendar", self.show),
            ("POST", f"{at}/preview", "settings_calendar_preview", self.preview),
            ("POST", f"{at}/save", "settings_calendar_save", self.save),
            ("POST", f"{at}/<key>/restore", "settings_calendar_restore", self.restore),
        )

    def show(self) -> ResponseReturnValue:
        """Show years, corrected days and the two forms."""
        today = local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            entered = newest(connection, days.FAMILY)
            changes = {key: history(connection, days.FAMILY, key) for key in entered}
            sheets = taken_sheets(connection, days.FAMILY)
        return render_template(
            "office/settings/calendar.html",
            years=days.year_states(entered, today.year - 1, today.year + 2),
            this_year=today.year,
            single=[each for key, each in entered.items() if not key.isdecimal()],
            changes=changes,
            sheets=sheets,
            weekday=lambda text: wording.day_name(date.fromisoformat(text)),
        )

    def preview(self) -> ResponseReturnValue:
        """Show which days would turn."""
        key, value, mistakes = self._wished()
        if mistakes:
            return refused(mistakes, url_for("office.settings_calendar"))
        with self._parts.database.read() as connection:
            entered = newest(connection, days.FAMILY)
            running = len(waiting_letters(connection))
        known = entered.get(key)
        seen = version_of(known)
        after = entered | {key: Setting(days.FAMILY, key, seen + 1, value, "")}
        turned = days.differing_days(
            int(key[:4]), days.calendar_of(entered), days.calendar_of(after)
        )
        changes = [(wording.day_name(day), *wording.turned(works=works)) for day, works in turned]
        return confirm_page(
            Preview(
                wording.calendar_title(key),
                changes,
                [*([] if changes else [wording.NOTHING_TURNS]), wording.terms_stay(running)],
                {name: request.form.get(name, "") for name in _FIELDS} | {"seen": str(seen)},
                url_for("office.settings_calendar_save"),
                url_for("office.settings_calendar"),
            )
        )

    def save(self) -> ResponseReturnValue:
        """Keep what was confirmed."""
        key, value, mistakes = self._wished()
        back = url_for("office.settings_calendar")
        if mistakes:
            return refused(mistakes, back)
        wish = Wish(days.FAMILY, key, form_number("seen"), value, form_note())
        return save(self._parts, wish, back)

    def restore(self, key: str) -> ResponseReturnValue:
        """Let an earlier version of a day or a year hold again, or the published one."""
        return restore(self._parts, days.FAMILY, key, url_for("office.settings_calendar"))

    def _wished(self) -> tuple[str, dict[str, object], list[str]]:
        """Return (key, value, mistakes) of the form that was sent: one day, or a whole notice."""
        mistakes = [] if form_note() else [wording.NO_SOURCE]
        if request.form.get("what") == "day":
            day = _day(request.form.get("day", ""))
            if day is None:
                return "", {}, [*mistakes, wording.NO_DAY]
            return day.isoformat(), {"works": request.form.get("works") == "yes"}, mistakes
        said = request.form.get("year", "")
        if not (said.isascii() and said.isdecimal() and int(said[:5]) in _YEARS):
            abort(400)
        text = request.form.get("text", "")
        if len(text) > _LONGEST_NOTICE:
            return said, {}, [wording.NOTICE_TOO_LONG]
        notice = read_notice(int(said), text)
        value: dict[str, object] = dict(days.notice_value(notice))
        return said, value, [*mistakes, *notice.troubles]


_FIELDS: Final = ("what", "day", "works", "year", "text", "note")


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
