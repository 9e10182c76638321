"""Voice in words: what waits to be heard, who typed it up, and every version that was replaced.

waiting → typed, or unclear (the observer was asked to say it in words); unclear → typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, String, cast, insert, select
from sqlalchemy import update as change

from storage.capped import count_capped
from storage.ledger_rows import report_number
from storage.tables.intake import deliveries
from storage.tables.media import follow_ups, transcript_versions, transcripts
from storage.tables.people import observers
from storage.tables.reports import items, reports
from storage.tables.staff import staff
from storage.tables.work import firings, media
from storage.vault import Vault

UNHEARD_RULE: Final = "unheard voice"
_LIVING: Final = ("collecting", "received")
_LIST: Final = 20
_MOST_UNHEARD: Final = 200


@dataclass(frozen=True, slots=True)
class Voice:
    """A stored voice on its way into words; `playable` and `trouble` are its copy's state.

    `version` counts what staff did with it. `said` is what the platform wrote down, mostly empty.
    """

    media_id: int
    report_id: int
    number: str
    observer_id: int
    observer: str
    channel: str
    sender: str
    delivery_id: int
    state: str
    text: str
    suggestion: str
    said: str
    version: int
    by: str
    spoken_at: datetime
    playable: str
    seconds: float | None
    trouble: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """A voice that nobody has typed up yet and of which nobody has been alarmed."""

    media_id: int
    report_id: int
    number: str
    spoken_at: datetime


def waiting_voices(connection: Connection, vault: Vault) -> list[Voice]:
    """Return the voices that wait for a clerk, the oldest first, a page of them."""
    rows = connection.execute(
        _voices().where(*_waits()).order_by(transcripts.c.spoken_at, transcripts.c.id).limit(_LIST)
    )
    return [_voice(vault, row) for row in rows]


def count_waiting(connection: Connection) -> int:
    """Return how many voices wait for a clerk."""
    joined = transcripts.join(media).join(reports)
    return count_capped(connection, select(transcripts.c.id).select_from(joined).where(*_waits()))


def voice(connection: Connection, vault: Vault, media_id: int) -> Voice | None:
    """Return one stored voice."""
    row = connection.execute(_voices().where(transcripts.c.media_id == media_id)).one_or_none()
    return None if row is None else _voice(vault, row)


def reports_with_waiting(connection: Connection, report_ids: Iterable[int]) -> set[int]:
    """Return which of these reports hold a voice that waits for a clerk."""
    rows = connection.scalars(
        select(media.c.report_id)
        .select_from(transcripts.join(media).join(reports))
        .where(*_waits(), media.c.report_id.in_(list(report_ids)))
    )
    return set(rows)


def lock_speaker(connection: Connection, media_id: int) -> bool:
    """Keep other writers from the reports of the observer who spoke; False for no such voice."""
    speaker = (
        select(observers.c.id)
        .select_from(transcripts.join(media).join(reports).join(observers))
        .where(transcripts.c.media_id == media_id)
        .with_for_update(of=observers)
    )
    return connection.execute(speaker).first() is not None


def write_down(  # which words, whose, over which version, when
    connection: Connection, media_id: int, text: str, staff_id: int, version: int, now: datetime
) -> bool:
    """Keep what a clerk heard, and the words it replaces; False when somebody was faster."""
    _keep_version(connection, media_id, version)
    values = {"state": "typed", "text": text}
    return _change(connection, media_id, version, {**values, "staff_id": staff_id, "at": now})


def mark_unclear(
    connection: Connection, media_id: int, staff_id: int, version: int, now: datetime
) -> bool:
    """Note that a clerk could not understand a voice; False when somebody was faster."""
    values = {"state": "unclear", "staff_id": staff_id, "at": now}
    return _change(connection, media_id, version, values)


def nothing_to_hear(connection: Connection, media_id: int, now: datetime) -> None:
    """Take a voice without sound out of the queue."""
    connection.execute(
        change(transcripts)
        .where(transcripts.c.media_id == media_id, transcripts.c.state == "waiting")
        .values(state="unclear", at=now, version=transcripts.c.version + 1)
    )


def is_waiting(connection: Connection, media_id: int) -> bool:
    """Whether nobody has typed up this voice yet."""
    state = select(transcripts.c.state).where(transcripts.c.media_id == media_id)
    return connection.scalar(state) == "waiting"


def suggest(connection: Connection, media_id: int, text: str) -> None:
    """Keep what a machine heard, for the clerk to check."""
    connection.execute(
        change(transcripts).where(transcripts.c.media_id == media_id).values(suggestion=text)
    )


def put_words(connection: Connection, delivery_id: int, text: str) -> None:
    """Let a voice message say what was typed up."""
    connection.execute(change(items).where(items.c.delivery_id == delivery_id).values(text=text))


def words_of(connection: Connection, report_id: int) -> list[str]:
    """Return all words of a report in the order they were said."""
    rows = connection.scalars(
        select(items.c.text)
        .where(items.c.report_id == report_id, items.c.text != "")
        .order_by(items.c.sent_at, items.c.id)
    )
    return list(rows)


def unheard(connection: Connection, spoken_before: datetime) -> Sequence[Unheard]:
    """Return the waiting voices spoken before this moment of which nobody was alarmed yet."""
    told = (firings.c.rule == UNHEARD_RULE) & (
        firings.c.period == cast(transcripts.c.media_id, String)
    )
    joined = transcripts.join(media).join(reports).outerjoin(firings, told)
    rows = connection.execute(
        select(media.c.id, media.c.report_id, reports.c.day, reports.c.seq, transcripts.c.spoken_at)
        .select_from(joined)
        .where(*_waits(), firings.c.rule.is_(None), transcripts.c.spoken_at <= spoken_before)
        .order_by(transcripts.c.spoken_at)
        .limit(_MOST_UNHEARD)
    )
    return [
        Unheard(row.id, row.report_id, report_number(row.day, row.seq), row.spoken_at)
        for row in rows
    ]


def _waits() -> tuple[ColumnElement[bool], ...]:
    return transcripts.c.state == "waiting", reports.c.state.in_(_LIVING)


def _voices() -> Select[Any]:
    joined = (
        transcripts.join(media)
        .join(reports)
        .join(observers)
        .join(deliveries, deliveries.c.id == media.c.delivery_id)
        .join(items, items.c.delivery_id == media.c.delivery_id)
        .outerjoin(follow_ups, follow_ups.c.media_id == media.c.id)
        .outerjoin(staff, staff.c.id == transcripts.c.staff_id)
    )
    return select(
        transcripts,
        media.c.report_id,
        media.c.delivery_id,
        reports.c.day,
        reports.c.seq,
        reports.c.observer_id,
        observers.c.name,
        deliveries.c.channel,
        deliveries.c.sender,
        items.c.text.label("said"),
        staff.c.display_name,
        follow_ups.c.playable,
        follow_ups.c.seconds,
        follow_ups.c.last_error,
    ).select_from(joined)


def _voice(vault: Vault, row: Row[Any]) -> Voice:
    return Voice(
        media_id=row.media_id,
        report_id=row.report_id,
        number=report_number(row.day, row.seq),
        observer_id=row.observer_id,
        observer=vault.unseal_text(row.name, "observer.name"),
        channel=row.channel,
        sender=row.sender,
        delivery_id=row.delivery_id,
        state=row.state,
        text=row.text,
        suggestion=row.suggestion,
        said=row.said,
        version=row.version,
        by=row.display_name or "",
        spoken_at=row.spoken_at,
        playable=row.playable or "",
        seconds=row.seconds,
        trouble=row.last_error or "",
    )


def _keep_version(connection: Connection, media_id: int, version: int) -> None:
    typed = select(
        transcripts.c.id, transcripts.c.text, transcripts.c.staff_id, transcripts.c.at
    ).where(
        transcripts.c.media_id == media_id,
        transcripts.c.version == version,
        transcripts.c.state == "typed",
    )
    columns = ["transcript_id", "text", "staff_id", "at"]
    connection.execute(insert(transcript_versions).from_select(columns, typed))


def _change(connection: Connection, media_id: int, version: int, values: dict[str, Any]) -> bool:
    changed = connection.execute(
        change(transcripts)
        .where(transcripts.c.media_id == media_id, transcripts.c.version == version)
        .values(**values, version=version + 1)
    )
    return changed.rowcount == 1
