"""One kind of waiting rows, and how a single row is worked on.

Our own failures are counted by the claims: after three, whether the work raised or took the whole
process with it, the row goes before the staff. A platform's "later" is no failure of ours and
counts nothing. (Source: mechanics §Jobs and clock.)
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, Protocol, TypeVar

from reminders.ports import Clock
from storage.tracing import following
from storage.work.claims import Claim

_logger = logging.getLogger(__name__)

MOST_CLAIMS: Final = 3
LEASE: Final = timedelta(minutes=5)  # longer than any row's work can take
_AFTER_FAILURE: Final = timedelta(seconds=20)


class Row(Protocol):
    """A row in our hands."""

    @property
    def claim(self) -> Claim:
        """The mark of our claim."""
        ...

    @property
    def delivery_key(self) -> bytes:
        """The key of the delivery it comes from; b"" for none."""
        ...


RowT = TypeVar("RowT", bound=Row)


class Job(Protocol[RowT]):
    """Rows of one kind. `kind` is the word that hints use."""

    kind: str

    def take(self, limit: int) -> Sequence[RowT]:
        """Claim up to `limit` rows that are due."""
        ...

    def work(self, row: RowT) -> None:
        """Do a row's work and write its answer. Anything raised is our own failure."""
        ...

    def put_back(self, row: RowT, pause: timedelta) -> None:
        """Free a row after a failure of ours; it is due again after the pause."""
        ...

    def bury(self, row: RowT) -> None:
        """Take a row out of the work and put it before the staff."""
        ...


def do_row(job: Job[Any], row: Row, clock: Clock) -> None:
    """Work on one claimed row; never raises. What cannot even be put back, the lease gives back."""
    with following(row.delivery_key):
        try:
            _do_row(job, row)
        except Exception:
            _logger.exception("%s %d: left to its lease at %s", job.kind, row.claim.row_id, clock())


def _do_row(job: Job[Any], row: Row) -> None:
    if row.claim.claims > MOST_CLAIMS:
        _logger.error("%s %d: its worker died three times", job.kind, row.claim.row_id)
        job.bury(row)
        return
    try:
        job.work(row)
    except Exception:
        _logger.exception("%s %d: failure %d", job.kind, row.claim.row_id, row.claim.claims)
        if row.claim.claims < MOST_CLAIMS:
            job.put_back(row, _AFTER_FAILURE * row.claim.claims)
        else:
            job.bury(row)
