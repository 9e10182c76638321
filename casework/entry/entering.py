"""代录: a clerk's entry becomes a report like any other, in one transaction, exactly once.

It is received at once and no draft: it neither joins nor ends what its observer is just gathering.
Every part of it is a delivery on the channel `desk` under a key made of what was said.
(Source: issue 3 item 5; ADR 0015.)
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from casework.alarms import post_alarm
from casework.entry.entry_keys import part_key
from casework.notices import notice
from casework.reports.arrivals import Arrival
from casework.reports.growth import grown
from casework.rules import DraftRules, just_before, local_day
from catalogue.geography.places import find_place
from catalogue.projects import Projects
from catalogue.tagging.tags import Tag
from catalogue.wording import notices, observer_desk
from storage.database import Database
from storage.desk.acts import record_act
from storage.intake.ledger import Ledger
from storage.intake.numbers import Numbers
from storage.ledger_rows import NewDelivery, NewItem, ReportRow, WantedMedia
from storage.people.observer_states import mark_while_suspended
from storage.people.people import ObserverCard
from storage.photos.desk_uploads import DESK, Upload, take_upload
from storage.roads.outbox import OutMessage
from storage.vault import Vault
from storage.wire import wire_transaction

Source = Literal["group", "phone", "paper", "visit"]
SOURCES: tuple[Source, ...] = ("group", "phone", "paper", "visit")

_FETCHING_LASTS = timedelta(days=30)  # the file is ours; only a store out of order delays it
_NEWS_LASTS = timedelta(hours=48)


class AlreadyEntered(Exception):
    """A line of the entry is part of a report; nothing of the entry was written."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said. `key` names it; `marks` is shown where nothing else is left of it.

    `sent_at` is the original time, aware; `sender` and `pasted` are as the transcript has them.
    """

    key: bytes
    sent_at: datetime
    words: str = ""
    place: str = ""
    photos: tuple[Upload, ...] = ()
    marks: str = ""
    sender: str = ""
    pasted: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report to be; its lines in the order of time, at least one."""

    observer: ObserverCard
    source: Source
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class News:
    """Whom to tell (channel, account), and the numbers entered for them a moment before."""

    account: tuple[str, str]
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """The new report."""

    report_id: int
    number: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """One delivery of a line: its raw fields, and what it adds; `counts` is False for a mark."""

    key: bytes
    fields: dict[str, str]
    arrival: Arrival
    counts: bool = True
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class EntryDesk:
    """What entering needs; `duty` are the (channel, account) that urgent reports alarm."""

    database: Database
    vault: Vault
    numbers: Numbers
    rules: DraftRules
    tag: Callable[[str], Tag]
    projects: Projects
    duty: tuple[tuple[str, str], ...]

    def enter(self, entry: Entry, staff_id: int, now: datetime, news: News | None) -> Entered:
        """Write one report; raises AlreadyEntered and then leaves nothing."""
        parts = [part for line in entry.lines for part in _parts(line, self.tag)]
        with wire_transaction(self.database, pipelined=False) as wire:
            ledger = Ledger(wire, self.numbers)
            kept = [(part, self._keep(ledger, part, staff_id, now)) for part in parts]
            report = self._open(ledger, entry, kept, staff_id)
            for part, delivery_id in kept:
                _add(ledger, report, part, delivery_id, now)
            if report.urgent:
                post_alarm(ledger, report, self._project(report), self.duty, now)
            if news:
                ledger.post(_told(report, entry, news, now))
            with wire.plain() as connection:
                target = f"report:{report.id}"
                record_act(connection, staff_id, "report.entered", target, entry.source, now)
                for part, delivery_id in kept:
                    if part.upload and not take_upload(connection, part.upload.id, delivery_id):
                        raise AlreadyEntered
                if _counts_not(entry.observer, report):
                    mark_while_suspended(connection, kept[0][1])
        return Entered(report.id, report.number, report.urgent)

    def _keep(self, ledger: Ledger, part: _Part, staff_id: int, now: datetime) -> int:
        raw = json.dumps({"fields": part.fields, "unreadable": ""}, ensure_ascii=False)
        delivery_id = ledger.keep(
            NewDelivery(
                key=part.key,
                channel=DESK,
                kind=part.arrival.kind,
                msg_id="",
                sender=f"staff:{staff_id}",
                receiver="",
                sent_at=part.arrival.sent_at,
                received_at=now,
                raw=self.vault.seal_text(raw, "delivery.raw"),
            )
        )
        if delivery_id is None:
            raise AlreadyEntered
        return delivery_id

    def _open(
        self, ledger: Ledger, entry: Entry, kept: Sequence[tuple[_Part, int]], staff_id: int
    ) -> ReportRow:
        first = min(line.sent_at for line in entry.lines)
        day = local_day(first)
        # Its window is empty and closed before it begins: no later message ever falls into it.
        closed = just_before(first - self.rules.pause)
        report = ReportRow(0, day, ledger.next_number(day), "received", first, first, closed)
        report = report._replace(source=entry.source)
        for part, _ in kept:
            if part.counts:
                report = grown(report, part.arrival, self.rules)
        return report._replace(id=ledger.open_report(entry.observer.id, DESK, report, staff_id))

    def _project(self, report: ReportRow) -> str:
        known = report.project is not None and report.project in self.projects
        return self.projects.by_code(report.project or "").short if known else ""


