"""An observer's question: how it is put on the clerks' tray, and how it becomes a report.

A question takes a number of the reports' own series, so that it stays the same question's number
when the observer, or a clerk, decides that it is a report after all.
(Source: issue 3 item 1.)
"""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from casework.reports.arrivals import Arrival
from casework.reports.drafts import Gathered, is_gathering, merge, open_numbered, take_up_again
from casework.rules import DraftRules, local_day
from catalogue.tagging.tags import Tag
from storage.intake.inquiry_ledger import Inquiry, keep_inquiry, move_inquiry
from storage.intake.ledger import Ledger
from storage.ledger_rows import ReportRow, Standing


def put_question(
    ledger: Ledger, observer_id: int, arrival: Arrival, *, answer: str = "", handbook_key: str = ""
) -> Inquiry:
    """Keep words that ask something: on the tray, or answered by the handbook already."""
    day = local_day(arrival.sent_at)
    inquiry = _inquiry(observer_id, arrival, (day, ledger.next_number(day)))
    if handbook_key:
        inquiry = replace(inquiry, state="answered", answer=answer, handbook_key=handbook_key)
    keep_inquiry(ledger.wire, inquiry)
    return inquiry


def note_question(ledger: Ledger, observer_id: int, arrival: Arrival, report: ReportRow) -> None:
    """Remember that a note of a report asks something, under the report's own number."""
    inquiry = _inquiry(observer_id, arrival, (report.day, report.seq))
    keep_inquiry(ledger.wire, replace(inquiry, state="filed", report_id=report.id))


def file_by_observer(
    ledger: Ledger, standing: Standing, inquiry: Inquiry, at: datetime, rules: DraftRules
) -> Gathered | None:
    """Turn a question into the observer's draft, under its number; None when a clerk just did.

    Photos that came after the question and still wait for words belong to it.
    """
    filed = _filed(ledger, inquiry, at, rules)
    if filed is None:
        return None
    draft = standing.draft
    if draft is not None and draft.notes == 0 and is_gathering(draft, at):
        return Gathered(merge(ledger, draft, filed, at), before=None)
    return Gathered(take_up_again(ledger, standing, filed, at, rules), before=None)


def file_by_clerk(
    ledger: Ledger, inquiry: Inquiry, staff_id: int, at: datetime, rules: DraftRules
) -> ReportRow | None:
    """Turn a question into a received report, its number kept; None when it is settled already."""
    return _filed(ledger, replace(inquiry, settled_by=staff_id), at, rules)


def take_back(ledger: Ledger, inquiry: Inquiry, at: datetime) -> bool:
    """Take an open question off the tray at its observer's wish."""
    return move_inquiry(ledger.wire, inquiry, replace(inquiry, state="closed"), at)


def to_the_tray(ledger: Ledger, inquiry: Inquiry, at: datetime) -> bool:
    """Put a question on the tray that the handbook answered, or that was kept as a note."""
    reopened = replace(inquiry, state="open", answer="", reason="", settled_by=None)
    return move_inquiry(ledger.wire, inquiry, reopened, at)


def tag_of(inquiry: Inquiry) -> Tag | None:
    """Return the words' tag as a report's: who reports what they asked has seen something."""
    kept: dict[str, Any] = json.loads(inquiry.tag)
    if not kept:
        return None
    kept |= {name: tuple(kept[name]) for name in ("also", "reasons")}
    kept["ranked"] = tuple((code, share) for code, share in kept["ranked"])
    tag = Tag(**kept)
    return replace(tag, kind="info") if tag.kind in ("question", "chat") else tag


def _filed(ledger: Ledger, inquiry: Inquiry, at: datetime, rules: DraftRules) -> ReportRow | None:
    arrival = Arrival(
        inquiry.delivery_id,
        inquiry.channel,
        "note",
        inquiry.asked_at,
        text=inquiry.words,
        tag=tag_of(inquiry),
    )
    taken = replace(inquiry, state="filed")
    # Its row is taken before anything else is written: of two who file it at once, one does.
    if not move_inquiry(ledger.wire, inquiry, taken, at):
        return None
    report = open_numbered(ledger, inquiry.observer_id, arrival, rules, inquiry.seq)
    move_inquiry(ledger.wire, taken, replace(taken, report_id=report.id), at)
    return report


def _inquiry(observer_id: int, arrival: Arrival, number: tuple[Any, int]) -> Inquiry:
    tag = {} if arrival.tag is None else asdict(arrival.tag)
    return Inquiry(
        arrival.delivery_id,
        observer_id,
        arrival.channel,
        *number,
        words=arrival.text,
        tag=json.dumps(tag, ensure_ascii=False),
        asked_at=arrival.sent_at,
    )
