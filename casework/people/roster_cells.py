"""The cells of a roster, each read by its own rule into clean text, a phone number or a day."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Final

from casework.sheets.cell_text import plain
from casework.sheets.xlsx_reader import Value
from catalogue.wording import staff_roster as wording

ROLES: Final = ("观察员", "监督员", "评议员")
LONGEST_NAME: Final = 30
LONGEST_UNIT: Final = 100
LONGEST_GROUP: Final = 60
LONGEST_ACCOUNT: Final = 64

_CJK_GAP: Final = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
_PHONE_DECORATION: Final = re.compile(r"[\s()\-–—']|\.0+$")
_COUNTRY_CODE: Final = re.compile(r"(?:\+86|0086|86)(?=1\d{10}$)")
_PHONE: Final = re.compile(r"1\d{10}", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+", re.ASCII)
_DAY_FORMS: Final = (
    re.compile(
        r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?:[ T]\d{1,2}:\d{2}.*)?",
        re.ASCII,
    ),
    re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII),
)
_DAY_NUMBER: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_YEARS: Final = range(2000, 2100)
_OPENID: Final = re.compile(r"[A-Za-z0-9_-]*")
_USERID: Final = re.compile(r"[A-Za-z0-9_.@-]*")

Read = Callable[[Value], str]


class BadCellError(ValueError):
    """The cell is not taken; the message says why, to follow the column's name in a sentence."""


def limited(longest: int) -> Read:
    """Return a reader of free text of at most so many characters."""

    def read(value: Value) -> str:
        text = plain(value)
        if len(text) > longest:
            raise BadCellError(wording.TOO_LONG)
        return text

    return read


def person_name(value: Value) -> str:
    """Read a name; the spaces that align 王 芳 under 欧阳小明 are layout, not name."""
    name = _CJK_GAP.sub("", limited(LONGEST_NAME)(value))
    if not name:
        raise BadCellError(wording.MISSING)
    if any(character.isdigit() for character in name):
        raise BadCellError(wording.NAME_HAS_DIGITS)
    return name


def phone_number(value: Value) -> str:
    """Read a mobile number into 11 digits, from text or number, full width, spaced or with +86."""
    text = unicodedata.normalize("NFKC", plain(value))
    if not text:
        raise BadCellError(wording.MISSING)
    if _SCIENTIFIC.fullmatch(text):
        raise BadCellError(wording.PHONE_SCIENTIFIC)
    number = _COUNTRY_CODE.sub("", _PHONE_DECORATION.sub("", text), count=1)
    if _PHONE.fullmatch(number):
        return number
    if number.isdecimal() and len(number) != 11:  # noqa: PLR2004 - digits of a mobile number
        raise BadCellError(wording.phone_length(len(number)))
    raise BadCellError(wording.PHONE_UNKNOWN)


def one_of(known: Collection[str]) -> Callable[[Value], str]:
    """Return a reader of a county: one of the known names, 邵阳市 may stand before it, or empty."""

    def read(value: Value) -> str:
        text = re.sub(r"\s", "", plain(value))
        for name in (text, text.removeprefix("湖南省").removeprefix("邵阳市")):
            if name in known or not text:
                return name
        raise BadCellError(wording.unknown_county(text, known))

    return read


def role(value: Value) -> str:
    """Read one of the three roles; which one it is cannot be guessed."""
    text = re.sub(r"\s", "", plain(value)).removeprefix("民生实事")
    if not text:
        raise BadCellError(wording.MISSING)
    if text not in ROLES:
        raise BadCellError(wording.unknown_role(text, ROLES))
    return text


def work_userid(value: Value) -> str:
    """Read a WeCom account; empty if not given."""
    return _account(value, _USERID, wording.USERID_UNKNOWN)


def openid(value: Value) -> str:
    """Read an openid of the official account; empty if not given."""
    return _account(value, _OPENID, wording.OPENID_UNKNOWN)


def _account(value: Value, form: re.Pattern[str], complaint: str) -> str:
    text = limited(LONGEST_ACCOUNT)(value)
    if not form.fullmatch(text):
        raise BadCellError(complaint)
    return text


def day(epoch: date) -> Callable[[Value], date | None]:
    """Return a reader of days: written out in many forms, or counted from the sheet's `epoch`."""

    def read(value: Value) -> date | None:
        text = unicodedata.normalize("NFKC", plain(value))
        if not text:
            return None
        found = _day_number(text, epoch) if _DAY_NUMBER.fullmatch(text) else _written_day(text)
        if found.year not in _YEARS:
            raise BadCellError(wording.DAY_FAR)
        return found

    return read


def _day_number(text: str, epoch: date) -> date:
    return epoch + timedelta(days=int(float(text)))


def _written_day(text: str) -> date:
    for form in _DAY_FORMS:
        match = form.fullmatch(text)
        if match:
            year, month, day_of_month = map(int, match.groups())
            try:
                return date(year, month, day_of_month)
            except ValueError:
                break
    raise BadCellError(wording.DAY_UNKNOWN)
