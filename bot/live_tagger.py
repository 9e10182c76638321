"""The tagger that takes up the office's words without a restart, beside the intake.

Each process looks every few seconds whether a version was added: no message waits for it.
"""

import logging
import threading
from typing import Final

from casework.settings.words import FAMILY, words_now
from catalogue.geography.places import Place
from catalogue.tagging.own_words import tagger_with
from catalogue.tagging.tagger import Tagger, load_tagger
from catalogue.tagging.tags import Tag
from storage.database import Database
from storage.settings.versions import last_change

_EVERY: Final = 5.0  # seconds
_logger = logging.getLogger(__name__)


class LiveTagger:
    """Tags with the newest words that `refresh` has seen; at first with the packaged ones."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen = 0
        self._trained: Tagger | None = None

    def tag(self, text: str, place: Place | None = None) -> Tag:
        """Return a note's labels."""
        return (self._trained or load_tagger()).tag(text, place)

    def refresh(self) -> None:
        """Take up words added since; one small query where there are none."""
        with self._database.read() as connection:
            newest = last_change(connection, FAMILY)
            if newest == self._seen:
                return
            words = words_now(connection)
        self._trained = tagger_with(words)
        self._seen = newest


def keep_fresh(tagger: LiveTagger) -> None:
    """Refresh it from a thread of its own, as long as the process lives."""
    threading.Thread(target=_refresh_for_ever, args=[tagger], daemon=True).start()


def _refresh_for_ever(tagger: LiveTagger) -> None:
    never = threading.Event()
    while True:
        try:
            tagger.refresh()
        except Exception:
            _logger.exception("the office's words could not be read; the tagger stays as it is")
        never.wait(_EVERY)