def _parts(line: Line, tag: Callable[[str], Tag]) -> Iterator[_Part]:
    told = {"FromUserName": line.sender, "Pasted": line.pasted}
    number = 0
    if line.words:
        arrival = Arrival(0, DESK, "note", line.sent_at, text=line.words, tag=tag(line.words))
        fields = {"MsgType": "text", "Content": line.words, **told}
        yield _Part(part_key(line.key, number), fields, arrival)
        number += 1
    if line.place:
        fields = {"MsgType": "location", "Label": line.place, **told}
        yield _Part(part_key(line.key, number), fields, _place(line))
        number += 1
    for upload in line.photos:
        arrival = Arrival(0, DESK, "photo", line.sent_at, media_id=upload.store_key)
        fields = {"MsgType": "image", "Title": upload.filename, **told}
        yield _Part(part_key(line.key, number), fields, arrival, upload=upload)
        number += 1
    if number == 0:
        arrival = Arrival(0, DESK, "note", line.sent_at, text=line.marks)
        fields = {"MsgType": "text", "Content": line.marks, **told}
        yield _Part(line.key, fields, arrival, counts=False)


def _place(line: Line) -> Arrival:
    found = find_place(line.place)
    return Arrival(
        0,
        DESK,
        "place",
        line.sent_at,
        text=line.place,
        county=found.county or "",
        township=found.township or "",
    )


def _add(ledger: Ledger, report: ReportRow, part: _Part, delivery_id: int, now: datetime) -> None:
    arrival = part.arrival
    ledger.add_item(NewItem(report.id, delivery_id, arrival.kind, arrival.sent_at, arrival.text))
    if part.upload:
        ledger.want_media(
            WantedMedia(
                delivery_id,
                report.id,
                DESK,
                part.upload.store_key,
                arrival.kind,
                now,
                now + _FETCHING_LASTS,
            )
        )


def _told(report: ReportRow, entry: Entry, news: News, now: datetime) -> OutMessage:
    channel, recipient = news.account
    return OutMessage(
        once_key=f"entered:{report.id}",
        channel=channel,
        recipient=recipient,
        purpose="entered",
        text=observer_desk.entered(entry.source, (*news.earlier, report.number)),
        report_id=report.id,
        not_after=now + _NEWS_LASTS,
        created_at=now,
        notice=notice("outcome", notices.ENTERED, now, number=report.number),
        observer_id=entry.observer.id,
    )


def _counts_not(observer: ObserverCard, report: ReportRow) -> bool:
    since = observer.suspended_from
    return since is not None and since <= report.day
