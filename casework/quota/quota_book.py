"""四个一 from the rows: what each observer owes, has handed in and still lacks, in a year."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Final

from casework.rules import SHANGHAI, local_day
from catalogue.quota.quota_policy import QuotaPolicy, policy_for
from catalogue.quota.quotas import (
    Absence,
    Career,
    Line,
    Override,
    Piece,
    PieceState,
    Service,
    Slot,
    account,
    owed_in,
    slots_of_month,
    slots_of_year,
)
from storage.database import Connection
from storage.people.service_rows import ServiceRow, service_rows
from storage.quota import quota_pieces as rows

_REVIEWED: Final[dict[str, PieceState]] = {
    "": "pending",
    "submitted": "pending",
    "accepted": "accepted",
    "rejected": "rejected",
    "returned": "rejected",
}
_DECEMBER: Final = 12
_ALL: Final = range(_DECEMBER + 1)
_EVER: Final = (date(2000, 1, 1), date(2099, 12, 31))


@dataclass(frozen=True, slots=True)
class PersonYear:
    """One observer's year: the account of every slot; empty where no policy is in force.

    `pieces` is all that was read for it, rejected ones too: the year's, and other years' for those
    who ever had one rejected.
    """

    observer_id: int
    group: str
    lines: dict[Slot, Line]
    career: Career
    pieces: tuple[Piece, ...] = ()

    def month(self, number: int) -> list[Line]:
        """Return the monthly items' lines of a month, in the policy's order."""
        return [line for slot, line in self.lines.items() if slot.month == number]

    def whole_year(self) -> list[Line]:
        """Return the yearly items' lines."""
        return self.month(0)

    def due(self, number: int) -> list[Line]:
        """Return the lines of a month of which something is owed."""
        return [line for line in self.month(number) if line.owed]


def years_of(
    connection: Connection,
    region: str,
    observer_ids: Collection[int],
    year: int,
    months: Collection[int] = _ALL,
) -> dict[int, PersonYear]:
    """Return {observer id: their year} for the ids that exist, in a handful of statements.

    Only these months' lines are made; 0 are the year's own items.
    """
    services = service_rows(connection, observer_ids)
    policy = policy_for(region, year)
    if policy is None:
        return {
            each: PersonYear(each, row.group, {}, career_of(row)) for each, row in services.items()
        }
    pieces = _pieces(connection, policy, list(services), year)
    slots = [s for month in months if month for s in slots_of_month(policy, year, month)]
    slots += slots_of_year(policy, year) if 0 in months else []
    dues: dict[Career, dict[Slot, int]] = {}  # most people began on the same day
    found = {}
    for each, row in services.items():
        career = career_of(row)
        if career not in dues:
            dues[career] = owed_in(policy, career, slots)
        mine = tuple(pieces.get(each, ()))
        lines = account(policy, career, mine, dues[career])
        found[each] = PersonYear(each, row.group, lines, career, mine)
    return found


def year_of(connection: Connection, region: str, observer_id: int, year: int) -> PersonYear:
    """Return one observer's year."""
    return years_of(connection, region, [observer_id], year)[observer_id]


def career_of(row: ServiceRow) -> Career:
    """Return a career; who has no first day serves from the day they were entered."""
    first = row.appointed_from or local_day(row.entered_at)
    own = Service(row.role, first, row.appointed_to)
    return Career(
        services=(own, *(Service(*role) for role in row.roles)),
        absences=tuple(Absence(*away) for away in row.away),
        overrides=tuple(Override(*own) for own in row.own),
    )


def start_of(day: date) -> datetime:
    """Return the first moment of a day in 邵阳."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def _pieces(
    connection: Connection, policy: QuotaPolicy, observer_ids: list[int], year: int
) -> dict[int, list[Piece]]:
    """Read the year's pieces, and the whole history of those who ever had one rejected."""
    whole = rows.with_rejections(connection, observer_ids)
    plain = [each for each in observer_ids if each not in whole]
    span = (date(year, 1, 1), date(year, _DECEMBER, 31))
    found = [
        *_of_some(connection, policy, plain, span),
        *_of_some(connection, policy, list(whole), _EVER),
    ]
    found.sort(key=lambda pair: pair[0])
    return {
        each: [piece for _, piece in pairs] for each, pairs in groupby(found, lambda pair: pair[0])
    }


def _of_some(
    connection: Connection, policy: QuotaPolicy, ids: list[int], span: tuple[date, date]
) -> Iterator[tuple[int, Piece]]:
    if not ids:
        return
    since, until = start_of(span[0]), start_of(date(span[1].year + 1, 1, 1))
    for report in rows.report_pieces(connection, ids, since, until):
        for code in codes_of(policy, report.kind, report.project, report.second):
            state = _REVIEWED[report.verdict]
            rejected = report.decided_at if state == "rejected" else None
            yield report.observer_id, Piece(code, report.at, f"report:{report.id}", state, rejected)
    for there in rows.attendances(connection, ids, *span):
        ref = f"inspection:{there.inspection_id}"
        yield there.observer_id, Piece("inspection", start_of(there.day), ref, "accepted")
    for essay in rows.essay_pieces(connection, ids, since, until):
        state = _REVIEWED[essay.state]
        rejected = essay.decided_at if state == "rejected" else None
        yield essay.observer_id, Piece("essay", essay.at, f"essay:{essay.id}", state, rejected)


def codes_of(
    policy: QuotaPolicy, kind: str, project: str | None, second: tuple[str, ...] = ()
) -> list[str]:
    """Return what a report is a piece of: by its kind, and by what its observer confirmed."""
    confirmed = {
        code
        for code in second
        for each in policy.item(code).kinds
        if code in policy.items_of(each, project)
    }
    return sorted({*policy.items_of(kind, project), *confirmed})
