"""When and where a photo says it was taken. Hints only: the phone may be wrong, or lie.

Most photos sent through WeChat say nothing (reference: EXIF survives 原图 and files only).
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

_LOCAL: Final = ZoneInfo("Asia/Shanghai")
_TAKEN: Final = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_BELIEVABLE_YEARS: Final = range(2005, 2100)  # a reset camera says 1970, 1980 or 2000

EXIF_IFD: Final = 0x8769
GPS_IFD: Final = 0x8825
_DATE_TIME_ORIGINAL: Final = 0x9003
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4


class Position(NamedTuple):
    """Degrees north and east, WGS-84 as EXIF prescribes."""

    latitude: float
    longitude: float


def taken_at(exif_ifd: Mapping[int, Any]) -> datetime | None:
    """Return DateTimeOriginal as aware UTC, read as Shanghai time; None if absent or absurd.

    A time in the future is not judged here: the caller knows when the message was sent.
    """
    match = _TAKEN.match(str(exif_ifd.get(_DATE_TIME_ORIGINAL, "")))
    if match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups())
    if year not in _BELIEVABLE_YEARS:
        return None
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=_LOCAL)
    except ValueError:
        return None
    return local.astimezone(UTC)


def position(gps_ifd: Mapping[int, Any]) -> Position | None:
    """Return the position; None if absent, out of range or the 0,0 of a receiver without fix."""
    latitude = _degrees(gps_ifd.get(_LATITUDE), gps_ifd.get(_LATITUDE_REF), "NS", 90)
    longitude = _degrees(gps_ifd.get(_LONGITUDE), gps_ifd.get(_LONGITUDE_REF), "EW", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    return Position(latitude, longitude)


def _degrees(parts: Any, reference: Any, signs: str, limit: int) -> float | None:
    """Turn (degrees, minutes, seconds) and a letter into signed degrees."""
    letter = str(reference or "").strip("\0 ").upper()
    if len(letter) != 1 or letter not in signs:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    in_range = 0 <= minutes < 60 and 0 <= seconds < 60 and 0 <= value <= limit  # noqa: PLR2004 - sexagesimal
    if not (math.isfinite(value) and in_range):
        return None
    return -value if letter == signs[1] else value
