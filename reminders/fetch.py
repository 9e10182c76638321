"""Files in: a wanted row, the platform's bytes, the file store, and the row again.

The file is safe before its row says so; a crash between the two fetches it once more and finds the
same bytes under the same sha256. Types are told by content, never by header or name.
"""

import hashlib
import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from catalogue.wording import observer_files, observer_voice, staff_storage
from catalogue.wording import staff_outbox as words
from reminders.asking import ask_again, tell_staff
from reminders.imaging import Limits, examine
from reminders.jobs import LEASE
from reminders.media_kinds import kind_of
from reminders.photo_refusals import RefusedPhoto
from reminders.ports import Clock, Fetched, FetchLater, Gone, MediaSource, TooBig
from storage.blobs.files import FileStore, StoreTrouble, original_key, shown_key, thumb_key
from storage.database import Database
from storage.photos import media_rows
from storage.photos.media_rows import StoredFile, WantedFile
from storage.work import troubles

_logger = logging.getLogger(__name__)

# Damage on the way looks like a bad photo; the same complaint twice in a row is the photo's own.
_PERHAPS_DAMAGED: Final = {"empty", "broken", "not_an_image"}
_DAMAGE_PAUSE: Final = timedelta(minutes=2)
_STORE_PAUSE: Final = timedelta(minutes=5)
_STORE_BREATH: Final = timedelta(minutes=1)
_STORE_TROUBLE: Final = "file-store"
_MIMES: Final = {
    "amr": "audio/amr",
    "silk": "audio/silk",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "3gp": "video/3gpp",
    "webm": "video/webm",
}
_UNREADABLE: Final = ("unreadable", observer_files.send_again_unreadable)
_TOO_BIG: Final = ("too-big", observer_voice.send_smaller)


class _Damaged(Exception):
    """The bytes are not what was wanted; `final` when another fetch cannot help."""

    def __init__(self, sentence: str, *, final: bool) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.final = final


