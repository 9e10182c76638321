"""The counts of an assessment tell nobody's answers."""

from itertools import product

from casework.activities.tally import tally
from storage.activities.assessments import Answers, Asked

QUESTIONS = tuple(Asked(text, ("好", "一般", "差")) for text in "甲乙丙")


def groups(**sizes: int) -> list[Answers]:
    return [Answers(name, "121") for name, size in sizes.items() for _ in range(size)]


def test_small_groups_are_counted_together_and_no_subtraction_betrays_them():
    shown = tally(QUESTIONS, groups(一=5, 二=4, 三=1, 四=1, 五=1), 3)
    assert [(each.name, len(each.sheets)) for each in shown.groups] == [
        ("一", 5), ("二", 4), ("其余各组", 3),
    ]  # fmt: skip
    lone = tally(QUESTIONS, groups(一=5, 二=4, 三=1), 3)
    assert [(each.name, len(each.sheets)) for each in lone.groups] == [("一", 5), ("其余各组", 5)]


def test_whatever_the_sizes_no_bucket_is_too_small():
    for sizes in product(range(5), repeat=3):
        shown = tally(QUESTIONS, groups(**dict(zip("一二三", sizes, strict=True))), 3)
        assert all(len(each.sheets) >= 3 for each in shown.groups)
        assert sum(len(each.sheets) for each in shown.groups) == (
            sum(sizes) if sum(sizes) >= 3 else 0
        )


def test_the_counts_tie_to_the_sheets_and_unanswered_ones_are_none():
    given = [Answers("一", sheet) for sheet in ("121", "2--", "3-1", "---")]
    shown = tally(QUESTIONS, given, 3)
    assert (shown.asked, shown.answered) == (4, 3)
    assert shown.total.counts == ((1, 1, 1), (0, 1, 0), (2, 0, 0))
    assert tally(QUESTIONS, given[:2], 3).total is None
