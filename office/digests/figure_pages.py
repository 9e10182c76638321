"""统计图: a year at a glance, each plot with its figures as a table that opens the reports."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from casework.digests.plots import Places, Plots, plots_of
from casework.rules import local_day
from catalogue.data_files import DATA
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_digests as wording
from office.parts import ConsoleParts, Page
from office.shown import project_name
from storage.search.brief_reads import TookTooLong, brief_read

_FIRST_YEAR: Final = 2023
_YEARS_OFFERED: Final = 4
_OUTLINES: Final[Path] = DATA / "places" / "county_outlines.geojson"
_A_DAY: Final = "private, max-age=86400"


class FigurePages:
    """The plots, and the outlines of the counties for the map."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = tuple(load_gazetteer().counties)

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/figures", "figures", self.show),
            ("GET", "/figures/outlines", "figures_outlines", self.outlines),
        )

    def show(self) -> ResponseReturnValue:
        """Show the plots of a year."""
        today = local_day(self._parts.clock())
        years = range(today.year, max(_FIRST_YEAR, today.year - _YEARS_OFFERED) - 1, -1)
        year = request.args.get("year", today.year, type=int)
        if year not in years:
            abort(404)
        codes = tuple(project.code for project in self._parts.projects)
        try:
            with brief_read(self._parts.database, counts_much=True) as connection:
                plots = plots_of(connection, year, today, self._counties, codes)
        except TookTooLong:
            abort(504)
        return render_template(
            "office/digests/figures.html",
            plots=plots,
            drawn=self._drawn(plots),
            outlines=Markup('data-outlines="{}"').format(url_for("office.figures_outlines")),
            year=year,
            years=years,
            first=date(year, 1, 1),
            last=date(year, 12, 31),
            words=wording,
        )

    def outlines(self) -> ResponseReturnValue:
        """Give the counties' outlines; they change with the program only."""
        headers = {"Cache-Control": _A_DAY}
        return Response(_OUTLINES.read_bytes(), mimetype="application/geo+json", headers=headers)

    def _drawn(self, plots: Plots) -> dict[str, Any]:
        """Return what the script draws."""
        weeks = [f"{bar.first.month}/{bar.first.day}" for bar in plots.weeks]
        return {
            "weeks": {"names": weeks, "counts": [bar.count for bar in plots.weeks]},
            "funnel": {"names": wording.STEPS, "counts": plots.funnel},
            "ages": {"names": wording.AGES, "counts": [bar.count for bar in plots.ages]},
            "heat": self._heat(plots.places),
            "map": _map(plots.places),
        }

    def _heat(self, places: Places) -> dict[str, Any]:
        return {
            "counties": [county or wording.NO_COUNTY for county in places.counties],
            "projects": [
                project_name(self._parts.projects, code) if code else wording.NO_PROJECT
                for code in places.projects
            ],
            "cells": [
                [places.counties.index(county), places.projects.index(project), count]
                for (county, project), count in places.cells.items()
            ],
            "most": max(places.cells.values(), default=0) or 1,
        }


def _map(places: Places) -> dict[str, Any]:
    counted = {county: places.of_county(county) for county in places.counties if county}
    return {
        "counts": [{"name": county, "value": count} for county, count in counted.items()],
        "most": max(counted.values(), default=0) or 1,
    }
