"""The office's word on lines of the letters' rules: all are kept, the newest of a line holds.

A word without a value (JSON null) takes the earlier ones back: the packaged line holds again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.tables.letters import letter_policy_words
from storage.tables.staff import staff


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """{line: changed fields} now in force, and the number of the newest word (0: none yet)."""

    lines: Mapping[str, Mapping[str, Any]]
    version: int


@dataclass(frozen=True, slots=True)
class KeptWord:
    """One word with its number, who gave it and when; `changed` None took the earlier back."""

    id: int
    changed: Mapping[str, Any] | None
    who: str
    at: datetime


def policy_words(connection: Connection, region: str) -> PolicyWords:
    """Return the office's words on a region's rules."""
    named = letter_policy_words.c
    rows = connection.execute(
        select(named.id, named.line, named.value).where(named.region == region).order_by(named.id)
    ).all()
    newest = {row.line: json.loads(row.value) for row in rows}
    lines = {line: value for line, value in newest.items() if value is not None}
    return PolicyWords(lines, rows[-1].id if rows else 0)


def words_on(connection: Connection, region: str, line: str) -> list[KeptWord]:
    """Return every word on one line, the newest first."""
    named = letter_policy_words.c
    rows = connection.execute(
        select(named.id, named.value, named.at, staff.c.display_name)
        .join_from(letter_policy_words, staff, staff.c.id == named.staff_id)
        .where(named.region == region, named.line == line)
        .order_by(named.id.desc())
    )
    return [KeptWord(row.id, json.loads(row.value), row.display_name, row.at) for row in rows]


def add_policy_word(
    connection: Connection,
    region: str,
    word: tuple[str, Mapping[str, Any] | None],
    staff_id: int,
    now: datetime,
) -> None:
    """Keep a word as (line, changed fields), None to take the earlier words back."""
    line, changed = word
    value = json.dumps(None if changed is None else dict(changed), ensure_ascii=False)
    connection.execute(
        insert(letter_policy_words).values(
            region=region, line=line, value=value, staff_id=staff_id, at=now
        )
    )
