"""Tag notes given as JSON lines: the work behind `guancha tag`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.tagging.tagger import Tagger
from catalogue.tagging.tags import Tag


def tag_lines(lines: Iterable[str], tagger: Tagger) -> Iterator[str]:
    """Yield one JSON line per line that is not blank.

    A line is {"id": ..., "text": "..."}; further keys are ignored. What cannot be read yields
    {"line": its number, "error": one sentence} and the rest goes on.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_answer(number, line, tagger), ensure_ascii=False)


def _answer(number: int, line: str, tagger: Tagger) -> dict[str, Any]:
    try:
        note = json.loads(line)
    except (ValueError, RecursionError):
        return {"line": number, "error": "This line is not JSON."}
    if not isinstance(note, dict):
        return {"line": number, "error": 'This line is not an object with "id" and "text".'}
    if "id" not in note:
        return {"line": number, "error": 'The key "id" is missing.'}
    text = note.get("text")
    if not isinstance(text, str):
        return {"id": note["id"], "line": number, "error": 'The key "text" must hold a string.'}
    return {"id": note["id"]} | _fields(tagger.tag(text))


def _fields(tag: Tag) -> dict[str, Any]:
    return {
        "project": tag.project,
        "also": tag.also,
        "kind": tag.kind,
        "county": tag.county,
        "township": tag.township,
        "urgent": tag.urgent,
        "confidence": tag.confidence,
        "ask": tag.ask,
        "ranked": tag.ranked,
        "reasons": tag.reasons,
    }
