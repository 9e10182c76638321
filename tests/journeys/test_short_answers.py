"""Questions stay open for 48 hours; a bare answer never opens a report."""

import json

import pytest

from bot.wiring import furnish_house
from catalogue.tagging.tagger import Tagger
from catalogue.tagging.tags import Tag
from storage.tables.reports import questions
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World


class Undecided(Tagger):
    """Would always rather ask."""

    def __init__(self) -> None:
        pass

    def tag(self, *_: object) -> Tag:
        return Tag(
            project="rural-roads",
            also=(),
            kind="problem",
            county="隆回县",
            township=None,
            urgent=False,
            confidence=0.2,
            ask=True,
            ranked=(("rural-roads", 0.2), ("elder-relief", 0.19), ("employment", 0.1)),
            reasons=(),
        )


@pytest.fixture
def asked(phone: Phone, world: World) -> Phone:
    """A phone that was just asked which project its report is about."""
    world.serve(furnish_house(world.base), tagger=Undecided())
    answer = phone.says("这里还没有人管")
    assert answer.endswith("这是哪一类？回数字：1 农村公路 2 养老服务 3 都不是")
    return phone


def options(world: World) -> list[str]:
    return list(json.loads(world.rows(questions)[-1].options))


def test_a_digit_answers_the_open_question(asked: Phone, world: World) -> None:
    chosen = options(world)[1]
    asked.says("2")
    assert world.report().project == chosen
    assert world.rows(questions)[-1].state == "answered"


def test_the_words_of_an_option_answer_too(asked: Phone, world: World) -> None:
    assert "不在重点民生实事里" in asked.says("都不是")
    assert world.report().project is None


def test_an_answer_is_taken_for_forty_eight_hours(
    asked: Phone, world: World, clock: HandClock
) -> None:
    clock.advance(hours=48)
    world.sweep()
    asked.says("1")
    assert world.report().project == options(world)[0]


def test_after_forty_eight_hours_a_digit_is_only_a_number(
    asked: Phone, world: World, clock: HandClock
) -> None:
    clock.advance(hours=48, seconds=1)
    assert asked.says("2").startswith("现在没有要您回答的问题。")
    assert asked.says("1").startswith("0714-1号")
    assert world.report().project is None


def test_a_number_beyond_the_options_is_a_number(asked: Phone, world: World) -> None:
    assert asked.says("7").startswith("现在没有要您回答的问题。")
    assert world.rows(questions)[-1].state == "open"


def test_an_answer_is_taken_once(asked: Phone, world: World) -> None:
    asked.says("2")
    before = world.report().project
    asked.says("3")
    assert world.report().project == before


def test_a_note_leaves_the_question_open(asked: Phone, world: World) -> None:
    asked.says("路灯也不亮")
    assert len(world.reports()) == 1
    assert world.rows(questions)[-1].state == "open"


BARE = "1 2 ９ 一 ① 32 0714-32 新的一处 还是0714-1号 同一处 都不是 养老服务 农村公路 是 不是 没有"


@pytest.mark.parametrize("words", BARE.split())
def test_a_bare_answer_never_opens_a_report(phone: Phone, world: World, words: str) -> None:
    assert phone.says(words) in (
        "",
        "现在没有要您回答的问题。要报情况，直接发照片或说一句就行。",
    )
    assert world.reports() == []


def test_after_a_photo_a_projects_name_is_a_word_about_it(phone: Phone, world: World) -> None:
    phone.sends_photo()
    assert "农村公路" in phone.says("农村公路")
    assert world.report().project == "rural-roads"


def test_a_withdrawn_site_is_neither_kept_apart_nor_put_together(
    phone: Phone, world: World, clock: HandClock
) -> None:
    for answer in ("1", "2"):
        phone.sends_photo()
        clock.advance(minutes=4)
        phone.sends_photo()
        phone.says("撤回")
        assert phone.says(answer).startswith("现在没有要您回答的问题。")
        clock.advance(minutes=1)
    assert [report.state for report in world.reports()] == ["received", "withdrawn"] * 2


def test_an_answer_about_a_withdrawn_report_changes_nothing(asked: Phone, world: World) -> None:
    asked.says("撤回")
    assert asked.says("1").startswith("现在没有要您回答的问题。")
    assert world.report().state == "withdrawn"


def test_the_clerks_tag_stands_against_a_late_answer(asked: Phone, world: World) -> None:
    world.run("UPDATE reports SET tagged_by = 'clerk', project = 'employment'")
    assert asked.says("1").endswith("号办公室已经核定过了，要改请联系办公室。")
    assert world.report().project == "employment"


def test_the_other_site_is_asked_for_forty_eight_hours(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    clock.advance(minutes=4)
    phone.sends_photo()
    clock.advance(hours=47)
    world.sweep()
    assert phone.says("2") == "好，都并到0714-1号了（照片2张）。"
    assert [report.state for report in world.reports()] == ["received", "merged"]
    assert phone.says("进度 2").startswith("没有找到您的2号。")
