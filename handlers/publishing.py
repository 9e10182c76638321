"""Answers to 可以登报吗: 署名, 不署名, 不同意, 撤回同意; with the report's number or without.

好 and 收到 are no consent: they are asked about once. A bare word is for what was asked last
(`turns`); a number, or 撤回同意, says by itself what it is for. (Source: issue 5 item 10.)
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from casework.column.consent import take_answer
from casework.column.states import State
from catalogue.wording import observer_column as wording
from handlers.numbers import names
from handlers.phrases import bare_words, is_acknowledgement, is_yes_or_no
from handlers.situation import Talk
from handlers.turns import Turn
from storage.column.consents import Answer, ConsentAsk, asks_of, note_nudge

_PRINT: Final = r"(?:刊登|登报|登)?"
_NAME: Final = r"(?:我的)?名字?"
_WORDS: Final[tuple[tuple[Answer, re.Pattern[str]], ...]] = (
    ("withdrawn", re.compile(r"我?[要想]?(?:撤回|收回|撤销|取消)同意了?")),
    ("refused", re.compile(r"我?(?:不太?(?:同意|愿意|想登|要登|行|可以|登)|别登)[了报出来]*")),
    ("unnamed", re.compile(rf"我?(?:同意)?{_PRINT}但?(?:不[用要]?[署写登]{_NAME}|匿名)[了吧]?")),
    ("named", re.compile(rf"我?(?:同意)?{_PRINT}(?:并|可以)?[署写]{_NAME}吧?")),
    ("unnamed", re.compile(rf"我?(?:同意|愿意){_PRINT}[的了]?")),
)
_NUMBER: Final = r"(?P<number>\d{4}-\d{1,6}|\d{1,6})\s*号?"
_WITH_NUMBER: Final = (
    re.compile(rf"{_NUMBER}[\s:,，、]*(?P<said>[^\d\s].*)"),
    re.compile(rf"(?P<said>[^\d\s][^\d]*?)[\s:,，、]*{_NUMBER}"),
)
_SAID: Final = {
    "named": wording.named,
    "unnamed": wording.unnamed,
    "refused": wording.refused,
}


@dataclass(frozen=True, slots=True)
class _Said:
    answer: Answer | None  # None: it was acknowledged
    number: str = ""


def turns(text: str, at: datetime, talk: Talk) -> list[Turn]:
    """Return the one question of consent that these words may answer, with when it was asked."""
    said = _read(text)
    if said is None:
        return []
    with talk.ledger.wire.plain() as connection:
        asked = asks_of(connection, talk.standing.observer_id)
    meant = _meant(said, asked)
    if meant is None:
        return [(at, lambda: wording.NOTHING_ASKED)] if said.answer == "withdrawn" else []
    by_itself = bool(said.number) or said.answer == "withdrawn"
    when = at if by_itself else meant.answered_at or meant.asked_at
    return [(when, partial(_take, said, text, meant, asked, at, talk))]


def _read(text: str) -> _Said | None:
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("。.!！~ ")
    for pattern in _WITH_NUMBER:
        found = pattern.fullmatch(plain)
        answer = _answer(found["said"]) if found else None
        if found and answer:
            return _Said(answer, found["number"])
    answer = _answer(plain)
    if answer:
        return _Said(answer)
    return _Said(None) if is_acknowledgement(text) or is_yes_or_no(text) else None


def _answer(said: str) -> Answer | None:
    words = bare_words(said)
    return next((answer for answer, pattern in _WORDS if pattern.fullmatch(words)), None)


def _meant(said: _Said, asked: Sequence[ConsentAsk]) -> ConsentAsk | None:
    if said.number:
        return next((each for each in asked if names(said.number, each.day, each.seq)), None)
    living = [each for each in asked if each.state not in (State.PUBLISHED, State.DROPPED)]
    waiting = next((each for each in living if not each.answer), None)
    if said.answer is None:
        return waiting if waiting is not None and waiting.nudged_at is None else None
    if said.answer == "withdrawn":
        return next((each for each in living if each.is_given), None) or next(iter(asked), None)
    return waiting or next(iter(living), None) or next(iter(asked), None)


def _take(
    said: _Said,
    text: str,
    meant: ConsentAsk,
    asked: Sequence[ConsentAsk],
    at: datetime,
    talk: Talk,
) -> str:
    with talk.ledger.wire.plain() as connection:
        if said.answer is None:
            note_nudge(connection, meant.id, talk.now)
            return wording.say_clearly(meant.number)
        vault, answer = talk.house.vault, (said.answer, text)
        if not take_answer(connection, vault, meant, answer, at, talk.now):
            over = wording.too_late if meant.state == State.PUBLISHED else wording.not_used
            return over(meant.number)
    waiting = (each for each in asked if not each.answer and each != meant)
    other = next((each for each in waiting if each.state == State.DRAFT), None)
    return _told(said.answer, meant) + (wording.also_waiting(other.number) if other else "")


def _told(answer: Answer, meant: ConsentAsk) -> str:
    if answer == "withdrawn":
        held = meant.state in (State.HANDED, State.RECALLED)
        return (wording.withdrawn_from_medium if held else wording.withdrawn)(meant.number)
    return _SAID[answer](meant.number)
