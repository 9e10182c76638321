"""Office time: what counts towards a nudge, and what a legal term refuses to guess."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.working_days import (
    Span,
    YearNotLoaded,
    is_legal_working_day,
    is_nudging_day,
    is_office_time,
    office_time,
    read_span,
)

CHINA = ZoneInfo("Asia/Shanghai")
HOURS = (read_span("8:30-12:00"), read_span("14:30-17:30"))
DAY = timedelta(hours=6, minutes=30)
MINUTE = timedelta(minutes=1)

BEGIN = datetime(2026, 1, 1, tzinfo=CHINA)

moments = st.integers(0, 420 * 24 * 60).map(lambda minutes: BEGIN + minutes * MINUTE)
few_days = st.timedeltas(timedelta(), timedelta(days=12))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2026-07-14 09:00", "2026-07-14 09:30", 30),
        ("2026-07-14 11:50", "2026-07-14 14:50", 30),  # over noon
        ("2026-07-17 17:20", "2026-07-20 08:50", 30),  # Friday evening to Monday morning
        ("2026-07-14 20:00", "2026-07-15 07:00", 0),
        ("2026-09-30 17:20", "2026-10-08 08:40", 20),  # the week of the National Day
        ("2026-10-10 08:30", "2026-10-10 09:00", 30),  # a Saturday worked to make up for it
        ("2026-07-14 10:00", "2026-07-14 09:00", 0),
    ],
)
def test_only_time_at_the_desk_counts(since: str, until: str, minutes: int) -> None:
    assert office_time(at(since), at(until), HOURS) == minutes * MINUTE


def test_a_legal_term_refuses_a_year_without_a_notice_and_a_nudge_takes_weekdays() -> None:
    with pytest.raises(YearNotLoaded):
        is_legal_working_day(date(2035, 3, 1))
    assert is_nudging_day(date(2035, 3, 1))  # a Thursday
    assert not is_nudging_day(date(2035, 3, 3))


@given(moments, few_days, few_days)
@settings(max_examples=60, deadline=None)
def test_time_can_be_counted_in_two_halves(
    since: datetime, first: timedelta, second: timedelta
) -> None:
    middle, until = since + first, since + first + second
    halves = office_time(since, middle, HOURS) + office_time(middle, until, HOURS)
    assert halves == office_time(since, until, HOURS)


@given(moments, few_days)
@settings(max_examples=60, deadline=None)
def test_office_time_is_never_more_than_time_nor_than_the_days_hold(
    since: datetime, span: timedelta
) -> None:
    counted = office_time(since, since + span, HOURS)
    assert timedelta() <= counted <= span
    assert counted <= DAY * (span.days + 2)


@given(moments)
@settings(max_examples=60, deadline=None)
def test_a_minute_counts_in_full_only_while_somebody_is_at_the_desk(moment: datetime) -> None:
    counted = office_time(moment, moment + MINUTE, HOURS)
    assert counted == (MINUTE if is_office_time(moment, HOURS) else timedelta())


def test_a_span_is_read_as_it_is_written() -> None:
    assert read_span("8:30-12:00") == Span(time(8, 30), time(12))
    for wrong in ("12:00-8:30", "8-12", "8:30-25:00", "", "8:30-8:30"):
        with pytest.raises(ValueError):  # noqa: PT011 - several sentences of the library's own
            read_span(wrong)
