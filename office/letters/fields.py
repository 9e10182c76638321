"""What the fields of a template stand for, by the Chinese names that the office writes in Word.

A field is written {{标题}}. Four sorts: a line within a paragraph, a block that has a paragraph of
its own and may become several, a column (`清单.…`) whose table row is repeated for each item, and
the two marks (`…附件.号`, `…附件.名`) with which an annex begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ISSUER, NUMBER, TITLE, UNIT, DATED = "发文机关", "文号", "标题", "主送", "成文日期"
SIGNED, SEAL, COPIES, PHOTOS = "署名", "代章", "抄送", "照片"
APPROVAL: Final = "approval"  # the template of the 呈批单, beside those of the kinds
ATTACHED, ATTACHED_MORE = "附件说明", "附件说明续"
SIGNATURE: Final = (SIGNED, SEAL, DATED)

LINES: Final = frozenset(
    {
        ISSUER,
        NUMBER,
        TITLE,
        UNIT,
        SEAL,
        SIGNED,
        DATED,
        COPIES,
        "依据",
        "联系方式",
        "督办时间",
        "督办地点",
        "参加人员",
        "事由",
        "文种",
        "签发职务",
        "签发人",
        "校验码",
        "标题全文",
        "附件一览",
    }
)
BLOCKS: Final = frozenset(
    {
        "缘由",
        "事项",
        "要求",
        "反馈",
        "查看内容",
        "准备材料",
        ATTACHED,
        PHOTOS,
    }
)
COLUMNS: Final = frozenset(
    {
        "清单.序号",
        "清单.项目",
        "清单.地点",
        "清单.时间",
        "清单.问题",
        "清单.要求",
        "清单.照片",
    }
)
ANNEXES: Final = ("清单附件", "照片附件", "反馈表附件")
MARKS: Final = frozenset(f"{annex}.{mark}" for annex in ANNEXES for mark in ("号", "名"))
KNOWN: Final = LINES | BLOCKS | COLUMNS | MARKS

_EVERY_LETTER: Final = (
    *(ISSUER, NUMBER, TITLE, UNIT, "缘由", "事项", "要求", "反馈", ATTACHED, SIGNED, SEAL, DATED),
    *(COPIES, "清单附件.号", "清单.问题", "照片附件.号", PHOTOS, "反馈表附件.号"),
)
_GROUND: Final = (*_EVERY_LETTER, "依据")
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "tishi": _EVERY_LETTER,
    "tixing": _GROUND,
    "jiaoban": _EVERY_LETTER,
    "duban": _GROUND,
    "onsite": (*_GROUND, "督办时间", "督办地点", "参加人员", "查看内容", "准备材料"),
    APPROVAL: ("标题全文", UNIT, "依据", "反馈", "签发职务", "签发人", "校验码"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a block; its first `lead` characters are a heading in `font`."""

    text: str
    style: str = ""
    lead: int = 0
    font: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo ready to be printed: a JPEG without metadata, and its caption."""

    jpeg: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Values:
    """What is written into a template.

    `rows` hold the columns of each item, `annexes` {annex: (its number, its name)} for those that
    there are. An empty text takes its paragraph out of the letter.
    """

    lines: Mapping[str, str]
    blocks: Mapping[str, tuple[Line, ...]]
    rows: tuple[Mapping[str, str], ...]
    annexes: Mapping[str, tuple[str, str]]
    shots: tuple[Shot, ...]
