"""设置: where everything that the office sets can be found, and what it only reads."""

from flask import render_template
from flask.typing import ResponseReturnValue

from casework.keeping.periods import kept_in_time
from casework.letters.gate import Refused, policy_in_force
from casework.letters.rules_desk import unconfirmed_lines
from casework.rules import local_day
from casework.settings.calendar import FAMILY, year_states
from catalogue.quota.quota_policy import policy_for
from catalogue.reminder_times import load_reminders
from catalogue.wording import staff_keeping as keeping_words
from catalogue.wording import staff_settings as wording
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.settings.versions import newest


class SettingsPages:
    """The front page, the numbers of 四个一 and its reminders, and how long what is kept."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/settings", "settings", self.show),
            ("GET", "/settings/numbers", "settings_numbers", self.numbers),
            ("GET", "/settings/keeping", "settings_keeping", self.keeping),
        )

    def show(self) -> ResponseReturnValue:
        """List the pages with what waits in each."""
        today = local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            years = year_states(newest(connection, FAMILY), today.year, today.year + 1)
            waiting = self._unconfirmed(connection)
        missing = [state.year for state in years if not state.known]
        return render_template("office/settings/front.html", missing=missing, unconfirmed=waiting)

    def numbers(self) -> ResponseReturnValue:
        """Show what observers owe and when they are reminded, with the sources."""
        region, year = self._parts.region, local_day(self._parts.clock()).year
        return render_template(
            "office/settings/numbers.html",
            policy=policy_for(region, year),
            times=load_reminders(),
            bases=wording.BASES,
            region=region,
        )

    def keeping(self) -> ResponseReturnValue:
        """Show how long which data is kept, and what becomes of it then."""
        return render_template(
            "office/settings/keeping.html",
            in_time=[*kept_in_time(self._parts.keeping), *keeping_words.FIXED],
            for_good=keeping_words.KEPT_FOR_GOOD,
            unconfirmed=keeping_words.UNCONFIRMED,
        )

    def _unconfirmed(self, connection: Connection) -> int | None:
        try:
            policy = policy_in_force(connection, self._parts.region, self._parts.clock())
        except Refused:
            return None
        return len(unconfirmed_lines(policy))
