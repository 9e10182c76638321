"""Every blueprint has a guard, and the console's lets nobody in without a login."""

import ast
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import OfficeHouse

PROJECT = Path(__file__).parents[2]
# Callbacks of the platforms carry no login but a signature, which their own tests try to forge.
SIGNED = {PROJECT / "bot" / "webhook.py"}
OPEN = {"office.login", "office.enter", "office.enter_code", "office.static"}


def calls(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [getattr(function, "attr", getattr(function, "id", "")) for function in functions]


def modules_with_blueprints() -> list[Path]:
    files = [path for package in ("bot", "office") for path in (PROJECT / package).rglob("*.py")]
    return [path for path in files if "Blueprint" in calls(path) and path not in SIGNED]


@pytest.mark.parametrize("path", modules_with_blueprints(), ids=lambda path: path.stem)
def test_a_module_that_makes_a_blueprint_guards_it(path):
    assert {"before_request", "protect"} & set(calls(path))


@pytest.fixture
def app(vault, tmp_path):
    database = Database(sqlite_url(tmp_path))
    yield OfficeHouse(database, vault, HandClock(), tmp_path).app()
    database.close()


def test_every_page_of_the_console_sends_strangers_to_the_login(app):
    client = app.test_client()
    adapter = app.url_map.bind("localhost")
    tried = set()
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("office.") or rule.endpoint in OPEN:
            continue
        values = {name: "1" if name != "_anything" else "x" for name in rule.arguments}
        path = adapter.build(rule.endpoint, values)
        for method in rule.methods & {"GET", "POST"}:
            answer = client.open(path, method=method)
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/office/login"), rule
            tried.add(rule.endpoint)
    assert len(tried) >= 20


def test_the_console_has_its_guard_before_every_request(app):
    guards = [guard.__name__ for guard in app.before_request_funcs["office"]]
    assert guards == ["_cap_body", "let_in", "protect"]
