"""What the pages behind links are made of; `bot.app` hands it over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.card_page.photos import PhotoDesk
from catalogue.cards.cards import Cards
from storage.blobs.files import FileStore
from storage.database import Database
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class PageParts:
    """`worker_hint(kind, id)` wakes the worker; `largest_photo` is in bytes."""

    database: Database
    vault: Vault
    clock: Callable[[], datetime]
    files: FileStore
    cards: Cards
    worker_hint: Callable[[str, int], None]
    photo_desk: PhotoDesk
    largest_photo: int
