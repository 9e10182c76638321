"""What people sent before they were bound becomes theirs: a rule of the clock.

Each held delivery is handled in a transaction of its own that begins with a conditional update, so
a crash between two, or two clocks at once, lose and double nothing. (Source: issue 3, bullet 2.)
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from bot.replay import Replays
from casework.people.strangers import tell_taken_over
from storage.database import Database
from storage.intake.held_rows import bound_strangers, held_of

_MOST = 50  # deliveries a person and turn: the other rules wait meanwhile


def adopting(open_replays: Callable[[], Replays]) -> Callable[[Database, datetime], None]:
    """Return the rule; `open_replays` is called the first time there is something to adopt."""
    replays = cache(open_replays)

    def adopt(database: Database, now: datetime) -> None:
        with database.read() as connection:
            bound = bound_strangers(connection)
        for sender_id in bound:
            with database.read() as connection:
                held = held_of(connection, sender_id, _MOST)
            for delivery_id in held:
                replays().adopt(delivery_id)
            with database.write() as connection:
                tell_taken_over(connection, sender_id, now)

    return adopt
