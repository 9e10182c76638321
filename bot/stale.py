"""Stale but correctly signed calls: kept for the office, and an alarm at three in a row.

A host clock six minutes off would otherwise refuse everything in silence (mechanics §Intake).
"""

import logging

from bot.clock import Clock
from bot.envelope import Stale
from catalogue.wording import staff_intake
from storage.database import Database
from storage.intake.quarantine import keep_call, stale_in_a_row
from storage.transience import DRIVER_ERRORS
from storage.vault import Vault
from storage.work.troubles import raise_trouble

log = logging.getLogger(__name__)

_ALARM_AT = 3


class StaleCalls:
    """Keeps stale calls and raises the alarm."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    def keep(self, channel: str, stale: Stale) -> None:
        """Keep one call; a database in trouble is logged, the caller refuses either way."""
        now = self._clock()
        try:
            with self._database.write() as connection:
                keep_call(connection, self._vault, channel, stale.query, stale.body, now)
                if stale_in_a_row(connection, channel) >= _ALARM_AT:
                    raise_trouble(
                        connection,
                        once_key=f"stale:{channel}:{now:%Y%m%d%H}",
                        kind="stale",
                        ref=f"channel:{channel}",
                        sentence=staff_intake.clock_is_off(channel, stale.timestamp, now),
                        now=now,
                    )
        except DRIVER_ERRORS:
            log.exception("webhook %s: a stale call could not be kept", channel)
