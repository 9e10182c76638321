"""Copies that a browser plays: MP3 of a voice, H.264 and a still picture of a video.

The original stays as it came. What cannot be played is said once to the clerk, and to the observer
only where sending it again helps. Without ffmpeg the files wait, each saying why, and get their
copies as soon as it is installed.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from typing_extensions import override

from catalogue.wording import observer_voice
from catalogue.wording import staff_outbox as outbox_words
from catalogue.wording import staff_sound as words
from reminders import sound
from reminders.asking import ask_again, tell_staff
from reminders.follow_up_job import FollowUpJob
from reminders.ports import Clock
from reminders.sound import NothingMade, NotPlayable, Recording
from storage.blobs.files import FileStore, StoreTrouble, original_key, played_key, poster_key
from storage.database import Database
from storage.desk import transcripts
from storage.photos import media_rows
from storage.work import follow_ups, troubles
from storage.work.follow_ups import FollowUp

_logger = logging.getLogger(__name__)

_TROUBLE: Final = "no-ffmpeg"
_STORE_PAUSE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _Made:
    """Files to keep, {key: temporary file}, and what the row says of them."""

    files: dict[str, Path]
    facts: dict[str, Any]


class MakePlayable(FollowUpJob):
    """The job of stored voices and videos; one at a time, since each may take all of a core."""

    kind = "copies"
    step = "copy"

    def __init__(
        self,
        database: Database,
        store: FileStore,
        clock: Clock,
        missing_tools: Callable[[], Sequence[str]] = sound.missing_tools,
    ) -> None:
        super().__init__(database, clock)
        self._store = store
        self._missing_tools = missing_tools

    @override
    def take(self, limit: int) -> Sequence[FollowUp]:
        """Claim files that are due; none where a program is missing."""
        if self._missing_tools():
            self._say_what_is_missing()
            return ()
        return super().take(limit)

    def work(self, row: FollowUp) -> None:
        """Make the copies of one file, keep them, and record it."""
        try:
            self._make(row)
        except StoreTrouble:  # a store far away that is away now is no failure of ours
            with self._database.write() as connection:
                later = {"next_at": self._clock() + _STORE_PAUSE}
                follow_ups.finish(connection, row, row.step, later)

    def _make(self, row: FollowUp) -> None:
        with TemporaryDirectory(prefix="guancha-") as folder:
            source = Path(folder, "original")
            self._bring(row, source)
            try:
                made = _voice(row, source) if row.kind == "voice" else _film(row, source)
            except NotPlayable as refusal:
                self._impossible(row, refusal.sentence, broken=refusal.broken)
                return
            for key, file in made.files.items():
                self._store.put(key, file.read_bytes())
        now = self._clock()
        with self._database.write() as connection:
            following = "hear" if row.kind == "voice" else "done"
            follow_ups.finish(connection, row, following, made.facts | {"next_at": now})
            troubles.resolve_itself(connection, _TROUBLE, now)

    @override
    def bury(self, row: FollowUp) -> None:
        """Take out a file on which our own program failed three times."""
        self._impossible(row, outbox_words.POISON, broken=False)

    def _bring(self, row: FollowUp, target: Path) -> None:
        with self._store.open(original_key(row.sha256)) as kept, target.open("wb") as file:
            shutil.copyfileobj(kept, file)

    def _impossible(self, row: FollowUp, sentence: str, *, broken: bool) -> None:
        now = self._clock()
        with self._database.write() as connection:
            if not follow_ups.give_up(connection, row, sentence):
                return
            origin = media_rows.origin_of(connection, row.media_id)
            if origin is None:
                return
            told = outbox_words.file_refused(origin.number, sentence)
            tell_staff(connection, row.media_id, told, now)
            if broken:
                transcripts.nothing_to_hear(connection, row.media_id, now)
                text = _AGAIN[row.kind](origin.number)
                ask_again(connection, origin, f"broken-{row.kind}", text, now)

    def _say_what_is_missing(self) -> None:
        with self._database.read() as connection:
            if not follow_ups.waits_without(connection, "copy", words.NO_FFMPEG):
                return
        _logger.warning(words.INSTALL_FFMPEG)
        now, sentence = self._clock(), words.INSTALL_FFMPEG
        with self._database.write() as connection:
            follow_ups.say_why_waiting(connection, "copy", words.NO_FFMPEG)
            troubles.raise_trouble(connection, _TROUBLE, "ffmpeg", "ffmpeg", sentence, now)


_AGAIN: Final = {
    "voice": observer_voice.send_voice_again,
    "video": observer_voice.send_video_again,
}


def _voice(row: FollowUp, source: Path) -> _Made:
    if row.mime == "audio/silk":  # WeChat's own, which ffmpeg does not read; it is not at fault
        raise NotPlayable(words.UNKNOWN_FORMAT, broken=False)
    found = sound.examine(source)
    if found is None or found.sound is None:
        raise NotPlayable(words.VOICE_BROKEN, broken=True)
    _check_length(found)
    target = source.with_suffix(".mp3")
    with _blaming_the_file(found.sound, words.VOICE_BROKEN):
        seconds = sound.make_mp3(source, target)
    facts = {"playable": "copy", "seconds": seconds}
    return _Made({played_key(row.sha256, "mp3"): target}, facts)


def _film(row: FollowUp, source: Path) -> _Made:
    found = sound.examine(source)
    if found is None or found.film is None or not found.seconds:
        raise NotPlayable(words.VIDEO_BROKEN, broken=True)
    _check_length(found)
    poster = source.with_suffix(".jpg")
    with _blaming_the_file(found.film, words.VIDEO_BROKEN):
        sound.make_poster(source, poster, found.seconds)
    files = {poster_key(row.sha256): poster}
    as_it_is = found.plays_as_it_is and row.mime == "video/mp4"
    if not as_it_is:
        target = source.with_suffix(".mp4")
        sound.make_mp4(source, target)
        files[played_key(row.sha256, "mp4")] = target
    playable = "original" if as_it_is else "copy"
    return _Made(files, {"playable": playable, "seconds": found.seconds, "poster": True})


@contextmanager
def _blaming_the_file(codec: str | None, sentence: str) -> Iterator[None]:
    """Call a file broken that cannot be read although its codec is read everywhere."""
    try:
        yield
    except NothingMade as refusal:
        if sound.is_common(codec):
            raise NotPlayable(sentence, broken=True) from refusal
        raise


def _check_length(found: Recording) -> None:
    if found.seconds is not None and found.seconds > sound.MOST_SECONDS:
        raise NotPlayable(words.TOO_LONG, broken=False)
