"""The READMEs and the other pages say only what is there."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from bot.__main__ import guancha
from bot.config import load_settings
from catalogue.wording import observer, observer_binding, observer_strangers
from handlers.commands import Name, read_command
from tests.support.tree import PROJECT, files, name

README, README_CHINESE = PROJECT / "README.md", PROJECT / "README.zh-CN.md"
READMES = (README, README_CHINESE)
JOURNEYS = {README: "## A photo's journey", README_CHINESE: "## 一张照片走过的路"}
COMMAND_TABLES = {README: "## What observers can say", README_CHINESE: "## 观察员怎么说"}
WORDS: dict[Name, str] = {
    "help": "帮助",
    "mine": "我的",
    "done": "完成",
    "withdraw": "撤回",
    "progress": "进度",
    "supplement": "补充",
    "correct": "改",
    "bind": "绑定",
    "report_it": "报",
    "ask_office": "问办公室",
    "handbook": "手册",
    "office": "找办公室",
    "card": "采集卡",
    "pause": "暂停提醒",
    "resume": "恢复提醒",
    "also": "也算建议",
    "join": "报名",
    "leave_it": "取消报名",
    "ahead": "检查安排",
    "check_in": "签到",
    "visit": "走访",
    "essay": "交材料",
    "assess": "测评",
    "reply": "答",
}
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def section(readme: Path, heading: str) -> str:
    return readme.read_text(encoding="utf-8").split(f"{heading}\n")[1].split("\n## ")[0]


def links(text: str) -> list[str]:
    found = (either or other for either, other in LINK.findall(text))
    return [link.partition("#")[0] for link in found if not link.startswith(ELSEWHERE)]


def stops(readme: Path) -> list[list[str]]:
    journey = section(readme, JOURNEYS[readme])
    return [links(stop) for stop in re.findall(r"^\d+\. .+$", journey, re.MULTILINE)]


def test_every_command_is_known_by_its_word():
    assert set(WORDS) == set(get_args(Name))
    for command, word in WORDS.items():
        assert read_command(word).name == command


def test_the_chat_tells_every_command():
    help_text = observer.help_text("专班办公室", "", 10)
    told = help_text + observer_binding.BOUND + observer_strangers.STRANGER
    assert [word for word in WORDS.values() if word not in told] == []


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_a_readme_lists_every_command(readme):
    listed = re.findall(r"^\| (\S+) \|", section(readme, COMMAND_TABLES[readme]), re.MULTILINE)
    assert set(WORDS.values()) <= set(listed)


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_every_stop_of_a_photos_journey_names_files_that_exist(readme):
    journey = stops(readme)
    assert len(journey) >= 8
    for stop in journey:
        assert stop
        assert [link for link in stop if not (PROJECT / link).is_file()] == []


def test_both_readmes_tell_the_same_journey():
    assert stops(README) == stops(README_CHINESE)


@pytest.mark.parametrize("page", files(".", ends=(".md",)), ids=name)
def test_every_link_between_files_leads_somewhere(page):
    found = links(page.read_text(encoding="utf-8"))
    assert [link for link in found if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_the_small_configuration_of_a_readme_works(readme, tmp_path):
    block = readme.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    config = tmp_path / "config.toml"
    config.write_text(block, encoding="utf-8")
    assert set(tomllib.loads(block)) == {"server", "storage", "channels"}
    assert load_settings(config, {}).channels.official is not None


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_every_command_line_of_a_readme_exists(readme):
    for line in re.findall(r"\bguancha ([a-z ]+)", readme.read_text(encoding="utf-8")):
        command = guancha
        for word in line.split():
            known = getattr(command, "commands", {})
            if not known:
                break
            assert word in known, line
            command = known[word]


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_every_make_verb_of_a_readme_exists(readme):
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"\bmake ([a-z-]+)", readme.read_text(encoding="utf-8")))
    assert {"run", "test"} <= verbs
    assert [verb for verb in verbs if f"\n{verb}:" not in makefile] == []


def test_every_decision_is_listed_and_numbered_without_gaps():
    pages = sorted(path.name for path in (PROJECT / "docs" / "decisions").glob("0*.md"))
    index = (PROJECT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert links(index) == pages
    assert [int(page[:4]) for page in pages] == list(range(1, len(pages) + 1))
