"""Photos on their way out of the office: wanted from the worker, drawn, looked over.

Whatever leaves with photos (a letter, a piece for the 观察哨 column) keeps one row for each of them
in a table of its own, of the columns that `outgoing_columns` gives. wanted → ready, or failed when
the photo's file is gone or our own program failed three times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Table, select, update

from storage.once import insert_once
from storage.tables.staff import staff
from storage.tables.work import media
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

_WANTED: Final = "wanted"


@dataclass(frozen=True, slots=True)
class OutgoingPhoto:
    """A photo as its desk shows it; `checked` is who looked over it, or empty."""

    media_id: int
    marks: str
    state: str
    sha256: str
    checked_by: int | None
    checked: str
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class WantedPhoto:
    """A photo in a worker's hands; `sha256` is that of the observer's own file."""

    claim: Claim
    owner_id: int
    media_id: int
    marks: str
    sha256: str
    delivery_key: bytes = b""


Told = Callable[[Connection, int, OutgoingPhoto], None]


def _tell_nobody(_connection: Connection, _owner_id: int, _photo: OutgoingPhoto) -> None:
    """Stand where nothing else keeps what a row says of its picture."""


class OutgoingPhotos:
    """The outgoing photos of one kind of owner.

    `owner` names the column of the owner's id; `tell` hears at once what becomes of a picture.
    """

    def __init__(self, table: Table, owner: str, tell: Told = _tell_nobody) -> None:
        self._table, self._owner, self._tell = table, owner, tell

    def want(
        self, connection: Connection, owner_id: int, media_id: int, by: tuple[int, datetime]
    ) -> None:
        """Have a photo drawn as it is, unless the owner has it; `by` is who and when."""
        row = {self._owner: owner_id, "media_id": media_id, **_wanted("", by)}
        insert_once(connection, self._table, f"{self._owner}, media_id", row)

    def mark(  # of which owner, which photo, what is to be unreadable, who says so and when
        self,
        connection: Connection,
        owner_id: int,
        photo: tuple[int, str],
        by: tuple[int, datetime],
    ) -> bool:
        """Have (photo, marks) drawn anew; False where the owner has no such photo."""
        media_id, marks = photo
        changed = connection.execute(
            update(self._table).where(*self._is(owner_id, media_id)).values(_wanted(marks, by))
        )
        self._tell_of(connection, owner_id, media_id)
        return changed.rowcount == 1

    def tick(
        self,
        connection: Connection,
        owner_id: int,
        photo: tuple[int, str],
        by: tuple[int, datetime],
    ) -> bool:
        """Record who looked over (photo, sha256 of the picture); False where it is another."""
        media_id, sha256 = photo
        changed = connection.execute(
            update(self._table)
            .where(*self._is(owner_id, media_id))
            .where(self._table.c.state == "ready", self._table.c.sha256 == sha256)
            .values(checked_by=by[0], checked_at=by[1])
        )
        self._tell_of(connection, owner_id, media_id)
        return changed.rowcount == 1

    def of(self, connection: Connection, owner_id: int) -> dict[int, OutgoingPhoto]:
        """Return an owner's photos by the observer's photo."""
        kept = self._table.c
        columns = (kept.media_id, kept.marks, kept.state, kept.sha256, kept.checked_by)
        rows = connection.execute(
            select(*columns, staff.c.display_name, kept.checked_at)
            .join_from(self._table, staff, staff.c.id == kept.checked_by, isouter=True)
            .where(kept[self._owner] == owner_id)
            .order_by(kept.id)
        )
        found = (OutgoingPhoto(*row[:5], row.display_name or "", row.checked_at) for row in rows)
        return {photo.media_id: photo for photo in found}

    def some_due(self, connection: Connection, now: datetime) -> bool:
        """Whether a claim would find anything; asked without writing."""
        return is_due(connection, self._table, _WANTED, now)

    def claim(
        self, connection: Connection, now: datetime, limit: int, lease: timedelta
    ) -> list[WantedPhoto]:
        """Take up to `limit` photos that are to be drawn."""
        taken = claim_rows(connection, self._table, _WANTED, now, limit, lease)
        asked = select(media.c.id, media.c.sha256).where(
            media.c.id.in_([row["media_id"] for _, row in taken])
        )
        kept = {row.id: row.sha256 or "" for row in connection.execute(asked)} if taken else {}
        return [
            WantedPhoto(
                mark, row[self._owner], row["media_id"], row["marks"], kept[row["media_id"]]
            )
            for mark, row in taken
        ]

    def finish(self, connection: Connection, row: WantedPhoto, sha256: str) -> bool:
        """Record the drawn picture; False when the row is ours no more."""
        values = {"state": "ready", "sha256": sha256}
        done = settle(connection, self._table, _WANTED, row.claim, values)
        if done:
            self._tell_of(connection, row.owner_id, row.media_id)
        return done

    def give_up(self, connection: Connection, row: WantedPhoto) -> bool:
        """Record that the picture cannot be drawn."""
        return settle(connection, self._table, _WANTED, row.claim, {"state": "failed"})

    def release(self, connection: Connection, row: WantedPhoto, next_at: datetime) -> bool:
        """Free a photo whose drawing failed by our own fault; the claim stays counted."""
        return let_go(connection, self._table, _WANTED, row.claim, next_at)

    def _is(self, owner_id: int, media_id: int) -> tuple[Any, Any]:
        return self._table.c[self._owner] == owner_id, self._table.c.media_id == media_id

    def _tell_of(self, connection: Connection, owner_id: int, media_id: int) -> None:
        photo = self.of(connection, owner_id).get(media_id)
        if photo is not None:
            self._tell(connection, owner_id, photo)


def _wanted(marks: str, by: tuple[int, datetime]) -> dict[str, Any]:
    asked = {"asked_by": by[0], "asked_at": by[1], "next_at": by[1]}
    work = {"state": _WANTED, "lease_until": None, "claims": 0}
    return {"marks": marks, "sha256": "", "checked_by": None, "checked_at": None, **asked, **work}
