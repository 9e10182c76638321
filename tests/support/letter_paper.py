"""Letters to print, small photos for them, and how to read and change a Word file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from casework.letters.content import Item, LetterContent, Picture, Term, Visit

LETTER = LetterContent(
    kind="tixing",
    region="邵东市",
    issuer="邵东市打好重点民生保障仗工作专班办公室",
    title="关于廉桥镇产业路路肩悬空安全隐患的提醒函",
    unit="邵东市交通运输局",
    copies=("邵东市公路建设养护中心", "廉桥镇人民政府"),
    ground="《邵东市打好重点民生保障仗督办工作规则》第五条第（二）项",
    opening="民生实事观察员反映，廉桥镇产业路存在安全隐患。现将有关情况函告如下：",
    items=(),
    requirement="一、压实责任。请明确专人负责。\n（一）立即排险。先行设置围挡。\n请举一反三。",
    term=Term(due=date(2023, 7, 28)),
    answer_form="书面反馈",
    feedback_form=True,
    signer_role="市专班办公室主任",
    signer_name="王某",
    seal="邵东市人力资源和社会保障局",
    contact="李某，0739-0000000",
    number="邵东民生保障函〔2023〕5号",
    dated=date(2023, 7, 14),
)
VISIT = Visit("7月20日上午9:00", "廉桥村施工现场", "各方负责同志", "加固方案", "施工图纸")
KINDS = ("tishi", "tixing", "jiaoban", "duban", "onsite")


def photo(shade: int = 0, size: tuple[int, int] = (64, 48), **saved: Any) -> bytes:
    """Return a small JPEG of one colour."""
    out = BytesIO()
    Image.new("RGB", size, (shade, 90, 120)).save(out, format="JPEG", **saved)
    return out.getvalue()


def name_of(picture: bytes) -> str:
    """Return the sha256 of a picture."""
    return sha256(picture).hexdigest()


def letter(
    kind: str, items: int = 1, photos: tuple[bytes, ...] = (), **changed: Any
) -> LetterContent:
    """Return a letter with this many items; the first one shows the photos."""
    pictures = tuple(Picture(name_of(each), f"现场{n}") for n, each in enumerate(photos, 1))
    told = [
        Item(f"路肩悬空第{n}处", f"廉桥镇第{n}村", "7月3日至9日", "农村公路", f"请加固第{n}处。")
        for n in range(1, items + 1)
    ]
    told[0] = replace(told[0], pictures=pictures)
    visit = VISIT if kind == "onsite" else None
    return replace(LETTER, kind=kind, items=tuple(told), visit=visit, **changed)


def by_name(*photos: bytes) -> Mapping[str, bytes]:
    """Return photos as the renderer takes them."""
    return {name_of(each): each for each in photos}


def opened(data: bytes) -> Document:
    """Return a Word file as python-docx reads it."""
    return docx.Document(BytesIO(data))


def told(data: bytes) -> str:
    """Return all that a Word file says in its body, a paragraph a line, tables and all."""
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in opened(data).element.body.iter(qn("w:p"))
    )


def saved(document: Document) -> bytes:
    """Return a changed document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
