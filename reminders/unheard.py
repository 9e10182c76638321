"""A voice that nobody has typed up for half an hour of office time alarms the staff on duty, once.

Nights, weekends and holidays do not count: a voice of Friday 17:20 is late on Monday 8:50.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from casework.alarms import post_voice_alarm
from casework.settings.calendar import calendar_now
from catalogue.working_days import Span, is_office_time, office_time
from reminders.tick import Rule, Turn
from storage.database import Database
from storage.desk import transcripts
from storage.desk.transcripts import UNHEARD_RULE, Unheard
from storage.work import firings
from storage.work.firings import Firing

LATE_AFTER: Final = timedelta(minutes=30)
_WORTH_SAYING: Final = timedelta(hours=12)


def alarm_of_unheard_voices(duty: Sequence[tuple[str, str]], hours: Sequence[Span]) -> Rule:
    """Return the rule; `duty` are (channel, account)."""

    def rule(turn: Turn) -> None:
        for voice in _late(turn.database, turn.now, hours):
            not_after = turn.now + _WORTH_SAYING
            firing = Firing(UNHEARD_RULE, str(voice.media_id), "", not_after)
            with turn.database.write() as connection:
                if firings.fire(connection, firing, turn.lease, turn.now):
                    post_voice_alarm(connection, voice, duty, turn.now)

    return rule


def _late(database: Database, now: datetime, hours: Sequence[Span]) -> list[Unheard]:
    with database.read() as connection:
        entered = calendar_now(connection)
        if not is_office_time(now, hours, entered):
            return []
        waiting = transcripts.unheard(connection, now - LATE_AFTER)
    return [
        voice
        for voice in waiting
        if office_time(voice.spoken_at, now, hours, entered) >= LATE_AFTER
    ]
