"""Which other reports may tell of the same site, the likeliest first, each with why.

Hints only: a clerk decides. Counted together are the same picture, nearness, days apart and common
words, always within one project and county. (Source: issue 5 item 1.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from catalogue.geography.distance import metres_between
from catalogue.wording import staff_triage as wording
from storage.triage.near import NearReport

DAYS: Final = 14
MOST: Final = 3
_ENOUGH: Final = 4
_NEAR_METRES: Final = 300
_CLOSE_DAYS: Final = 3
_COMMON_WORDS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A report that may be the same, with the reasons in words."""

    report: NearReport
    score: int
    reasons: tuple[str, ...]


def likely_duplicates(
    mine: NearReport, others: Iterable[NearReport], pictures: Mapping[int, bool]
) -> list[Duplicate]:
    """Return up to MOST likely ones; `pictures` is {report id: whether the file is the same}."""
    found = (_weighed(mine, other, pictures.get(other.id)) for other in others)
    likely = [each for each in found if each.score >= _ENOUGH]
    return sorted(likely, key=lambda each: (-each.score, each.report.id))[:MOST]


def _weighed(mine: NearReport, other: NearReport, same_file: bool | None) -> Duplicate:  # noqa: FBT001  # of a photo: same, alike, neither
    reasons = [
        *_by_picture(same_file),
        *_by_distance(mine, other),
        *_by_words(mine, other),
        *_by_days(mine, other),
    ]
    score = sum(weight for weight, _ in reasons)
    return Duplicate(other, score, tuple(why for _, why in reasons))


def _by_picture(same_file: bool | None) -> list[tuple[int, str]]:  # noqa: FBT001  # as above
    if same_file is None:
        return []
    return [(6, wording.SAME_PICTURE) if same_file else (5, wording.ALIKE_PICTURE)]


def _by_distance(mine: NearReport, other: NearReport) -> list[tuple[int, str]]:
    if mine.point is not None and other.point is not None:
        metres = metres_between(mine.point, other.point)
        return [(3, wording.metres_apart(round(metres)))] if metres <= _NEAR_METRES else []
    if mine.township and mine.township == other.township:
        return [(2, wording.same_township(mine.township))]
    return []


def _by_words(mine: NearReport, other: NearReport) -> list[tuple[int, str]]:
    one, two = _pairs(mine.excerpt), _pairs(other.excerpt)
    if not one or not two:
        return []
    share = len(one & two) / min(len(one), len(two))
    return [(2, wording.COMMON_WORDS)] if share >= _COMMON_WORDS else []


def _by_days(mine: NearReport, other: NearReport) -> list[tuple[int, str]]:
    days = abs((mine.day - other.day).days)
    return [(1, wording.days_apart(days))] if days <= _CLOSE_DAYS else []


def _pairs(words: str) -> set[str]:
    plain = "".join(character for character in words if character.isalnum())
    return {plain[place : place + 2] for place in range(len(plain) - 1)}
