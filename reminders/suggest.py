"""Playable voices on their way to a machine's suggestion, where the operator configured one."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from reminders import sound
from reminders.follow_up_job import FollowUpJob
from reminders.ports import Clock
from reminders.transcriber import Transcriber
from storage.blobs.files import FileStore, original_key
from storage.database import Database
from storage.desk import transcripts
from storage.work import follow_ups
from storage.work.follow_ups import FollowUp


class SuggestWords(FollowUpJob):
    """The job of voices that a machine may hear; one at a time, since a model is large."""

    kind = "hear"
    step = "hear"

    def __init__(
        self, database: Database, store: FileStore, transcriber: Transcriber, clock: Clock
    ) -> None:
        super().__init__(database, clock)
        self._store = store
        self._transcriber = transcriber

    def work(self, row: FollowUp) -> None:
        """Hear one voice, unless a clerk was faster."""
        with self._database.read() as connection:
            waits = transcripts.is_waiting(connection, row.media_id)
        heard = self._hear(row) if waits else ""
        with self._database.write() as connection:
            if heard:
                transcripts.suggest(connection, row.media_id, heard)
            follow_ups.finish(connection, row, "done")

    def _hear(self, row: FollowUp) -> str:
        with TemporaryDirectory(prefix="guancha-") as folder:
            source, wav = Path(folder, "original"), Path(folder, "heard.wav")
            with self._store.open(original_key(row.sha256)) as kept, source.open("wb") as file:
                shutil.copyfileobj(kept, file)
            sound.make_wav(source, wav)
            return self._transcriber.hear(wav)
