"""One answer to one field of a card: from an observer's words to a value, strictly.

The whole text must be the answer: 没有 and 3米2 are, 没有护栏 and 3米2宽的路塌了 are not.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from catalogue.cards.card_dates import NoSuchDay, read_date
from catalogue.cards.card_files import NO, UNSEEN, YES
from catalogue.cards.card_values import Value, of_amount, of_choices
from catalogue.cards.cards import Field
from catalogue.reading.numerals import Amount

LONGEST = 60  # characters; longer messages tell something
_UNSEEN = frozenset(
    (
        "没看到", "没看见", "没见到", "看不到", "看不见", "没注意", "没看", "没问", "没问到",
        "没量", "不适用", "不清楚", "不晓得", "不知道", "不好说", "说不清", "不记得",
        "没看到或不适用",
    )
)  # fmt: skip
SKIP = frozenset(("跳过", "不答", "略", "略过", "下一个", "先不答", "不想答"))
_YES = frozenset(("有", "是", "是的", "有的", "对", "能", "会", "齐", "好了", "√", "y", "yes"))
_NO = frozenset(
    ("没有", "没", "不是", "无", "不", "否", "没得", "冇", "冒得", "不能", "不会", "×", "n", "no")
)
_PERCENT_WORDS = {"一半": 50, "过半": 55, "大半": 65, "一大半": 70, "一小半": 30, "小半": 30}
_FRAME = re.compile(r"^(?:选|答|我选|是选)|(?:吧|啊|呢|哦|咯|的样子)$")
_NOT_WORDS = re.compile(r"[^\w√×%]+|_")


@dataclass(frozen=True, slots=True)
class Unlikely:
    """An amount that lies outside what is plausible, or a day that no calendar has."""

    amount: Value


@dataclass(frozen=True, slots=True)
class Skipped:
    """The observer wants to leave this out."""


Reading = Value | Unlikely | Skipped


def read_answer(text: str, field: Field, *, by_digit: bool = True) -> Reading | None:
    """Return what the whole text says for one field; None if it is no answer to it.

    `by_digit`: whether 2 may mean the second choice.
    """
    words = bare(text)
    if words in SKIP:
        return Skipped()
    choice = _choice(words, field, by_digit=by_digit) if field.choices else None
    if choice is not None:
        return choice
    if words in _UNSEEN:
        return Value(UNSEEN)
    return _of_type(text, words, field, by_digit=by_digit)


def _of_type(text: str, words: str, field: Field, *, by_digit: bool) -> Reading | None:
    match field.type:
        case "yes-no-na":
            return _yes_or_no(words, field) or (_by_place(words) if by_digit else None)
        case "number":
            return _number(text, field)
        case "choice":
            return _by_percentage(text, field)
        case "date":
            return _date(text)
        case "text":
            return Value(text.strip()[:LONGEST]) if text.strip() else None
        case _:
            return None


def _choice(words: str, field: Field, *, by_digit: bool) -> Value | None:
    if field.type == "multi-choice":
        letters = [_lettered(letter, field) for letter in words]
        chosen = tuple(dict.fromkeys(choice for choice in letters if choice))
        if letters and all(letters):
            return of_choices(tuple(choice for choice in field.choices if choice in chosen))
        named = _all_named(words, field)
        if named:
            return of_choices(named)
    by_letter = _lettered(words, field)
    if by_letter:
        return Value(by_letter)
    if by_digit and words.isdecimal() and 1 <= int(words) <= len(field.choices):
        return Value(field.choices[int(words) - 1])
    return _called(words, field)


def _lettered(words: str, field: Field) -> str:
    place = ord(words) - ord("a") if len(words) == 1 else -1
    return field.choices[place] if 0 <= place < len(field.choices) else ""


def _called(words: str, field: Field) -> Value | None:
    for choice in field.choices:
        if words == bare(choice):
            return Value(choice)
    for value, spoken in field.words:
        if words in map(bare, spoken):
            return Value(value)
    return None


def _all_named(words: str, field: Field) -> tuple[str, ...]:
    """Return the choices of which the words are made up and nothing else (防滑扶手和坐便)."""
    names = sorted(map(bare, field.choices), key=len, reverse=True)
    made_up = re.compile(rf"(?:{'|'.join(map(re.escape, names))}|和|跟|还有)+")
    if made_up.fullmatch(words) is None:
        return ()
    return tuple(choice for choice in field.choices if bare(choice) in words)


def _yes_or_no(words: str, field: Field) -> Value | None:
    if not words:
        return None
    yes, no = map(bare, field.answers)
    spoken = {value: frozenset(map(bare, said)) for value, said in field.words}
    # The field's own words go first; a 没有 that stands there may mean either answer.
    for value, own in ((YES, yes), (NO, no), (UNSEEN, "")):
        if words == own or words in spoken.get(value, frozenset()):
            return Value(value)
    if words in _YES:
        return Value(YES)
    return Value(NO) if words in _NO else None


def _by_place(words: str) -> Value | None:
    """Read the digit of 有/没有/没看到, as they are written beside the question."""
    meant = {"1": YES, "2": NO, "3": UNSEEN}.get(words)
    return None if meant is None else Value(meant)


def _number(text: str, field: Field) -> Reading | None:
    if field.measure is None or field.unit is None:
        return None
    rough = _PERCENT_WORDS.get(bare(text)) if field.unit.code == "%" else None
    if rough is not None:
        return of_amount(Amount(Decimal(rough), Decimal(rough), about=True))
    amount = field.measure.answer(_without_subject(text, field))
    if amount is None:
        none = bare(text) in ("没有", "没", "无", "0")
        amount = Amount(Decimal(0), Decimal(0)) if none and field.low == 0 else None
    if amount is None:
        return None
    value = of_amount(amount)
    is_likely = field.low <= amount.low and amount.high <= field.high
    return value if is_likely else Unlikely(value)


def _date(text: str) -> Reading | None:
    try:
        day = read_date(text)
    except NoSuchDay:
        return Unlikely(Value(text.strip()[:LONGEST]))
    return None if day is None else Value(day)


def _without_subject(text: str, field: Field) -> str:
    """Return 3米2 of 路面宽3米2: the words that say of what it is."""
    words = "|".join(re.escape(word) for word in (*field.near, *field.names))
    return re.sub(rf"^(?:{words})+[是有:：]?", "", text.strip()) if words else text


def _by_percentage(text: str, field: Field) -> Value | None:
    """Read 百分之六十 or 六成 as the choice it falls into; a bare number is none."""
    if not field.bands or field.percent is None:
        return None
    rough = _PERCENT_WORDS.get(bare(text))
    amount = Amount(Decimal(rough), Decimal(rough)) if rough else field.percent.answer(text)
    has_unit = rough is not None or re.search(r"[%成]|百分之", text) is not None
    return Value(banded(amount.low, field)) if amount and has_unit else None


def banded(percentage: Decimal, field: Field) -> str:
    """Return the choice that a percentage falls into."""
    choices = [choice for choice, low in field.bands if low <= min(percentage, Decimal(100))]
    return choices[-1] if choices else field.bands[0][0]


def bare(text: str) -> str:
    """Return the words of an answer without signs, capitals and what only frames it."""
    plain = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).lower()
    return _FRAME.sub("", plain)
