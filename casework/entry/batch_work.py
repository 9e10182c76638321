"""A clerk's work on a pasted transcript: one row a message, kept as JSON until all is entered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One message. `sender`, `pasted`, `marks`, `quote` and `key` (hex) stay as pasted.

    `at` is its time in ISO form, `is_guessed` where none was written. `take`: it is to be entered;
    `join`: with the row above that is the same observer's. `photos` are numbers of uploads, as
    typed, and `pictures` how many the message had.
    """

    key: str
    sender: str
    at: str
    is_guessed: bool
    words: str
    place: str
    quote: str
    marks: str
    pasted: str
    pictures: int
    take: bool
    join: bool
    photos: str = ""

    @property
    def sent_at(self) -> datetime:
        """When it was said, aware."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class BatchWork:
    """All rows; `whose` says which observer a sender is (None: nobody's, not entered)."""

    source: str
    tell: bool
    whose: Mapping[str, int | None]
    rows: tuple[BatchRow, ...]
    furniture: tuple[str, ...]

    def observer_of(self, row: BatchRow) -> int | None:
        """Return the id of who said it."""
        return self.whose.get(row.sender)

    def is_wanted(self, row: BatchRow) -> bool:
        """Whether a row is to be entered: ticked, and its sender is an observer."""
        return row.take and self.observer_of(row) is not None

    def groups(self, entered: Sequence[bool]) -> list[list[int]]:
        """Return the indexes of the rows of each report to be; `entered` rows are left out."""
        found: list[list[int]] = []
        latest: dict[int | None, list[int]] = {}
        for index, row in enumerate(self.rows):
            observer = self.observer_of(row)
            if entered[index]:
                latest.pop(observer, None)  # a report that exists takes nothing more from here
            elif self.is_wanted(row) and row.join and observer in latest:
                latest[observer].append(index)
            elif self.is_wanted(row):
                latest[observer] = [index]
                found.append(latest[observer])
        return found


def write_work(work: BatchWork) -> str:
    """Return a batch as JSON."""
    return json.dumps(asdict(work), ensure_ascii=False)


def read_work(text: str) -> BatchWork:
    """Return a batch from its JSON."""
    kept = json.loads(text)
    return BatchWork(
        source=kept["source"],
        tell=kept["tell"],
        whose=kept["whose"],
        rows=tuple(BatchRow(**row) for row in kept["rows"]),
        furniture=tuple(kept["furniture"]),
    )
