"""What a clerk decides about 四个一: whether a report counts, and why not.

Only a written reason takes a piece away, and its observer is told it, with what still helps.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Final, Literal

from casework.notices import notice
from casework.quota.quota_book import codes_of
from casework.rules import local_day
from catalogue.quota.quota_policy import Per, QuotaPolicy, policy_for
from catalogue.wording import notices
from catalogue.wording import observer_quota as wording
from catalogue.wording.observer_triage import says_untrue
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.people import NO_ACCOUNT
from storage.quota import reviews
from storage.quota.quota_pieces import ReportPiece, report_piece
from storage.report_pages import latest_account, number_of
from storage.roads.outbox import Notice, OutMessage, post

Verdict = Literal["accepted", "rejected"]
_DECEMBER: Final = 12
_NEWS_LASTS: Final = timedelta(days=7)


class Reviewed(Enum):
    """What came of a word on a report."""

    DONE = auto()
    SAME_BEFORE = auto()
    NOT_COUNTED = auto()  # it counts for nothing anyway
    REASON_MISSING = auto()
    UNKIND = auto()  # the reason, which its observer reads, says 不属实
    UNKNOWN = auto()


def pieces_named(region: str, report: ReportPiece) -> list[str]:
    """Return what a report counts as, in words, e.g. 信息; empty where it counts for nothing."""
    policy = policy_for(region, local_day(report.at).year)
    if policy is None:
        return []
    codes = codes_of(policy, report.kind, report.project, report.second)
    return [policy.item(code).name for code in codes]


def review(  # of whose rules, which report, the word and its reason, by whom and when
    connection: Connection,
    region: str,
    report_id: int,
    word: tuple[Verdict, str],
    staff_id: int,
    now: datetime,
) -> Reviewed:
    """Accept a report, or reject it for a reason; who is rejected is told so."""
    report = report_piece(connection, report_id)
    if report is None:
        return Reviewed.UNKNOWN
    verdict, reason = word
    refused = _refused(region, report, verdict, reason)
    if refused is not None:
        return refused
    review_id = reviews.add_review(connection, report_id, (verdict, reason), staff_id, now)
    record_act(connection, staff_id, f"report.{verdict}", f"report:{report_id}", "", now)
    if verdict == "rejected" or report.verdict == "rejected":
        _tell(connection, region, report, (review_id, *word), now)
    return Reviewed.DONE


def make_good_until(policy: QuotaPolicy, arrived: date, told: date, per: Per = "month") -> date:
    """Return until when another piece still counts for the period of a rejected one."""
    month = arrived.month if per == "month" else _DECEMBER
    last = date(arrived.year, month, monthrange(arrived.year, month)[1])
    if told > last.replace(day=policy.rules.rejected_after_day):
        return max(last, told + timedelta(days=policy.rules.days_to_make_good))
    return last


def _refused(region: str, report: ReportPiece, verdict: Verdict, reason: str) -> Reviewed | None:
    if verdict == "rejected" and not reason:
        return Reviewed.REASON_MISSING
    if says_untrue(reason):
        return Reviewed.UNKIND
    if not pieces_named(region, report):
        return Reviewed.NOT_COUNTED
    return Reviewed.SAME_BEFORE if report.verdict == verdict else None


def _tell(
    connection: Connection,
    region: str,
    report: ReportPiece,
    word: tuple[int, Verdict, str],
    now: datetime,
) -> None:
    review_id, verdict, reason = word
    account = latest_account(connection, report.id) or NO_ACCOUNT
    number = number_of(connection, report.id)
    policy = policy_for(region, local_day(report.at).year)
    if number is None or policy is None:
        return
    form = notice("outcome", notices.COUNTED, now, number=number)
    text = wording.accepted_after_all(number)
    if verdict == "rejected":
        names = pieces_named(region, report)
        until = make_good_until(policy, local_day(report.at), local_day(now))
        text = wording.rejected(number, names, reason, (local_day(report.at).month, until))
        form = notice("outcome", notices.NOT_COUNTED, now, number=number)
    told = (account, report.observer_id)
    post(connection, _message(told, f"review:{review_id}", text, form, now, report.id))


def _message(  # to whom, once for what, which words in which form, when, about which report
    told: tuple[tuple[str, str], int],
    key: str,
    text: str,
    form: Notice,
    now: datetime,
    report_id: int,
) -> OutMessage:
    account, observer_id = told
    return OutMessage(
        once_key=key,
        channel=account[0],
        recipient=account[1],
        purpose="review",
        text=text,
        report_id=report_id,
        not_after=now + _NEWS_LASTS,
        created_at=now,
        notice=form,
        observer_id=observer_id,
    )
