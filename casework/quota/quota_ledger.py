"""One observer's month as the office reads it: every piece, and why it counts or does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.quota.quota_book import PersonYear, codes_of, start_of, year_of
from catalogue.quota.quota_policy import QuotaPolicy, policy_for
from catalogue.quota.quotas import Piece, Slot, china_day, slot_of
from catalogue.wording import staff_activities as activity_words
from catalogue.wording import staff_essays
from catalogue.wording import staff_quota as wording
from storage.activities import inspections
from storage.database import Connection
from storage.essays import essays
from storage.quota.quota_pieces import ReportTold, reports_told


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: what it is (`ref` as report:17), what it counts as, and what came of it.

    `counts` is true where it stands for a slot of this month or year.
    """

    ref: str
    items: str
    number: str
    at: datetime
    kind: str
    project: str | None
    county: str
    words: str
    result: str
    counts: bool


@dataclass(frozen=True, slots=True)
class MonthLedger:
    """A month of one observer; figures in `year` and the lines tell the same."""

    policy: QuotaPolicy | None
    year: PersonYear
    month: date
    lines: tuple[LedgerLine, ...]


def month_ledger(connection: Connection, region: str, observer_id: int, month: date) -> MonthLedger:
    """Return an observer's month; `month` is its first day."""
    policy = policy_for(region, month.year)
    year = year_of(connection, region, observer_id, month.year)
    if policy is None:
        return MonthLedger(None, year, month, ())
    after = (month + timedelta(days=31)).replace(day=1)
    mine = [*year.month(month.month), *year.whole_year()]
    counting = {(piece.ref, line.slot.code) for line in mine for piece in line.pieces}
    late = {_row_of(ref) for ref, _ in counting if ref.startswith("report:")}
    told = reports_told(connection, observer_id, start_of(month), start_of(after), late)
    lines = [_report_line(policy, year, month, report) for report in told]
    lines += _deed_lines(connection, policy, observer_id, (month, after))
    return MonthLedger(policy, year, month, tuple(sorted(lines, key=lambda line: line.at)))


def _report_line(
    policy: QuotaPolicy, year: PersonYear, month: date, report: ReportTold
) -> LedgerLine:
    ref = f"report:{report.id}"
    pieces = [piece for piece in year.pieces if piece.ref == ref]
    codes = [piece.code for piece in pieces] or codes_of(policy, report.kind, report.project)
    result, counts = (
        _standing(policy, year, month, pieces, report.reason)
        if pieces
        else (_why_not(report), False)
    )
    return LedgerLine(
        ref=ref,
        items="、".join(policy.item(code).name for code in codes),
        number=report.number,
        at=report.at,
        kind=report.kind,
        project=report.project,
        county=report.county,
        words=report.excerpt,
        result=result,
        counts=counts,
    )


def _standing(
    policy: QuotaPolicy, year: PersonYear, month: date, pieces: Iterable[Piece], reason: str
) -> tuple[str, bool]:
    for piece in pieces:
        told = wording.PIECE_STATES[piece.state]
        if piece.state == "rejected":
            return f"{told}：{reason}", False
        home = slot_of(policy.item(piece.code), china_day(piece.at))
        here = Slot(piece.code, month.year, month.month if home.month else 0)
        held = year.lines.get(here)
        if held is None or piece not in held.pieces:
            return f"{told}（{wording.FOR_ANOTHER_PERIOD}）", False
        return (told if home == here else f"{told}（{wording.MADE_GOOD}）"), True
    return "", False


def _why_not(report: ReportTold) -> str:
    if report.state == "withdrawn":
        return wording.WITHDRAWN
    if report.into_own:
        return wording.INTO_OWN
    if report.while_suspended:
        return wording.WHILE_SUSPENDED
    if report.kind in {"question", "chat"}:
        return wording.ASKED
    return wording.NO_PROJECT if report.kind else wording.NO_WORDS


def _deed_lines(
    connection: Connection, policy: QuotaPolicy, observer_id: int, span: tuple[date, date]
) -> Iterator[LedgerLine]:
    since, until = start_of(span[0]), start_of(span[1])
    for each in inspections.attended(connection, observer_id, span[0], span[1]):
        result = activity_words.ATTENDANCES["attended"]
        ref = f"inspection:{each.id}"
        yield _deed(policy, "inspection", ref, start_of(each.day), each.title, (result, True))
    for essay in essays.essays_of(connection, observer_id, since, until):
        told = staff_essays.STATES[essay.state]
        result = f"{told}：{essay.reason}" if essay.reason else told
        ref, counts = f"essay:{essay.id}", essay.state != "returned"
        yield _deed(policy, "essay", ref, essay.handed_in_at, essay.title, (result, counts))


def _deed(  # of which rules, as what, which row, when, how called, with which result
    policy: QuotaPolicy, code: str, ref: str, at: datetime, title: str, came: tuple[str, bool]
) -> LedgerLine:
    name = policy.item(code).name
    return LedgerLine(ref, name, "", at, "", None, "", title, came[0], came[1])


def _row_of(ref: str) -> int:
    return int(ref.partition(":")[2])
