"""The hot path: what one incoming message reads and writes, inside the open transaction.

Every method is one statement of `ledger_statements`. Nothing here decides; `casework` does.
"""

import json
from datetime import date, datetime
from typing import Any

from storage import ledger_statements as sql
from storage.ledger_rows import (
    KeptAnswer,
    NewCorrection,
    NewDelivery,
    NewItem,
    NewQuestion,
    Question,
    ReportRow,
    Sender,
    Standing,
    WantedMedia,
    read_question,
    read_report,
)
from storage.numbers import Numbers
from storage.outbox import OutMessage
from storage.tables.base import from_day, from_ms, to_day, to_ms
from storage.wire import Row, Wire

_REPORTS_START = 3
_QUESTION_START = _REPORTS_START + len(sql.REPORT_COLUMNS)
_RECENT_MOST = 40


class Ledger:
    """The open transaction of one or several deliveries."""

    def __init__(self, wire: Wire, numbers: Numbers) -> None:
        self.wire = wire
        self.left_work = False  # whether rows were written that a worker should look at
        self._numbers = numbers

    # --- deliveries -------------------------------------------------------------------------------
    def keep_delivery(self, new: NewDelivery) -> int | None:
        """Insert under the unique key and return the row's id; None when it is already there."""
        row = self.wire.row(
            sql.KEEP_DELIVERY,
            {
                "delivery_key": new.key,
                "channel": new.channel,
                "kind": new.kind,
                "msg_id": new.msg_id,
                "sender": new.sender,
                "receiver": new.receiver,
                "sent_at": to_ms(new.sent_at),
                "received_at": to_ms(new.received_at),
                "raw": new.raw,
            },
        )
        return None if row is None else int(row[0])

    def repeat(self, key: bytes, now: datetime) -> KeptAnswer | None:
        """Count a repeat and return the kept answer, empty if it already left by the outbox."""
        row = self.wire.row(sql.REPEAT, {"delivery_key": key, "now": to_ms(now)})
        if row is None:
            return None
        answer = "" if row[3] == "posted" else row[1]
        return KeptAnswer(row[0], answer, from_ms(row[2]))

    def keep_answer(self, delivery_id: int, answer: str) -> None:
        """Keep what was said, so that a repeat hears the same."""
        self.wire.run(sql.KEEP_ANSWER, {"id": delivery_id, "answer": answer})

    def fail_delivery(self, delivery_id: int, answer: str, failure: str) -> None:
        """Mark a delivery whose handler failed; the office replays it."""
        values = {"id": delivery_id, "answer": answer, "failure": failure}
        self.wire.run(sql.FAIL_DELIVERY, values)

    def finish_replay(self, delivery_id: int, answer: str) -> bool:
        """Move failed → done; False when somebody else did."""
        return self.wire.row(sql.FINISH_REPLAY, {"id": delivery_id, "answer": answer}) is not None

    def mark_late(self, delivery_id: int) -> None:
        """Note that the platform stopped waiting before this answer was ready."""
        self.wire.run(sql.MARK_LATE, {"id": delivery_id})

    # --- people -----------------------------------------------------------------------------------
    def meet(self, channel: str, sender: str, now: datetime, *, wrote: bool) -> Sender:
        """Return who this is; `wrote` opens the 48 h window in which we may write back."""
        statement = sql.MEET if wrote else sql.KNOW
        row = self._must(statement, {"channel": channel, "sender": sender, "now": to_ms(now)})
        greeted = None if row[2] is None else from_ms(row[2])
        return Sender(row[0], channel, sender, row[1], greeted)

    def greet(self, sender_id: int, now: datetime) -> None:
        """Remember when a stranger was last told what this account is for."""
        self.wire.run(sql.GREET, {"id": sender_id, "now": to_ms(now)})

    def leave(self, sender_id: int, now: datetime) -> None:
        """Remember that this person unfollowed."""
        self.wire.run(sql.LEAVE, {"id": sender_id, "now": to_ms(now)})

    def standing(self, observer_id: int) -> Standing:
        """Lock the observer's row, then read their open draft and open question."""
        if not self.wire.is_sqlite:  # SQLite's BEGIN IMMEDIATE already holds everything
            self.wire.run(sql.LOCK_OBSERVER, {"id": observer_id})
        row = self._must(sql.STANDING, {"id": observer_id})
        report, question = row[_REPORTS_START:_QUESTION_START], row[_QUESTION_START:]
        return Standing(
            observer_id,
            row[0],
            None if row[1] is None else from_day(row[1]),
            None if row[2] is None else from_day(row[2]),
            None if report[0] is None else read_report(report),
            None if question[0] is None else read_question(question),
        )

    # --- reports ----------------------------------------------------------------------------------
    def recent(self, observer_id: int, most: int = _RECENT_MOST) -> list[ReportRow]:
        """Return the observer's latest reports, newest first."""
        rows = self.wire.rows(sql.RECENT, {"observer_id": observer_id, "most": most})
        return [read_report(row) for row in rows]

    def report(self, report_id: int, observer_id: int) -> ReportRow | None:
        """Return one report of this observer."""
        row = self.wire.row(sql.ONE_REPORT, {"id": report_id, "observer_id": observer_id})
        return None if row is None else read_report(row)

    def next_number(self, day: date) -> int:
        """Take a number of the day's series."""
        return self._numbers.take(self.wire, day)

    def open_report(self, observer_id: int, channel: str, report: ReportRow) -> int:
        """Insert a new draft and return its id; `report.id` is ignored."""
        values = (
            _progress_values(report)
            | _tag_values(report)
            | {
                "day": to_day(report.day),
                "seq": report.seq,
                "observer_id": observer_id,
                "channel": channel,
                "state": report.state,
                "merged_into": None,
                "opened_at": to_ms(report.opened_at),
                "closed_at": None,
                "urgent_seen_at": None,
            }
        )
        return int(self._must(sql.OPEN_REPORT, values)[0])

    def grow(self, report: ReportRow) -> None:
        """Write a report's counts, times and place as they are now."""
        self.wire.run(sql.GROW, _progress_values(report))

    def retag(self, report: ReportRow) -> None:
        """Write a report's tags, unless a clerk has set them."""
        self.wire.run(sql.RETAG, _tag_values(report))

    def close(self, report_id: int, now: datetime) -> bool:
        """Close a draft; False when it was not open any more."""
        return self.wire.row(sql.CLOSE, {"id": report_id, "now": to_ms(now)}) is not None

    def reopen(self, report_id: int, quiet_until: datetime) -> bool:
        """Open a received report again as the draft."""
        values = {"id": report_id, "quiet_until": to_ms(quiet_until)}
        return self.wire.row(sql.REOPEN, values) is not None

    def withdraw(self, report_id: int, now: datetime) -> bool:
        """Void a report at its observer's wish."""
        return self._end(report_id, now, "withdrawn", None)

    def merge(self, report_id: int, into: int, now: datetime) -> bool:
        """Void a report whose messages moved into another."""
        moved = {"id": report_id, "report_id": into}
        self.wire.run(sql.MOVE_ITEMS, moved)
        self.wire.run(sql.MOVE_MEDIA, moved)
        return self._end(report_id, now, "merged", into)

    def add_item(self, item: NewItem) -> None:
        """Add one message to a report."""
        self.wire.run(
            sql.ADD_ITEM,
            {
                "report_id": item.report_id,
                "delivery_id": item.delivery_id,
                "kind": item.kind,
                "sent_at": to_ms(item.sent_at),
                "text": item.text,
                "latitude": item.latitude,
                "longitude": item.longitude,
            },
        )

    def correct(self, new: NewCorrection) -> None:
        """Record what an observer changed."""
        self.wire.run(
            sql.ADD_CORRECTION,
            {
                "report_id": new.report_id,
                "field": new.field,
                "before": new.before,
                "after": new.after,
                "at": to_ms(new.at),
            },
        )

    # --- what follows -----------------------------------------------------------------------------
    def want_media(self, wanted: WantedMedia) -> None:
        """Ask the worker to fetch a file."""
        self.left_work = True
        self.wire.run(
            sql.WANT_MEDIA,
            {
                "delivery_id": wanted.delivery_id,
                "report_id": wanted.report_id,
                "channel": wanted.channel,
                "media_id": wanted.media_id,
                "kind": wanted.kind,
                "wanted_at": to_ms(wanted.wanted_at),
                "expires_at": to_ms(wanted.expires_at),
            },
        )

    def post(self, message: OutMessage) -> None:
        """Put a message into the outbox, once."""
        self.left_work = True
        self.wire.run(
            sql.POST,
            {
                "once_key": message.once_key,
                "channel": message.channel,
                "recipient": message.recipient,
                "purpose": message.purpose,
                "text": message.text,
                "report_id": message.report_id,
                "created_at": to_ms(message.created_at),
                "not_after": to_ms(message.not_after),
            },
        )

    def ask(self, new: NewQuestion) -> None:
        """Open a question; an earlier open one of this observer is replaced."""
        self.wire.run(sql.REPLACE_QUESTION, {"observer_id": new.observer_id})
        self.wire.run(
            sql.ASK,
            {
                "observer_id": new.observer_id,
                "kind": new.kind,
                "report_id": new.report_id,
                "other_report_id": new.other_report_id,
                "options": json.dumps(new.options, ensure_ascii=False),
                "asked_at": to_ms(new.asked_at),
                "expires_at": to_ms(new.expires_at),
            },
        )

    def settle_question(self, question: Question) -> None:
        """Close a question that was answered."""
        self.wire.run(sql.SETTLE_QUESTION, {"id": question.id})

    def _end(self, report_id: int, now: datetime, state: str, into: int | None) -> bool:
        values = {"id": report_id, "now": to_ms(now), "state": state, "merged_into": into}
        return self.wire.row(sql.END_REPORT, values) is not None

    def _must(self, statement: Any, values: dict[str, Any]) -> Row:
        row = self.wire.row(statement, values)
        if row is None:
            raise LookupError("a row that must exist is missing")
        return row


def _progress_values(report: ReportRow) -> dict[str, Any]:
    due = report.summary_due
    return {
        "id": report.id,
        "last_at": to_ms(report.last_at),
        "quiet_until": to_ms(report.quiet_until),
        "photos": report.photos,
        "notes": report.notes,
        "places": report.places,
        "voices": report.voices,
        "videos": report.videos,
        "excerpt": report.excerpt,
        "latitude": report.latitude,
        "longitude": report.longitude,
        "place_label": report.place_label,
        "place_asked": report.place_asked,
        "summary_due": None if due is None else to_ms(due),
    }


def _tag_values(report: ReportRow) -> dict[str, Any]:
    return {
        "id": report.id,
        "project": report.project,
        "also": json.dumps(report.also, ensure_ascii=False),
        "kind": report.kind,
        "county": report.county,
        "township": report.township,
        "urgent": report.urgent,
        "confidence": report.confidence,
        "reasons": json.dumps(report.reasons, ensure_ascii=False),
        "tagged_by": report.tagged_by,
    }
