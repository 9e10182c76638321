"""The tagger with the office's own words beside the packaged ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from catalogue.data_files import DATA, read_files
from catalogue.project_files import ProjectRow, read_project_files
from catalogue.tagging.tagger import Tagger
from catalogue.tagging.tagger_files import TaggerFiles
from catalogue.tagging.training import all_examples, train
from catalogue.wording import staff_words as wording

MOST_WORDS: Final = 200
_LENGTH: Final = range(2, 21)  # characters of a word


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the office says of one project's words.

    `strong` name the project by themselves, `plain` often go with it; `dropped` are packaged words
    that no longer speak for it.
    """

    strong: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def value(self) -> dict[str, list[str]]:
        """Return them as they are kept."""
        return {
            "strong": list(self.strong),
            "plain": list(self.plain),
            "dropped": list(self.dropped),
        }


def own_words(value: Mapping[str, list[str]]) -> OwnWords:
    """Return words as they are kept."""
    return OwnWords(*(tuple(value[name]) for name in ("strong", "plain", "dropped")))


def tagger_with(words: Mapping[str, OwnWords]) -> Tagger:
    """Return a tagger trained with {project: the office's words}; takes some 0.15 s."""
    files = read_files(DATA, TaggerFiles)
    packaged = read_project_files()
    rows = [_with(row, words.get(row.code, OwnWords())) for row in packaged]
    return Tagger(train(files, rows, tuple(all_examples(files, rows))))


def packaged_words(project: str) -> OwnWords:
    """Return the words that come with the program; raises KeyError for an unknown project."""
    rows = {row.code: row.words for row in read_project_files()}
    words = rows[project]
    return OwnWords(tuple(words.strong), (*words.plain, *words.weak))


def mistakes_in(words: OwnWords, packaged: OwnWords) -> Iterator[str]:
    """Yield a sentence for all that keeps words from being saved."""
    added = (*words.strong, *words.plain)
    for word in dict.fromkeys(added):
        if len(word) not in _LENGTH:
            yield wording.bad_word(word)
        if added.count(word) > 1 or word in words.dropped:
            yield wording.said_twice(word)
    known = {*packaged.strong, *packaged.plain}
    yield from (wording.not_there(word) for word in words.dropped if word not in known)
    if len(added) > MOST_WORDS or len(words.dropped) > MOST_WORDS:
        yield wording.too_many(MOST_WORDS)


def _with(row: ProjectRow, own: OwnWords) -> ProjectRow:
    """Return the row with the words; one that is added stands only where the office put it."""
    if own == OwnWords():
        return row
    gone = {*own.dropped, *own.strong, *own.plain}
    kept = {
        strength: [word for word in getattr(row.words, strength) if word not in gone]
        for strength in ("strong", "plain", "weak")
    }
    kept["strong"] += own.strong
    kept["plain"] += own.plain
    return row.model_copy(update={"words": row.words.model_copy(update=kept)})
