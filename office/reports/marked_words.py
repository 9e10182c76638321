"""A report's words with what was searched for marked in them."""

import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

_BEFORE, _LENGTH = 24, 120


def marked_excerpt(texts: Iterable[str], terms: Sequence[str]) -> Markup | None:
    """Return the surroundings of the first hit with every hit marked; None without any.

    `texts` as the observer wrote them, `terms` normalised; what comes back is escaped.
    """
    for text in texts:
        hits = _hits(text, terms)
        if hits:
            return _marked(text, hits)
    return None


def _hits(text: str, terms: Sequence[str]) -> set[int]:
    """Return the places of all characters that belong to a hit."""
    compared, places = _compared(text)
    found: set[int] = set()
    for term in terms:
        start = compared.find(term)
        while start >= 0:
            found.update(places[start : start + len(term)])
            start = compared.find(term, start + 1)
    return found


def _compared(text: str) -> tuple[str, list[int]]:
    """Return the text as it is searched, and for each of its characters the one it came from."""
    compared: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = unicodedata.normalize("NFKC", character).lower()
        compared.append(plain)
        places += [place] * len(plain)
    return "".join(compared), places


def _marked(text: str, hits: set[int]) -> Markup:
    start = max(0, min(hits) - _BEFORE)
    end = min(len(text), start + _LENGTH)
    pieces = [Markup("…") if start else Markup()]
    place = start
    while place < end:
        inside, until = place in hits, place + 1
        while until < end and (until in hits) == inside:
            until += 1
        words = escape(text[place:until])
        pieces.append(Markup("<mark>{}</mark>").format(words) if inside else words)
        place = until
    return Markup().join([*pieces, Markup("…") if end < len(text) else Markup()])
