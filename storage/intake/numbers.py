"""Report numbers: one series a day, handed out in blocks.

A counter row locked until COMMIT would make all intake wait in line, so PostgreSQL processes take a
block in a transaction of their own and may leave gaps. SQLite has one writer anyway and takes one
number at a time inside the delivery's transaction. (Source: mechanics §Drafts and numbers.)
"""

import threading
from datetime import date

from storage.database import Database
from storage.intake.ledger_statements import TAKE_NUMBERS
from storage.tables.base import to_day
from storage.wire import Wire, wire_transaction

_BLOCK = 8


class Numbers:
    """Hands out the next number of a day; safe for threads.

    A `block` of 1 wastes none where days change with every report, as when clerks enter old ones.
    """

    def __init__(self, database: Database, block: int = _BLOCK) -> None:
        self._database = database
        self._block = block
        self._lock = threading.Lock()
        self._left: dict[date, range] = {}

    def take(self, wire: Wire, day: date) -> int:
        """Return a number no other report of this day has or will get."""
        if wire.is_sqlite:
            return _reserve(wire, day, 1).start
        with self._lock:
            left = self._left.get(day, range(0))
            if not left:
                with wire_transaction(self._database, pipelined=False) as own:
                    left = _reserve(own, day, self._block)
            self._left = {day: left[1:]}  # only one day is current; a late one starts a new block
            return left.start


def _reserve(wire: Wire, day: date, block: int) -> range:
    values = {"day": to_day(day), "first_next": 1 + block, "block": block}
    row = wire.row(TAKE_NUMBERS, values)
    if row is None:
        raise LookupError("the number row was neither made nor raised")
    return range(row[0] - block, row[0])
