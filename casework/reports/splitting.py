"""One report that tells of two matters becomes two: chosen messages go, the rest stay.

Both are the same observer's; the part has a number of its own and waits on the board.
(Source: issue 5 item 1.)
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, Final

from casework.reports.growth import excerpt_of
from casework.triage.gate import Doing, Refused, Why, admit, carry_out
from casework.triage.states import Act
from storage.database import Database
from storage.intake.ledger import Ledger
from storage.intake.numbers import Numbers
from storage.ledger_rows import ReportRow
from storage.triage.split_rows import Message, add_split, messages_of, move_messages, write_counts
from storage.wire import wire_transaction

_COUNTED: Final = {
    "photo": "photos",
    "note": "notes",
    "link": "notes",
    "place": "places",
    "voice": "voices",
    "video": "videos",
}


def split_report(database: Database, report_id: int, chosen: Collection[int], doing: Doing) -> int:
    """Move the messages of these deliveries into a report of their own; returns its id.

    Raises Refused, and then nothing is changed.
    """
    with wire_transaction(database, pipelined=False) as wire:
        ledger = Ledger(wire, Numbers(database))
        with wire.plain() as connection:
            leave = admit(connection, report_id, Act.SPLIT, doing)
            held = messages_of(connection, report_id)
        goes = [message for message in held if message.delivery_id in chosen]
        stays = [message for message in held if message.delivery_id not in chosen]
        whole = ledger.report(report_id, leave.report.observer_id)
        if whole is None or not goes or not stays:
            raise Refused(Why.NOTHING_CHOSEN)
        part = _part_of(whole, goes)._replace(seq=ledger.next_number(whole.day))
        part_id = ledger.open_report(leave.report.observer_id, leave.report.channel, part)
        with wire.plain() as connection:
            move_messages(connection, [message.delivery_id for message in goes], part_id)
            carry_out(connection, leave, part.number, write_counts(_counts(stays)))
            add_split(connection, report_id, part_id, (doing.staff_id, doing.now))
    return part_id


def _part_of(whole: ReportRow, goes: Sequence[Message]) -> ReportRow:
    moments = [message.sent_at for message in goes]
    return whole._replace(
        id=0,
        state="received",
        opened_at=min(moments),
        last_at=max(moments),
        quiet_until=max(moments),
        tagged_by="clerk",
        summary_due=None,
    )._replace(**_counts(goes))


def _counts(messages: Sequence[Message]) -> dict[str, Any]:
    counted = Counter(_COUNTED[each.kind] for each in messages if each.kind in _COUNTED)
    sums: dict[str, Any] = {name: counted[name] for name in set(_COUNTED.values())}
    return sums | {"excerpt": excerpt_of(each.text for each in messages)}
