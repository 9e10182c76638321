"""Rows that must exist before a file can be wanted or a message posted."""

from datetime import date, datetime, timedelta
from itertools import count

from sqlalchemy import insert

from storage.database import Connection
from storage.roads.outbox import OutMessage
from storage.tables.intake import deliveries, senders
from storage.tables.people import observers
from storage.tables.reports import reports
from storage.tables.work import media

_serial = count(1)


def a_sender(
    connection: Connection, sender: str, now: datetime, channel: str = "official", sent: int = 0
) -> None:
    """A person who wrote just now and was sent so many messages since."""
    connection.execute(
        insert(senders).values(
            channel=channel,
            sender=sender,
            first_seen_at=now,
            last_inbound_at=now,
            sent_in_window=sent,
        )
    )


def a_report(connection: Connection, now: datetime, seq: int = 32) -> int:
    """Report 0714-<seq> of an observer of its own."""
    words = dict.fromkeys(["excerpt", "kind", "county", "township", "tagged_by", "place_label"], "")
    counts = dict.fromkeys(["photos", "notes", "places", "voices", "videos"], 0)
    times = dict.fromkeys(["opened_at", "last_at", "quiet_until"], now)
    report = connection.execute(
        insert(reports).values(
            day=date(2026, 7, 14),
            seq=seq,
            observer_id=_an_observer(connection, now),
            channel="official",
            state="received",
            also="[]",
            reasons="[]",
            urgent=False,
            confidence=0.0,
            place_asked=False,
            **words,
            **counts,
            **times,
        )
    ).inserted_primary_key
    return int(report[0])


def _an_observer(connection: Connection, now: datetime) -> int:
    serial = next(_serial)
    observer = connection.execute(
        insert(observers).values(
            name=b"n",
            name_index=serial.to_bytes(32),
            phone=b"p",
            phone_index=serial.to_bytes(32),
            unit=b"u",
            county="",
            group_name="",
            role="观察员",
            state="active",
            created_at=now,
            updated_at=now,
        )
    ).inserted_primary_key
    return int(observer[0])


def a_delivery(
    connection: Connection, now: datetime, sender: str = "wang", channel: str = "official"
) -> int:
    """A photo message of this person."""
    delivery = connection.execute(
        insert(deliveries).values(
            delivery_key=next(_serial).to_bytes(32),
            channel=channel,
            kind="photo",
            msg_id="",
            sender=sender,
            receiver="us",
            sent_at=now,
            received_at=now,
            raw=b"sealed",
            state="done",
            answer="",
            answer_state="kept",
            last_seen_at=now,
            repeats=0,
            failure="",
        )
    ).inserted_primary_key
    return int(delivery[0])


def a_wanted_file(
    connection: Connection,
    report_id: int,
    now: datetime,
    *,
    kind: str = "photo",
    channel: str = "official",
    media_id: str = "M1",
    sender: str = "wang",
) -> int:
    """A file the platform keeps for three days from now."""
    row = connection.execute(
        insert(media).values(
            delivery_id=a_delivery(connection, now, sender, channel),
            report_id=report_id,
            channel=channel,
            media_id=media_id,
            kind=kind,
            state="wanted",
            wanted_at=now,
            expires_at=now + timedelta(hours=72),
            next_at=now,
            claims=0,
            last_error="",
            mime="",
            bytes=0,
        )
    ).inserted_primary_key
    return int(row[0])


def a_message(now: datetime, key: str = "late:1", **changed: object) -> OutMessage:
    """A message to wang, good for a day."""
    values: dict[str, object] = {
        "once_key": key,
        "channel": "official",
        "recipient": "wang",
        "purpose": "late-answer",
        "text": "收到照片，编号0714-32。",
        "report_id": None,
        "not_after": now + timedelta(days=1),
        "created_at": now,
    }
    return OutMessage(**(values | changed))  # type: ignore[arg-type]
