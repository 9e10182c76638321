"""Between the intake's small rows and the parameters and columns of its statements."""

import json
from typing import Any

from storage.intake import ledger_statements as sql
from storage.ledger_rows import (
    Met,
    NewDelivery,
    ReportRow,
    Sender,
    Standing,
    read_question,
    read_report,
)
from storage.tables.base import from_day, from_ms, to_ms
from storage.wire import Row

Values = dict[str, Any]
_REPORTS_START = 5
_QUESTION_START = _REPORTS_START + len(sql.REPORT_COLUMNS)


def kept_values(new: NewDelivery) -> Values:
    """Return the parameters of KEEP_DELIVERY."""
    return {
        "delivery_key": new.key,
        "channel": new.channel,
        "kind": new.kind,
        "msg_id": new.msg_id,
        "sender": new.sender,
        "receiver": new.receiver,
        "sent_at": to_ms(new.sent_at),
        "received_at": to_ms(new.received_at),
        "raw": new.raw,
    }


def met(new: NewDelivery, found: list[list[Row]]) -> Met | None:
    """Read what MEET (or KNOW) and STANDING found; None where nobody was asked for."""
    if not found:
        return None
    known, standing = found[0][0], found[-1]
    greeted = None if known[2] is None else from_ms(known[2])
    sender = Sender(known[0], new.channel, new.sender, known[1], greeted)
    return Met(sender, _standing(standing[0]) if standing else None)


def _standing(row: Row) -> Standing:
    report, question = row[_REPORTS_START:_QUESTION_START], row[_QUESTION_START:]
    return Standing(
        row[0],
        row[1],
        None if row[2] is None else from_day(row[2]),
        None if row[3] is None else from_day(row[3]),
        None if row[4] is None else from_ms(row[4]),
        None if report[0] is None else read_report(report),
        None if question[0] is None else read_question(question),
    )


def progress_values(report: ReportRow) -> Values:
    """Return the parameters of GROW."""
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
        "card_asked": report.card_asked,
        "summary_due": None if due is None else to_ms(due),
    }


def tag_values(report: ReportRow) -> Values:
    """Return the parameters of RETAG."""
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
