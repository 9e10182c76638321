"""What the commands do: 帮助 我的 完成 撤回 进度 改 绑定; those about 四个一 are in quota."""

from datetime import datetime

from casework.ends import progress
from casework.reports.drafts import end_draft
from casework.rules import local_day
from catalogue.wording import observer, observer_binding
from handlers import cards, corrections, inquiries, quota
from handlers.commands import Command
from handlers.consenting import ask_for_consent
from handlers.numbers import (
    find_inquiry,
    find_report,
    latest_inquiry,
    latest_report,
    question_called,
)
from handlers.saying import held, parts
from handlers.situation import Talk
from storage.intake.inquiry_ledger import Inquiry
from storage.ledger_rows import ReportRow

_SHOWN_IN_MINE = 8
_MORE_THAN_A_MONTH_HOLDS = 1000


def obey(command: Command, at: datetime, talk: Talk) -> str:
    """Carry out a command other than 补充 and return the answer."""
    match command.name:
        case "help":
            quiet = int(talk.house.rules.quiet.total_seconds() // 60)
            return observer.help_text(*_contact(talk), quiet)
        case "office":
            return observer.find_office(*_contact(talk))
        case "mine":
            return "\n".join(filter(None, (quota.stands(at, talk), _mine(at, talk))))
        case "done":
            return _done(at, talk)
        case "bind":
            return observer_binding.ALREADY_BOUND
        case "correct":
            return corrections.by_command(command, at, talk)
        case "pause" | "resume" | "also":
            return quota.obey(command, at, talk)
        case _:
            return _about_one(command, talk)


def before_withdrawing(talk: Talk) -> str:
    """Ask for 撤回 in words where it was only tapped: a finger slips, and there is no way back."""
    report = latest_report(talk)
    inquiry = _question_meant(report, "", talk)
    if inquiry is not None:
        return observer.withdraw_in_words(inquiry.number, "")
    if report is None:
        return observer.NOTHING_YET
    return observer.withdraw_in_words(report.number, held(report))


def _contact(talk: Talk) -> tuple[str, str]:
    house = talk.house
    return house.office, "，".join(filter(None, (house.phone, house.mailbox)))


def progress_of(report: ReportRow, talk: Talk) -> str:
    """Say where a report stands, by what is stored of it and of nothing else."""
    held = parts(report, talk.house.projects)
    if report.state not in ("received", "merged"):
        return observer.progress(report.number, report.state, held)
    with talk.ledger.wire.plain() as connection:
        return progress.said(connection, report, held)


def _about_one(command: Command, talk: Talk) -> str:
    number, withdraws = command.number, command.name == "withdraw"
    report = find_report(talk, number) if number else latest_report(talk)
    inquiry = _question_meant(report, number, talk)
    if inquiry is not None:
        return inquiries.take_back(inquiry, talk) if withdraws else inquiries.progress_of(inquiry)
    if report is None:
        return observer.unknown_number(number) if number else observer.NOTHING_YET
    if withdraws:
        return _withdraw(report, talk)
    return progress_of(report, talk) + _asked_in(report, number, talk)


def _question_meant(report: ReportRow | None, number: str, talk: Talk) -> Inquiry | None:
    if not number:
        return latest_inquiry(talk, report)
    return question_called(talk, number, report)


def _asked_in(report: ReportRow, number: str, talk: Talk) -> str:
    """Say where the question stands that is a note of this report; empty where there is none."""
    inquiry = find_inquiry(talk, number) if number else None
    if inquiry is None or inquiry.report_id != report.id or inquiry.state == "filed":
        return ""
    return inquiries.progress_of(inquiry)


def _withdraw(report: ReportRow, talk: Talk) -> str:
    if talk.ledger.withdraw(report.id, talk.now):
        return observer.withdrawn(report.number)
    return observer.cannot_withdraw(report.number, report.state)


def _done(at: datetime, talk: Talk) -> str:
    draft = talk.standing.draft
    if draft is None:
        return observer.NOTHING_TO_FINISH
    ended = end_draft(talk.ledger, draft, at)
    told = observer.finished(ended.number, parts(ended, talk.house.projects))
    if ended.urgent:  # nothing is asked beside an alarm
        return told
    return told + (cards.ask(ended, "", talk) or ask_for_consent(talk))


def _mine(at: datetime, talk: Talk) -> str:
    today = local_day(at)
    recent = talk.ledger.recent(talk.standing.observer_id, _MORE_THAN_A_MONTH_HOLDS)
    months = [
        report
        for report in recent
        if not report.is_gone and report.day.replace(day=1) == today.replace(day=1)
    ]
    if not months:
        return observer.mine_none(today.month)
    shown = months[:_SHOWN_IN_MINE]
    projects = talk.house.projects
    lines = [observer.mine_line(r.number, parts(r, projects), r.state) for r in shown]
    return observer.mine(today.month, lines, len(months) - len(shown))
