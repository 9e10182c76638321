"""The hot path: what one incoming message reads and writes, inside the open transaction.

Its statements are in `ledger_statements`. Nothing here decides; `casework` does.
"""

import json
from datetime import date, datetime

from sqlalchemy.sql import ClauseElement

from storage.intake import ledger_statements as sql
from storage.intake.card_ledger import move_card_answers
from storage.intake.ledger_arrival import ARRIVE_SILENT, ARRIVE_WRITING
from storage.intake.ledger_values import Values, kept_values, met, progress_values, tag_values
from storage.intake.numbers import Numbers
from storage.ledger_rows import (
    KeptAnswer,
    Met,
    NewCorrection,
    NewDelivery,
    NewItem,
    NewQuestion,
    Question,
    ReportRow,
    WantedMedia,
    read_report,
)
from storage.roads.outbox import OutMessage, written
from storage.tables.base import from_ms, to_day, to_ms
from storage.wire import Wire

_RECENT_MOST = 40
Asked = tuple[ClauseElement, Values]


class Ledger:
    """The open transaction of one or several deliveries."""

    def __init__(self, wire: Wire, numbers: Numbers) -> None:
        self.wire = wire
        self.left_work = False  # whether rows were written that a worker should look at
        self._numbers = numbers

    # --- deliveries -------------------------------------------------------------------------------
    def receive(self, new: NewDelivery, *, wrote: bool) -> tuple[int | None, Met | None]:
        """Insert under the unique key and meet the sender, all in one round trip.

        Returns the row's id, None when it is already there, and who sent it (see `meet`).
        """
        if new.sender and not self.wire.is_sqlite:
            return self._arrive(new, wrote=wrote)
        kept, *people = self.wire.rows_of(
            (sql.KEEP_DELIVERY, kept_values(new)), *self._whom(new, wrote=wrote)
        )
        return (int(kept[0][0]) if kept else None), met(new, people)

    def keep(self, new: NewDelivery) -> int | None:
        """Insert under the unique key; the row's id, None when it is already there."""
        row = self.wire.row(sql.KEEP_DELIVERY, kept_values(new))
        return None if row is None else int(row[0])

    def meet(self, new: NewDelivery, *, wrote: bool) -> Met | None:
        """Return who sent this, their row locked; None for a delivery without a sender.

        `wrote` opens the 48 h window in which we may write back, from the message's own time.
        """
        return met(new, self.wire.rows_of(*self._whom(new, wrote=wrote)))

    def repeat(self, key: bytes, now: datetime) -> KeptAnswer | None:
        """Count a repeat and return the kept answer, empty if it already left by the outbox."""
        self.wire.flush()  # the first one may stand in this very transaction
        row = self.wire.row(sql.REPEAT, {"delivery_key": key, "now": to_ms(now)})
        if row is None:
            return None
        answer = "" if row[3] == "posted" else row[1]
        return KeptAnswer(row[0], answer, from_ms(row[2]), row[4])

    def keep_answer(self, delivery_id: int, answer: str) -> None:
        """Keep what was said, so that a repeat hears the same."""
        self.wire.later(sql.KEEP_ANSWER, {"id": delivery_id, "answer": answer})

    def fail_delivery(self, delivery_id: int, answer: str, failure: str) -> None:
        """Mark a delivery whose handler failed; the office replays it."""
        values = {"id": delivery_id, "answer": answer, "failure": failure}
        self.wire.run(sql.FAIL_DELIVERY, values)

    def finish_replay(self, delivery_id: int, answer: str) -> bool:
        """Move failed → done; False when somebody else did."""
        return self.wire.row(sql.FINISH_REPLAY, {"id": delivery_id, "answer": answer}) is not None

    def mark_late(self, delivery_id: int, repeats: int) -> None:
        """Note that the platform stopped waiting for this answer; `repeats` as it was then."""
        self.wire.run(sql.MARK_LATE, {"id": delivery_id, "repeats": repeats})

    # --- people -----------------------------------------------------------------------------------
    def greet(self, sender_id: int, now: datetime) -> None:
        """Remember when a stranger was last told what this account is for."""
        self.wire.run(sql.GREET, {"id": sender_id, "now": to_ms(now)})

    def come_back(self, sender_id: int) -> None:
        """Remember that this person follows again."""
        self.wire.run(sql.COME_BACK, {"id": sender_id})

    def leave(self, sender_id: int, now: datetime) -> None:
        """Remember that this person unfollowed."""
        self.wire.run(sql.LEAVE, {"id": sender_id, "now": to_ms(now)})

    # --- reports ----------------------------------------------------------------------------------
    def recent(self, observer_id: int, most: int = _RECENT_MOST) -> list[ReportRow]:
        """Return the observer's latest reports, newest first."""
        rows = self.wire.rows(sql.RECENT, {"observer_id": observer_id, "most": most})
        return [read_report(row) for row in rows]

    def called(self, observer_id: int, seq: int) -> list[ReportRow]:
        """Return the observer's reports with this number of a day, newest first."""
        rows = self.wire.rows(sql.CALLED, {"observer_id": observer_id, "seq": seq})
        return [read_report(row) for row in rows]

    def report(self, report_id: int, observer_id: int) -> ReportRow | None:
        """Return one report of this observer."""
        row = self.wire.row(sql.ONE_REPORT, {"id": report_id, "observer_id": observer_id})
        return None if row is None else read_report(row)

    def next_number(self, day: date) -> int:
        """Take a number of the day's series."""
        return self._numbers.take(self.wire, day)

    def open_report(
        self, observer_id: int, channel: str, report: ReportRow, entered_by: int | None = None
    ) -> int:
        """Insert a new report and return its id; `report.id` is ignored.

        `entered_by` is the clerk who wrote it down for the observer.
        """
        is_over = report.state != "collecting"
        values = (
            progress_values(report)
            | tag_values(report)
            | {
                "day": to_day(report.day),
                "seq": report.seq,
                "observer_id": observer_id,
                "channel": channel,
                "state": report.state,
                "merged_into": None,
                "opened_at": to_ms(report.opened_at),
                "closed_at": to_ms(report.last_at) if is_over else None,
                "urgent_seen_at": None,
                "digested_in": None,
                "desk_news_at": None,
                "source": report.source,
                "entered_by": entered_by,
            }
        )
        ((report_id,),) = self.wire.rows(sql.OPEN_REPORT, values)
        return int(report_id)

    def grow(self, report: ReportRow) -> None:
        """Write a report's counts, times and place as they are now."""
        self.wire.run(sql.GROW, progress_values(report))

    def retag(self, report: ReportRow) -> None:
        """Write a report's tags, unless a clerk has set them."""
        self.wire.run(sql.RETAG, tag_values(report))

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
        self.wire.flush()  # its last items may still wait
        self.wire.run(sql.MOVE_ITEMS, moved)
        self.wire.run(sql.MOVE_MEDIA, moved)
        move_card_answers(self.wire, report_id, into)
        return self._end(report_id, now, "merged", into)

    def add_item(self, item: NewItem) -> None:
        """Add one message to a report."""
        self.wire.later(
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
                "observer_id": message.observer_id,
                "created_at": to_ms(message.created_at),
                "not_after": to_ms(message.not_after),
                "notice": written(message.notice),
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

    def _arrive(self, new: NewDelivery, *, wrote: bool) -> tuple[int | None, Met | None]:
        statement = ARRIVE_WRITING if wrote else ARRIVE_SILENT
        whom = {"channel": new.channel, "sender": new.sender}
        now = {"now": to_ms(min(new.sent_at, new.received_at))}
        [arrived], standing = self.wire.rows_of(
            (statement, kept_values(new) | now), (sql.STANDING, whom)
        )
        return arrived[0], met(new, [[arrived[1:]], standing])

    def _whom(self, new: NewDelivery, *, wrote: bool) -> list[Asked]:
        if not new.sender:
            return []
        whom: Values = {"channel": new.channel, "sender": new.sender}
        now = {"now": to_ms(min(new.sent_at, new.received_at))}
        asked: list[Asked] = [(sql.MEET if wrote else sql.KNOW, whom | now), (sql.STANDING, whom)]
        if not self.wire.is_sqlite:  # SQLite's BEGIN IMMEDIATE already holds everything
            asked.insert(1, (sql.LOCK_OBSERVER, whom))
        return asked
