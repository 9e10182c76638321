"""The plots' figures are the reports themselves, and the page tells them without a script."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from sqlalchemy import insert

from casework.digests.plots import ages_of, weeks_of
from storage.database import Database
from storage.digests.plot_rows import Span
from storage.tables.triage import report_outcomes, verifications
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.letter_house import DRAFT, ITEM, LetterHouse
from tests.support.office_house import Clerk, OfficeHouse

YEAR = Span(date(2026, 1, 1), date(2026, 7, 14))


def test_every_week_of_the_span_has_its_bar_and_nothing_is_counted_twice() -> None:
    days = [(date(2026, 1, 1), 2), (date(2026, 7, 12), 3), (date(2026, 7, 13), 4)]
    weeks = weeks_of(days, YEAR)
    assert sum(bar.count for bar in weeks) == 9
    assert (weeks[0].first, weeks[0].last, weeks[0].count) == (
        date(2026, 1, 1),
        date(2026, 1, 4),
        2,
    )
    assert [bar.count for bar in weeks[-2:]] == [3, 4]
    assert all(before.last < after.first for before, after in pairwise(weeks))


def test_open_reports_fall_into_one_age_each() -> None:
    today = date(2026, 7, 31)
    days = [(date(2026, 7, day), 1) for day in (31, 24, 23, 16, 15, 1)] + [(date(2026, 6, 30), 1)]
    assert [bar.count for bar in ages_of(days, today, YEAR)] == [2, 2, 2, 1]


def three_reports(letters: LetterHouse, office: OfficeHouse) -> list[int]:
    """Add three reports, two of them verified, one of those in an answered letter, one closed."""
    observer, at = office.observer(), {"county": "隆回县", "project": "rural-roads"}
    held = [office.report(observer, number, **at) for number in (1, 2, 3)]
    office.report(observer, 4, state="withdrawn", **at)
    by = {"staff_id": letters.staff["clerk"], "at": office.clock()}
    verdict = {"verdict": "true", "how": "photos", "note": ""}
    end = {"outcome": "resolved", "words": "已修好", "reopen_reason": ""}
    with office.database.write() as connection:
        for report in held[:2]:
            connection.execute(insert(verifications).values(report_id=report, **verdict, **by))
        connection.execute(insert(report_outcomes).values(report_id=held[2], **end, **by))
    letters.answered(replace(DRAFT, items=(replace(ITEM, report_ids=(held[0],)),)))
    return held


def test_the_page_tells_each_figure_in_a_table_that_opens_the_reports(
    database: Database, vault: Vault, clock: HandClock, tmp_path: Path
) -> None:
    office = OfficeHouse(database, vault, clock, tmp_path)
    office.staff()
    held = three_reports(LetterHouse(database, vault, clock), office)
    clerk = Clerk(office.app().test_client())
    clerk.log_in()
    page = clerk.read("/office/figures")
    told = json.loads(re.search(r'id="figures-data">(.+?)</script>', page, re.DOTALL)[1])
    assert told["funnel"]["counts"] == [3, 2, 1, 1, 1]
    assert {"name": "隆回县", "value": 3} in told["map"]["counts"]
    assert sum(told["weeks"]["counts"]) == sum(cell[2] for cell in told["heat"]["cells"]) == 3
    address = re.search(r'<td><a href="(/office/\?[^"]*county=[^"]*)">3</a>', page)[1]
    listed = clerk.read(address.replace("&amp;", "&"))
    assert all(f"/office/reports/{report}" in listed for report in held)
    [waiting] = re.findall(r'<td><a href="(/office/unanswered[^"]*)">3</a>', page)
    assert clerk.read(waiting.replace("&amp;", "&")).count("号</a>") == 3
    outlines = clerk.client.get("/office/figures/outlines").json
    names = {feature["properties"]["name"] for feature in outlines["features"]}
    assert {each["name"] for each in told["map"]["counts"]} - names == {"经开区"}  # no outline
