"""What must not leave the office: who observed, and when and where somebody looked in secret.

Places are told by key: a part of the letter, or `items.2` for its second matter.
(Source: issue 5 item 3; design.md, "The observer is shielded"; peers.md R14.)
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from casework.letters.content import LetterContent
from catalogue.letters.traces import tells_of_secrecy, trace_of_a_visit, without_namesakes
from catalogue.wording import letters as wording
from storage.letters.items import LetterItem

_NOT_A_WORD: Final = re.compile(r"[\W_]+")


def places_naming(
    content: LetterContent,
    people: Collection[tuple[str, str]],
    everybody: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the places of a letter that hold the name or the phone of one of these people.

    `everybody` are the names of all observers: a word may be a name too (高峰), so they count only
    where the letter calls them observers. Blanks and signs within a name or phone hide nothing.
    A place that is called as one of these people is (高峰村) names nobody.
    """
    forbidden = {_bare(word) for who in people for word in who if word.strip()}
    called = {_bare(told) for name in everybody for told in wording.called_an_observer(name)}
    return tuple(
        key
        for key, text in _texts(content)
        if _holds(without_namesakes(text, forbidden), forbidden) or _holds(text, called)
    )


def places_betraying_a_visit(
    content: LetterContent, items: Sequence[LetterItem]
) -> tuple[str, ...]:
    """Return the places of a letter that tell when or how a 暗访 was made, or that it was one."""
    secret = [place for place, item in enumerate(items, 1) if item.report_ids and not item.seen]
    if not secret:
        return ()
    matters = [f"items.{place}" for place in secret]
    return tuple(
        key
        for key, text in _texts(content)
        if (tells_of_secrecy(text) if key not in matters else _betrays(text))
    )


def _holds(text: str, words: Collection[str]) -> bool:
    bare = _bare(text)
    return any(word in bare for word in words)


def _betrays(text: str) -> bool:
    return tells_of_secrecy(text) or bool(trace_of_a_visit(text))


def _bare(text: str) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text))


def _texts(content: LetterContent) -> Iterator[tuple[str, str]]:
    for name in ("title", "unit", "opening", "requirement"):
        yield name, getattr(content, name)
    yield "copies", "\n".join(content.copies)
    for place, item in enumerate(content.items, 1):
        captions = (picture.caption for picture in item.pictures)
        words = (item.problem, item.place, item.seen, item.requirement, *captions)
        yield f"items.{place}", "\n".join(words)
    if (visit := content.visit) is not None:
        told = (visit.time, visit.place, visit.people, visit.matters, visit.materials)
        yield "visit", "\n".join(told)
