"""Pictures seen before: fingerprints found again among a million by four of their parts.

A fingerprint of 64 bits is cut into four parts of 16. Two that differ in at most eight bits differ
in at most two bits of some part, so looking up every value within two bits of each part (137 of
them) finds all of them; the whole distance decides. (Multi-index hashing, Norouzi 2012.)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any, Final

from sqlalchemy import Connection, Row, select, union

from storage.ledger_rows import report_number
from storage.once import insert_once
from storage.tables.media import photo_parts, twins
from storage.tables.reports import reports
from storage.tables.work import media

PARTS: Final = 4
PART_BITS: Final = 16
_MASK: Final = (1 << PART_BITS) - 1
_WHOLE: Final = (1 << 64) - 1
_MOST_OF_A_REPORT: Final = 20
_LATER, _EARLIER = media.alias("later"), media.alias("earlier")
_PAIRS: Final = twins.join(_LATER, twins.c.media_id == _LATER.c.id).join(
    _EARLIER, twins.c.earlier_media_id == _EARLIER.c.id
)
_BOTH_WAYS: Final = ((_LATER, _EARLIER, _PAIRS), (_EARLIER, _LATER, _PAIRS))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photo that may be the same picture; `sha256` tells the very same file."""

    media_id: int
    report_id: int
    dhash: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Twin:
    """A photo of this report beside one of another; `same_file` where not a byte differs."""

    media_id: int
    other_media_id: int
    other_report_id: int
    number: str
    state: str
    same_file: bool


def keep_parts(connection: Connection, media_id: int, dhash: int) -> None:
    """Make a photo findable; doing it again changes nothing."""
    for part, value in enumerate(parts_of(dhash)):
        row = {"part": part, "value": value, "media_id": media_id}
        insert_once(connection, photo_parts, "part, value, media_id", row)


def candidates(
    connection: Connection, media_id: int, sha256: str, dhash: int | None, radius: int
) -> list[Candidate]:
    """Return every photo of another report that may be this one, and surely all that are.

    `radius` is in bits of the whole fingerprint; without a fingerprint only the same file is found.
    """
    ids = [select(media.c.id).where(media.c.sha256 == sha256)]
    for part, value in enumerate(parts_of(dhash) if dhash is not None else ()):
        near = photo_parts.c.value.in_(list(_around(value, radius // PARTS)))
        ids.append(select(photo_parts.c.media_id).where(photo_parts.c.part == part, near))
    found = union(*ids).subquery()
    own = select(media.c.report_id).where(media.c.id == media_id).scalar_subquery()
    rows = connection.execute(
        select(media.c.id, media.c.report_id, media.c.dhash, media.c.sha256)
        .join(found, found.c.id == media.c.id)
        .where(media.c.id != media_id, media.c.report_id != own, media.c.kind == "photo")
    )
    return [Candidate(*row) for row in rows]


def record(connection: Connection, one: int, other: int, distance: int) -> None:
    """Keep that two photos show the same; the later one is the one that came later to us."""
    row = {"media_id": max(one, other), "earlier_media_id": min(one, other), "distance": distance}
    insert_once(connection, twins, "media_id, earlier_media_id", row)


def twins_of(connection: Connection, report_id: int) -> list[Twin]:
    """Return the photos of a report that resemble those of others, the nearest first."""
    found = [
        (row.distance, _twin(row))
        for mine, other, pairs in _BOTH_WAYS
        for row in connection.execute(
            select(
                twins.c.distance,
                mine.c.id,
                other.c.id.label("other_id"),
                other.c.report_id,
                reports.c.day,
                reports.c.seq,
                reports.c.state,
                (mine.c.sha256 == other.c.sha256).label("same_file"),
            )
            .select_from(pairs.join(reports, reports.c.id == other.c.report_id))
            .where(mine.c.report_id == report_id, other.c.report_id != report_id)
            .order_by(twins.c.distance, other.c.id)
            .limit(_MOST_OF_A_REPORT)
        )
    ]
    found.sort(key=lambda pair: (pair[1].media_id, pair[0], pair[1].other_media_id))
    return [twin for _, twin in found]


def reports_with_twins(connection: Connection, report_ids: Iterable[int]) -> set[int]:
    """Return which of these reports show what another report shows too."""
    wanted = list(report_ids)
    found: set[int] = set()
    for mine, other, pairs in _BOTH_WAYS:
        rows = select(mine.c.report_id).select_from(pairs)
        of_these = mine.c.report_id.in_(wanted)
        found |= set(
            connection.scalars(rows.where(of_these, other.c.report_id != mine.c.report_id))
        )
    return found


def parts_of(dhash: int) -> list[int]:
    """Return the four parts of a signed fingerprint, the highest bits first."""
    whole = dhash & _WHOLE
    return [whole >> PART_BITS * place & _MASK for place in reversed(range(PARTS))]


def _twin(row: Row[Any]) -> Twin:
    return Twin(
        media_id=row.id,
        other_media_id=row.other_id,
        other_report_id=row.report_id,
        number=report_number(row.day, row.seq),
        state=row.state,
        same_file=row.same_file,
    )


def _around(value: int, radius: int) -> Iterator[int]:
    """Give every value of a part within so many bits."""
    changed = chain.from_iterable(
        combinations(range(PART_BITS), bits) for bits in range(radius + 1)
    )
    for places in changed:
        yield value ^ sum(1 << place for place in places)
