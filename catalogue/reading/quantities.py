"""Numbers with units as observers say them (3米2, 百分之六十, 50余户, 三四公里), in one unit."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from catalogue.reading.numerals import LARGE_PLACES, NUMERAL, Amount, read_numeral

_VAGUE = r"大约|大概|大致|约莫|约|差不多|估计|可能|将近|接近|近|快|不到|不足|超过|至少|起码|最多"
_AFTER = r"左右|上下|以上|以下|以内|出头|的样子|不到|多"
_HALF_MORE = re.compile(rf"(?P<number>{NUMERAL})个半(?P<unit>小时|钟头|月|星期)")
_SOME_MORE = re.compile(r"个多(?=小时|钟头|月|星期)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FILLER = r"有|是|要|量了|数了|只有|才|就|我看|看着|总共|一共|共|[,，:：\s]"
_TRAILING = r"宽|高|长|厚|远|吧|的|了|啊|呢|[。.!！\s]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the cards. `factors`: how it is written → how many of `code` that is.

    `leads` stand before the number (百分之), `tail` allows decimals after the unit (三米二).
    """

    code: str
    said: str
    factors: dict[str, Decimal] = field(default_factory=dict, compare=False)
    leads: tuple[str, ...] = ()
    tail: bool = False
    signed: bool = False


class Measure:
    """Reads amounts in one unit; `others` are the names of all units, none of which is cut."""

    def __init__(self, unit: Unit, others: frozenset[str]) -> None:
        self._unit = unit
        pattern = _pattern(unit, others)
        self._anywhere = re.compile(pattern)
        self._alone = re.compile(rf"(?:{_FILLER})*{pattern}(?:{_TRAILING})*")

    def answer(self, text: str) -> Amount | None:
        """Return the amount that the whole text is; without a unit it is in the measure's own."""
        found = self._alone.fullmatch(in_one_spelling(text))
        return None if found is None else self._amount(found)

    def find(self, text: str) -> Iterator[tuple[int, int, Amount]]:
        """Yield (start, end, amount) for the amounts said with their unit.

        The text must be in the spelling that `in_one_spelling` gives.
        """
        for found in self._anywhere.finditer(text):
            if found["unit"] or found["lead"]:
                amount = self._amount(found)
                if amount is not None:
                    yield found.start(), found.end(), amount

    def _amount(self, found: re.Match[str]) -> Amount | None:
        low = read_numeral(found["low"])
        high = read_numeral(found["high"]) if found["high"] else low
        if low is None or high is None:
            return None
        factor = self._factor(found["unit"])
        first = self._factor(found["unit1"]) if found["unit1"] else factor * _shared_place(found)
        amount = Amount(low.low * first, high.high * factor, low.about or high.about)
        whole = self._with_rest(amount, found, factor)
        if found["sign"]:
            whole = Amount(-whole.high, -whole.low, whole.about)
        if whole.low > whole.high:
            return None
        vague = any(found[name] for name in ("vague", "more", "after"))
        return replace(whole, about=True) if vague else whole

    def _factor(self, name: str | None) -> Decimal:
        return self._unit.factors[name] if name else Decimal(1)

    def _with_rest(self, amount: Amount, found: re.Match[str], factor: Decimal) -> Amount:
        """Add what follows the unit: 3米2, 两年半, 2小时30分钟."""
        more = Decimal(0)
        if found["half"]:
            more = factor / 2
        elif found["tail"]:
            digits = "".join(_digits_of(found["tail"]))
            more = factor * Decimal(f"0.{digits}")
        elif found["part"]:
            part = read_numeral(found["part"])
            more = (part.low if part else Decimal(0)) * self._factor(found["part_unit"])
        return Amount(amount.low + more, amount.high + more, amount.about)


def in_one_spelling(text: str) -> str:
    """Return plain, lower-case text; 一个半小时 becomes 一点五个小时, 两个多月 两多个月."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    plain = _SOME_MORE.sub("多个", plain)

    def half(found: re.Match[str]) -> str:
        point = ".5" if found["number"][-1].isdecimal() else "点五"
        return f"{found['number']}{point}个{found['unit']}"

    return _HALF_MORE.sub(half, plain)


def _shared_place(found: re.Match[str]) -> int:
    """Return 10000 for 3到5万: the last place is said once for both ends."""
    low, high = found["low"], found["high"] or ""
    place = LARGE_PLACES.get(high[-1:], 1)
    return 1 if any(character in LARGE_PLACES for character in low) else place


def _digits_of(text: str) -> Iterator[str]:
    for character in text:
        number = read_numeral(character)
        yield character if number is None else str(number.low)


def _pattern(unit: Unit, others: frozenset[str]) -> str:
    names = _any_of(unit.factors)
    foreign = _any_of(others | {"十", "百", "千", "万", "点", "几"})
    sign = r"(?P<sign>-|负)?" if unit.signed else r"(?P<sign>(?!))?"
    lead = rf"(?P<lead>{_any_of(unit.leads)})?"
    tail = rf"(?P<tail>[\d一二三四五六七八九]{{1,2}})(?![\d.]|{foreign})" if unit.tail else ""
    tails = [rf"(?P<half>半)(?!{foreign})", tail or r"(?P<tail>(?!))"]
    tails.append(rf"零?(?P<part>{NUMERAL})(?P<part_unit>{names})")
    return (
        rf"(?P<vague>{_VAGUE})?\s*{lead}\s*{sign}(?<![\d.])(?P<low>{NUMERAL})(?P<more>[多余来几])?\s*"
        rf"(?:(?P<unit1>{names})?\s*[到至~\-—]\s*(?:{_any_of(unit.leads)})?"
        rf"(?P<high>{NUMERAL})[多余来]?\s*)?"
        rf"(?P<unit>{names})?(?:{'|'.join(tails)})?\s*(?P<after>{_AFTER})?"
    )


def _any_of(words: object) -> str:
    longest_first = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(map(re.escape, longest_first)) or r"(?!)"
