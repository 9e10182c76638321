"""The counts of an assessment: by group and without names, a small group only among others.

A group with very few answers would tell who answered what, so those are put together; what a
subtraction from the total would give away is counted together with the next smallest group.
(Source: catalogue/data/activities.toml, `fewest_shown`.)
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.wording import staff_assessments as wording
from storage.activities.assessments import Answers, Asked

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Bucket:
    """One group or several: how many were asked, and the sheets with an answer, sorted.

    `counts[question][choice]` are numbers of answers.
    """

    name: str
    asked: int
    sheets: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What may be shown: the total and the groups; too few answers show neither."""

    asked: int
    answered: int
    total: Bucket | None
    groups: tuple[Bucket, ...]


def tally(questions: Sequence[Asked], given: Iterable[Answers], fewest: int) -> Tally:
    """Count the answers; a sheet counts once one of its questions is answered."""
    by_group: dict[str, list[str]] = {}
    for each in given:
        by_group.setdefault(each.group, []).append(each.answers)
    everybody = [answers for sheets in by_group.values() for answers in sheets]
    answered = len(_answered(everybody))
    if answered < fewest:
        return Tally(len(everybody), answered, None, ())
    groups = [
        _bucket(questions, _name(names, by_group), [a for name in names for a in by_group[name]])
        for names in _put_together(by_group, fewest)
    ]
    total = _bucket(questions, wording.TOTAL, everybody)
    return Tally(len(everybody), answered, total, tuple(groups))


def _put_together(by_group: dict[str, list[str]], fewest: int) -> list[list[str]]:
    """Return the groups' names; the small ones in one list that has enough answers."""
    sizes = {name: len(_answered(sheets)) for name, sheets in by_group.items()}
    small = [name for name, size in sizes.items() if size < fewest]
    large = sorted((name for name in sizes if name not in small), key=lambda name: sizes[name])
    while small and sum(sizes[name] for name in small) < fewest and large:
        small.append(large.pop(0))
    kept = [[name] for name in by_group if name in large]
    return [*kept, small] if small else kept


def _name(names: Sequence[str], by_group: dict[str, list[str]]) -> str:
    if len(names) == 1:
        return names[0] or wording.NO_GROUP
    return wording.TOTAL if len(names) == len(by_group) else wording.OTHER_GROUPS


def _bucket(questions: Sequence[Asked], name: str, sheets: Sequence[str]) -> Bucket:
    answered = _answered(sheets)
    counted = [Counter(sheet[place] for sheet in answered) for place in range(len(questions))]
    counts = tuple(
        tuple(counted[place][str(choice)] for choice in range(1, len(question.choices) + 1))
        for place, question in enumerate(questions)
    )
    return Bucket(name, len(sheets), tuple(sorted(answered)), counts)


def _answered(sheets: Iterable[str]) -> list[str]:
    return [sheet for sheet in sheets if set(sheet) != {_NONE}]
