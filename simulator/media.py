"""Temporary media: what people sent, kept three days, with the damage a test asks for."""

import secrets
import threading
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from struct import pack

from simulator.errors import ApiError
from simulator.settings import Channel

LIFETIME = timedelta(days=3)
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/heic": "heic",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "video/mp4": "mp4",
}


@dataclass(frozen=True)
class Media:
    """One uploaded file and the moment it was sent."""

    media_id: str
    channel: Channel
    content: bytes
    content_type: str
    sent_at: datetime

    @property
    def filename(self) -> str:
        """The name the platform puts into Content-Disposition."""
        return f"{self.media_id}.{EXTENSIONS.get(self.content_type, 'bin')}"


class MediaStore:
    """All temporary media of both channels, in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._media: dict[str, Media] = {}
        self._expired: set[str] = set()

    def add(self, channel: Channel, content: bytes, content_type: str, now: datetime) -> Media:
        """Keep a file and give it a fresh media id."""
        media = Media(secrets.token_urlsafe(48), channel, content, content_type, now)
        with self._lock:
            self._media[media.media_id] = media
        return media

    def peek(self, media_id: str) -> Media | None:
        """Give a file for the chat page, which shows expired photos too."""
        with self._lock:
            return self._media.get(media_id)

    def get(self, channel: Channel, media_id: str, now: datetime) -> Media:
        """Give a file to the service; raises ApiError 40007 when unknown or older than 3 days."""
        media = self.peek(media_id)
        if media is None or media.channel is not channel:
            raise ApiError(40007)
        if media_id in self._expired or now - media.sent_at >= LIFETIME:
            raise ApiError(40007)
        return media

    def expire(self, media_id: str | None = None) -> int:
        """Let one file, or all of them, be gone before their time; gives how many."""
        with self._lock:
            wanted = set(self._media) if media_id is None else {media_id} & set(self._media)
            self._expired |= wanted
            return len(wanted)


class Damage(StrEnum):
    """How a fetched photo can be wrong."""

    TRUNCATED = "truncated"
    HTML = "html"
    WRONG_TYPE = "wrong_type"
    BOMB = "bomb"


def damaged(media: Media, damage: Damage) -> tuple[bytes, str]:
    """Give the bytes and the content type the service gets instead of the photo."""
    match damage:
        case Damage.TRUNCATED:
            return media.content[: len(media.content) * 2 // 5], media.content_type
        case Damage.HTML:
            return b"<html><body><h1>502 Bad Gateway</h1></body></html>", media.content_type
        case Damage.WRONG_TYPE:
            return media.content, "text/plain"
        case Damage.BOMB:
            return decompression_bomb(), "image/png"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


@cache
def decompression_bomb(side: int = 20_000) -> bytes:
    """Give a PNG of a few dozen kilobytes that unpacks to side × side pixels."""
    row = bytes(1 + side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )
