"""Gathers the facts of a digest: what happened since the last one, and what stands open now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from casework.digests.facts import HAPPENED, Fact, Figure, read_facts
from casework.letters.clock import overdue_letters
from casework.letters.states import State
from casework.reach.phone_list import since_of
from casework.rules import local_day
from casework.settings.calendar import calendar_now
from catalogue.digest_times import DigestPolicy, load_digest_policy, soon_until
from storage.database import Connection
from storage.digests import digest_rows, news
from storage.digests.news import LetterStep, NewReport
from storage.letters.rows import letters_awaiting_answers
from storage.reach import reach
from storage.reach.reach import OpenRoads

_AWAITING: Final = (State.DELIVERED, State.RECEIVED)
_STEPS: Final[tuple[tuple[Figure, State, State], ...]] = (
    ("sent", State.SEALED, State.DELIVERED),
    ("answered", State.RECEIVED, State.ANSWERED),
    ("closed", State.ANSWERED, State.DONE),
)
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class DigestDesk:
    """What digests need: the roads to observers, our pages' address, who gets them.

    `office` and `leaders` are (channel, recipient) of the daily and of the weekly digest; `group`
    is the office's own group, nobody else's.
    """

    roads: OpenRoads = field(default_factory=OpenRoads)
    address: str = ""
    group: tuple[tuple[str, str], ...] = ()
    office: tuple[tuple[str, str], ...] = ()
    leaders: tuple[tuple[str, str], ...] = ()
    policy: DigestPolicy = field(default_factory=load_digest_policy)


def facts_of_day(
    connection: Connection, desk: DigestDesk, digest_id: int, now: datetime
) -> list[Fact]:
    """Return what a daily digest tells; what happened is marked as told."""
    happened = _news(news.take_reports(connection, digest_id))
    happened += _steps(news.take_letter_steps(connection, digest_id))
    happened += [_report("ended", report) for report in news.take_ended(connection, digest_id)]
    return happened + standing(connection, desk, now)


def facts_of_week(
    connection: Connection, desk: DigestDesk, digest_id: int, now: datetime
) -> list[Fact]:
    """Return what the daily digests since the last weekly one told, and what stands open now."""
    days = digest_rows.gather_days(connection, digest_id)
    told = (fact for facts in days for fact in read_facts(facts))
    happened = [fact for fact in told if fact.figure in HAPPENED]
    return _each_once(happened) + standing(connection, desk, now)


def facts_now(connection: Connection, desk: DigestDesk, now: datetime) -> list[Fact]:
    """Return what the next daily digest would tell; it will tell it all the same."""
    happened = _news(news.see_reports(connection))
    happened += _steps(news.see_letter_steps(connection))
    happened += [_report("ended", report) for report in news.see_ended(connection)]
    return happened + standing(connection, desk, now)


def standing(connection: Connection, desk: DigestDesk, now: datetime) -> list[Fact]:
    """Return what stands open at a moment, whenever it began."""
    return [
        *(_report("unseen", report) for report in news.unseen_urgent(connection)),
        *_terms(connection, desk, local_day(now)),
        *_voices(connection),
        *_people(connection, desk.roads, now),
    ]


def _news(reports: Iterable[NewReport]) -> list[Fact]:
    found: list[Fact] = []
    for report in reports:
        found.append(_report("new", report))
        if report.urgent:
            found.append(_report("urgent", report))
    return found


def _report(figure: Figure, report: NewReport) -> Fact:
    return Fact(figure, "report", report.id, report.number, report.project, report.county)


def _steps(steps: Sequence[LetterStep]) -> list[Fact]:
    return _each_once(
        Fact(figure, "letter", each.letter_id, each.number, unit=each.unit, due=_iso(each.due))
        for each in steps
        for figure, before, after in _STEPS
        if (each.before, each.after) == (before, after)
    )


def _each_once(facts: Iterable[Fact]) -> list[Fact]:
    """Keep a row once in a figure, as it was last: a letter may be answered twice in a week."""
    return list({(fact.figure, fact.subject, fact.id): fact for fact in facts}.values())


def _terms(connection: Connection, desk: DigestDesk, today: date) -> list[Fact]:
    late = {letter.id for letter in overdue_letters(connection, today)}
    last = soon_until(desk.policy, today, calendar_now(connection))
    found: list[Fact] = []
    for letter in letters_awaiting_answers(connection, _AWAITING):
        is_soon = letter.due is not None and letter.due <= last
        if letter.id in late or is_soon:
            figure: Figure = "overdue" if letter.id in late else "soon"
            due = _iso(letter.due)
            found.append(
                Fact(figure, "letter", letter.id, letter.number, unit=letter.unit, due=due)
            )
    return found


def _voices(connection: Connection) -> list[Fact]:
    return [
        Fact("voices", "voice", media_id, report.number, report.project, report.county)
        for media_id, report in news.unheard_voices(connection)
    ]


def _people(connection: Connection, roads: OpenRoads, now: datetime) -> list[Fact]:
    open_now, since = reach.roads_open_now(connection, roads), since_of(now)
    found: list[int] = []
    while True:
        after = found[-1] if found else 0
        page = reach.ids_unreached(connection, open_now, since, after, _PAGE)
        found += page
        if len(page) < _PAGE:
            return [Fact("unreachable", "person", each) for each in found]


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
