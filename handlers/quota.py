"""What an observer does about 四个一 in the chat: 我的, 暂停提醒, 也算建议, 报名."""

from datetime import datetime

from casework.quota_book import codes_of, year_of
from casework.quota_words import how_it_stands, tasks
from casework.rules import local_day
from catalogue.quota_policy import policy_for
from catalogue.tags import Tag
from catalogue.wording import observer
from catalogue.wording import observer_quota as wording
from handlers.commands import Command
from handlers.numbers import find_report, latest_report, unknown
from handlers.situation import Talk
from storage import reminder_pauses, reviews
from storage.activities import inspections, sign_ups
from storage.activities.inspections import Inspection
from storage.ledger_rows import ReportRow

_TELLING = ("info", "problem", "praise")
_SUGGESTION, _INFORMATION = "建议", "信息"
_CODES = {_INFORMATION: "info", _SUGGESTION: "suggestion"}
_SOMETHING_BEFORE = 6  # characters before the word: a place and what is wrong there


def obey(command: Command, at: datetime, talk: Talk) -> str:
    """Carry out one of these commands."""
    match command.name:
        case "pause":
            return _pause(talk)
        case "resume":
            return _resume(talk)
        case "also":
            return _also(command, at, talk)
        case _:
            return _join(command, at, talk)


def stands(at: datetime, talk: Talk) -> str:
    """Return the two lines and the 工作清单 of 我的; empty where nobody owes a number."""
    today = local_day(at)
    policy = policy_for(talk.house.region, today.year)
    if policy is None:
        return ""
    observer_id = talk.standing.observer_id
    with talk.ledger.wire.plain() as connection:
        year = year_of(connection, talk.house.region, observer_id, today.year)
        listed = inspections.planned_for(connection, observer_id, today)
    if not any(line.owed or line.pieces for line in year.lines.values()):
        return ""
    left = tasks(policy, year, today, listed)
    lines = how_it_stands(policy, year, today)
    return f"{lines}\n{wording.work_list(left)}" if left else lines


def second_part(text: str, tag: Tag | None, report: ReportRow, talk: Talk) -> str:
    """Ask whether a message that tells and suggests counts as both; mostly nothing."""
    if report.urgent or report.project is None or tag is None or tag.ask:
        return ""
    if policy_for(talk.house.region, report.day.year) is None:
        return ""
    place = text.find(_SUGGESTION)
    if report.kind in _TELLING and place >= 0:
        return wording.offers_second_part(_SUGGESTION)
    if report.kind == "suggestion" and place >= _SOMETHING_BEFORE:
        return wording.offers_second_part(_INFORMATION)
    return ""


def _pause(talk: Talk) -> str:
    with talk.ledger.wire.plain() as connection:
        paused = reminder_pauses.pause(connection, talk.standing.observer_id, talk.now)
    return wording.PAUSED if paused else wording.PAUSED_BEFORE


def _resume(talk: Talk) -> str:
    with talk.ledger.wire.plain() as connection:
        resumed = reminder_pauses.resume(connection, talk.standing.observer_id)
    return wording.RESUMED if resumed else wording.RESUMED_BEFORE


def _also(command: Command, at: datetime, talk: Talk) -> str:
    report = find_report(talk, command.number) if command.number else latest_report(talk)
    if report is None:
        return unknown(talk, command.number) if command.number else observer.NOTHING_YET
    policy = policy_for(talk.house.region, report.day.year)
    if policy is None or report.state not in {"collecting", "received"}:
        return observer.closed_to_more(report.number, report.state)
    code, name = _CODES[command.rest], command.rest
    if code not in codes_of(policy, report.kind, report.project, (code,)):
        return wording.cannot_count(report.number)
    if code in codes_of(policy, report.kind, report.project):
        return wording.counts_already(report.number, name)
    with talk.ledger.wire.plain() as connection:
        is_new = reviews.confirm_second_part(connection, report.id, code, at)
    said = wording.also_counts if is_new else wording.counts_already
    return said(report.number, name)


def _join(command: Command, at: datetime, talk: Talk) -> str:
    with talk.ledger.wire.plain() as connection:
        planned = inspections.open_inspections(connection, local_day(at))
        chosen = _chosen(command.number, planned)
        if chosen is None:
            return _offer(planned)
        by = (None, talk.now)
        state = "signed_up"
        is_new = sign_ups.put_on_list(connection, chosen.id, talk.standing.observer_id, state, by)
    return (
        wording.joined(chosen.title, chosen.day) if is_new else wording.joined_before(chosen.title)
    )


def _chosen(number: str, planned: list[Inspection]) -> Inspection | None:
    if not number.isdecimal() or not 1 <= int(number) <= len(planned):
        return None
    return planned[int(number) - 1]


def _offer(planned: list[Inspection]) -> str:
    if not planned:
        return wording.NO_ACTIVITIES
    return wording.activities([(each.title, each.day) for each in planned])
