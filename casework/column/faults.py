"""What a piece still lacks, and what in it must not leave: looked at anew at every step on its way.

A fault is `kind` or `kind:detail`; catalogue/wording/staff_column.py says it to people.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from catalogue.personal_traces import left_in, names_in, quotes
from storage.column.consents import asks_about
from storage.column.publications import PUBLICATION_PHOTOS, Publication, Source, sources_of
from storage.database import Connection
from storage.people.people import list_observers
from storage.report_pages import said_in
from storage.vault import Vault

_STANDS: Final = "received"
_SURE: Final = 3  # characters of a name that is nothing else


def faults_of(connection: Connection, vault: Vault, piece: Publication) -> list[str]:
    """Return everything that keeps a piece from leaving, empty when it may."""
    sources = used_sources(connection, piece, sources_of(connection, piece.id))
    found = [
        *_unwritten(piece),
        *(f"kind_left:{kind}" for kind in left_in(f"{piece.title}\n{piece.text}")),
        *_withdrawn(sources),
        *_without_consent(connection, piece, sources),
        *_unseen_photos(connection, piece),
        *_named(connection, vault, piece),
    ]
    return list(dict.fromkeys(found))


def used_sources(
    connection: Connection, piece: Publication, sources: Iterable[Source]
) -> list[Source]:
    """Return the reports of which a piece holds a photo or the words, whatever is ticked."""
    text = f"{piece.title}\n{piece.text}"
    return [each for each in sources if each.is_used or _is_quoted(connection, text, each)]


def _is_quoted(connection: Connection, text: str, source: Source) -> bool:
    return any(quotes(text, line.text) for line in said_in(connection, source.report_id))


def _unwritten(piece: Publication) -> Iterator[str]:
    for name in ("title", "text", "outlet"):
        if not getattr(piece, name).strip():
            yield f"missing:{name}"


def _withdrawn(sources: Iterable[Source]) -> Iterator[str]:
    return (f"withdrawn:{each.number}" for each in sources if each.state != _STANDS)


def _without_consent(
    connection: Connection, piece: Publication, sources: Iterable[Source]
) -> Iterator[str]:
    asked = asks_about(connection, piece.id)
    for source in sources:
        ask = asked.get(source.observer_id)
        if ask is None or not ask.is_given:
            yield f"consent:{source.number}"


def _unseen_photos(connection: Connection, piece: Publication) -> Iterator[str]:
    photos = PUBLICATION_PHOTOS.of(connection, piece.id).values()
    if any(photo.state == "failed" for photo in photos):
        yield "photo_failed"
    if any(photo.state != "failed" and photo.checked_by is None for photo in photos):
        yield "photo_unseen"


def _named(connection: Connection, vault: Vault, piece: Publication) -> Iterator[str]:
    """Tell of a name of the roster that stands there without its owner's 署名.

    Two characters may be a place (金石桥); they count for those whose reports these are.
    """
    asked = asks_about(connection, piece.id)
    own = {each.observer_id for each in sources_of(connection, piece.id)}
    silent = {
        card.name
        for card in list_observers(connection, vault)
        if (card.id in own or len(card.name) >= _SURE)
        and not (card.id in asked and asked[card.id].answer == "named")
    }
    if names_in(f"{piece.title}\n{piece.text}", silent):
        yield "named"
