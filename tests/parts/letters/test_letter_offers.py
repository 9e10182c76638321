"""The pages offer just what the gate would let through, in every state and for every role."""

import pytest

from casework.letters.gate import Refused, Why, admit
from casework.letters.sending import uphold
from casework.letters.signing import bring_scan
from casework.letters.states import Act, State, step_for
from casework.letters.viewing import view_letter
from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.letter_house import DUBAN, LetterHouse

# Refused for the person or the way, not for what the letter lacks at the moment.
NOT_THEIRS = {Why.WRONG_ROLE, Why.OWN_LETTER, Why.SAME_OFFICER}
ROLES = ("clerk", "other", "director", "convenor", "auditor")
NEEDS_MATTER = {
    Act.SIGN,
    Act.BRING_SCAN,
    Act.DELIVER_COPY,
    Act.CONTEST,
    Act.ASK_EXTENSION,
    Act.GRANT,
    Act.REFUSE,
    Act.ANSWER,
    Act.CLOSE,
    Act.REOPEN,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    database = Database(sqlite_url(tmp_path_factory.mktemp("offers")))
    yield LetterHouse(database, Vault(b"d" * 32, b"i" * 32), HandClock())
    database.close()


def open_to(house, letter_id, role):
    """Return the acts that the gate itself would admit."""
    letter, found = house.letter(letter_id), set()
    with house.database.read() as connection:
        for act in Act:
            if step_for(act, letter.state) is None:
                continue
            try:
                admit(connection, house.desk, letter_id, (act, None), house.doing(letter_id, role))
            except Refused as refused:
                if refused.why not in NOT_THEIRS:
                    raise
            else:
                found.add(act)
    return found


def offered(house, letter_id, role):
    with house.database.read() as connection:
        now, staff_id = house.clock(), house.staff[role]
        return set(view_letter(connection, house.desk, letter_id, staff_id, now).offers)


def letters(house):
    yield house.draft()
    yield house.submitted()
    yield house.submitted(DUBAN)
    brought = house.submitted(DUBAN)
    house.do(bring_scan, brought, "clerk", house.paper())
    yield brought
    yield from (house.signed(), house.delivered(), house.received(), house.contested())
    yield from (house.answered(), house.done())


def test_the_page_offers_what_the_gate_admits_and_nothing_else(house):
    states = set()
    for letter_id in letters(house):
        states.add(house.letter(letter_id).state)
        for role in ROLES:
            gate, page = open_to(house, letter_id, role), offered(house, letter_id, role)
            assert page <= gate, (house.letter(letter_id).state, role)
            assert gate - page <= NEEDS_MATTER, (house.letter(letter_id).state, role)
    assert states == set(State) - {State.SEALED, State.VOID}


def test_nothing_is_offered_that_has_no_matter(house):
    answered, delivered = house.answered(), house.delivered()
    assert Act.CLOSE in offered(house, answered, "clerk")
    assert not {Act.REOPEN, Act.GRANT} & offered(house, answered, "director")
    assert Act.CLOSE not in offered(house, delivered, "clerk")
    assert Act.SIGN not in offered(house, house.submitted(DUBAN), "convenor")
    assert Act.CONTEST not in offered(house, _upheld(house), "clerk")


def _upheld(house):
    letter_id = house.contested()
    house.do(uphold, letter_id, "director")
    return letter_id
