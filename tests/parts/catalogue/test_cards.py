"""The cards as data an office edits."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from catalogue.cards.card_files import CARD_FOLDER, MOST_ASKED
from catalogue.cards.cards import load_cards
from catalogue.data_files import CatalogueError
from catalogue.projects import load_projects

TODAY = date(2023, 7, 14)
A_CARD = """
version = 1
source = "办公室"
[[fields]]
id = "toilets"
label = "已改户厕"
type = "number"
unit = "户"
range = [0, 500]
ask = "改了多少户"
importance = 9
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(CARD_FOLDER, tmp_path / "cards")


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        load_cards("", folder)
    return list(refused.value.mistakes)


def test_every_project_has_a_card_with_the_common_head_and_tail():
    cards = load_cards()

    for project in load_projects():
        card = cards.of(project.code, TODAY)
        assert card is not None
        ids = [field.id for field in card.fields]
        assert ids[:3] == ["time", "observer", "county"]
        assert ids[-3:] == ["opinion", "words", "urgent"]
        assert len(ids) == len(set(ids)) >= 20


def test_what_makes_a_card_complete_is_never_more_than_may_be_asked():
    for card in load_cards():
        subs = dict(load_projects().by_code(card.project).subs).values()
        for sub in (None, *subs):
            essential = [field for field in card.applying(sub) if field.is_essential]
            assert len(essential) <= MOST_ASKED


def test_what_is_only_believed_is_marked_so():
    width = load_cards().of("rural-roads", TODAY).field("width")

    assert (width.standard, width.confirmed) == ("单车道不小于3.5米，双车道不小于6.0米", False)
    assert all(field.source for card in load_cards() for field in card.fields if field.standard)


def test_a_year_without_cards_goes_on_with_the_last_one():
    assert load_cards().of("rural-roads", date(2026, 1, 2)).version == "2023-1.1"
    assert load_cards().of("rural-roads", date(2020, 1, 2)).version == "2023-1.1"
    assert load_cards().of("no-such-project", TODAY) is None
    assert load_cards().of(None, TODAY) is None


def test_a_new_year_and_a_new_version_are_only_files(folder):
    shutil.copytree(folder / "2023", folder / "2024")
    roads = folder / "2024" / "rural-roads.toml"
    roads.write_text(roads.read_text(encoding="utf-8").replace("version = 1", "version = 3"))

    cards = load_cards("", folder)

    assert cards.of("rural-roads", date(2023, 12, 31)).version == "2023-1.1"
    assert cards.of("rural-roads", date(2024, 1, 1)).version == "2024-1.3"


def test_a_region_replaces_only_the_cards_it_has(folder):
    (folder / "2023" / "隆回县").mkdir()
    (folder / "2023" / "隆回县" / "rural-comm.toml").write_text(A_CARD, encoding="utf-8")

    cards = load_cards("隆回县", folder)

    assert cards.of("rural-comm", TODAY).field("toilets").ask == "改了多少户"
    assert cards.of("rural-roads", TODAY).field("width") is not None
    assert load_cards("邵阳市", folder).of("rural-comm", TODAY).field("toilets") is None


def test_a_fifteenth_project_and_its_card_are_two_files(folder, tmp_path):
    projects = shutil.copytree(CARD_FOLDER.parent / "projects", tmp_path / "projects")
    (projects / "farmland-toilet.toml").write_text(
        'code = "farmland-toilet"\nname = "户厕"\nshort = "户厕"\ntier = "市级"\n'
        'tier_confirmed = false\nlevel = "city"\nlead_unit = "市农业农村局"\nsource = "office"\n'
        '[words]\nstrong = ["户厕"]\n',
        encoding="utf-8",
    )
    (folder / "2023" / "farmland-toilet.toml").write_text(A_CARD, encoding="utf-8")

    card = load_cards("", folder, load_projects(projects)).of("farmland-toilet", TODAY)

    assert [field.id for field in card.fields if field.is_essential] == [
        "signboard", "progress", "toilets",
    ]  # fmt: skip


def changed(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def test_every_mistake_of_every_file_is_named_at_once(folder):
    year = folder / "2023"
    (year / "rural-comm.toml").unlink()
    (year / "toll-roads.toml").write_text(A_CARD, encoding="utf-8")
    changed(
        year / "rural-roads.toml",
        ('unit = "m"\nrange = [1, 30]', 'unit = "丈"\nrange = [30, 1]'),
        ('id = "signs"', 'id = "surface"'),
        ('subs = ["safety-works", "three-roads"]', 'subs = ["tunnel"]'),
        ('choices = ["水泥", "沥青"', 'choices = ["水、泥", "沥青"'),
    )
    changed(year / "rural-power.toml", ('type = "number"', 'type = "nummer"'))

    said = mistakes(folder)

    assert [line.split(": Input")[0] for line in said if "rural-roads" not in line] == [
        "2023/rural-comm.toml: is missing",
        "2023/rural-power.toml: fields.0.type",
        "2023/toll-roads.toml: is named like no project",
    ]
    roads = [line.removeprefix("2023/rural-roads.toml: ") for line in said]
    assert [line for line in roads if line.startswith("fields.") and "Input" not in line] == [
        "fields.width.range: must be two rising numbers",
        "fields.width.unit: 丈 is not in units.toml",
        "fields.surface.choices: no 、 inside one",
        "fields.surface.words.水泥: is no answer of this field",
        "fields.surface: stands twice",
        "fields.mirror.subs: tunnel is no part of the project",
    ]


def test_more_essentials_than_may_be_asked_are_refused(folder):
    changed(folder / "2023" / "rural-roads.toml", ("importance = 6", "importance = 7"))

    said = "importance: more than 3 essential for bridge: signboard, progress, width, rail-gaps"
    assert f"2023/rural-roads.toml: {said}" in mistakes(folder)


def test_a_folder_without_common_part_or_years_is_refused(folder):
    (folder / "2023" / "common.toml").unlink()
    assert mistakes(folder) == ["2023/common.toml: is missing"]
    shutil.rmtree(folder / "2023")
    assert mistakes(folder) == ["cards: holds no year"]


def test_a_factor_of_a_unit_that_is_no_number_is_named(folder):
    units = folder / "units.toml"
    units.write_text(
        units.read_text(encoding="utf-8").replace('"0.01" = ', '"1/0" = ', 1), encoding="utf-8"
    )
    assert mistakes(folder) == ["units.toml: m.names.1/0: must be a positive number or a fraction"]
