"""A long title breaks between words, into a 梯形 or 菱形, and every character stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.letters.title_lines import LONGEST, title_lines

TITLES = [
    "关于交办民生实事观察员发现问题的函",
    "关于黑田铺镇敬老院改扩建项目进度滞后问题的提醒函",
    "关于2023年农村公路“三路”和安防设施建设项目进度滞后的提醒函",
    "关于开展2023年农村水源保障及灌溉能力提升项目现场督办的通知",
    "关于报送《邵东市打好重点民生保障仗工作专班办公室督办工作规则》落实情况和整改结果的督办函",
]


def test_a_title_that_fits_stays_on_one_line():
    assert title_lines(TITLES[0]) == (TITLES[0],)


@pytest.mark.parametrize("title", TITLES[1:])
def test_no_line_begins_or_ends_in_the_middle_of_a_thought(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert not any(line.startswith(("的", "和", "》", "、")) for line in lines)
    assert not any(line.endswith(("《", "关于")) for line in lines)


def test_years_and_names_in_marks_stay_whole():
    assert any("2023年" in line for line in title_lines(TITLES[2]))
    assert any("“三路”" in line for line in title_lines(TITLES[2]))


def test_the_outline_is_no_hourglass():
    for title in TITLES[1:]:
        widths = [len(line) for line in title_lines(title)]
        assert all(middle >= min(widths[0], widths[-1]) for middle in widths[1:-1])


@given(st.text(min_size=1, max_size=150))
def test_any_title_keeps_every_character(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert len(lines) <= -(-len(title) // LONGEST) + 1
