"""One writer thread a process: deliveries that arrive together share one transaction.

The web threads hand their delivery over and wait. Past `patience` they stop waiting and the answer
counts as late: the platform's repeat, or the outbox, brings it (mechanics §Intake, Late).
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

_LINGER = 0.002  # seconds; only while deliveries come faster than they are committed

Work = TypeVar("Work")
Result = TypeVar("Result")


class Overloaded(Exception):
    """Too many are waiting, or the database cannot take more now: the platform shall repeat."""


class TooLate(Exception):
    """The answer was not ready in time; what was sent is, or will be, stored."""


class _Ticket(Generic[Work, Result]):
    """One piece of work and the place where its result is handed over.

    Bare locks, not `Event` and `Future`: the hand-over is on every delivery's path, and those are
    built of several Python-level locks each.
    """

    __slots__ = ("_given_up", "_outcome", "_ready", "_settling", "work")

    def __init__(self, work: Work) -> None:
        self.work = work
        self._ready = threading.Lock()
        self._ready.acquire()
        self._settling = threading.Lock()
        self._outcome: Result | Exception | None = None
        self._given_up = False

    def give(self, outcome: Result | Exception) -> bool:
        """Hand over the outcome, once; False when nobody waits for it any more."""
        with self._settling:
            if self._outcome is not None:
                return True
            self._outcome = outcome
            self._ready.release()
            return not self._given_up

    def await_result(self, patience: float) -> Result:
        """Return the result; raises TooLate, or the error that the work ended with."""
        if not self._ready.acquire(timeout=patience):
            with self._settling:
                if self._outcome is None:
                    self._given_up = True
                    raise TooLate
        outcome = self._outcome
        if outcome is None or isinstance(outcome, Exception):
            raise outcome or Overloaded
        return outcome


class GroupCommit(Generic[Work, Result]):
    """Runs `commit` on what has gathered, in one thread; `too_late` hears of unheard results."""

    def __init__(
        self,
        commit: Callable[[Sequence[Work]], Sequence[Result | Exception]],
        too_late: Callable[[Sequence[Result]], None],
        *,
        most_waiting: int,
        most_together: int = 64,
    ) -> None:
        self._commit = commit
        self._too_late = too_late
        self._most_together = most_together
        self._most_waiting = most_waiting
        self._waiting: queue.SimpleQueue[_Ticket[Work, Result]] = queue.SimpleQueue()
        self._is_busy = False
        self._start_lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(self, work: Work, patience: float) -> Result:
        """Return the result of `work` once it is committed; raises Overloaded or TooLate."""
        self._ensure_thread()  # here, not in __init__: threads do not survive a fork
        ticket: _Ticket[Work, Result] = _Ticket(work)
        if self._waiting.qsize() >= self._most_waiting:
            raise Overloaded
        self._waiting.put(ticket)
        return ticket.await_result(patience)

    def _ensure_thread(self) -> None:
        if self._thread is None:
            with self._start_lock:
                if self._thread is None:
                    self._thread = threading.Thread(
                        target=self._work_for_ever, name="group-commit", daemon=True
                    )
                    self._thread.start()

    def _work_for_ever(self) -> None:
        while True:
            tickets = self._gather()
            try:
                self._serve(tickets)
            except Exception:
                log.exception("group commit: a batch of %d got no outcome", len(tickets))
                for ticket in tickets:
                    ticket.give(Overloaded())

    def _gather(self) -> list[_Ticket[Work, Result]]:
        tickets = [self._waiting.get()]
        if self._is_busy:  # what is on its way now saves a commit of its own
            time.sleep(_LINGER)
        while len(tickets) < self._most_together:
            try:
                tickets.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        self._is_busy = len(tickets) > 1
        return tickets

    def _serve(self, tickets: list[_Ticket[Work, Result]]) -> None:
        outcomes = self._commit([ticket.work for ticket in tickets])
        unheard = []
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            if not ticket.give(outcome) and not isinstance(outcome, Exception):
                unheard.append(outcome)
        if unheard:
            self._too_late(unheard)
