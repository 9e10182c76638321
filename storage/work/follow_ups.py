"""What follows once a file is safe: one row a file, whose state is the next step.

voice: copy (make it playable) → hear (a machine's suggestion, where one is configured) → done;
video: copy → done; photo: compare (with earlier ones) → done. `impossible` is the end of a file
that cannot be played, with the sentence for the clerk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, exists, insert, select, update

from storage.once import insert_once
from storage.tables.intake import deliveries
from storage.tables.media import follow_ups, transcripts
from storage.tables.work import media
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

Step = Literal["copy", "hear", "compare"]
_LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A stored file in a worker's hands; `delivery_id` tells who sent it."""

    claim: Claim
    step: Step
    media_id: int
    report_id: int
    delivery_id: int
    kind: str
    sha256: str
    mime: str
    dhash: int | None
    delivery_key: bytes = b""


def begin(connection: Connection, media_id: int, now: datetime) -> None:
    """Have a report's file followed up once it is stored; a voice joins the clerk's queue.

    A stranger's has no report; it is followed up when it is adopted.
    """
    file = connection.execute(
        select(media.c.kind, media.c.wanted_at).where(
            media.c.id == media_id, media.c.state == "stored", media.c.report_id.is_not(None)
        )
    ).one_or_none()
    if file is None:
        return
    step = "compare" if file.kind == "photo" else "copy"
    values = {"media_id": media_id, "state": step, "next_at": now, "claims": 0}
    blank = {"last_error": "", "playable": "", "poster": False}
    if insert_once(connection, follow_ups, "media_id", values | blank) and file.kind == "voice":
        connection.execute(
            insert(transcripts).values(
                media_id=media_id,
                state="waiting",
                spoken_at=file.wanted_at,
                text="",
                suggestion="",
                version=0,
            )
        )


def some_due(connection: Connection, step: Step, now: datetime) -> bool:
    """Whether a claim would find anything; asked without writing."""
    return is_due(connection, follow_ups, step, now)


def claim(
    connection: Connection, step: Step, now: datetime, limit: int, lease: timedelta
) -> list[FollowUp]:
    """Take up to `limit` files that are due for this step."""
    taken = claim_rows(connection, follow_ups, step, now, limit, lease)
    wanted = [row["media_id"] for _, row in taken]
    named = select(media, deliveries.c.delivery_key).join_from(media, deliveries)
    files = {row.id: row for row in connection.execute(named.where(media.c.id.in_(wanted)))}
    return [
        FollowUp(
            claim=claimed,
            step=step,
            media_id=row["media_id"],
            report_id=files[row["media_id"]].report_id,
            delivery_id=files[row["media_id"]].delivery_id,
            kind=files[row["media_id"]].kind,
            sha256=files[row["media_id"]].sha256,
            mime=files[row["media_id"]].mime,
            dhash=files[row["media_id"]].dhash,
            delivery_key=files[row["media_id"]].delivery_key,
        )
        for claimed, row in taken
    ]


def finish(
    connection: Connection, row: FollowUp, state: str, values: Mapping[str, Any] | None = None
) -> bool:
    """Move a file on to its next state with what was learned; False when it is ours no more."""
    answer = {"state": state, "last_error": "", **(values or {})}
    return settle(connection, follow_ups, row.step, row.claim, answer)


def give_up(connection: Connection, row: FollowUp, sentence: str) -> bool:
    """End a file's way with the sentence that the clerk reads."""
    return finish(connection, row, "impossible", {"last_error": sentence[:_LONGEST_ERROR]})


def release(connection: Connection, row: FollowUp, next_at: datetime) -> bool:
    """Free a file whose handling failed by our own fault; the claim stays counted."""
    return let_go(connection, follow_ups, row.step, row.claim, next_at)


def waits_without(connection: Connection, step: Step, sentence: str) -> bool:
    """Whether files wait at this step and do not say so yet."""
    silent = exists().where(follow_ups.c.state == step, follow_ups.c.last_error != sentence)
    return bool(connection.scalar(select(silent)))


def say_why_waiting(connection: Connection, step: Step, sentence: str) -> None:
    """Put the reason why this step stands still beside every file that waits for it."""
    connection.execute(
        update(follow_ups)
        .where(follow_ups.c.state == step, follow_ups.c.last_error != sentence)
        .values(last_error=sentence)
    )
