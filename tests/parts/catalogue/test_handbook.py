"""The packaged handbook, and which questions it answers: rather none than a wrong one."""

from dataclasses import replace

import pytest

from catalogue.data_files import CatalogueError
from catalogue.handbook import ASPECTS, load_handbook
from catalogue.projects import load_projects
from catalogue.tagging.tagger import load_tagger

ENTRY = """
[[entries]]
name = "who"
aspect = "who"
question = "谁来干？"
answer = "市教育局。"
source = "名单"
basis = "found"
about = ["学位"]
"""


def answered(words: str, entries=None) -> str:
    handbook = load_handbook()
    given = handbook.entries if entries is None else entries
    entry = handbook.answer(words, load_tagger().tag(words), given)
    return "" if entry is None else entry.key


def test_every_project_has_a_file_that_says_who_carries_it_out():
    who = {entry.project for entry in load_handbook().entries if entry.aspect == "who"}
    assert {project.code for project in load_projects()} <= who


def test_every_entry_is_answered_by_its_own_question():
    handbook = load_handbook()
    missed = [e.question for e in handbook.entries if answered(e.question) not in ("", e.key)]
    assert missed == []


def test_every_entry_names_its_source_and_what_is_believed_names_no_paper_of_the_office():
    for entry in load_handbook().entries:
        assert entry.source
        assert entry.basis != "seed" or "2023年" in entry.source
        assert not (entry.basis == "believed" and "工作专报" in entry.source)


def test_an_answer_with_its_source_fits_into_one_message():
    longest = max(load_handbook().entries, key=lambda e: len(e.answer + e.source))
    assert len((longest.answer + longest.source).encode()) < 1500


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("老旧小区改造归哪个部门管？", "old-community.who"),
        ("四个一是哪四个", "general.four-ones"),
        ("我们报的信息谁在看？", "general.readers"),
        ("我的名字会不会告诉单位？", "general.privacy"),
        ("两癌检查多大年纪可以去", "women-screening.persons"),
        ("三路是指哪三路", "rural-roads.three"),
        ("督办函几天要答复？", "general.deadline"),
        ("村里能办哪些医保业务？", "medical-insurance.village"),
        ("变压器增容要找谁", "rural-power.who"),
        ("低保标准是多少", "elder-relief.subsistence"),
    ],
)
def test_a_plain_question_finds_its_answer(words, key):
    assert answered(words) == key


@pytest.mark.parametrize(
    "words",
    [
        "路灯归哪个部门管？",  # no project's
        "低保一年审几回？",  # asks for something else
        "加装电梯要多少户同意？",
        "我们院子的改造什么时候开工？",  # one place, one date
        "老旧小区改造归哪个部门管，什么时候轮到我们",  # asks two things
        "隆回县村里能办哪些医保？",  # the answer is about another county
        "山塘清淤归水利局还是农业局管？",
        "老旧小区改造归哪个部门管，我们那里的社区书记说是住建局，住建局又说是街道，街道又推给社区，到底哪个管",
    ],
)
def test_what_is_not_plain_is_left_to_a_person(words):
    assert answered(words) == ""


def test_two_entries_that_fit_alike_answer_nothing():
    handbook = load_handbook()
    (who,) = [entry for entry in handbook.entries if entry.key == "old-community.who"]
    assert answered("老旧小区改造归哪个部门管？", [who, replace(who, key="office.1")]) == ""


def test_the_newest_edit_outranks_the_packaged_entry_and_may_switch_it_off():
    handbook = load_handbook()
    (who,) = [entry for entry in handbook.entries if entry.key == "old-community.who"]
    edited = replace(who, version=1, about=("小区翻新",))
    assert answered("小区翻新归哪个部门管？", handbook.current([edited])) == who.key
    assert answered("老旧小区改造归哪个部门管？", handbook.current([edited])) == ""
    off = handbook.current([replace(who, version=2, active=False)])
    assert answered("老旧小区改造归哪个部门管？", off) == ""
    assert len(off) == len(handbook.entries)


def test_every_mistake_in_the_files_is_named_at_once(tmp_path):
    folder = tmp_path / "handbook"
    folder.mkdir()
    labels = "".join(f'[{aspect}]\nlabel = "甲"\nwords = []\n' for aspect in ASPECTS)
    (tmp_path / "handbook_aspects.toml").write_text(labels, encoding="utf-8")
    (folder / "no-such-project.toml").write_text(ENTRY, encoding="utf-8")
    (folder / "employment.toml").write_text(ENTRY + ENTRY, encoding="utf-8")
    nowhere = ENTRY.replace('about = ["学位"]', 'about = ["学位"]\ncounty = "长沙县"')
    (folder / "school-places.toml").write_text(nowhere, encoding="utf-8")
    with pytest.raises(CatalogueError) as mistakes:
        load_handbook(tmp_path)
    assert sorted(line.split(": ", 1)[1] for line in mistakes.value.mistakes) == [
        "there is no project of this name",
        "who: named twice",
        "who: 长沙县 is no county of ours",
    ]
