"""The fonts that a letter names, which of them this machine lacks, and what stands in for them.

The fonts of official letters are sold, so they are named in the file and never bundled. Where one
is missing, fontconfig is told which free font comes nearest; without that LibreOffice takes one
font for all of them.
"""

import re
import shutil
from typing import Final
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml.ns import qn

from office.letters.bounded import Bounds, Unfinished, run
from office.letters.filling import roots

_SONG: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN")
_HEI: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
STAND_INS: Final = {
    "方正小标宋简体": ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", *_SONG),
    "仿宋_GB2312": ("仿宋", "FangSong", "FangSong_GB2312", *_SONG),
    "楷体_GB2312": ("楷体", "KaiTi", "KaiTi_GB2312", "AR PL UKai CN", *_SONG),
    "黑体": ("SimHei", *_HEI),
    "宋体": ("SimSun", *_SONG),
}
_ASKING: Final = Bounds(seconds=20, memory_kb=1_000_000)
_SYSTEM: Final = "/etc/fonts/fonts.conf"
_SEPARATOR: Final = re.compile(r"[,\n]")


def fonts_of(document: Document) -> tuple[str, ...]:
    """Return the Chinese fonts that a document names in its text and in the styles it uses."""
    used = {name for root in roots(document) for name in _named(root)}
    styles = document.styles.element
    shown = {
        each.get(qn("w:val")) for root in roots(document) for each in root.iter(qn("w:pStyle"))
    }
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in shown or style.get(qn("w:default")) == "1":
            used.update(_named(style))
    return tuple(sorted(used))


def missing(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those that this machine lacks; all of them where it cannot be asked."""
    installed = _installed()
    return tuple(font for font in fonts if font not in installed)


def configuration(cache: str) -> str:
    """Return a fontconfig file: the machine's own, and what stands in for missing fonts."""
    aliases = "".join(_alias(font, others) for font, others in STAND_INS.items())
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{_SYSTEM}</include>{aliases}'
        f"<cachedir>{escape(cache)}</cachedir></fontconfig>"
    )


def _named(root: object) -> set[str]:
    found = (each.get(qn("w:eastAsia")) for each in root.iter(qn("w:rFonts")))  # type: ignore[attr-defined]  # lxml has no types
    return {font for font in found if font}


def _installed() -> set[str]:
    if shutil.which("fc-list") is None:
        return set()
    try:
        listed = run(("fc-list", ":", "family"), _ASKING)
    except Unfinished:
        return set()
    return {name.strip() for name in _SEPARATOR.split(listed.decode(errors="replace"))}


def _alias(font: str, others: tuple[str, ...]) -> str:
    """Name stand-ins that are asked only where the font itself is missing."""
    families = "".join(f"<family>{escape(other)}</family>" for other in others)
    return (
        f'<alias binding="same"><family>{escape(font)}</family><accept>{families}</accept></alias>'
    )
