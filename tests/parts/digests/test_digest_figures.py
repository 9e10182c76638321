"""Figures are counts of facts, texts stay within a group's limits, digests have their days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.digests.facts import FIGURES, Fact, facts_behind, figures_of, read_facts, written
from casework.digests.making import numbered_parts
from casework.digests.telling import Told, text_of
from catalogue.digest_times import load_digest_policy, periods_due, soon_until
from catalogue.projects import load_projects

POLICY, PROJECTS = load_digest_policy(), load_projects()
TOLD = Told("day", date(2026, 7, 14), "17:00ff", "https://guancha.example/office/digests/3")
FACTS = [
    Fact("new", "report", 1, "0713-1", "rural-roads", "隆回县"),
    Fact("new", "report", 2, "0713-2", "rural-roads", "邵东市"),
    Fact("new", "report", 3, "0713-3", "", "邵东市"),
    Fact("urgent", "report", 2, "0713-2", "rural-roads", "邵东市"),
    Fact("unseen", "report", 2, "0713-2", "rural-roads", "邵东市"),
    Fact("overdue", "letter", 8, "邵专提〔2026〕8号", unit="邵东市交通运输局", due="2026-07-10"),
    Fact("unreachable", "person", 5),
]


def china(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC) - timedelta(hours=8)


def test_every_figure_is_the_number_of_rows_behind_it_and_so_is_every_cell() -> None:
    figures = figures_of(FACTS)
    assert all(figures.counts[each] == len(facts_behind(FACTS, each)) for each in FIGURES)
    assert sum(figures.counts.values()) == len(FACTS)
    table = figures.by_place
    for project, cells, whole in table.rows:
        assert whole == len(facts_behind(FACTS, "new", project))
        for county, cell in zip(table.counties, cells, strict=True):
            assert cell == len(facts_behind(FACTS, "new", project, county))
    assert sum(table.sums) == figures.counts["new"] == 3


def test_facts_are_read_again_as_they_were_written() -> None:
    assert read_facts(written(FACTS)) == FACTS
    assert written(read_facts(written(FACTS))) == written(FACTS)


def test_what_leaves_the_office_names_no_unit_and_no_letter() -> None:
    text = text_of(FACTS, TOLD, PROJECTS)
    assert "新收信息：3条" in text
    assert "反馈已逾期：1件" in text
    assert "请先看紧急信息：0713-2号" in text
    assert "未定项目 1条" in text
    assert TOLD.address in text
    assert "17:00ff" in text
    assert "交通运输局" not in text
    assert "〔2026〕" not in text


def test_with_nothing_to_say_it_says_so_in_one_line() -> None:
    assert text_of([], TOLD, PROJECTS) == (
        "信息摘报·日报　7月14日（周二）：没有新情况，也没有要催办的事。（操作记录链尾 17:00ff）"
    )


def test_a_long_text_goes_in_numbered_parts_that_fit_and_lose_nothing() -> None:
    lines = [f"　第{number}项民生实事项目 {number}条" for number in range(500)]
    parts = numbered_parts("\n".join(lines))
    assert all(len(part.encode()) <= 4096 for part in parts)
    assert [part.split("\n")[0] for part in parts] == [
        f"（{number}/{len(parts)}）" for number in range(1, len(parts) + 1)
    ]
    held = [line.strip() for part in parts for line in part.split("\n")[1:]]
    assert held == [line.strip() for line in lines]
    assert numbered_parts("短") == ["短"]


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        ((2026, 7, 14, 8, 29), ["2026-W29"]),  # a Tuesday: Monday's weekly may be made up for
        ((2026, 7, 14, 8, 30), ["2026-07-14", "2026-W29"]),
        ((2026, 7, 14, 18, 1), ["2026-W29"]),
        ((2026, 7, 13, 8, 29), []),
        ((2026, 7, 13, 8, 30), ["2026-07-13", "2026-W29"]),
        ((2026, 7, 18, 9, 0), ["2026-W29"]),  # a Saturday
        ((2026, 10, 5, 9, 0), []),  # a Monday of the national holiday
        ((2026, 10, 8, 9, 0), ["2026-10-08", "2026-W41"]),  # the week's first working day
        ((2026, 10, 10, 9, 0), ["2026-10-10", "2026-W41"]),  # a Saturday worked instead
        ((2027, 1, 4, 9, 0), ["2027-01-04", "2027-W01"]),  # no notice yet: Monday to Friday
    ],
)
def test_digests_have_their_days(moment: tuple[int, ...], names: list[str]) -> None:
    assert [period.name for period in periods_due(POLICY, china(*moment))] == names


def test_what_is_due_soon_is_counted_in_working_days() -> None:
    assert soon_until(POLICY, date(2026, 7, 17)) == date(2026, 7, 21)  # over a weekend
