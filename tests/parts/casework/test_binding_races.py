"""Limits and codes under many hands at once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from casework.people.binding import Result, bind_by_code, new_invitation
from storage.people.people import Person, ensure_sender, insert_observer, senders_of
from storage.work.rate_limits import spend


def test_of_many_attempts_at_once_exactly_the_limit_passes(database, clock):
    def attempt(_):
        with database.write() as connection:
            return spend(connection, "bind:sender:1", 5, timedelta(days=1), clock())

    with ThreadPoolExecutor(8) as hands:
        passed = list(hands.map(attempt, range(24)))
    assert passed.count(True) == 5


def test_of_two_accounts_with_one_code_exactly_one_is_bound(database, vault, clock):
    person = Person("向秀英", "13900001357", "县水利局", "隆回县", "第一组", "观察员", None, None)
    with database.write() as connection:
        observer = insert_observer(connection, vault, person, clock())
        code = new_invitation(connection, vault, observer, None, clock())
        accounts = [ensure_sender(connection, "official", f"o{n}", clock()).id for n in range(6)]

    def attempt(account):
        with database.write() as connection:
            return bind_by_code(connection, vault, account, code, clock()).result

    with ThreadPoolExecutor(6) as hands:
        results = list(hands.map(attempt, accounts))
    assert results.count(Result.BOUND) == 1
    assert results.count(Result.CODE_USED) == 5
    with database.read() as connection:
        assert len(senders_of(connection, [observer])) == 1
