"""Days and months as people write them on a card: 2023年6月30日, 2024.8, 6月30日."""

import re
import unicodedata
from datetime import date

_WRITTEN = re.compile(
    r"(?:(?P<year>20\d{2})(?:年|[-./]))?(?P<month>\d{1,2})(?:月份?|[-./]|$)(?:(?P<day>\d{1,2})[日号]?)?"
)
_A_LEAP_YEAR = 2024  # so that a 29th of February without a year is one


class NoSuchDay(ValueError):
    """The text is written as a day that no calendar has, such as 31 June."""


def read_date(text: str) -> str | None:
    """Return 2023-06-30, 2024-08, or 06-30 where no year was said; None for what is no date.

    Raises NoSuchDay.
    """
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None or (found["year"] is None and found["day"] is None):
        return None
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    try:
        whole = date(year or _A_LEAP_YEAR, month, day or 1)
    except ValueError as error:
        raise NoSuchDay(text) from error
    if not year:
        return f"{whole:%m-%d}"
    return f"{whole:%Y-%m-%d}" if day else f"{whole:%Y-%m}"
