"""Answers to 请您看一眼: 1 已经好了, 2 还没好, 3 去不了; with the report's number or without.

收到 is no verdict. A bare digit is for what was asked last (`turns`), and corrects the last answer
for a while; with the number it corrects until the matter is closed. (Source: issue 5 item 8.)
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from casework.closing.looking import take_verdict
from casework.reports.arrivals import Arrival
from casework.reports.drafts import add_to, is_gathering, merge, take_up_again
from casework.rules import local_day
from catalogue.closing import load_closing
from catalogue.wording import observer_looking as wording
from handlers.look_words import Said, read
from handlers.numbers import names
from handlers.situation import Talk
from handlers.turns import Turn
from storage.closing.looks import Asked, Verdict, asked_of

_SAID: Final = {
    "fixed": wording.fixed,
    "not_fixed": wording.not_fixed,
    "cannot_go": wording.cannot_go,
}


def turns(text: str, at: datetime, talk: Talk) -> list[Turn]:
    """Return the look that these words may answer, with when it was asked."""
    said = read(text)
    if said is None:
        return []
    asked = _asked(talk)
    meant = _meant(said, asked, at)
    if meant is None:
        return []
    when = meant.said_at or meant.asked_at
    return [(when, partial(_take, said, meant, asked, at, talk))]


def heard(arrival: Arrival, talk: Talk) -> str | None:
    """Return the reply to a voice that the platform has put into the words of an answer.

    The recording joins the report; None where it answers nothing.
    """
    said = read(arrival.text)
    if said is None or said.verdict is None:
        return None
    asked = _asked(talk)
    meant = _meant(said, asked, arrival.sent_at)
    if meant is None:
        return None
    report = talk.ledger.report(meant.report_id, meant.observer_id)
    if report is not None and report.takes_more:
        rules = talk.house.rules
        again = take_up_again(talk.ledger, talk.standing, report, arrival.sent_at, rules)
        add_to(talk.ledger, again, arrival, rules)
    return _take(said, meant, asked, arrival.sent_at, talk)


def after_voice(at: datetime, talk: Talk) -> str:
    """Tell how to answer where a recording, which nobody has heard yet, may be the answer."""
    waiting = _waiting(_asked(talk))
    is_late = not waiting or local_day(at) > waiting[0].wait_until
    return "" if is_late else wording.if_it_was_the_answer(waiting[0].number)


def _asked(talk: Talk) -> list[Asked]:
    with talk.ledger.wire.plain() as connection:
        return asked_of(connection, talk.standing.observer_id)


def _waiting(asked: Sequence[Asked]) -> list[Asked]:
    return [each for each in asked if each.is_open and not each.verdict]


def _meant(said: Said, asked: Sequence[Asked], at: datetime) -> Asked | None:
    if said.number:
        return next((each for each in asked if names(said.number, each.day, each.seq)), None)
    today = local_day(at)
    waiting = next(iter(_waiting(asked)), None)
    if said.verdict is None:
        return waiting if waiting is not None and today <= waiting.wait_until else None
    return waiting or _just_answered(asked, at) or _closed_meanwhile(asked, at)


def _just_answered(asked: Sequence[Asked], at: datetime) -> Asked | None:
    lasts = timedelta(minutes=load_closing().look.correct_minutes)
    fresh = [each for each in asked if each.is_open and each.said_at and at - each.said_at <= lasts]
    return max(fresh, key=lambda each: each.said_at or each.asked_at, default=None)


def _closed_meanwhile(asked: Sequence[Asked], at: datetime) -> Asked | None:
    """Return what was closed before they answered, and before their time was over."""
    today = local_day(at)
    late = (each for each in asked if not each.verdict and today <= each.wait_until)
    return next(late, None)


def _take(said: Said, meant: Asked, asked: Sequence[Asked], at: datetime, talk: Talk) -> str:
    waiting = _waiting(asked)
    if said.verdict is None:
        return wording.LATER if len(waiting) == 1 else wording.later([e.number for e in waiting])
    if not said.number and len(waiting) > 1:
        return wording.which([each.number for each in waiting])
    doubt = _doubt(said, meant, at, talk)
    if doubt:
        return doubt
    if meant.is_open or said.verdict == "not_fixed":
        with talk.ledger.wire.plain() as connection:
            take_verdict(connection, meant, said.verdict, at, talk.now)
    if said.verdict != "cannot_go":
        _gather_photos(meant, said.verdict, at, talk)
    if not meant.is_open:
        return wording.closed_already(meant.number, said.verdict)
    told = _SAID[said.verdict](meant.number)
    other = next((each for each in waiting if each != meant), None)
    return told if other is None else told + wording.also_waiting(other.number)


def _doubt(said: Said, meant: Asked, at: datetime, talk: Talk) -> str:
    """Ask once more where it is not plain what they mean; empty where it is."""
    if not said.is_clear:
        return wording.unclear(meant.number)
    draft = talk.standing.draft
    if said.is_short and is_gathering(draft, at) and draft is not None and draft.notes > 0:
        return wording.is_it(meant.number)
    return ""


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
