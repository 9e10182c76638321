"""What stands in one message of a transcript: words, and WeChat's marks for what is not text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPEN, _CLOSE = r"[\[【<]", r"[\]】>]"
_PICTURE = re.compile(
    rf"{_OPEN}(?:图片|照片|图像|[Ii]mage|[Pp]hoto)(?:[:：]\s*(?P<file>[^\]】>]{{0,200}}))?{_CLOSE}"
)
_PICTURE_FILE = re.compile(r"[^\s/\\]{1,120}\.(?:jpe?g|png|heic|webp|gif|bmp)", re.IGNORECASE)
_PLACE = re.compile(
    rf"{_OPEN}(?:位置|地理位置|[Ll]ocation)(?:[:：]\s*(?P<inside>[^\]】>]{{0,200}}))?{_CLOSE}\s*(?P<beside>.*)"
)
_UNREAD = re.compile(
    rf"{_OPEN}(?:语音|视频|小视频|[Vv]oice|[Vv]ideo)[^\]】>]{{0,200}}{_CLOSE}(?:\s*\d+[\"″”'秒]*)?"
)
_STICKER = re.compile(rf"{_OPEN}(?:动画)?表情{_CLOSE}|{_OPEN}(?:拍一拍|微信红包|红包){_CLOSE}")
_QUOTE = re.compile(r"「(?P<quoted>.{1,2000}?)」\s*(?:\n[\s\-—–]{5,}(?:\n|$))?", re.DOTALL)
_RULE = re.compile(r"[\s\-—–=_*]{3,}")


@dataclass(frozen=True, slots=True)
class Body:
    """A message's content; `pictures` are file names, empty where the mark gives none.

    `unread` are marks of what a clerk must hear or see in the group itself, e.g. [语音].
    """

    words: str
    quote: str
    pictures: tuple[str, ...]
    place: str
    unread: tuple[str, ...]


def read_body(lines: Sequence[str]) -> Body:
    """Take a message's lines apart; any text is accepted."""
    text = "\n".join(lines).strip()
    quote = _QUOTE.match(text)
    if quote:
        text = text[quote.end() :]
    words: list[str] = []
    pictures: list[str] = []
    places: list[str] = []
    unread: list[str] = []
    for line in text.split("\n"):
        place = _PLACE.match(line.strip())
        if place:
            places += filter(None, (place["inside"], place["beside"].strip()))
            continue
        words.append(_without_marks(line, pictures, unread))
    return Body(
        words="\n".join(word for word in words if word and not _RULE.fullmatch(word)),
        quote=quote["quoted"].strip() if quote else "",
        pictures=tuple(pictures),
        place=" ".join(places),
        unread=tuple(unread),
    )


def _without_marks(line: str, pictures: list[str], unread: list[str]) -> str:
    bare = line.strip()
    if _PICTURE_FILE.fullmatch(bare):
        pictures.append(bare)
        return ""
    pictures += ((found["file"] or "").strip() for found in _PICTURE.finditer(bare))
    unread += _UNREAD.findall(bare)
    for mark in (_PICTURE, _UNREAD, _STICKER):
        bare = mark.sub("", bare)
    return bare.strip()
