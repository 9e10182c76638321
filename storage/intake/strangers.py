"""What a stranger's message writes beside its delivery, inside the intake's open transaction.

Held means: kept with its files where nobody sees it, until the sender binds (it is handled as the
observer's own) or seven days have passed (it is erased).
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, bindparam, case, false, null, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.intake.ledger_parts import BY_ID, bound, same, word
from storage.tables.base import to_day, to_ms
from storage.tables.intake import deliveries
from storage.tables.reports import items, questions, reports
from storage.tables.strangers import strangers, urgent_letters
from storage.tables.work import media
from storage.wire import Wire

_HOLD = (
    update(deliveries)
    .where(deliveries.c.id == BY_ID)
    .values(state=word("held"), **bound(deliveries, "held_for"))
)
_NEW_STRANGER = insert(strangers).values(
    **bound(strangers, "since", "files_day", "files"),
    sender_id=bindparam("sender_id", type_=BigInteger()),
)
_SAME_DAY = strangers.c.files_day == _NEW_STRANGER.excluded.files_day
_COUNT_STRANGER = _NEW_STRANGER.on_conflict_do_update(
    index_elements=[strangers.c.sender_id],
    set_={
        "files": case((_SAME_DAY, strangers.c.files), else_=0) + _NEW_STRANGER.excluded.files,
        "files_day": _NEW_STRANGER.excluded.files_day,
    },
).returning(strangers.c.files)
_NOTE_URGENT = insert(urgent_letters).values(
    delivery_id=bindparam("delivery_id", type_=BigInteger())
)
_LET_GO = (  # the conditional update that lets only one adoption win
    update(deliveries)
    .where(deliveries.c.id == BY_ID, deliveries.c.state == word("held"))
    .values(state=word("done"))
    .returning(deliveries.c.id)
)
_ADOPT_FILE = (  # parameters: delivery_id, report_id
    update(media)
    .where(media.c.delivery_id == same(media.c.delivery_id), media.c.report_id.is_(None))
    .values(bound(media, "report_id"))
    .returning(media.c.id)
)
_ITS_REPORT = select(items.c.report_id).where(items.c.delivery_id == BY_ID).scalar_subquery()
_HUSH_REPORT = (
    update(reports)
    .where(reports.c.id == _ITS_REPORT)
    .values(summary_due=null(), place_asked=false(), card_asked=false())
)
_HUSH_QUESTION = (
    update(questions)
    .where(questions.c.report_id == _ITS_REPORT, questions.c.state == word("open"))
    .values(state=word("replaced"))
)


def hold(wire: Wire, delivery_id: int, sender_id: int, now: datetime, day: date, files: int) -> int:
    """Hold a delivery with so many files (0 or 1); return how many came on that day so far."""
    wire.run(_HOLD, {"id": delivery_id, "held_for": sender_id})
    values = {
        "sender_id": sender_id,
        "since": to_ms(now),
        "files_day": to_day(day),
        "files": files,
    }
    ((count,),) = wire.rows(_COUNT_STRANGER, values)
    return int(count)


def note_urgent(wire: Wire, delivery_id: int) -> None:
    """Put a held delivery before the clerks for its urgent words."""
    wire.run(_NOTE_URGENT, {"delivery_id": delivery_id})


def let_go(wire: Wire, delivery_id: int) -> bool:
    """Move held → done; False when somebody else did."""
    return wire.row(_LET_GO, {"id": delivery_id}) is not None


def adopt_file(wire: Wire, delivery_id: int, report_id: int | None) -> int | None:
    """Put a held delivery's file into a report and return its id; None when it has none."""
    row = wire.row(_ADOPT_FILE, {"delivery_id": delivery_id, "report_id": report_id})
    return None if row is None else int(row[0])


def hush(wire: Wire, delivery_id: int) -> None:
    """Forget what was to be said or asked about a delivery whose answers nobody hears."""
    wire.flush()
    wire.run(_HUSH_REPORT, {"id": delivery_id})
    wire.run(_HUSH_QUESTION, {"id": delivery_id})
