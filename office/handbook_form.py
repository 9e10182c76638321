"""An entry of the handbook as a clerk types it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import abort

from catalogue.handbook import ASPECTS, BASES, Entry
from catalogue.projects import Projects
from catalogue.wording import staff_handbook as wording

_QUESTION, _ANSWER, _SOURCE = 60, 400, 120  # characters; together they fit into one message
_MOST_WORDS, _LONGEST_WORD = 20, 20
_BETWEEN = re.compile(r"[、,，;；\s]+")


def typed_entry(
    form: Mapping[str, str], entry: Entry, projects: Projects, counties: Sequence[str]
) -> Entry:
    """Return the entry with what was typed, as its next version; choices must be ours."""
    aspect = next((name for name in ASPECTS if name == form.get("aspect")), None)
    basis = next((name for name in BASES if name == form.get("basis")), None)
    project, county = form.get("project", ""), form.get("county", "")
    if aspect is None or basis is None:
        abort(400)
    if (project and project not in projects) or (county and county not in counties):
        abort(400)
    return replace(
        entry,
        version=_version(form) + 1,
        project=project or None,
        aspect=aspect,
        basis=basis,
        county=county,
        question=_line(form, "question"),
        answer=_line(form, "answer"),
        source=_line(form, "source"),
        about=_words(form, "about"),
        asks=_words(form, "asks"),
    )


def mistakes_in(entry: Entry) -> list[str]:
    """Return one sentence for everything that keeps the entry from being saved."""
    right = {
        wording.NO_QUESTION: 0 < len(entry.question) <= _QUESTION,
        wording.NO_ANSWER: 0 < len(entry.answer) <= _ANSWER,
        wording.NO_SOURCE: 0 < len(entry.source) <= _SOURCE,
        wording.NO_WORDS: bool(entry.about) and _are_words(entry.about, shortest=2),
        wording.BAD_ASKS: _are_words(entry.asks, shortest=1),
    }
    return [sentence for sentence, holds in right.items() if not holds]


def _are_words(words: Sequence[str], shortest: int) -> bool:
    return len(words) <= _MOST_WORDS and all(shortest <= len(w) <= _LONGEST_WORD for w in words)


def _version(form: Mapping[str, str]) -> int:
    said = form.get("version", "")
    if not (said.isascii() and said.isdecimal() and len(said) <= len("999999")):
        abort(400)
    return int(said)


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())


def _words(form: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _BETWEEN.split(form.get(name, "")))))
