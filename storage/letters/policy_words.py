"""The office's word on lines of the letters' rules: all are kept, the newest of a line holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.tables.letters import letter_policy_words


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """{line: changed fields} now in force, and the number of the newest word (0: none yet)."""

    lines: Mapping[str, Mapping[str, Any]]
    version: int


def policy_words(connection: Connection, region: str) -> PolicyWords:
    """Return the office's words on a region's rules."""
    named = letter_policy_words.c
    rows = connection.execute(
        select(named.id, named.line, named.value).where(named.region == region).order_by(named.id)
    ).all()
    lines = {row.line: json.loads(row.value) for row in rows}
    return PolicyWords(lines, rows[-1].id if rows else 0)


def add_policy_word(
    connection: Connection,
    region: str,
    word: tuple[str, Mapping[str, Any]],
    staff_id: int,
    now: datetime,
) -> None:
    """Keep a word as (line, changed fields)."""
    line, changed = word
    value = json.dumps(dict(changed), ensure_ascii=False)
    connection.execute(
        insert(letter_policy_words).values(
            region=region, line=line, value=value, staff_id=staff_id, at=now
        )
    )
