"""Blank cards to print: every project's, with its own fields, its standards and its version."""

import re

import pytest


def sheet(page: str, name: str) -> str:
    """The sheet of one project."""
    return next(part for part in page.split('<article class="blank">')[1:] if f"<b>{name}" in part)


@pytest.fixture
def everything(clerk) -> str:
    return clerk.read("/office/cards/print")


def test_all_fourteen_projects_are_listed_and_printed_at_once(clerk, everything):
    listed = re.findall(r'name="project" value="([a-z-]+)"', clerk.read("/office/cards"))
    assert len(listed) == len(set(listed)) == everything.count('<article class="blank">') == 14


def test_a_sheet_has_head_own_fields_and_tail_with_room_to_write(everything):
    roads = sheet(everything, "农村公路")
    labels = re.findall(r'<p class="label">([^<]+)', roads)
    assert labels[:2] == ["察看时间", "观察员"]
    assert labels[-2:] == ["问题描述与建议", "是否紧急"]
    assert len(labels) > 14  # its own stand between
    assert re.search(r"<u></u>米", roads)
    assert "采集卡 2023-1.1" in roads


def test_every_question_of_yes_or_no_may_be_left_unseen_or_unfitting(everything):
    rooms = re.findall(r'公示牌（.*?<p class="room">(.*?)</p>', everything, re.DOTALL)
    assert len(rooms) == 14
    for room in rooms:
        assert re.findall(r"</i>([^<]+)", room) == ["有", "没有", "没看到", "不适用"]


def test_a_standard_nobody_confirmed_is_called_a_reference(everything):
    support = sheet(everything, "困难残疾人")
    assert "困难重度（一、二级）优先（参考，待办公室核定）" in support
    assert "一户一策，一户一方案</p>" in support  # this one stands in the office's own paper


def test_only_the_projects_ticked_are_printed(clerk):
    page = clerk.read("/office/cards/print?project=rural-roads&project=rural-water")
    assert page.count('<article class="blank">') == 2
    assert "没有这个项目的采集卡" in clerk.read("/office/cards/print?project=moon")
