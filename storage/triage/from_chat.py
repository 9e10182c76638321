"""What a message does to a report the desk has looked at, inside the message's transaction.

Only such reports cost these statements; a report nobody has looked at costs none.
"""

from datetime import datetime

from sqlalchemy import BigInteger, bindparam, insert, null, select, update

from storage.intake.ledger_parts import BY_ID, NOW, bound, same, word
from storage.tables.base import to_ms
from storage.tables.reports import questions, reports
from storage.tables.triage import desk_events, office_questions
from storage.wire import Wire

_MAIN = reports.alias("main_of")
_NEWS = update(reports).where(reports.c.id == BY_ID).values(desk_news_at=NOW)
_NEWS_OF_MAIN = (
    update(reports)
    .where(reports.c.id == select(_MAIN.c.merged_into).where(_MAIN.c.id == BY_ID).scalar_subquery())
    .values(desk_news_at=NOW, desk_version=reports.c.desk_version + 1)
)
_MOVE = (
    update(reports)
    .where(reports.c.id == BY_ID)
    .values(desk_news_at=NOW, **bound(reports, "desk_state"))
)
_EVENT = insert(desk_events).values(
    **bound(desk_events, "report_id", "act", "before", "after", "at"),
    staff_id=null(),
    note=word(""),
)
_ANSWERED = (
    update(office_questions)
    .where(office_questions.c.report_id == BY_ID, office_questions.c.answered_at.is_(None))
    .values(answered_at=NOW)
)
_SETTLED = (
    update(questions)
    .where(
        questions.c.observer_id
        == select(_MAIN.c.observer_id).where(_MAIN.c.id == BY_ID).scalar_subquery(),
        questions.c.report_id == BY_ID,
        questions.c.kind == word("office"),
        questions.c.state == word("open"),
    )
    .values(state=word("answered"))
)
_WAITING = (  # parameters: observer_id
    select(office_questions.c.report_id)
    .where(
        office_questions.c.observer_id == same(office_questions.c.observer_id),
        office_questions.c.answered_at.is_(None),
    )
    .order_by(office_questions.c.id.desc())
    .limit(bindparam("most", type_=BigInteger()))
)


def tell_desk(wire: Wire, report_id: int, at: datetime) -> None:
    """Put a report on top of the board: something came after a clerk had acted on it."""
    wire.run(_NEWS, {"id": report_id, "now": to_ms(at)})


def tell_main(wire: Wire, report_id: int, at: datetime) -> None:
    """Put the report on top of the board under which this one was merged."""
    wire.run(_NEWS_OF_MAIN, {"id": report_id, "now": to_ms(at)})


def move_by_observer(wire: Wire, report_id: int, step: tuple[str, str, str], at: datetime) -> None:
    """Bring a report on by its observer's answer: step is (act, before, after)."""
    act, before, after = step
    moment = {"id": report_id, "now": to_ms(at)}
    wire.run(_MOVE, moment | {"desk_state": after})
    event = {"report_id": report_id, "act": act, "before": before, "after": after}
    wire.run(_EVENT, event | {"at": to_ms(at)})
    wire.run(_ANSWERED, moment)
    wire.run(_SETTLED, {"id": report_id})


def waiting_for(wire: Wire, observer_id: int, most: int = 20) -> list[int]:
    """Return the reports about which the office waits for this observer's word, newest first."""
    return [row[0] for row in wire.rows(_WAITING, {"observer_id": observer_id, "most": most})]
