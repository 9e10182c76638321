"""The job of outgoing photos: what leaves the office is drawn here, from the copy that is shown."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from casework.photo_marks import read_marks
from reminders.jobs import LEASE
from reminders.ports import Clock
from reminders.unreadable import unreadable
from storage.blobs.files import FileStore, original_key, shown_key
from storage.database import Database
from storage.photos.outgoing import OutgoingPhotos, WantedPhoto


class DrawOutgoingPhotos:
    """Draws each photo from the observer's picture and the clerk's marks.

    `kind` is the job's name; `photos` are those of letters, or of what else leaves with photos.
    """

    def __init__(
        self,
        kind: str,
        photos: OutgoingPhotos,
        database: Database,
        store: FileStore,
        clock: Clock,
    ) -> None:
        self.kind, self._photos = kind, photos
        self._database, self._store, self._clock = database, store, clock

    def take(self, limit: int) -> Sequence[WantedPhoto]:
        """Claim photos that are wanted."""
        now = self._clock()
        with self._database.read() as connection:
            if not self._photos.some_due(connection, now):
                return ()
        with self._database.write() as connection:
            return self._photos.claim(connection, now, limit, LEASE)

    def work(self, row: WantedPhoto) -> None:
        """Draw one; the file is safe before its row says so. A photo that is gone is given up."""
        try:
            shown = self._store.get(shown_key(row.sha256)) if row.sha256 else b""
        except FileNotFoundError:
            shown = b""
        if not shown:
            self.bury(row)
            return
        drawn = unreadable(shown, read_marks(row.marks))
        sha256 = hashlib.sha256(drawn).hexdigest()
        self._store.put(original_key(sha256), drawn)
        with self._database.write() as connection:
            self._photos.finish(connection, row, sha256)

    def put_back(self, row: WantedPhoto, pause: timedelta) -> None:
        """Free a photo after a failure of ours."""
        with self._database.write() as connection:
            self._photos.release(connection, row, self._clock() + pause)

    def bury(self, row: WantedPhoto) -> None:
        """Give up a photo; its owner's page says so."""
        with self._database.write() as connection:
            self._photos.give_up(connection, row)
