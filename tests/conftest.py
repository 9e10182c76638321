"""Fixtures every test may ask for: a hand-turned clock, a vault, a database of either kind."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import PostgresHouse, sqlite_url
from tests.support.quick_pages import remember_pages
from tests.support.s3 import S3Service

remember_pages()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def vault() -> Vault:
    return Vault(data_key=b"d" * 32, index_key=b"i" * 32)


@pytest.fixture(scope="session")
def postgres_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresHouse]:
    house = PostgresHouse(tmp_path_factory.mktemp("postgres"))
    yield house
    house.stop()


@pytest.fixture(scope="session")
def s3_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Service]:
    with S3Service(tmp_path_factory.mktemp("s3") / "log") as service:
        yield service


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    house: PostgresHouse = request.getfixturevalue("postgres_house")
    return house.new_url()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


# These ask the same queries that the other journeys ask on both databases: once more is for
# `make test-all` and for CI.
_PARTS = (
    "office access roster ledgers keeping settings outbound media doctor export health casework"
)
_CHATS = "commands_in_chat short_answers odd_texts first_words cards_in_chat questions_in_chat"
_ONCE = (
    *(f"tests/parts/{name}/" for name in _PARTS.split()),
    *(f"tests/journeys/test_{name}.py" for name in _CHATS.split()),
)


def pytest_collection_finish() -> None:
    """Let the garbage collector walk through everything seldom: it took a third of the time.

    Every test leaves an application and an engine behind, which only whole collections find; what
    lives as long as the session is spared.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark second runs, on the other database, so that `make test` stays short."""
    for item in items:
        on = getattr(item, "callspec", None)
        again = on is not None and on.params.get("database_url") == "postgres"
        if again and item.nodeid.startswith(_ONCE):
            item.add_marker(pytest.mark.again)
