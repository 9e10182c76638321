"""Makes a digest, keeps it for good, and queues it for those who are to have it.

All in the caller's transaction: what is marked as told, the kept digest and its messages are there
together or not at all.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from casework.audit.audit import printed
from casework.digests.facts import written
from casework.digests.gathering import DigestDesk, facts_now, facts_of_day, facts_of_week
from casework.digests.telling import Told, text_of
from casework.rules import local_day
from catalogue.projects import load_projects
from catalogue.reading.parts import parts_of
from catalogue.wording import staff_digests as words
from storage.audit.audit_rows import stored_head
from storage.database import Connection
from storage.desk.acts import record_act
from storage.digests import digest_rows
from storage.digests.digest_rows import KeptDigest
from storage.roads.outbox import OutMessage, post

PURPOSE: Final = "digest"
_LASTS: Final = timedelta(hours=12)
_GROUP_BYTES: Final = 4096  # of one message of a group's robot (WDOC/99110)
_ROOM_FOR_NUMBER: Final = 24  # bytes of 「（12/13）」 and its line end
_MAKERS: Final = {"day": facts_of_day, "week": facts_of_week}


def make_digest(
    connection: Connection, desk: DigestDesk, kind: str, staff_id: int | None, now: datetime
) -> KeptDigest:
    """Make and keep a digest of a kind (day, week, asked); it is an act of whoever made it."""
    day, head = local_day(now), stored_head(connection)
    made = {"kind": kind, "day": day, "made_at": now, "made_by": staff_id}
    digest_id = digest_rows.insert_digest(connection, made)
    if kind in _MAKERS:
        facts = _MAKERS[kind](connection, desk, digest_id, now)
    else:
        facts = facts_now(connection, desk, now)
    told = Told(kind, day, printed(head) if head else "", _address(desk, digest_id))
    text, kept = text_of(facts, told, load_projects()), written(facts)
    content = {"facts": kept, "text": text, "fingerprint": fingerprint(kept, text)}
    digest_rows.fill_digest(connection, digest_id, content | {"audit_head": told.audit_head})
    record_act(
        connection, staff_id, "digest.make", f"digest:{digest_id}", content["fingerprint"], now
    )
    found = digest_rows.digest_numbered(connection, digest_id)
    if found is None:
        raise LookupError(f"digest {digest_id} is gone")
    return found


def fingerprint(facts: str, text: str) -> str:
    """Return what a digest's content is known by; the record of deeds holds it, sealed."""
    return hashlib.sha256(f"{facts}\n{text}".encode()).hexdigest()


def send_out(connection: Connection, desk: DigestDesk, digest: KeptDigest, now: datetime) -> None:
    """Queue a digest of the clock for everybody who is to have it."""
    for message in [*_group_messages(desk, digest, now), *_mails(desk, digest, now)]:
        post(connection, message)


def to_group(connection: Connection, desk: DigestDesk, digest: KeptDigest, now: datetime) -> bool:
    """Queue a digest for the office's own group, in parts; False when it was there before."""
    fresh = [post(connection, each) for each in _group_messages(desk, digest, now)]
    return any(fresh)


def keys_of(desk: DigestDesk, digest: KeptDigest) -> list[str]:
    """Return the keys under which a digest's messages are kept."""
    at = digest.made_at
    messages = [*_group_messages(desk, digest, at), *_mails(desk, digest, at)]
    return [message.once_key for message in messages]


def numbered_parts(text: str, most: int = _GROUP_BYTES) -> list[str]:
    """Cut a text into parts that say which of how many they are; a short one stays as it is."""
    if len(text.encode()) <= most:
        return [text]
    parts = parts_of(text, most - _ROOM_FOR_NUMBER)
    return [f"{words.part_of(number, len(parts))}\n{part}" for number, part in enumerate(parts, 1)]


def _group_messages(desk: DigestDesk, digest: KeptDigest, now: datetime) -> list[OutMessage]:
    parts = list(enumerate(numbered_parts(digest.text), 1))
    return [
        _message(digest, group, part, number, now) for group in desk.group for number, part in parts
    ]


def _mails(desk: DigestDesk, digest: KeptDigest, now: datetime) -> list[OutMessage]:
    wanted = {"day": desk.office, "week": desk.leaders}.get(digest.kind, ())
    return [_message(digest, address, digest.text, 1, now) for address in wanted]


def _message(
    digest: KeptDigest, to: tuple[str, str], text: str, part: int, now: datetime
) -> OutMessage:
    channel, recipient = to
    return OutMessage(
        once_key=f"digest:{digest.id}:{part}:{channel}:{recipient}"[:120],
        channel=channel,
        recipient=recipient,
        purpose=PURPOSE,
        text=text,
        report_id=None,
        not_after=now + _LASTS,
        created_at=now,
    )


def _address(desk: DigestDesk, digest_id: int) -> str:
    return f"{desk.address}/office/digests/{digest_id}" if desk.address else ""


def is_whole(digest: KeptDigest) -> bool:
    """Whether a digest's content is what it was when it was made."""
    return digest.fingerprint == fingerprint(digest.facts, digest.text)
