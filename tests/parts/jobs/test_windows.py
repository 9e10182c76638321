"""The official account's 48 hours and five messages."""

from storage.database import Database
from storage.roads import windows
from tests.support.clock import HandClock
from tests.support.work_rows import a_sender


def test_five_messages_fit_into_the_window_and_the_sixth_does_not(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        a_sender(connection, "wang", clock())
        taken = [windows.count_sent(connection, "official", "wang", clock()) for _ in range(6)]
        assert taken == [True] * 5 + [False]
        assert windows.window_room(connection, "official", "wang", clock()) == 0


def test_the_window_closes_48_hours_after_the_last_word(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        a_sender(connection, "wang", clock())
        clock.advance(hours=47, minutes=59)
        assert windows.window_room(connection, "official", "wang", clock()) == 5
        clock.advance(minutes=1)
        assert windows.window_room(connection, "official", "wang", clock()) == 0
        assert not windows.count_sent(connection, "official", "wang", clock())


def test_nobody_writes_to_a_person_who_never_wrote_or_has_left(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        a_sender(connection, "wang", clock())
        windows.mark_left(connection, "official", "wang", clock())
        assert not windows.count_sent(connection, "official", "wang", clock())
        assert not windows.count_sent(connection, "official", "stranger", clock())


def test_a_place_given_back_can_be_used_again(database: Database, clock: HandClock) -> None:
    with database.write() as connection:
        a_sender(connection, "wang", clock(), sent=4)
        assert windows.count_sent(connection, "official", "wang", clock())
        windows.give_place_back(connection, "official", "wang")
        assert windows.window_room(connection, "official", "wang", clock()) == 1
        windows.close_window(connection, "official", "wang")
        assert windows.window_room(connection, "official", "wang", clock()) == 0
