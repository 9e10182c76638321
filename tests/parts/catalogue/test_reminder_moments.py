"""When reminders leave: moments moved off holidays within their month, and the decent hours."""

from datetime import UTC, date, datetime, timedelta

from catalogue.reminder_times import is_decent, load_reminders, moment_at, moments_of, next_decent
from catalogue.working_days import Calendar, is_office_time, office_time, read_span

POLICY = load_reminders()


def china(month: int, day: int, hour: int = 9, minute: int = 30, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def days_of(year: int, month: int) -> list[str]:
    return [
        f"{m.at.astimezone(UTC) + timedelta(hours=8):%m-%d %H:%M}"
        for m in moments_of(POLICY, year, month)
    ]


def test_moments_move_off_holidays_within_their_month() -> None:
    assert days_of(2026, 7) == ["07-20 09:30", "07-27 09:30"]
    assert days_of(2023, 8) == ["08-21 09:30", "08-28 09:30"]  # two Sundays
    assert days_of(2023, 1) == ["01-20 09:30", "01-28 09:30"]  # a made-up Saturday after the feast
    assert days_of(2020, 1) == ["01-20 09:30", "01-23 09:30"]  # nothing but holidays after the 23rd


def test_no_moment_of_twenty_years_is_on_a_holiday_or_more_than_twice_a_month() -> None:
    for year in range(2008, 2027):
        for month in range(1, 13):
            found = moments_of(POLICY, year, month)
            assert 1 <= len(found) <= 2
            assert all(is_decent(POLICY, moment.at) for moment in found)
            assert all(moment.at < moment.until for moment in found)
            last = found[-1].until.astimezone(UTC) + timedelta(hours=8)
            assert (last.year, last.month) == (year, month)


def test_a_moment_lasts_until_the_evening_of_the_next_working_day() -> None:
    assert moment_at(POLICY, china(7, 20, 9, 29)) is None
    assert moment_at(POLICY, china(7, 21, 17, 59)).period == "2026-07/1"
    assert moment_at(POLICY, china(7, 21, 18, 1)) is None
    assert moment_at(POLICY, china(7, 27)).number == 2


def test_the_next_decent_hour_is_a_working_morning() -> None:
    assert next_decent(POLICY, china(7, 20, 3, 0)) == china(7, 20, 9, 0)
    assert next_decent(POLICY, china(7, 24, 18, 0)) == china(7, 27, 9, 0)  # Friday evening
    assert not is_decent(POLICY, china(7, 25, 10, 0))


def test_a_day_that_the_office_entered_outranks_the_published_one() -> None:
    off, on = date(2026, 7, 20), date(2026, 7, 25)  # a Monday, a Saturday
    entered = Calendar({off: False, on: True})
    monday, saturday = china(7, 20), china(7, 25)
    assert is_decent(POLICY, monday)
    assert not is_decent(POLICY, monday, entered)
    assert next_decent(POLICY, monday, entered) == china(7, 21, 9, 0)
    assert moments_of(POLICY, 2026, 7, entered)[0].at == china(7, 21)
    assert moment_at(POLICY, monday, entered) is None
    hours = (read_span("8:30-12:00"),)
    assert not is_office_time(monday, hours, entered)
    assert is_office_time(saturday, hours, entered)
    assert office_time(china(7, 19), china(7, 26), hours, entered) == timedelta(hours=3.5 * 5)
