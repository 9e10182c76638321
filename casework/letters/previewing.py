"""A draft read back: as the clerk wrote it, and as it would be printed now."""

import json
from datetime import datetime

from casework.letters.content import LetterContent, Visit, read_content
from casework.letters.drafting import LetterDraft
from casework.letters.gate import LetterDesk, Refused, Why, policy_in_force
from casework.letters.submitting import content_of
from storage.database import Connection
from storage.letters.items import ItemDraft, LetterItem, items_of
from storage.letters.rows import LetterRow, letter_row


def draft_as_written(connection: Connection, letter: LetterRow) -> LetterDraft:
    """Return what stands in a letter's form."""
    return LetterDraft(
        kind=letter.kind,
        title=letter.title,
        unit=letter.unit,
        copies=letter.copies,
        ground=letter.ground,
        opening=letter.opening,
        requirement=letter.requirement,
        reason=letter.reason,
        signer_role=letter.signer_role,
        signer_name=letter.signer_name,
        way=letter.way,
        items=tuple(_as_written(item) for item in items_of(connection, letter.id)),
        asked_by=letter.asked_by,
        visit=Visit(**json.loads(letter.visit)) if letter.visit else None,
    )


def preview_content(
    connection: Connection, desk: LetterDesk, letter_id: int, now: datetime
) -> LetterContent:
    """Return what a letter prints: frozen, or as its draft is now. Raises Refused."""
    letter = letter_row(connection, letter_id)
    if letter is None or letter.region != desk.region:
        raise Refused(Why.UNKNOWN)
    if letter.content:
        return read_content(letter.content)
    policy = policy_in_force(connection, desk.region, now)
    kind = policy.kind(letter.kind)
    if kind is None:
        raise Refused(Why.NO_POLICY)
    return content_of(policy, kind, letter, items_of(connection, letter_id))


def _as_written(item: LetterItem) -> ItemDraft:
    words = (item.problem, item.place, item.seen, item.project, item.requirement)
    return ItemDraft(*words, item.report_ids, item.pictures)
