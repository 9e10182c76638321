"""How words are cut for the search index, the same for what is indexed and what is asked.

Chinese has no spaces, and a dictionary misses names of villages. So every run of letters, figures
or characters is cut into its overlapping pairs, and its single characters for queries of one. Pairs
only find candidates; that a text really contains what was asked is then read in the text itself.
(Source: mechanics §Search and lists: trigrams found nothing for 小区.)
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

_RUNS = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"[\s\x00]+")


def normal(text: str) -> str:
    """Return text as it is compared: full width and case do not matter, spaces are one."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def runs(normal_text: str) -> list[str]:
    """Return the unbroken runs of letters, figures and characters of a normalised text."""
    return _RUNS.findall(normal_text)


def index_words(normal_text: str) -> list[str]:
    """Return every pair and every single character of a normalised text, each once."""
    found: set[str] = set()
    for run in runs(normal_text):
        found.update(run)
        found.update(_pairs(run))
    return sorted(found)


def query_words(terms: Iterable[str]) -> list[str]:
    """Return the index words that every text with all these normalised terms has, each once."""
    found: dict[str, None] = {}
    for term in terms:
        for run in runs(term):
            pairs = _pairs(run) if len(run) > 1 else [run]
            found.update(dict.fromkeys(pairs))
    return list(found)


def _pairs(run: str) -> Iterator[str]:
    return map("".join, pairwise(run))
