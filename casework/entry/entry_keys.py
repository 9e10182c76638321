"""What names an entered line, so that the same line entered again is known (ADR 0015).

A line of a transcript is named by who said it, in which minute and in which words, as pasted; the
clerk's own changes do not make it another. Seconds stay out: one copy of a chat has them, the next
has not. Equal lines of one minute are told apart by their order.
"""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

_CANONICAL = json.JSONEncoder(separators=(",", ":"))


def transcript_keys(lines: Iterable[tuple[str, datetime | None, str]]) -> list[bytes]:
    """Return the key of each (sender as written, time or None where none was written, words)."""
    seen: Counter[tuple[str, str, str]] = Counter()
    keys = []
    for sender, sent_at, words in lines:
        named = (_plain(sender), _minute(sent_at) if sent_at else "", _plain(words))
        keys.append(_hash("line", *named, seen[named]))
        seen[named] += 1
    return keys


def form_key(
    observer_id: int, sent_at: datetime, words: str, place: str, files: Sequence[str]
) -> bytes:
    """Return the key of one filled-in form; `files` are the sha256 of its photos."""
    return _hash("form", observer_id, _minute(sent_at), _plain(words), _plain(place), sorted(files))


def part_key(line: bytes, part: int) -> bytes:
    """Return the key of one part of a line: its words (0, the line itself), place, each photo."""
    return line if part == 0 else _hash("part", line.hex(), part)


def _minute(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _hash(*named: object) -> bytes:
    return hashlib.sha256(_CANONICAL.encode(["desk", *named]).encode("ascii")).digest()
