"""文号: where each series stands this year, and where it goes on after numbers given by hand."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.gate import Refused, Why, policy_in_force
from casework.letters.number_start import LARGEST, begin_numbers
from casework.rules import local_day
from catalogue.wording import staff_letter_desk as wording
from catalogue.wording.staff_letters import refusal
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.letters.numbers import last_numbers


class NumberPages:
    """One form a series, until its first number of the year is taken."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/letters/numbers", "letter_numbers", self.show),
            ("POST", "/letters/numbers", "letter_numbers_begin", self.begin),
        )

    def show(self) -> str:
        """Show every series of the region's rules."""
        parts, now = self._parts, self._parts.clock()
        year = local_day(now).year
        with parts.database.read() as connection:
            series = policy_in_force(connection, parts.region, now).series
            last = last_numbers(connection, year)
        return render_template(
            "office/letters/numbers.html",
            series=series,
            last=last,
            year=year,
            largest=LARGEST,
            words=wording,
        )

    def begin(self) -> ResponseReturnValue:
        """Go on after the last number that was given by hand this year."""
        parts, now = self._parts, self._parts.clock()
        series, last = request.form.get("series", ""), request.form.get("last", 0, type=int)
        try:
            with parts.database.write() as connection:
                year = begin_numbers(
                    connection, parts.region, series, last, current_staff().id, now
                )
                word = policy_in_force(connection, parts.region, now).series[series].text
        except Refused as refused:
            flash(_why(refused), "bad")
            return self.show(), HTTPStatus.UNPROCESSABLE_ENTITY
        flash(wording.number_begins(word, year, last), "good")
        return redirect(url_for("office.letter_numbers"), HTTPStatus.SEE_OTHER)


def _why(refused: Refused) -> str:
    own = {Why.CHANGED: wording.NUMBERS_TAKEN, Why.INCOMPLETE: wording.NUMBERS_RANGE}
    return own.get(refused.why) or refusal(refused.why.name, refused.details)
