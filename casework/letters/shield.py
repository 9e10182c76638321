"""What must not leave the office: who observed, and when and where somebody looked in secret.

Places are told by key: a part of the letter, or `items.2` for its second matter.
(Source: issue 5 item 3; design.md, "The observer is shielded"; peers.md R14.)
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from casework.letters.content import LetterContent
from catalogue.letters.traces import trace_of_a_visit
from storage.letters.items import LetterItem

_BETWEEN_DIGITS: Final = str.maketrans("", "", " -\u00a0\u3000")


def places_naming(content: LetterContent, people: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """Return the places of a letter that hold the name or the phone of one of these people."""
    return tuple(key for key, text in _texts(content) if any(_names(text, who) for who in people))


def places_betraying_a_visit(items: Sequence[LetterItem]) -> tuple[str, ...]:
    """Return the matters of a 暗访 whose words tell its time or its way."""
    return tuple(
        f"items.{place}"
        for place, item in enumerate(items, 1)
        if item.report_ids
        and not item.seen
        and trace_of_a_visit(f"{item.place}\n{item.problem}\n{item.requirement}")
    )


def _names(text: str, who: tuple[str, str]) -> bool:
    name, phone = who
    return name in text or (bool(phone) and phone in text.translate(_BETWEEN_DIGITS))


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