class FetchFiles:
    """The job of wanted files."""

    kind = "media"

    def __init__(
        self,
        database: Database,
        source: MediaSource,
        store: FileStore,
        limits: Limits,
        clock: Clock,
    ) -> None:
        self._database = database
        self._source = source
        self._store = store
        self._limits = limits
        self._clock = clock
        self._one_picture = threading.Lock()  # one decoded photo at a time fits into the memory

    def take(self, limit: int) -> Sequence[WantedFile]:
        """Claim files that are due."""
        now = self._clock()
        with self._database.read() as connection:
            if not media_rows.some_due(connection, now):
                return ()
        with self._database.write() as connection:
            return media_rows.claim_wanted(connection, now, limit, LEASE)

    def work(self, row: WantedFile) -> None:
        """Fetch one file, keep it, and record what came of it."""
        outcome = self._source.fetch(row, self._clock())
        match outcome:
            case Fetched():
                self._keep_if_good(row, outcome.data)
            case FetchLater():
                self._later(row, outcome.at, outcome.cause, may_not=outcome.may_not)
            case Gone():
                self._expired(row, outcome.cause)
            case TooBig():
                self._refuse(row, words.TOO_BIG, too_big=True)

    def put_back(self, row: WantedFile, pause: timedelta) -> None:
        """Free a file after a failure of ours."""
        with self._database.write() as connection:
            media_rows.release(connection, row, self._clock() + pause)

    def bury(self, row: WantedFile) -> None:
        """Take out a file on which our own program failed three times."""
        self._refuse(row, words.POISON)

    def _keep_if_good(self, row: WantedFile, data: bytes) -> None:
        try:
            stored = self._keep_photo(data) if row.kind == "photo" else self._keep(row.kind, data)
        except _Damaged as damage:
            if damage.final or row.last_error == damage.sentence:
                self._refuse(row, damage.sentence)
            else:
                self._later(row, self._clock() + _DAMAGE_PAUSE, damage.sentence)
        except OSError as error:  # a full disk is no fault of the photo's
            self._store_failed(row, error)
        else:
            self._stored(row, stored)

    def _stored(self, row: WantedFile, stored: StoredFile) -> None:
        now = self._clock()
        with self._database.write() as connection:
            media_rows.record_stored(connection, row, stored, now)
            troubles.resolve_itself(connection, _STORE_TROUBLE, now)
            report_id = row.report_id
            if report_id is not None and not media_rows.still_late(connection, report_id):
                troubles.resolve_itself(connection, late_key(report_id), now)
        _logger.info("media %d: stored, %s", row.claim.row_id, stored.mime)

    def _store_failed(self, row: WantedFile, error: OSError) -> None:
        _logger.error("media %d: cannot be stored", row.claim.row_id, exc_info=error)
        now = self._clock()
        with self._database.write() as connection:
            sentence, pause = _cure(error)
            troubles.raise_trouble(connection, _STORE_TROUBLE, "store", "store", sentence, now)
        self._later(row, now + pause, sentence)

    def _keep_photo(self, data: bytes) -> StoredFile:
        try:
            with self._one_picture:
                photo = examine(data, self._limits)
        except RefusedPhoto as refusal:
            final = refusal.reason not in _PERHAPS_DAMAGED
            raise _Damaged(refusal.sentence, final=final) from refusal
        self._store.put(original_key(photo.sha256), data)
        self._store.put(shown_key(photo.sha256), photo.shown)
        self._store.put(thumb_key(photo.sha256), photo.thumb)
        return StoredFile(
            sha256=photo.sha256,
            mime=photo.mime,
            bytes=len(data),
            width=photo.width,
            height=photo.height,
            taken_at=photo.taken_at,
            gps_latitude=photo.position and photo.position.latitude,
            gps_longitude=photo.position and photo.position.longitude,
            dhash=photo.dhash,
        )

    def _keep(self, kind: str, data: bytes) -> StoredFile:
        found = kind_of(data)
        if found is None or found == "image":
            raise _Damaged(words.NOT_A_VOICE if kind == "voice" else words.NOT_A_VIDEO, final=False)
        sha256 = hashlib.sha256(data).hexdigest()
        self._store.put(original_key(sha256), data)
        return StoredFile(sha256, _MIMES.get(found, "application/octet-stream"), len(data))

    def _later(self, row: WantedFile, at: datetime, cause: str, *, may_not: bool = False) -> None:
        if self._clock() >= row.expires_at:
            self._expired(row, cause, may_not=may_not)
            return
        with self._database.write() as connection:
            media_rows.put_off(connection, row, min(at, row.expires_at), cause)

    def _expired(self, row: WantedFile, cause: str, *, may_not: bool = False) -> None:
        now = self._clock()
        with self._database.write() as connection:
            if not media_rows.record_expired(connection, row, cause):
                return
            origin = media_rows.origin_of(connection, row.claim.row_id)
            if origin is not None and may_not:  # a second copy could not be fetched either
                told = words.file_unfetchable(origin.number)
                tell_staff(connection, row.claim.row_id, told, now)
            elif origin is not None:  # a stranger hears of it when they have bound
                told = words.file_expired(origin.number)
                tell_staff(connection, row.claim.row_id, told, now)
                text = observer_files.send_again_expired(origin.number, row.kind)
                ask_again(connection, origin, "expired", text, now)

    def _refuse(self, row: WantedFile, sentence: str, *, too_big: bool = False) -> None:
        now = self._clock()
        with self._database.write() as connection:
            if not media_rows.record_refused(connection, row, sentence):
                return
            origin = media_rows.origin_of(connection, row.claim.row_id)
            if origin is not None:
                told = words.file_refused(origin.number, sentence)
                tell_staff(connection, row.claim.row_id, told, now)
                why, ask = _TOO_BIG if too_big else _UNREADABLE
                ask_again(connection, origin, why, ask(origin.number), now)


def _cure(error: OSError) -> tuple[str, timedelta]:
    """Return what the clerk reads, and how long to wait."""
    if not isinstance(error, StoreTrouble):
        return words.STORE_FAILS, _STORE_PAUSE
    pause = _STORE_BREATH if error.passes else _STORE_PAUSE
    return staff_storage.AWAY[error.reason.value], pause


def late_key(report_id: int) -> str:
    """Return the trouble's key for a report whose files are late."""
    return f"late-files:{report_id}"
