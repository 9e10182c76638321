"""Everything the board shows of the report a clerk is looking at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.cards.cards import Sheet, sheet
from casework.triage.duplicates import DAYS, Duplicate, likely_duplicates
from casework.triage.states import TABLE
from office.parts import ConsoleParts
from office.reports.card_lines import CardLine, card_lines, known_of
from storage.database import Connection
from storage.desk.card_rows import card_answers_of
from storage.letters.items import LetterOfReport, letters_of_report
from storage.people import people
from storage.photos.twins import twins_of
from storage.report_pages import File, ReportDetail, Said, files_of, report_detail, said_in
from storage.triage import findings
from storage.triage.locks import ReportLock, lock_on
from storage.triage.merged import MergedReport, merged_under
from storage.triage.near import near_report, reports_near
from storage.triage.rows import DeskEvent, DeskReport, desk_events_of, desk_report


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `number` names the merged report it came with, `is_news` that nobody acted."""

    said: Said
    number: str
    is_news: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What the desk wrote of a report so far."""

    verification: findings.Verification | None
    hand_overs: list[findings.HandOver]
    questions: list[findings.OfficeQuestion]
    outcomes: list[findings.ReportOutcome]
    events: list[DeskEvent]
    letters: list[LetterOfReport]


@dataclass(frozen=True, slots=True)
class Selected:
    """One report with all a clerk needs to decide; `allowed` are the acts its state allows."""

    report: ReportDetail
    desk: DeskReport
    observer: people.ObserverCard | None
    photos: list[File]
    voices: list[File]
    lines: list[Line]
    merged: list[MergedReport]
    duplicates: list[Duplicate]
    card: list[CardLine]
    found: Findings
    lock: ReportLock | None
    allowed: frozenset[str]


def selected(connection: Connection, parts: ConsoleParts, report_id: int) -> Selected | None:
    """Gather one report; None for an unknown one."""
    report, desk = report_detail(connection, report_id), desk_report(connection, report_id)
    if report is None or desk is None:
        return None
    merged = merged_under(connection, report_id)
    files = [file for each in (report_id, *_ids(merged)) for file in files_of(connection, each)]
    observer = people.observer_card(connection, parts.vault, report.observer_id)
    photos = [file for file in files if file.kind == "photo"]
    named = observer.name if observer else ""
    return Selected(
        report=report,
        desk=desk,
        observer=observer,
        photos=photos,
        voices=[file for file in files if file.kind in ("voice", "video")],
        lines=_lines(connection, desk, merged),
        merged=merged,
        duplicates=_duplicates(connection, report_id),
        card=_card(connection, parts, report, known_of(report, named, len(photos))),
        found=_found(connection, report_id),
        lock=lock_on(connection, report_id, parts.clock()),
        allowed=_allowed(desk),
    )


def _allowed(desk: DeskReport) -> frozenset[str]:
    if desk.state == "collecting":  # its observer is adding to it this moment
        return frozenset()
    return frozenset(step.act for step in TABLE if step.before == desk.desk_state)


def _ids(merged: Sequence[MergedReport]) -> list[int]:
    return [each.id for each in merged]


def _lines(connection: Connection, desk: DeskReport, merged: Sequence[MergedReport]) -> list[Line]:
    mine = [_line(said, "", desk.news_at) for said in said_in(connection, desk.id)]
    theirs = [
        _line(said, each.number, desk.news_at)
        for each in merged
        for said in said_in(connection, each.id)
    ]
    return sorted([*mine, *theirs], key=lambda line: line.said.sent_at)


def _line(said: Said, number: str, news_at: datetime | None) -> Line:
    return Line(said, number, news_at is not None and said.sent_at >= news_at)


def _duplicates(connection: Connection, report_id: int) -> list[Duplicate]:
    mine = near_report(connection, report_id)
    if mine is None:
        return []
    pictures: dict[int, bool] = {}
    for twin in twins_of(connection, report_id):
        other = twin.other_report_id
        pictures[other] = pictures.get(other, False) or twin.same_file
    return likely_duplicates(mine, reports_near(connection, mine, DAYS, pictures), pictures)


def _card(
    connection: Connection, parts: ConsoleParts, report: ReportDetail, known: dict[str, str]
) -> list[CardLine]:
    card = parts.cards.of(report.tags.project, report.day)
    if card is None:
        return []
    filled: Sheet = sheet(card, card_answers_of(connection, [report.id]).get(report.id, []))
    return [line for line in card_lines(filled, known) if line.shown and line.editable]


def _found(connection: Connection, report_id: int) -> Findings:
    return Findings(
        verification=findings.newest_verification(connection, report_id),
        hand_overs=findings.hand_overs_of(connection, report_id),
        questions=findings.office_questions_of(connection, report_id),
        outcomes=findings.outcomes_of(connection, report_id),
        events=desk_events_of(connection, report_id),
        letters=letters_of_report(connection, report_id),
    )
