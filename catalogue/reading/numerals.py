"""Numbers as people write them: 3.2, 三, 两百五, 一万二, 七八, 十几, 半."""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
LARGE_PLACES = {place: worth for place, worth in _PLACES.items() if worth > 10}  # noqa: PLR2004 - 十
_DIGIT = "".join(_DIGITS)
_PLACE = "".join(_PLACES)

# One number without its unit; the longest form stands first.
NUMERAL = (
    rf"(?:\d+(?:\.\d+)?(?:[{_PLACE}]+\d*)?"
    rf"|好?几[十百千万]?"
    rf"|[{_DIGIT}{_PLACE}]+点[{_DIGIT}]+"
    rf"|[{_DIGIT}{_PLACE}]+"
    r"|半)"
)
_MIXED = re.compile(rf"(?P<whole>\d+(?:\.\d+)?)(?P<places>[{_PLACE}]+)(?P<rest>\d*)")
_SOME = re.compile(r"好?几(?P<place>[十百千万]?)")
_NEIGHBOURS = re.compile(rf"(?<![{_DIGIT}])(?P<low>[{_DIGIT}])(?P<high>[{_DIGIT}])(?![{_DIGIT}])")
_SOME_MEAN = (2, 9)  # 几十 is twenty to ninety


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as said: from `low` to `high` (equal for one number), `about` if only roughly."""

    low: Decimal
    high: Decimal
    about: bool = False

    def times(self, factor: Decimal) -> "Amount":
        """Return the amount in another unit."""
        return Amount(self.low * factor, self.high * factor, self.about)


def read_numeral(text: str) -> Amount | None:
    """Return the number that the whole text is; a text that is none gives None."""
    if re.fullmatch(NUMERAL, text) is None:
        return None
    if text == "半":
        return _exactly(Decimal("0.5"))
    if some := _SOME.fullmatch(text):
        place = _PLACES.get(some["place"], 1)
        low, high = (Decimal(count * place) for count in _SOME_MEAN)
        return Amount(low, high, about=True)
    if mixed := _MIXED.fullmatch(text):
        return _exactly(_with_places(mixed))
    if text[0].isdecimal():
        return _exactly(Decimal(text))
    return _chinese(text)


def _exactly(number: Decimal) -> Amount:
    return Amount(number, number)


def _with_places(mixed: re.Match[str]) -> Decimal:
    place = 1
    for character in mixed["places"]:
        place *= _PLACES[character]
    rest = Decimal(mixed["rest"] or 0)
    # 3万5 is 35000, as 三万五 is.
    return Decimal(mixed["whole"]) * place + (
        rest * place / 10 if len(mixed["rest"]) == 1 else rest
    )


def _chinese(text: str) -> Amount | None:
    whole, _, decimals = text.partition("点")
    if decimals:
        digits = "".join(str(_DIGITS[character]) for character in decimals)
        return _exactly(Decimal(f"{_whole(whole)}.{digits}"))
    pair = _NEIGHBOURS.search(whole)
    if pair is not None and _follow(pair):
        before, after = whole[: pair.start()], whole[pair.end() :]
        low, high = (_whole(before + digit + after) for digit in (pair["low"], pair["high"]))
        return Amount(Decimal(low), Decimal(high), about=True)
    return _exactly(Decimal(_whole(whole)))


def _follow(pair: re.Match[str]) -> bool:
    """Whether two digits side by side mean "seven or eight" and not the number 78."""
    low, high = _DIGITS[pair["low"]], _DIGITS[pair["high"]]
    return low > 0 and (high == low + 1 or (low, high) == (3, 5))


def _whole(text: str) -> int:
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    last_place = 1
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            if digit == 0:
                last_place = 10  # after 零 the next digit stands for itself
            continue
        place = _PLACES[character]
        if place >= _PLACES["万"]:
            total, section = (total + section + digit) * place, 0
        else:
            section += (digit or 1) * place
        digit, last_place = 0, place
    return total + section + digit * max(1, last_place // 10)
