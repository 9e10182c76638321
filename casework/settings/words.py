"""The office's words for projects: as kept, and what new ones would change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from catalogue.tagging.own_words import OwnWords, own_words
from catalogue.tagging.tagger import Tagger
from storage.database import Connection
from storage.settings.versions import newest

FAMILY: Final = "words"


@dataclass(frozen=True, slots=True)
class Turned:
    """A text that two taggers give to different projects (None: to none)."""

    text: str
    before: str | None
    after: str | None


def words_now(connection: Connection) -> Mapping[str, OwnWords]:
    """Return {project: the office's words}."""
    kept = newest(connection, FAMILY)
    return {key: own_words(each.value) for key, each in kept.items() if each.value is not None}


def turned(texts: Iterable[str], before: Tagger, after: Tagger) -> Iterator[Turned]:
    """Yield the texts whose project changes."""
    for text in texts:
        was, becomes = before.tag(text).project, after.tag(text).project
        if was != becomes:
            yield Turned(text, was, becomes)
