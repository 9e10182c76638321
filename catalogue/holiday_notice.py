"""Read the State Council's yearly notice on holidays as it is published, sentence by sentence.

e.g. 春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。
(Source: 国务院办公厅关于部分节假日安排的通知, of every year.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from catalogue.wording import calendar as wording

_HOLIDAYS: Final = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]|\s")
_ENDS: Final = re.compile(r"[。；;\n]")
_COUNT: Final = re.compile(r"共(\d{1,2})天")
_ONE: Final = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_DAYS: Final = re.compile(rf"{_ONE}(?:[至到—–~-]{{1,2}}{_ONE})?")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: days off, weekend days worked, and every trouble in reading it."""

    off: tuple[date, ...]
    worked: tuple[date, ...]
    troubles: tuple[str, ...]


def read_notice(year: int, text: str) -> Notice:
    """Read a notice for a year; bad input gives troubles, never an error."""
    off: set[date] = set()
    worked: set[date] = set()
    troubles = [wording.no_holiday(name) for name in _HOLIDAYS if name not in text]
    for sentence in filter(None, _ENDS.split(_ASIDE.sub("", text.replace("\n", "。")))):
        try:
            days = list(_days_in(year, sentence))
        except ValueError:
            troubles.append(wording.no_such_day(sentence[:40]))
            continue
        if "放假" in sentence:
            off |= set(days)
            told = _COUNT.search(sentence)
            if told and int(told[1]) != len(days):
                troubles.append(wording.other_count(sentence[:40], int(told[1]), len(days)))
        elif "上班" in sentence:
            worked |= set(days)
    troubles += [wording.no_weekend(day) for day in sorted(worked) if day.weekday() < _SATURDAY]
    troubles += [wording.both_ways(day) for day in sorted(off & worked)]
    if any(day.year != year for day in worked) or not any(day.year == year for day in off):
        troubles.append(wording.other_year(year))
    return Notice(tuple(sorted(off)), tuple(sorted(worked)), tuple(troubles))


def _days_in(year: int, sentence: str) -> Iterator[date]:
    """Yield every day a sentence names. Raises ValueError for a day that no calendar has."""
    at_year, month = year, 0
    for found in _DAYS.finditer(sentence):
        first = date(int(found[1] or at_year), int(found[2] or month), int(found[3]))
        at_year, month = first.year, first.month
        last = first
        if found[6]:
            last = date(int(found[4] or at_year), int(found[5] or month), int(found[6]))
            at_year, month = last.year, last.month
        if not first <= last <= first + 20 * _DAY:
            raise ValueError(sentence)
        yield from (first + number * _DAY for number in range((last - first).days + 1))
