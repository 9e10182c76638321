"""The job of pictures for the observers' group: drawn when a clerk asks, kept in the file store."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta

from reminders.forwarding.drawing import Content, draw
from reminders.jobs import LEASE
from reminders.ports import Clock
from storage.blobs.files import FileStore, picture_key
from storage.database import Database
from storage.forwarding import group_pictures
from storage.forwarding.group_pictures import WantedPicture
from storage.vault import Vault


class DrawPictures:
    """Draws from the row alone: nothing is counted again."""

    kind = "picture"

    def __init__(self, database: Database, vault: Vault, store: FileStore, clock: Clock) -> None:
        self._database, self._vault, self._store, self._clock = database, vault, store, clock

    def take(self, limit: int) -> Sequence[WantedPicture]:
        """Claim pictures that are asked for."""
        now = self._clock()
        with self._database.read() as connection:
            if not group_pictures.some_due(connection, now):
                return ()
        with self._database.write() as connection:
            return group_pictures.claim(connection, self._vault, now, limit, LEASE)

    def work(self, row: WantedPicture) -> None:
        """Draw one; the file is safe before its row says so."""
        drawn = draw(Content(**json.loads(row.content)))
        sha256 = hashlib.sha256(drawn.data).hexdigest()
        self._store.put(picture_key(sha256), drawn.data)
        file = (sha256, len(drawn.data))
        with self._database.write() as connection:
            group_pictures.finish(connection, self._vault, row, file, drawn.unwritten)

    def put_back(self, row: WantedPicture, pause: timedelta) -> None:
        """Free a picture after a failure of ours."""
        with self._database.write() as connection:
            group_pictures.release(connection, row, self._clock() + pause)

    def bury(self, row: WantedPicture) -> None:
        """Give up a picture on which our own program failed three times; its page says so."""
        with self._database.write() as connection:
            group_pictures.give_up(connection, row)
