"""Answers to 请您看一眼: 1 已经好了, 2 还没好, 3 去不了; with the report's number or without.

收到 is no verdict. A bare digit is for what was asked last (`turns`), and corrects the last answer
for a while; with the number it corrects until the matter is closed. (Source: issue 5 item 8.)
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from casework.closing.looking import take_verdict
from casework.reports.drafts import is_gathering, merge, take_up_again
from casework.rules import local_day
from catalogue.closing import load_closing
from catalogue.wording import observer_looking as wording
from handlers.numbers import names
from handlers.phrases import bare_number, bare_words, is_acknowledgement
from handlers.situation import Talk
from handlers.turns import Turn
from storage.closing.looks import Asked, Verdict, asked_of

_DIGITS: Final[dict[str, Verdict]] = {"1": "fixed", "2": "not_fixed", "3": "cannot_go"}
_MENDED: Final = r"(?:修|弄|搞|做|整改|处理)?好"
_WORDS: Final[tuple[tuple[Verdict, re.Pattern[str]], ...]] = (
    ("not_fixed", re.compile(rf"(?:还是?)?没有?{_MENDED}")),
    ("fixed", re.compile(rf"(?:都|已经?|全)?都?{_MENDED}了")),
    ("cannot_go", re.compile(r"(?:我)?(?:去不了|去不成|没空去|没时间去|不方便去)")),
)
_WITH_NUMBER: Final = re.compile(
    r"(?P<number>\d{4}-\d{1,6}|\d{1,6})\s*号?[\s:,，、]+(?P<said>\S.*)"
)
_SAID: Final = {
    "fixed": wording.fixed,
    "not_fixed": wording.not_fixed,
    "cannot_go": wording.cannot_go,
}


@dataclass(frozen=True, slots=True)
class _Said:
    verdict: Verdict | None  # None: it was acknowledged
    number: str = ""


def turns(text: str, at: datetime, talk: Talk) -> list[Turn]:
    """Return the one look that these words may answer, with when it was asked."""
    said = _read(text)
    if said is None:
        return []
    with talk.ledger.wire.plain() as connection:
        asked = asked_of(connection, talk.standing.observer_id)
    meant = _meant(said, asked, at)
    if meant is None:
        return []
    when = meant.said_at or meant.asked_at
    return [(when, partial(_take, said, meant, asked, at, talk))]


def _read(text: str) -> _Said | None:
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("。.!！")
    found = _WITH_NUMBER.fullmatch(plain)
    if found:
        verdict = _verdict(found["said"])
        return _Said(verdict, found["number"]) if verdict else None
    verdict = _verdict(plain)
    if verdict:
        return _Said(verdict)
    return _Said(None) if is_acknowledgement(text) else None


def _verdict(said: str) -> Verdict | None:
    digit, words = bare_number(said), bare_words(said)
    if digit in _DIGITS:
        return _DIGITS[digit]
    return next((verdict for verdict, pattern in _WORDS if pattern.fullmatch(words)), None)


def _meant(said: _Said, asked: Sequence[Asked], at: datetime) -> Asked | None:
    if said.number:
        return next((each for each in asked if names(said.number, each.day, each.seq)), None)
    waiting = next((each for each in asked if each.is_open and not each.verdict), None)
    if said.verdict is None:
        today = local_day(at)
        return waiting if waiting is not None and today <= waiting.wait_until else None
    return waiting or _just_answered(asked, at)


def _just_answered(asked: Sequence[Asked], at: datetime) -> Asked | None:
    lasts = timedelta(minutes=load_closing().look.correct_minutes)
    fresh = [each for each in asked if each.is_open and each.said_at and at - each.said_at <= lasts]
    return max(fresh, key=lambda each: each.said_at or each.asked_at, default=None)


def _take(said: _Said, meant: Asked, asked: Sequence[Asked], at: datetime, talk: Talk) -> str:
    if said.verdict is None:
        return wording.LATER
    if not meant.is_open:
        return wording.closed_already(meant.number)
    with talk.ledger.wire.plain() as connection:
        take_verdict(connection, meant, said.verdict, at, talk.now)
    if said.verdict != "cannot_go":
        _gather_photos(meant, said.verdict, at, talk)
    told = _SAID[said.verdict](meant.number)
    others = (each for each in asked if each.is_open and not each.verdict and each != meant)
    other = next(others, None)
    return told if other is None else told + wording.also_waiting(other.number)


def _gather_photos(meant: Asked, verdict: Verdict, at: datetime, talk: Talk) -> None:
    """Let photos join the report: those sent just before without a word, and those that follow."""
    report = talk.ledger.report(meant.report_id, meant.observer_id)
    if report is None or not report.takes_more:
        return
    draft = talk.standing.draft
    if (
        draft is not None
        and draft.id != report.id
        and draft.notes == 0
        and is_gathering(draft, at)
        and draft.opened_at >= meant.asked_at
    ):
        merge(talk.ledger, draft, report, talk.now)
    elif verdict == "not_fixed":
        take_up_again(talk.ledger, talk.standing, report, at, talk.house.rules)
