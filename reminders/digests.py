"""Digests by the clock: one a working day, one a week, each made and queued exactly once.

The firing, the marks on what was told, the digest and its messages are one transaction: whatever
crashes, there is one digest of a period or none yet. (Source: issue 5 item 9.)
"""

from typing import Final

from casework.digests.gathering import DigestDesk
from casework.digests.making import make_digest, send_out
from casework.settings.calendar import calendar_now
from catalogue.digest_times import periods_due
from reminders.tick import Rule, Turn
from storage.work import firings
from storage.work.firings import Firing

RULE: Final = "digest"


def making_digests(desk: DigestDesk) -> Rule:
    """Return the rule that makes and queues the digests whose time has come."""

    def rule(turn: Turn) -> None:
        with turn.database.read() as connection:
            entered = calendar_now(connection)
        for period in periods_due(desk.policy, turn.now, entered):
            firing = Firing(RULE, period.name, "", period.until)
            with turn.database.read() as connection:
                if firings.fired(connection, firing):
                    continue
            with turn.database.write() as connection:
                if firings.fire(connection, firing, turn.lease, turn.now):
                    digest = make_digest(connection, desk, period.kind, None, turn.now)
                    send_out(connection, desk, digest, turn.now)

    return rule
