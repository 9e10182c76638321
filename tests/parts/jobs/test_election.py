"""One clock at a time: terms, epochs, and firings that happen once."""

from datetime import timedelta

import pytest

from storage.database import Database
from storage.work import firings, leases
from storage.work.firings import Firing
from storage.work.leases import Lease, LeaseLost
from tests.support.clock import HandClock

TERM = timedelta(minutes=10)
OVER = timedelta(0)  # a term that has ended when it begins


def test_only_one_of_two_hosts_holds_the_clock(database: Database) -> None:
    with database.write() as connection:
        assert leases.take(connection, "clock", "host-a", TERM) == Lease("clock", "host-a", 1)
        assert leases.take(connection, "clock", "host-b", TERM) is None


def test_a_holder_prolongs_its_term_without_a_new_epoch(database: Database) -> None:
    with database.write() as connection:
        first = leases.take(connection, "clock", "host-a", TERM)
        assert leases.take(connection, "clock", "host-a", TERM) == first


def test_a_term_that_still_lasts_long_enough_is_seen_without_writing(database: Database) -> None:
    with database.write() as connection:
        lease = leases.take(connection, "clock", "host-a", TERM)
    with database.read() as connection:
        assert leases.held(connection, "clock", "host-a", TERM / 2) == lease
        assert leases.held(connection, "clock", "host-a", TERM * 2) is None
        assert leases.held(connection, "clock", "host-b", TERM / 2) is None


def test_a_term_that_ran_out_is_followed_by_a_new_epoch(database: Database) -> None:
    with database.write() as connection:
        leases.take(connection, "clock", "host-a", OVER)
        assert leases.take(connection, "clock", "host-b", TERM) == Lease("clock", "host-b", 2)


def test_a_term_given_back_can_be_taken_at_once(database: Database) -> None:
    with database.write() as connection:
        lease = leases.take(connection, "clock", "host-a", TERM)
        assert lease
        leases.give_back(connection, lease)
        assert leases.take(connection, "clock", "host-b", TERM)


def test_a_firing_happens_once(database: Database, clock: HandClock) -> None:
    firing = Firing("retention", "2026-07-14", "", clock() + timedelta(days=1))
    with database.write() as connection:
        lease = leases.take(connection, "clock", "host-a", TERM)
        assert lease
        assert firings.fire(connection, firing, lease, clock())
        assert not firings.fire(connection, firing, lease, clock())


def test_a_firing_whose_time_has_passed_does_not_happen(
    database: Database, clock: HandClock
) -> None:
    firing = Firing("nudge", "2026-W29", "", clock())
    with database.write() as connection:
        lease = leases.take(connection, "clock", "host-a", TERM)
        assert lease
        assert not firings.fire(connection, firing, lease, clock.advance(seconds=1))


def test_the_old_holders_firing_is_refused_by_its_epoch(
    database: Database, clock: HandClock
) -> None:
    firing = Firing("retention", "2026-07-14", "", clock() + timedelta(days=1))
    with database.write() as connection:
        old = leases.take(connection, "clock", "host-a", OVER)
        new = leases.take(connection, "clock", "host-b", TERM)
        assert old
        assert new
    with pytest.raises(LeaseLost), database.write() as connection:
        firings.fire(connection, firing, old, clock())
    with database.write() as connection:
        assert firings.fire(connection, firing, new, clock())
