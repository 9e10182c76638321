"""Where one visible character ends and the next begins, as far as chat needs it.

A small part of Unicode's UAX 29: joined emoji, skin tones, variation selectors, flags and
combining marks. Python has no segmentation of its own, and a library for a rare cut is too much.
"""

import unicodedata

_JOINER = "\u200d"
_MARKS = {"Mn", "Me", "Mc"}  # combining marks; the variation selectors are among them
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)  # spell out the flags of regions
_LONGEST = 32  # code points; a longer cluster is nonsense and may be cut


def last_whole_character(start: str, following: str) -> int:
    """Return how many code points of `start` to keep so that the cut splits no visible character.

    `following` is the text that comes after `start`; only its first code point matters.
    """
    text = start + following[:1]
    for cut in range(len(start), max(len(start) - _LONGEST, -1), -1):
        if not _belong_together(text, cut):
            return cut
    return len(start)


def _belong_together(text: str, cut: int) -> bool:
    if not 0 < cut < len(text):
        return False
    before, after = text[cut - 1], text[cut]
    if _extends(after) or before == _JOINER:
        return True
    return ord(after) in _FLAG_LETTERS and _flag_letters_before(text, cut) % 2 == 1


def _extends(character: str) -> bool:
    point = ord(character)
    joined = character == _JOINER or point in _SKIN_TONES or point in _TAGS
    return joined or unicodedata.category(character) in _MARKS


def _flag_letters_before(text: str, cut: int) -> int:
    count = 0
    while count < cut and ord(text[cut - 1 - count]) in _FLAG_LETTERS:
        count += 1
    return count
