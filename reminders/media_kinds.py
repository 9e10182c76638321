"""What a fetched file is, by its content alone; headers and names are only somebody's word."""

from typing import Final

import filetype

_SILK: Final = (b"#!SILK_V3", b"\x02#!SILK_V3")  # WeChat's own voice format puts 0x02 in front
_AMR_WIDEBAND: Final = b"#!AMR-WB\n"
_HEIF_BRANDS: Final = {b"heix", b"heim", b"heis"}  # 10-bit and layered HEIC, unknown to filetype
_ENOUGH: Final = 4096  # bytes; every signature lies within


def image_extension(data: bytes) -> str | None:
    """Return "jpg", "png", "heic", … for what looks like a picture by its first bytes, or None."""
    head = data[:_ENOUGH]
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heic"
    guess = filetype.image_match(head)
    if guess is None:
        return None
    return "png" if guess.extension == "apng" else str(guess.extension)


def kind_of(data: bytes) -> str | None:
    """Return "image", or the format of a voice or video ("amr", "silk", "mp3", "mp4", …), or None.

    None is everything else: an error page, a document, nothing at all. The answer for a voice or a
    video is the extension under which its original is kept.
    """
    head = data[:_ENOUGH]
    if image_extension(head) is not None:
        return "image"
    if head.startswith(_SILK):
        return "silk"
    if head.startswith(_AMR_WIDEBAND):
        return "amr"
    guess = filetype.audio_match(head) or filetype.video_match(head)
    return None if guess is None else str(guess.extension)
