"""Binding by code and by words: who is let in, who is not, and how often one may try."""

import re
from datetime import timedelta

import pytest

from casework.people.binding import (
    BindingLimits,
    Result,
    bind_by_code,
    looks_like_code,
    new_invitation,
    request_by_words,
)
from storage.database import Database
from storage.people.binding_rows import open_requests
from storage.people.people import Person, ensure_sender, find_sender, insert_observer
from storage.vault import Vault
from tests.support.clock import HandClock

WIDE = BindingLimits(per_sender=100, per_person=100)


class Office:
    """The roster of one test: two people of one name, one of another, and their accounts."""

    def __init__(self, database: Database, vault: Vault, clock: HandClock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        with database.write() as connection:
            self.ouyang = self._add(connection, "欧阳志强", "13900001357")
            self.liu_one = self._add(connection, "刘芳", "13900002468")
            self.liu_two = self._add(connection, "刘芳", "13900002469")

    def _add(self, connection, name, phone):
        person = Person(name, phone, "县融媒体中心", "隆回县", "第一组", "观察员", None, None)
        return insert_observer(connection, self.vault, person, self.clock())

    def account(self, openid: str) -> int:
        with self.database.write() as connection:
            return ensure_sender(connection, "official", openid, self.clock()).id

    def invite(self, observer_id: int) -> str:
        with self.database.write() as connection:
            return new_invitation(connection, self.vault, observer_id, None, self.clock())

    def by_code(self, sender_id: int, code: str, limits: BindingLimits = WIDE) -> Result:
        with self.database.write() as connection:
            return bind_by_code(
                connection, self.vault, sender_id, code, self.clock(), limits=limits
            ).result

    def by_words(
        self, sender_id: int, name: str, tail: str, limits: BindingLimits = WIDE
    ) -> Result:
        with self.database.write() as connection:
            return request_by_words(
                connection, self.vault, sender_id, name, tail, self.clock(), limits=limits
            ).result

    def speaks_for(self, openid: str) -> int | None:
        with self.database.read() as connection:
            found = find_sender(connection, "official", openid)
            return found and found.observer_id

    def asked_for(self) -> list[int]:
        with self.database.read() as connection:
            return [request.observer_id for request in open_requests(connection)]


@pytest.fixture
def office(database: Database, vault: Vault, clock: HandClock) -> Office:
    return Office(database, vault, clock)


def test_an_invitation_is_eight_characters_without_look_alikes(office):
    code = office.invite(office.ouyang)
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", code)
    assert not set(code) & set("0O1IL2Z5S8BV")
    assert looks_like_code(code)
    assert not looks_like_code("进度")


def test_a_code_binds_at_once_and_only_once(office):
    code = office.invite(office.ouyang)
    assert office.by_code(office.account("oA"), code) is Result.BOUND
    assert office.speaks_for("oA") == office.ouyang
    assert office.by_code(office.account("oB"), code) is Result.CODE_USED
    assert office.speaks_for("oB") is None


def test_a_code_may_be_typed_small_wide_and_without_its_hyphen(office):
    code = office.invite(office.ouyang)
    typed = code.lower().replace("-", " ").translate({c: c + 0xFEE0 for c in range(0x61, 0x7B)})
    assert office.by_code(office.account("oA"), typed) is Result.BOUND


def test_a_code_ends_after_fourteen_days_and_with_the_next_code(office):
    first, second = office.invite(office.ouyang), office.invite(office.ouyang)
    assert office.by_code(office.account("oA"), first) is Result.CODE_EXPIRED
    office.clock.advance(days=14)
    assert office.by_code(office.account("oA"), second) is Result.CODE_EXPIRED
    assert office.by_code(office.account("oA"), "ACDE-FGHJ") is Result.CODE_UNKNOWN


def test_an_account_that_speaks_for_one_person_cannot_take_another(office):
    account = office.account("oA")
    office.by_code(account, office.invite(office.ouyang))
    assert office.by_code(account, office.invite(office.ouyang)) is Result.ALREADY_BOUND
    assert office.by_code(account, office.invite(office.liu_one)) is Result.BOUND_TO_ANOTHER
    assert office.by_words(account, "刘芳", "2468") is Result.BOUND_TO_ANOTHER
    assert office.speaks_for("oA") == office.ouyang


def test_one_person_may_speak_from_two_accounts(office):
    for openid in ("oA", "oB"):
        office.by_code(office.account(openid), office.invite(office.ouyang))
    assert office.speaks_for("oA") == office.speaks_for("oB") == office.ouyang


def test_name_and_last_four_digits_make_one_request(office):
    account = office.account("oA")
    assert office.by_words(account, "刘芳", "2469") is Result.REQUESTED
    assert office.by_words(account, "刘芳", "2469") is Result.ALREADY_REQUESTED
    assert office.asked_for() == [office.liu_two]
    assert office.speaks_for("oA") is None


def test_a_second_thought_replaces_the_open_request(office):
    account = office.account("oA")
    office.by_words(account, "刘芳", "2469")
    assert office.by_words(account, "刘芳", "2468") is Result.REQUESTED
    assert office.asked_for() == [office.liu_one]


def test_binding_by_code_ends_the_open_request(office):
    account = office.account("oA")
    office.by_words(account, "刘芳", "2469")
    office.by_code(account, office.invite(office.liu_two))
    assert office.asked_for() == []


@pytest.mark.parametrize(
    ("name", "tail"), [("欧阳志强", "1358"), ("无此人", "1357"), ("欧阳志强", ""), ("刘芳", "246")]
)
def test_what_fits_nobody_makes_no_request(office, name, tail):
    assert office.by_words(office.account("oA"), name, tail) is Result.NO_MATCH
    assert office.asked_for() == []


def test_an_account_has_five_attempts_a_day(office):
    account, limits = office.account("oA"), BindingLimits(per_sender=5, per_person=100)
    for tail in ("1111", "2222", "3333", "4444", "5555"):
        assert office.by_words(account, "欧阳志强", tail, limits) is Result.NO_MATCH
    assert office.by_words(account, "欧阳志强", "1357", limits) is Result.TOO_MANY
    assert office.by_code(account, office.invite(office.ouyang), limits) is Result.TOO_MANY
    office.clock.advance(days=1)
    assert office.by_words(account, "欧阳志强", "1357", limits) is Result.REQUESTED


@pytest.mark.parametrize("name", ["欧阳志强", "无此人"])
def test_a_name_has_its_own_limit_whether_or_not_it_is_on_the_roster(office, name):
    limits = BindingLimits(per_sender=5, per_person=2)
    answers = [
        office.by_words(office.account(openid), name, "0000", limits)
        for openid in ("oA", "oB", "oC")
    ]
    assert answers == [Result.NO_MATCH, Result.NO_MATCH, Result.TOO_MANY]


def test_the_day_of_the_limits_begins_at_midnight_in_china(office):
    limits = BindingLimits(per_sender=1, per_person=100)
    account = office.account("oA")
    office.clock.now = office.clock.now.replace(hour=15, minute=59)  # 23:59 in 邵阳
    office.by_words(account, "欧阳志强", "0000", limits)
    assert office.by_words(account, "欧阳志强", "1357", limits) is Result.TOO_MANY
    office.clock.now += timedelta(minutes=1)
    assert office.by_words(account, "欧阳志强", "1357", limits) is Result.REQUESTED
