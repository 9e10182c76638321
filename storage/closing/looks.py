"""Who was asked to look whether a unit's answer holds, and what they said. Verdicts only add up.

A unit's pages read nothing of this: it never learns who looked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import Connection, Row, Select, and_, func, insert, or_, select

from storage.ledger_rows import report_number
from storage.once import insert_once
from storage.tables.closing import desk_tasks, look_people, looks, verdicts
from storage.tables.letters import letter_item_reports, letter_items
from storage.tables.reports import reports

Verdict = Literal["fixed", "not_fixed", "cannot_go"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
_LAST_ASKED: Final = 20  # looks of one person that digits may still mean
_SAID: Final = ("fixed", "not_fixed")


@dataclass(frozen=True, slots=True)
class Asked:
    """One person who was asked, and the newest of what they said (empty: nothing yet).

    `day` and `seq` are of their own report; `item_state` is open, answered or closed.
    """

    look_id: int
    item_id: int
    answer_id: int
    letter_id: int
    observer_id: int
    report_id: int
    day: date
    seq: int
    asked_at: datetime
    wait_until: date
    item_state: str
    verdict: str
    said_at: datetime | None

    @property
    def number(self) -> str:
        """The number of their report as people say it, e.g. 0714-32."""
        return report_number(self.day, self.seq)

    @property
    def is_open(self) -> bool:
        """Whether what they say still counts: the matter is not closed."""
        return self.item_state != "closed"


@dataclass(frozen=True, slots=True)
class Silent:
    """A look that nobody took in time."""

    look_id: int
    item_id: int
    letter_id: int
    report_id: int


def reporters_of(connection: Connection, item_id: int) -> dict[int, int]:
    """Return {observer id: their newest report} of everybody who reported a matter.

    A report that was merged into one of the letter's counts as its own observer's.
    """
    named = select(letter_item_reports.c.report_id).where(letter_item_reports.c.item_id == item_id)
    rows = connection.execute(
        select(reports.c.observer_id, reports.c.id)
        .where(or_(reports.c.id.in_(named), reports.c.merged_into.in_(named)))
        .where(reports.c.state != "withdrawn")
        .order_by(reports.c.state == "received", reports.c.id)
    )
    return {row.observer_id: row.id for row in rows}


def some_urgent(connection: Connection, item_id: int) -> bool:
    """Whether a report of a matter is urgent."""
    found = (
        select(reports.c.id)
        .join(letter_item_reports, letter_item_reports.c.report_id == reports.c.id)
        .where(letter_item_reports.c.item_id == item_id, reports.c.urgent)
    )
    return connection.execute(found.limit(1)).first() is not None


def add_look(  # of which matter and answer, until which day, {observer: report}, by whom, when
    connection: Connection,
    answered: tuple[int, int],
    wait_until: date,
    people: Mapping[int, int],
    by: tuple[int, datetime],
) -> int | None:
    """Ask these people about an answer; None where it was asked about before."""
    values = {"item_id": answered[0], "answer_id": answered[1], "wait_until": wait_until}
    values |= {"asked_by": by[0], "asked_at": by[1]}
    if not insert_once(connection, looks, "answer_id", values):
        return None
    added = select(looks.c.id).where(looks.c.answer_id == answered[1])
    look_id = int(connection.execute(added).scalar_one())
    rows = [
        {"look_id": look_id, "observer_id": observer_id, "report_id": report_id}
        for observer_id, report_id in people.items()
    ]
    connection.execute(insert(look_people), rows)
    return look_id


def asked_of(connection: Connection, observer_id: int) -> list[Asked]:
    """Return what an observer was asked to look at, the last asked first."""
    mine = _asked().where(look_people.c.observer_id == observer_id)
    newest = mine.order_by(looks.c.asked_at.desc(), looks.c.id.desc()).limit(_LAST_ASKED)
    return [_read(row) for row in connection.execute(newest)]


def asked_about(connection: Connection, letter_id: int) -> list[Asked]:
    """Return everybody who was asked about a letter's matters, the first asked first."""
    wanted = _asked().where(letter_items.c.letter_id == letter_id)
    ordered = wanted.order_by(looks.c.id, look_people.c.observer_id)
    return [_read(row) for row in connection.execute(ordered)]


def asked_by_look(connection: Connection, look_id: int) -> list[Asked]:
    """Return everybody who was asked in one look."""
    wanted = _asked().where(looks.c.id == look_id).order_by(look_people.c.observer_id)
    return [_read(row) for row in connection.execute(wanted)]


def add_verdict(
    connection: Connection, look_id: int, observer_id: int, verdict: Verdict, at: datetime
) -> int:
    """Keep what somebody said; what they said before stays. Returns the row's id."""
    values = {"look_id": look_id, "observer_id": observer_id, "verdict": verdict, "at": at}
    return int(
        connection.execute(insert(verdicts).values(values).returning(verdicts.c.id)).scalar_one()
    )


def silent_looks(connection: Connection, today: date) -> list[Silent]:
    """Return the looks whose time is over without a word, and for which nobody was sent yet."""
    told = select(verdicts.c.id).where(
        verdicts.c.look_id == looks.c.id, verdicts.c.verdict.in_(_SAID)
    )
    sent = select(desk_tasks.c.id).where(
        desk_tasks.c.item_id == looks.c.item_id,
        desk_tasks.c.kind == "visit",
        desk_tasks.c.made_at >= looks.c.asked_at,
    )
    rows = connection.execute(
        select(
            looks.c.id,
            looks.c.item_id,
            letter_items.c.letter_id,
            func.min(look_people.c.report_id).label("report_id"),
        )
        .join_from(looks, letter_items, letter_items.c.id == looks.c.item_id)
        .join(look_people, look_people.c.look_id == looks.c.id)
        .where(looks.c.wait_until < today, letter_items.c.state == "answered")
        .where(~told.exists(), ~sent.exists())
        .group_by(looks.c.id, looks.c.item_id, letter_items.c.letter_id)
        .order_by(looks.c.id)
    )
    return [Silent(*row) for row in rows]


def _asked() -> Select[Any]:
    newest = (
        select(func.max(verdicts.c.id))
        .where(
            verdicts.c.look_id == look_people.c.look_id,
            verdicts.c.observer_id == look_people.c.observer_id,
        )
        .correlate(look_people)
        .scalar_subquery()
    )
    return (
        select(
            look_people,
            looks.c.item_id,
            looks.c.answer_id,
            looks.c.asked_at,
            looks.c.wait_until,
            letter_items.c.letter_id,
            letter_items.c.state,
            reports.c.day,
            reports.c.seq,
            verdicts.c.verdict,
            verdicts.c.at,
        )
        .join_from(look_people, looks, looks.c.id == look_people.c.look_id)
        .join(letter_items, letter_items.c.id == looks.c.item_id)
        .join(reports, reports.c.id == look_people.c.report_id)
        .join(verdicts, and_(verdicts.c.id == newest), isouter=True)
    )


def _read(row: Row[Any]) -> Asked:
    return Asked(
        look_id=row.look_id,
        item_id=row.item_id,
        answer_id=row.answer_id,
        letter_id=row.letter_id,
        observer_id=row.observer_id,
        report_id=row.report_id,
        day=row.day,
        seq=row.seq,
        asked_at=row.asked_at,
        wait_until=row.wait_until,
        item_state=row.state,
        verdict=row.verdict or "",
        said_at=row.at,
    )
