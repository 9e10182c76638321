"""Where a long title breaks: into two or three lines, no word cut in two, 梯形 or 菱形.

Source: GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当
使用梯形或菱形.
"""

import re
from itertools import combinations, pairwise
from typing import Final

LONGEST: Final = 20  # full-width characters of 22 pt within 156 mm
# After these a reader draws breath; before and after them nothing else is cut.
_GOOD_ENDS: Final = (
    *("的", "和", "与", "及", "、", "》", "）", "”", "对", "在"),
    *("项目", "工程", "工作", "建设", "改造", "问题", "情况", "事项", "进度", "整改", "设施"),
    *("专班", "办公室", "省", "市", "县", "区", "镇", "乡", "街道", "村", "社区", "局", "单位"),
)
_BAD_STARTS: Final = (
    "的",
    "和",
    "与",
    "及",
    "、",
    "，",
    "》",
    "）",
    "”",
    "。",
    "：",
    "函",
    "等",
    "了",
)
_BAD_ENDS: Final = ("《", "（", "“", "关于", "第", "并", "将", "为")
_WORDS: Final = re.compile(r"[0-9A-Za-z.%〔〕-]+[年月日号期个处]?|《[^》]{1,14}》|[提督交]\S函$")
_MOST: Final = 58  # characters, three lines; nobody signs a longer title
_CUT_IN_A_WORD: Final = 40.0
_CUT_ANYWHERE: Final = 15.0
_HOURGLASS: Final = 12.0


def title_lines(title: str, longest: int = LONGEST) -> tuple[str, ...]:
    """Return the lines of a title; a title that fits stays one line."""
    count = -(-_width(title) // longest)
    if count <= 1:
        return (title,)
    places = range(1, len(title)) if len(title) <= _MOST else ()
    choices = combinations(places, count - 1)
    fitting = [lines for cut in choices if _fits(lines := _cut(title, cut), longest)]
    if not fitting:
        return _cut(title, tuple(range(longest, len(title), longest)))
    return min(fitting, key=lambda lines: _badness(lines, title))


def _cut(title: str, places: tuple[int, ...]) -> tuple[str, ...]:
    edges = (0, *places, len(title))
    return tuple(title[a:b] for a, b in pairwise(edges))


def _width(text: str) -> int:
    """Return the width in half characters, halved and rounded up."""
    halves = sum(1 if character.isascii() else 2 for character in text)
    return -(-halves // 2)


def _fits(lines: tuple[str, ...], longest: int) -> bool:
    return all(_width(line) <= longest for line in lines)


def _badness(lines: tuple[str, ...], title: str) -> float:
    widths = [_width(line) for line in lines]
    uneven = (max(widths) - min(widths)) * 0.6
    too_short = 10.0 * sum(width < 5 for width in widths)  # noqa: PLR2004 - five characters
    return uneven + too_short + _shape(widths) + _cuts(lines, title)


def _shape(widths: list[int]) -> float:
    """Return what the outline costs: 梯形 and 菱形 are wanted, an hourglass and a box are not."""
    middle = widths[1:-1]
    hourglass = any(each < min(widths[0], widths[-1]) for each in middle)
    box = max(widths) == min(widths)
    return _HOURGLASS * hourglass + 2.0 * box


def _cuts(lines: tuple[str, ...], title: str) -> float:
    inside = {place for found in _WORDS.finditer(title) for place in range(*found.span())[1:]}
    cost, place = 0.0, 0
    for line, following in pairwise(lines):
        place += len(line)
        if place in inside or following.startswith(_BAD_STARTS) or line.endswith(_BAD_ENDS):
            cost += _CUT_IN_A_WORD
        elif not line.endswith(_GOOD_ENDS):
            cost += _CUT_ANYWHERE
    return cost
