"""Rows are in one worker's hands at a time, and never lost with it."""

from datetime import timedelta

from storage.database import Database
from storage.photos import media_rows
from storage.roads import outbox
from tests.support.clock import HandClock
from tests.support.work_rows import a_message, a_report, a_wanted_file

LEASE = timedelta(minutes=3)


def test_two_workers_claim_different_messages(database: Database, clock: HandClock) -> None:
    with database.write() as connection:
        for number in range(6):
            outbox.post(connection, a_message(clock(), f"k{number}"))
    if database.is_sqlite:
        with database.write() as connection:
            first = outbox.claim(connection, clock(), 4, LEASE)
        with database.write() as connection:
            second = outbox.claim(connection, clock(), 4, LEASE)
    else:
        with database.write() as one, database.write() as other:  # both open at the same time
            first = outbox.claim(one, clock(), 4, LEASE)
            second = outbox.claim(other, clock(), 4, LEASE)

    assert len(first) == 4
    assert len(second) == 2
    assert not {m.claim.row_id for m in first} & {m.claim.row_id for m in second}


def test_a_message_posted_twice_is_queued_once(database: Database, clock: HandClock) -> None:
    with database.write() as connection:
        assert outbox.post(connection, a_message(clock()))
        assert not outbox.post(connection, a_message(clock()))
        assert len(outbox.claim(connection, clock(), 9, LEASE)) == 1


def test_a_dead_workers_row_is_found_again_after_its_lease_and_stays_counted(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        outbox.post(connection, a_message(clock()))
        outbox.claim(connection, clock(), 9, LEASE)
    with database.write() as connection:
        assert outbox.claim(connection, clock.advance(minutes=2), 9, LEASE) == []
        [found] = outbox.claim(connection, clock.advance(minutes=1), 9, LEASE)

    assert found.claim.claims == 2


def test_a_worker_that_overslept_cannot_put_back_what_another_holds(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        outbox.post(connection, a_message(clock()))
        [slept] = outbox.claim(connection, clock(), 9, LEASE)
        [awake] = outbox.claim(connection, clock.advance(minutes=4), 9, LEASE)

        assert not outbox.put_off(connection, slept, clock(), -1, "忙")
        assert not outbox.give_up(connection, slept, -1, "忙", clock())
        assert not outbox.release(connection, slept, clock())
        assert outbox.mark_sent(connection, awake, "work", clock())


def test_a_success_counts_even_when_its_lease_has_run_out(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        outbox.post(connection, a_message(clock()))
        [slept] = outbox.claim(connection, clock(), 9, LEASE)
        outbox.claim(connection, clock.advance(minutes=4), 9, LEASE)

        assert outbox.mark_sent(connection, slept, "work", clock())
        assert outbox.claim(connection, clock.advance(hours=1), 9, LEASE) == []


def test_the_same_answer_in_a_row_is_counted_and_another_starts_anew(
    database: Database, clock: HandClock
) -> None:
    seen = []
    with database.write() as connection:
        outbox.post(connection, a_message(clock()))
        for errcode in (-1, -1, None, None, 45011):
            [message] = outbox.claim(connection, clock(), 9, LEASE)
            outbox.put_off(connection, message, clock(), errcode, "以后再试")
            seen.append((message.errcode, message.tries, message.claim.claims))
        [message] = outbox.claim(connection, clock(), 9, LEASE)
        seen.append((message.errcode, message.tries, message.claim.claims))

    # The first answer -1 follows no answer, which is told apart only by tries 0.
    assert seen == [(None, 0, 1), (-1, 1, 1), (-1, 2, 1), (None, 1, 1), (None, 2, 1), (45011, 1, 1)]


def test_our_own_failure_leaves_the_claim_counted(database: Database, clock: HandClock) -> None:
    with database.write() as connection:
        outbox.post(connection, a_message(clock()))
        [message] = outbox.claim(connection, clock(), 9, LEASE)
        outbox.release(connection, message, clock.advance(seconds=5))
        [again] = outbox.claim(connection, clock(), 9, LEASE)

    assert again.claim.claims == 2


def test_a_stored_file_is_not_wanted_any_more(database: Database, clock: HandClock) -> None:
    stored = media_rows.StoredFile("ab" * 32, "image/jpeg", 123, width=4, height=3, dhash=-5)
    with database.write() as connection:
        a_wanted_file(connection, a_report(connection, clock()), clock())
        [wanted] = media_rows.claim_wanted(connection, clock(), 9, LEASE)
        assert media_rows.record_stored(connection, wanted, stored, clock())
        assert not media_rows.record_expired(connection, wanted, "40007")
        assert media_rows.claim_wanted(connection, clock.advance(days=1), 9, LEASE) == []
