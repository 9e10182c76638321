"""What the intake reads and writes, as small typed rows."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from storage.tables.base import from_day, from_ms

ReportState = Literal["collecting", "received", "withdrawn", "merged"]
QuestionKind = Literal["project", "same", "card", "office"]


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A genuine delivery as it is kept. `raw` is sealed; times are aware UTC."""

    key: bytes
    channel: str
    kind: str
    msg_id: str
    sender: str
    receiver: str
    sent_at: datetime
    received_at: datetime
    raw: bytes


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What the first of several equal deliveries was answered, and when that one was sent."""

    delivery_id: int
    answer: str
    sent_at: datetime
    repeats: int


@dataclass(frozen=True, slots=True)
class Sender:
    """One person on one channel; `observer_id` is empty for a stranger."""

    id: int
    channel: str
    sender: str
    observer_id: int | None
    greeted_at: datetime | None


def report_number(day: date, seq: int) -> str:
    """Return the number as people say it, e.g. 0714-32."""
    return f"{day.month:02d}{day.day:02d}-{seq}"


class ReportRow(NamedTuple):
    """A report as the conversation needs it; `latitude` and `longitude` are GCJ-02 degrees.

    A named tuple, because every message makes a changed copy of one and `_replace` is cheap.
    """

    id: int
    day: date
    seq: int
    state: ReportState
    opened_at: datetime
    last_at: datetime
    quiet_until: datetime
    photos: int = 0
    notes: int = 0
    places: int = 0
    voices: int = 0
    videos: int = 0
    excerpt: str = ""
    project: str | None = None
    also: tuple[str, ...] = ()
    kind: str = ""
    county: str = ""
    township: str = ""
    urgent: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    tagged_by: str = "tagger"
    latitude: float | None = None
    longitude: float | None = None
    place_label: str = ""
    place_asked: bool = False
    summary_due: datetime | None = None
    source: str = "chat"  # or, entered by a clerk: group | phone | paper | visit
    card_asked: bool = False
    desk_state: str = "new"  # where the desk stands with it

    @property
    def number(self) -> str:
        """The number as people say it, e.g. 0714-32."""
        return report_number(self.day, self.seq)

    @property
    def takes_more(self) -> bool:
        """Whether messages may still join it; one that a clerk merged keeps its own."""
        return self.state in ("collecting", "received") or self.desk_state == "merged"

    @property
    def is_gone(self) -> bool:
        """Whether its observer put it together with another, whose number holds now."""
        return self.state == "merged" and self.desk_state != "merged"

    def tags(self) -> tuple[object, ...]:
        """Return what `Ledger.retag` writes."""
        return self[_FIRST_TAG : _LAST_TAG + 1]


_DAY, _OPENED, _LAST, _QUIET, _ALSO, _URGENT, _REASONS = map(
    ReportRow._fields.index,
    ("day", "opened_at", "last_at", "quiet_until", "also", "urgent", "reasons"),
)
_PLACE_ASKED, _SUMMARY_DUE, _CARD_ASKED = map(
    ReportRow._fields.index, ("place_asked", "summary_due", "card_asked"),
)  # fmt: skip
_FIRST_TAG, _LAST_TAG = map(ReportRow._fields.index, ("project", "tagged_by"))


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of an observer; `options` say what each short answer means."""

    id: int
    kind: QuestionKind
    report_id: int
    other_report_id: int | None
    options: tuple[str, ...]
    asked_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """An observer as they stand when a message arrives, read under their row's lock.

    `latest_end`: later messages cannot belong to any of the latest reports.
    """

    observer_id: int
    state: str
    appointed_from: date | None
    appointed_to: date | None
    latest_end: datetime | None
    draft: ReportRow | None
    question: Question | None


@dataclass(frozen=True, slots=True)
class Met:
    """Who sent a delivery; without a standing they are no observer."""

    sender: Sender
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class NewItem:
    """One message's share in a report."""

    report_id: int
    delivery_id: int
    kind: str
    sent_at: datetime
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class WantedMedia:
    """A file to fetch before the platform forgets it at `expires_at`; no report: a stranger's."""

    delivery_id: int
    report_id: int | None
    channel: str
    media_id: str
    kind: str
    wanted_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to an observer; `options[n - 1]` is what the answer n means."""

    observer_id: int
    kind: QuestionKind
    report_id: int
    other_report_id: int | None
    options: tuple[str, ...]
    asked_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """An observer's change of one tag; a clerk's are written by `storage.desk.corrections`."""

    report_id: int
    field: str
    before: str
    after: str
    at: datetime


def read_report(row: tuple[Any, ...]) -> ReportRow:
    """Turn a row of `ledger_statements.REPORT_COLUMNS` into a ReportRow."""
    values = list(row)
    values[_DAY] = from_day(row[_DAY])
    values[_OPENED], values[_LAST], values[_QUIET] = map(from_ms, row[_OPENED : _QUIET + 1])
    values[_ALSO] = tuple(json.loads(row[_ALSO]))
    values[_URGENT] = bool(row[_URGENT])
    values[_REASONS] = tuple(json.loads(row[_REASONS]))
    values[_PLACE_ASKED] = bool(row[_PLACE_ASKED])
    values[_CARD_ASKED] = bool(row[_CARD_ASKED])
    values[_SUMMARY_DUE] = None if row[_SUMMARY_DUE] is None else from_ms(row[_SUMMARY_DUE])
    return ReportRow._make(values)


def read_question(row: tuple[Any, ...]) -> Question:
    """Turn a row of `ledger_statements.QUESTION_COLUMNS` into a Question."""
    return Question(
        row[0], row[1], row[2], row[3], tuple(json.loads(row[4])), from_ms(row[5]), from_ms(row[6])
    )
