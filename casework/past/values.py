"""The cells of an office's own sheet: days, counties, projects, units and ends as people write.

What is recognised narrows lists; the cell itself is kept as it was written in any case.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from casework.sheets.cell_text import plain
from casework.sheets.xlsx_reader import Value
from catalogue.geography.places import find_place
from catalogue.projects import Projects
from catalogue.reading.phrases import PhraseFinder
from catalogue.wording import staff_past as wording

_FIRST_YEAR: Final = 2000
_NUMBER_OF_A_DAY: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_SPAN: Final = r" ?(?:[日号])?(?:[ T]\d{1,2}:\d{2}.*)?(?: ?(?:-|—|–|~|至|到).*)?"
_WHOLE: Final = re.compile(
    r"(\d{4}|\d{2}) ?[-/.年、] ?(\d{1,2}) ?[-/.月、] ?(\d{1,2})" + _SPAN, re.ASCII
)
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NO_YEAR: Final = re.compile(r"(\d{1,2}) ?[-/.月] ?(\d{1,2})" + _SPAN, re.ASCII)
_SEVERAL: Final = re.compile(r"[、,，;；/\n]")
_CLOSED: Final = re.compile(
    r"是|已?销号|[√✓✔]|已?(办结|完成|解决|整改|整改完成|整改到位|落实|答复)|(整改)?到位|完毕|y|yes"
)
_OPEN: Final = re.compile(
    r"否|未.*|没有?.*|[×✗✕x]|n|no|.*(办理|整改|推进|落实|进行|处理)中|正在.*|待.*|已(核实|转办|反馈)|长期坚持"
)
_PRIVATE: Final = re.compile(
    r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|\d{17}[\dXx]|\d{6}(?:19|20)\d{9})(?!\d)", re.ASCII
)


class BadCell(ValueError):
    """The cell is not taken; the message says why, to follow the column's name in a sentence."""


def written(value: Value) -> str:
    """Return what a cell shows, on one line, full-width figures and letters as plain ones."""
    text = plain(value)
    return "".join(
        unicodedata.normalize("NFKC", each) if "\uff10" <= each <= "\uff5a" else each
        for each in text
    )


def day(value: Value, epoch: date, year: int) -> date | None:
    """Read a day: 2023.7.5, 23/7/5, 7月5日 of the sheet's `year`, a day number.

    Of a span it is the first day. A number such as 7.1 may have been 7月1日 or 7月10日, so it is
    not taken. Raises BadCell.
    """
    text = unicodedata.normalize("NFKC", plain(value))
    if not text:
        return None
    if _NUMBER_OF_A_DAY.fullmatch(text):
        return epoch + timedelta(days=int(float(text)))
    if isinstance(value, float) and not value.is_integer():
        raise BadCell(wording.DAY_AS_NUMBER)
    if whole := _WHOLE.fullmatch(text) or _PACKED.fullmatch(text):
        numbers = [int(part) for part in whole.groups()]
    elif short := _NO_YEAR.fullmatch(text):
        numbers = [year, *map(int, short.groups())]
    else:
        raise BadCell(wording.DAY_UNKNOWN)
    try:
        return date(numbers[0] if numbers[0] > 99 else 2000 + numbers[0], *numbers[1:])  # noqa: PLR2004  # a year of two figures
    except ValueError as error:
        raise BadCell(wording.DAY_UNKNOWN) from error


def past_day(value: Value, epoch: date, year: int, today: date) -> date | None:
    """Read a day that has been. Raises BadCell."""
    found = day(value, epoch, year)
    if found is not None and not (found.year >= _FIRST_YEAR and found <= today):
        raise BadCell(wording.DAY_FAR)
    return found


def other_day(value: Value, epoch: date) -> str:
    """Return a further column's day written out where it is a day number, else as it stands."""
    text = written(value)
    if isinstance(value, float) and _NUMBER_OF_A_DAY.fullmatch(text):
        return (epoch + timedelta(days=int(value))).isoformat()
    return text


def county(text: str, known: Collection[str]) -> str:
    """Return the county's full name; empty for several, for none of ours, for 市直."""
    short = "".join(text.split()).removeprefix("湖南省").removeprefix("邵阳市")
    if short in known:
        return short
    if _SEVERAL.search(text) or len(short) > wording.LONGEST_COUNTY:
        return ""
    return find_place(short).county or ""


def project(text: str, projects: Projects) -> str | None:
    """Return the code of the one project that is meant; None where several or none could be.

    A bare number says nothing: each year counts its projects anew.
    """
    asked = "".join(text.split())
    for each in projects:
        if asked in (each.code, each.short, each.name, *(name for _, name in each.subs)):
            return each.code
    if len(asked) < wording.SHORTEST_PROJECT or asked.isdigit():
        return None
    near = {
        each.code
        for each in projects
        for name in (each.short, *(name for _, name in each.subs))
        if name in asked or asked in name
    }
    return near.pop() if len(near) == 1 else None


def units(text: str) -> str:
    """Return the units of a cell, each between 、 so that one of them can be looked for."""
    names = ("".join(name.split()) for name in _SEVERAL.split(unicodedata.normalize("NFKC", text)))
    found = list(dict.fromkeys(filter(None, names)))
    return f"、{'、'.join(found)}、" if found else ""


def end(text: str) -> str:
    """Return "closed", "open", or "" where the cell does not say."""
    asked = "".join(unicodedata.normalize("NFKC", text).lower().split()).rstrip("。.")
    if _CLOSED.fullmatch(asked):
        return "closed"
    return "open" if _OPEN.fullmatch(asked) else ""


class Shield:
    """Takes telephones, identity numbers and the roster's names out of what is kept."""

    def __init__(self, names: Collection[str]) -> None:
        self._finder = PhraseFinder([name for name in names if len(name) > 1])

    def cover(self, text: str) -> str:
        """Return the text with each of them as a remark that it was there."""
        kept: list[str] = []
        reached = 0
        for hit in self._finder.find(text):  # two may overlap half-way
            if hit.start >= reached:
                kept += [text[reached : hit.start], wording.A_NAME]
            reached = hit.end
        return _PRIVATE.sub(wording.A_NUMBER, "".join((*kept, text[reached:])))
