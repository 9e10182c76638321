"""The projects as data an office edits."""

import pytest

from catalogue.data_files import CatalogueError
from catalogue.projects import load_projects

A_CITY_PROJECT = """
code = "farmland-toilet"
name = "高标准农田和户厕"
short = "农田户厕"
tier = "市级"
tier_confirmed = false
level = "city"
lead_unit = "市农业农村局"
source = "office"
[words]
strong = ["户厕"]
"""


def test_the_fourteen_projects_of_the_province_are_there():
    projects = load_projects()

    assert len(projects) == 14
    assert {project.level for project in projects} == {"province"}
    assert projects.by_code("elder-relief").short == "养老服务"
    assert projects.by_code("rural-power").lead_unit == "国网邵东供电公司"


def test_what_is_only_believed_is_marked_so():
    assert not any(project.tier_confirmed for project in load_projects())


def test_trunk_roads_have_a_lead_unit_of_their_own():
    roads = load_projects().by_code("rural-roads")

    assert dict(roads.sub_lead_units) == {"trunk-road": "市公路建设养护中心"}


def test_an_unknown_code_is_a_key_error():
    assert "resettlement" not in load_projects()
    with pytest.raises(KeyError):
        load_projects().by_code("resettlement")


def test_a_city_project_is_one_more_file(tmp_path):
    (tmp_path / "farmland-toilet.toml").write_text(A_CITY_PROJECT, encoding="utf-8")

    (project,) = load_projects(tmp_path)

    assert (project.code, project.level) == ("farmland-toilet", "city")


def test_every_mistake_of_every_file_is_named_at_once(tmp_path):
    (tmp_path / "farmland-toilet.toml").write_text(
        A_CITY_PROJECT.replace('level = "city"', 'level = "village"\ncolour = "red"'),
        encoding="utf-8",
    )
    (tmp_path / "other.toml").write_text("code = 3", encoding="utf-8")
    (tmp_path / "torn.toml").write_text("code = ", encoding="utf-8")

    with pytest.raises(CatalogueError) as caught:
        load_projects(tmp_path)

    mistakes = str(caught.value)
    for part in ("farmland-toilet.toml: level", "farmland-toilet.toml: colour"):
        assert part in mistakes
    for part in ("other.toml: code", "other.toml: name", "torn.toml: "):
        assert part in mistakes


def test_a_code_must_be_its_files_name(tmp_path):
    (tmp_path / "toilets.toml").write_text(A_CITY_PROJECT, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"toilets\.toml: code: must be the file's name"):
        load_projects(tmp_path)


def test_an_empty_catalogue_is_a_mistake(tmp_path):
    with pytest.raises(CatalogueError, match="holds no project file"):
        load_projects(tmp_path)
