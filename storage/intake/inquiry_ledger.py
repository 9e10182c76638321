"""Questions of observers, inside an incoming message's transaction.

The office's side of them is in `inquiry_desk`. The statements are built once and run at driver
level, as those of `ledger_statements`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import bindparam, select, update

from storage.intake.ledger_parts import BY_ID, bound, same, whole_insert
from storage.ledger_rows import report_number
from storage.tables.base import from_day, from_ms, to_day, to_ms
from storage.tables.inquiries import inquiries
from storage.wire import Wire

InquiryState = Literal["open", "answered", "filed", "closed"]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question of an observer under its number of the day; `tag` is the words' tag as JSON.

    `report_id` names the report whose note the words are: observer or clerk filed them there, or
    they came while a draft waited for words. With a `handbook_key` the handbook answered.
    """

    delivery_id: int
    observer_id: int
    channel: str
    day: date
    seq: int
    words: str
    tag: str
    asked_at: datetime
    state: InquiryState = "open"
    answer: str = ""
    handbook_key: str = ""
    report_id: int | None = None
    reason: str = ""
    settled_by: int | None = None
    id: int = 0

    @property
    def number(self) -> str:
        """The number as people say it, e.g. 0714-32."""
        return report_number(self.day, self.seq)


_COLUMNS = tuple(inquiries.c[name] for name in Inquiry.__slots__)
_KEEP = whole_insert(inquiries)
_OF_OBSERVER = select(*_COLUMNS).where(inquiries.c.observer_id == same(inquiries.c.observer_id))
_NEWEST = _OF_OBSERVER.order_by(inquiries.c.id.desc()).limit(1)
_CALLED = _OF_OBSERVER.where(inquiries.c.seq == same(inquiries.c.seq)).order_by(
    inquiries.c.id.desc()
)
_MOVE = (  # parameters: id, was (the state until now), and what is set
    update(inquiries)
    .where(
        inquiries.c.id == BY_ID,
        inquiries.c.state == bindparam("was", type_=inquiries.c.state.type),
    )
    .values(bound(inquiries, "state", "answer", "report_id", "reason", "settled_by", "settled_at"))
    .returning(inquiries.c.id)
)


def keep_inquiry(wire: Wire, new: Inquiry) -> None:
    """Insert a question; its `id` is ignored."""
    wire.run(
        _KEEP,
        {
            "delivery_id": new.delivery_id,
            "observer_id": new.observer_id,
            "channel": new.channel,
            "day": to_day(new.day),
            "seq": new.seq,
            "words": new.words,
            "tag": new.tag,
            "asked_at": to_ms(new.asked_at),
            "state": new.state,
            "answer": new.answer,
            "handbook_key": new.handbook_key,
            "report_id": new.report_id,
            "reason": new.reason,
            "settled_by": new.settled_by,
            "settled_at": None if new.state == "open" else to_ms(new.asked_at),
        },
    )


def newest_inquiry(wire: Wire, observer_id: int) -> Inquiry | None:
    """Return what the observer asked last."""
    row = wire.row(_NEWEST, {"observer_id": observer_id})
    return None if row is None else _read(row)


def inquiries_called(wire: Wire, observer_id: int, seq: int) -> list[Inquiry]:
    """Return the observer's questions with this number of a day, newest first."""
    return [_read(row) for row in wire.rows(_CALLED, {"observer_id": observer_id, "seq": seq})]


def move_inquiry(wire: Wire, was: Inquiry, now: Inquiry, at: datetime) -> bool:
    """Write a step; False when somebody was quicker and the state is not what it was."""
    values = {
        "id": was.id,
        "was": was.state,
        "state": now.state,
        "answer": now.answer,
        "report_id": now.report_id,
        "reason": now.reason,
        "settled_by": now.settled_by,
        "settled_at": None if now.state == "open" else to_ms(at),
    }
    return wire.row(_MOVE, values) is not None


def _read(row: tuple[Any, ...]) -> Inquiry:
    values = dict(zip(Inquiry.__slots__, row, strict=True))
    values["day"], values["asked_at"] = from_day(values["day"]), from_ms(values["asked_at"])
    return Inquiry(**values)
