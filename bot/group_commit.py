"""One writer thread a process: deliveries that arrive together share one transaction.

The web threads hand their delivery over and wait. Past `patience` they stop waiting and the answer
counts as late: the platform's repeat, or the outbox, brings it (mechanics §Intake, Late).
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Work = TypeVar("Work")
Result = TypeVar("Result")


class Overloaded(Exception):
    """Too many are waiting, or the database cannot take more now: the platform shall repeat."""


class TooLate(Exception):
    """The answer was not ready in time; what was sent is, or will be, stored."""


@dataclass(slots=True)
class _Ticket(Generic[Work, Result]):
    work: Work
    ready: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    result: Result | None = None
    error: Exception | None = None
    given_up: bool = False

    def give(self, result: Result | None, error: Exception | None) -> bool:
        """Hand over the outcome; False when nobody waits for it any more."""
        with self.lock:
            self.result, self.error = result, error
            self.ready.set()
            return not self.given_up

    def await_result(self, patience: float) -> Result:
        if not self.ready.wait(patience):
            with self.lock:
                if not self.ready.is_set():
                    self.given_up = True
                    raise TooLate
        if self.error is not None:
            raise self.error
        if self.result is None:
            raise Overloaded
        return self.result


class GroupCommit(Generic[Work, Result]):
    """Runs `commit` on what has gathered, in one thread; `too_late` hears of unheard results."""

    def __init__(
        self,
        commit: Callable[[Sequence[Work]], Sequence[Result | Exception]],
        too_late: Callable[[Sequence[Result]], None],
        *,
        most_together: int = 64,
        most_waiting: int = 512,
    ) -> None:
        self._commit = commit
        self._too_late = too_late
        self._most_together = most_together
        self._waiting: queue.Queue[_Ticket[Work, Result]] = queue.Queue(most_waiting)
        self._start_lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(self, work: Work, patience: float) -> Result:
        """Return the result of `work` once it is committed; raises Overloaded or TooLate."""
        self._ensure_thread()  # here, not in __init__: threads do not survive a fork
        ticket: _Ticket[Work, Result] = _Ticket(work)
        try:
            self._waiting.put_nowait(ticket)
        except queue.Full as error:
            raise Overloaded from error
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
                    ticket.give(None, Overloaded())

    def _gather(self) -> list[_Ticket[Work, Result]]:
        tickets = [self._waiting.get()]
        while len(tickets) < self._most_together:
            try:
                tickets.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return tickets

    def _serve(self, tickets: list[_Ticket[Work, Result]]) -> None:
        outcomes = self._commit([ticket.work for ticket in tickets])
        unheard = []
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            if isinstance(outcome, Exception):
                ticket.give(None, outcome)
            elif not ticket.give(outcome, None):
                unheard.append(outcome)
        if unheard:
            self._too_late(unheard)
