"""What a report's own words already say of its card: progress, amounts with units, choices.

Only what is said plainly counts. A wish (希望早日完工), a doubt (完工了吗) and a word under a
negation say nothing, and neither does a sentence that names two values of one field.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from catalogue.cards.card_values import Value, of_amount, of_choices
from catalogue.cards.cards import Card, Field
from catalogue.cards.field_answers import banded
from catalogue.reading.quantities import Measure, in_one_spelling

_CLAUSE = re.compile(r"[^。！!；;\n]+[。！!；;\n]?")
_DOUBT = re.compile(r"[?？]|吗|什么时候|何时|几时|能不能|可不可以")
_UNREAL = re.compile(
    r"(?:没有?|未|不|别|希望|盼|早日|尽快|预计|计划|争取|建议|要求|应该|应当|准备|打算|将|再)"
    r"[^，,]{0,3}$"
)
_BEFORE, _BEHIND = 8, 3  # characters between an amount and the word that says of what it is
_SUB = "sub"


def read_words(said: Iterable[str], card: Card) -> dict[str, tuple[Value, str]]:
    """Return {field id: (value, the words it was read from)}; a later message outdoes earlier ones.

    Which part of the project it is comes first, for it decides which fields there are.
    """
    clauses = [clause for text in said for clause in _clauses(text)]
    found: dict[str, tuple[Value, str]] = {}
    sub_field = card.field(_SUB)
    sub = _last(clauses, sub_field) if sub_field is not None else None
    for field in card.applying(sub[0].value if sub else None):
        read = sub if field.id == _SUB else _last(clauses, field)
        if read is not None:
            found[field.id] = read
    return found


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence in one spelling and as it was said."""
    for said in _CLAUSE.findall(text):
        clause = in_one_spelling(said)
        if not _DOUBT.search(clause):
            yield clause.strip(), said.strip()


def _last(clauses: list[tuple[str, str]], field: Field) -> tuple[Value, str] | None:
    for clause, said in reversed(clauses):
        value = _read(clause, field)
        if value is not None:
            return value, said
    return None


def _read(clause: str, field: Field) -> Value | None:
    if field.type == "number" and field.measure is not None:
        return _amount(clause, field, field.measure)
    if field.percent is not None:
        share = _percentage(clause, field, field.percent)
        if share is not None:
            return share
    return _spoken(clause, field) if field.words else None


def _amount(clause: str, field: Field, measure: Measure) -> Value | None:
    fitting = [
        amount
        for start, end, amount in measure.find(clause)
        if _is_beside(clause, start, end, field.near)
        if field.low <= amount.low and amount.high <= field.high
    ]
    return of_amount(fitting[0]) if len(fitting) == 1 else None


def _percentage(clause: str, field: Field, percent: Measure) -> Value | None:
    for start, end, amount in percent.find(clause):
        if _is_beside(clause, start, end, field.near) and 0 <= amount.low <= 100:  # noqa: PLR2004 - per cent
            return Value(banded(amount.low, field))
    return None


def _is_beside(clause: str, start: int, end: int, near: tuple[str, ...]) -> bool:
    before = re.split(r"[，,、]", clause[max(0, start - _BEFORE) : start])[-1]
    behind = clause[start : end + _BEHIND + max(map(len, near), default=0)]
    return any(word in before or word in behind for word in near)


def _spoken(clause: str, field: Field) -> Value | None:
    finder, meaning = _finder(field.words)
    meant = [
        meaning[hit[0]]
        for hit in finder.finditer(clause)
        if not _UNREAL.search(clause[: hit.start()])
    ]
    if not meant:
        return None
    if field.type == "multi-choice":
        return of_choices(tuple(choice for choice in field.choices if choice in meant))
    return Value(meant[0]) if len(set(meant)) == 1 else None


@lru_cache(maxsize=1024)
def _finder(
    words: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str], dict[str, str]]:
    meaning = {in_one_spelling(word): value for value, spoken in words for word in spoken}
    longest_first = sorted(meaning, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"), meaning
