"""Playable voices on their way to a machine's suggestion, where the operator configured one."""

import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from reminders import sound
from reminders.jobs import LEASE
from reminders.ports import Clock
from reminders.transcriber import Transcriber
from storage import follow_ups, transcripts
from storage.database import Database
from storage.files import FileStore, original_key
from storage.follow_ups import FollowUp


class SuggestWords:
    """The job of voices that a machine may hear; one at a time, since a model is large."""

    kind = "hear"

    def __init__(
        self, database: Database, store: FileStore, transcriber: Transcriber, clock: Clock
    ) -> None:
        self._database = database
        self._store = store
        self._transcriber = transcriber
        self._clock = clock

    def take(self, limit: int) -> Sequence[FollowUp]:
        """Claim voices that are due."""
        now = self._clock()
        with self._database.read() as connection:
            if not follow_ups.some_due(connection, "hear", now):
                return ()
        with self._database.write() as connection:
            return follow_ups.claim(connection, "hear", now, limit, LEASE)

    def work(self, row: FollowUp) -> None:
        """Hear one voice, unless a clerk was faster."""
        with self._database.read() as connection:
            waits = transcripts.is_waiting(connection, row.media_id)
        heard = self._hear(row) if waits else ""
        with self._database.write() as connection:
            if heard:
                transcripts.suggest(connection, row.media_id, heard)
            follow_ups.finish(connection, row, "done")

    def put_back(self, row: FollowUp, pause: timedelta) -> None:
        """Free a voice after a failure of ours."""
        with self._database.write() as connection:
            follow_ups.release(connection, row, self._clock() + pause)

    def bury(self, row: FollowUp) -> None:
        """Leave a voice to the clerk alone after three failures."""
        with self._database.write() as connection:
            follow_ups.finish(connection, row, "done")

    def _hear(self, row: FollowUp) -> str:
        with TemporaryDirectory(prefix="guancha-") as folder:
            source, wav = Path(folder, "original"), Path(folder, "heard.wav")
            with self._store.open(original_key(row.sha256)) as kept, source.open("wb") as file:
                shutil.copyfileobj(kept, file)
            sound.make_wav(source, wav)
            return self._transcriber.hear(wav)
