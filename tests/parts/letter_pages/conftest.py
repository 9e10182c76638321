"""A console of letters on SQLite, with a stand-in for the maker of Word files."""

import pytest

from storage.database import Database
from tests.support.databases import sqlite_url
from tests.support.letter_house import PlainWord
from tests.support.letter_office import LetterOffice


@pytest.fixture
def office(tmp_path, vault, clock):
    database = Database(sqlite_url(tmp_path))
    yield LetterOffice(database, vault, clock, tmp_path, letter_files=PlainWord())
    database.close()
