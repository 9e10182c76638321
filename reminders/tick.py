"""One tick of the clock: every rule that is due, in order, under the clock's lease.

`tick(now)` is all there is: the scheduler calls it each second, tests and rehearsals call it with
any `now`. A rule must itself be able to come twice (conditional updates, firings by unique key);
the lease only keeps several hosts from doing the same work.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from catalogue.wording import staff_outbox as words
from storage.database import Database
from storage.work import leases, troubles
from storage.work.leases import Lease, LeaseLost

_logger = logging.getLogger(__name__)

CLOCK_LEASE: Final = "clock"
_TERM: Final = timedelta(seconds=30)
_PROLONG_BELOW: Final = timedelta(seconds=15)
_FAILURES_TO_TELL: Final = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What a rule gets: the database, the moment, and the term in whose name it writes."""

    database: Database
    now: datetime
    lease: Lease


Rule = Callable[[Turn], object]


def plain(work: Callable[[Database, datetime], object]) -> Rule:
    """Return a rule from a function of the database and the moment."""
    return lambda turn: work(turn.database, turn.now)


class Ticker:
    """Runs the rules, (name, rule), while this process holds the clock. `holder` names it."""

    def __init__(self, database: Database, holder: str, rules: Sequence[tuple[str, Rule]]) -> None:
        self._database = database
        self._holder = holder
        self._rules = rules
        self._failures: Counter[str] = Counter()

    def tick(self, now: datetime) -> bool:
        """Run every rule once; False when the clock is another process's (now or meanwhile)."""
        lease = self._lease()
        if lease is None:
            return False
        turn = Turn(self._database, now, lease)
        try:
            for name, rule in self._rules:
                self._run(name, rule, turn)
        except LeaseLost:
            _logger.warning("lost the clock to another process")
            return False
        return True

    def hand_over(self) -> None:
        """Give the clock back, so that another process need not wait for the term's end."""
        with self._database.write() as connection:
            lease = leases.held(connection, CLOCK_LEASE, self._holder, timedelta(0))
            if lease is not None:
                leases.give_back(connection, lease)

    def _lease(self) -> Lease | None:
        with self._database.read() as connection:
            lease = leases.held(connection, CLOCK_LEASE, self._holder, _PROLONG_BELOW)
        if lease is not None:
            return lease
        with self._database.write() as connection:
            return leases.take(connection, CLOCK_LEASE, self._holder, _TERM)

    def _run(self, name: str, rule: Rule, turn: Turn) -> None:
        try:
            rule(turn)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - one broken rule must not stop the others
            self._failed(name, error, turn.now)
        else:
            self._succeeded(name, turn.now)

    def _failed(self, name: str, error: Exception, now: datetime) -> None:
        self._failures[name] += 1
        if self._failures[name] == 1:
            _logger.error("rule %s failed", name, exc_info=error)
        if self._failures[name] == _FAILURES_TO_TELL:
            ref = f"rule:{name}"
            with self._database.write() as connection:
                troubles.raise_trouble(connection, ref, "rule", ref, words.rule_failed(name), now)

    def _succeeded(self, name: str, now: datetime) -> None:
        if self._failures.pop(name, 0) >= _FAILURES_TO_TELL:
            with self._database.write() as connection:
                troubles.resolve_itself(connection, f"rule:{name}", now)
