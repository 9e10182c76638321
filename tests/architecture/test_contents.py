"""What the project carries with it: no trace of the machine it was made on, nothing unlocked."""

import re
import tomllib

from tests.support.tree import PROJECT, files

TEXT = (".py", ".toml", ".md", ".txt", ".html", ".css", ".js", ".json", ".lock", "Makefile", "run")
# Written in two pieces each, so that this file is not its own first find.
FOREIGN = tuple(
    "".join(pieces)
    for pieces in (
        ("/work/", "main"),
        ("/work/", "shared"),
        ("../", "shared"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/tmp/", "brief"),
        ("far", "m-"),
        ("issues ", "show"),
    )
)


def test_nothing_names_a_machine_or_a_workplace_tool():
    found = [
        (path.name, foreign)
        for path in files(".", ends=TEXT)
        for foreign in FOREIGN
        if foreign in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_the_province_has_exactly_fourteen_projects_each_in_a_file_of_its_own_name():
    paths = files("catalogue/data/projects", ends=(".toml",))
    projects = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
    provincial = [code for code, project in projects.items() if project["level"] == "province"]
    assert len(provincial) == 14
    assert all(project["code"] == stem for stem, project in projects.items())


def test_the_lock_file_covers_every_dependency():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", _text("requirements.lock"), re.MULTILINE))
    assert {_distribution(wish) for wish in project["dependencies"]} <= locked


def test_the_lock_file_for_development_covers_every_dependency():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wishes = project["dependencies"] + project["optional-dependencies"]["dev"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", _text("requirements-dev.lock"), re.MULTILINE))
    assert {_distribution(wish) for wish in wishes} <= locked


def _text(file_name: str) -> str:
    return (PROJECT / file_name).read_text(encoding="utf-8")


def _distribution(wish: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", wish)[0].lower().replace("_", "-").replace(".", "-")
