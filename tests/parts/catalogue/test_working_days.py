"""Working days as the State Council published them."""

from datetime import date, timedelta

import pytest
from chinese_calendar import constants

from catalogue.working_days import YearNotLoaded, is_legal_working_day, is_nudging_day

# 国办发明电〔2022〕16号 and 国办发明电〔2023〕7号, typed from the notices.
HOLIDAYS = [
    ((2023, 1, 1), 2), ((2023, 1, 21), 7), ((2023, 4, 5), 1), ((2023, 4, 29), 5),
    ((2023, 6, 22), 3), ((2023, 9, 29), 8), ((2024, 1, 1), 1), ((2024, 2, 10), 8),
    ((2024, 4, 4), 3), ((2024, 5, 1), 5), ((2024, 6, 10), 1), ((2024, 9, 15), 3),
    ((2024, 10, 1), 7),
]  # fmt: skip
MADE_UP = {
    (2023, 1, 28), (2023, 1, 29), (2023, 4, 23), (2023, 5, 6), (2023, 6, 25), (2023, 10, 7),
    (2023, 10, 8), (2024, 2, 4), (2024, 2, 18), (2024, 4, 7), (2024, 4, 28), (2024, 5, 11),
    (2024, 9, 14), (2024, 9, 29), (2024, 10, 12),
}  # fmt: skip


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_two_years_are_as_the_notices_say():
    free = {date(*first) + timedelta(days=n) for first, length in HOLIDAYS for n in range(length)}
    made_up = {date(*day) for day in MADE_UP}
    for day in days(date(2023, 1, 1), date(2024, 12, 31)):
        works = day in made_up or (day.weekday() < 5 and day not in free)
        assert is_legal_working_day(day) == works, day


def test_every_day_from_2008_to_2026_is_as_the_published_tables_say():
    for day in days(date(2008, 1, 1), date(2026, 12, 31)):
        works = day in constants.workdays or (day.weekday() < 5 and day not in constants.holidays)
        assert is_legal_working_day(day) == is_nudging_day(day) == works, day


def test_a_year_without_a_notice_is_refused_for_legal_terms_and_guessed_for_nudges():
    with pytest.raises(YearNotLoaded, match=r"2099年.*pip install --upgrade chinesecalendar"):
        is_legal_working_day(date(2099, 6, 1))
    assert is_nudging_day(date(2099, 6, 1))
    assert not is_nudging_day(date(2099, 6, 6))
