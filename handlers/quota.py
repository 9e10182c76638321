"""What an observer does about 四个一 in the chat: 我的, 暂停提醒, 也算建议."""

from datetime import date, datetime

from casework.activities.visiting import Visited, last_visits, to_visit
from casework.quota.quota_book import codes_of, year_of
from casework.quota.quota_words import how_it_stands, tasks
from casework.rules import local_day
from catalogue.quota.quota_policy import policy_for
from catalogue.tagging.tags import Tag
from catalogue.wording import observer
from catalogue.wording import observer_quota as wording
from catalogue.wording.observer_activities import POINTS, point_line, task_to_visit
from handlers.commands import Command
from handlers.numbers import find_report, latest_report, unknown
from handlers.saying import short_name
from handlers.situation import Talk
from storage.activities.inspections import planned_for
from storage.activities.visits import ContactPoint, points_of
from storage.database import Connection
from storage.ledger_rows import ReportRow
from storage.quota import reminder_pauses, reviews

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
        case _:
            return _also(command, at, talk)


def stands(at: datetime, talk: Talk) -> str:
    """Return the two lines and the 工作清单 of 我的, then the contact points; each may be empty."""
    today = local_day(at)
    policy = policy_for(talk.house.region, today.year)
    observer_id = talk.standing.observer_id
    with talk.ledger.wire.plain() as connection:
        points = points_of(connection, observer_id, today)
        visited = _last_visits(connection, points, today, talk)
        if policy is None:
            return _points(visited, talk)
        year = year_of(connection, talk.house.region, observer_id, today.year)
        listed = planned_for(connection, observer_id, today)
    left = tasks(policy, year, today, listed)
    left += [
        task_to_visit(each.point.name, _project(each, talk))
        for each in to_visit(visited, policy.visits, today)
    ]
    serves = any(line.owed or line.pieces for line in year.lines.values())
    said = [
        how_it_stands(policy, year, today) if serves else "",
        wording.work_list(left) if left and serves else "",
        _points(visited, talk),
    ]
    return "\n".join(filter(None, said))


def _last_visits(
    connection: Connection, points: list[ContactPoint], today: date, talk: Talk
) -> list[Visited]:
    if not points:
        return []
    since = date(today.year - 1, 1, 1)
    return last_visits(connection, points, since, talk.house.activities.near.metres)


def _points(visited: list[Visited], talk: Talk) -> str:
    """List the contact points with their last visits; empty for none."""
    named = [point_line(each.point.name, _project(each, talk), each.last) for each in visited]
    return "\n".join([POINTS, *named]) if named else ""


def _project(each: Visited, talk: Talk) -> str:
    code = each.point.project
    return short_name(code, talk.house.projects) or code


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
