"""An office with its people, a confirmed policy and letters on any step of their road."""

import pytest

from tests.support.letter_house import LetterHouse


@pytest.fixture
def house(database, vault, clock) -> LetterHouse:
    return LetterHouse(database, vault, clock)
