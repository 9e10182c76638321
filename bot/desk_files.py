"""Where the worker finds a wanted file: what was uploaded to us is in our store already."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from catalogue.wording import staff_outbox as words
from reminders.ports import Fetched, FetchLater, FetchOutcome, Gone, MediaSource, TooBig
from storage.blobs.files import FileStore
from storage.photos.desk_uploads import UPLOADED
from storage.photos.media_rows import WantedFile

_STORE_PAUSE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class DeskOrPlatform:
    """A `MediaSource` that knows the channels of uploads; `most` in bytes, as for the platforms."""

    files: FileStore
    platform: MediaSource
    most: int

    def fetch(self, wanted: WantedFile, now: datetime) -> FetchOutcome:
        """Fetch it now, once."""
        if wanted.channel not in UPLOADED:
            return self.platform.fetch(wanted, now)
        try:
            if self.files.size(wanted.media_id) > self.most:
                return TooBig()
            return Fetched(self.files.get(wanted.media_id))
        except FileNotFoundError:
            return Gone(words.UPLOAD_GONE)
        except OSError:  # the store is away, and the file in it
            return FetchLater(now + _STORE_PAUSE, words.STORE_FAILS)
