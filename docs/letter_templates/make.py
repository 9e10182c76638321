# ruff: noqa: INP001 - a script beside the pages it serves, not a package
"""Make the built-in templates of letters anew: python docs/letter_templates/make.py.

The office may change them in Word afterwards; this script only makes the first ones, so that every
measure of theirs can be read and traced to GB/T 9704-2012.
"""

from collections.abc import Sequence
from pathlib import Path

import annexes
import page
from approval import approval_slip
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from office.letters.package import same_every_time

_FOLDER = Path(__file__).parents[2] / "office" / "letters" / "templates"
_BODY = {
    "tishi": ("{{缘由}}", "{{事项}}", "{{要求}}", "{{反馈}}", "联系方式：{{联系方式}}"),
    "tixing": (
        "{{缘由}}",
        "{{事项}}",
        "根据{{依据}}，现予提醒。",
        "{{要求}}",
        "{{反馈}}",
        "联系方式：{{联系方式}}",
    ),
    "jiaoban": (
        "{{缘由}}",
        "{{事项}}",
        "{{要求}}",
        "{{反馈}}",
        "联系方式：{{联系方式}}",
    ),
    "duban": (
        "{{缘由}}",
        "{{事项}}",
        "根据{{依据}}，现予督办。",
        "{{要求}}",
        "{{反馈}}",
        "联系方式：{{联系方式}}",
    ),
    "onsite": (
        "{{缘由}}",
        "{{事项}}",
        "根据{{依据}}，决定开展现场督办，有关安排如下：",
        "时间：{{督办时间}}",
        "地点：{{督办地点}}",
        "参加人员：{{参加人员}}",
        "查看内容：{{查看内容}}",
        "准备材料：{{准备材料}}",
        "{{要求}}",
        "{{反馈}}",
        "联系方式：{{联系方式}}",
    ),
}


def main() -> None:
    """Write every template into its folder."""
    for kind, body in _BODY.items():
        _keep(letter(kind, body), kind)
    _keep(approval_slip(), "approval")


def letter(kind: str, body: Sequence[str]) -> Document:
    """Return the template of one kind of letter."""
    document = page.new_document()
    page.letterhead(document, "{{发文机关}}")
    page.page_numbers(document)
    add = document.add_paragraph
    add("{{文号}}", "发文字号")
    add("{{标题}}", "公文标题")
    add("{{主送}}：", "主送机关")
    told = [add(text, "公文正文") for text in body]
    for last in told[-2:]:  # a signature never stands alone on a page (7.3.5.1)
        last.paragraph_format.keep_with_next = True
    add("{{附件说明}}", "附件说明")
    add("{{署名}}", "发文机关署名")
    add("（{{代章}}代章）", "代章")
    add("{{成文日期}}", "成文日期")
    annexes.list_of_problems(document)
    annexes.photos(document)
    form = annexes.report_form if kind == "duban" else annexes.answer_form
    form(document)
    _at_the_foot(add("抄送：{{抄送}}。", "抄送"))
    return document


def _at_the_foot(paragraph: Paragraph) -> None:
    """Let a paragraph stand on the last line of its page (版记)."""
    frame = OxmlElement("w:framePr")
    for name, value in (
        ("w", "8845"),  # twentieths of a point: 156 mm
        ("wrap", "notBeside"),
        ("vAnchor", "margin"),
        ("hAnchor", "margin"),
        ("xAlign", "left"),
        ("yAlign", "bottom"),
    ):
        frame.set(qn(f"w:{name}"), value)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - frames have no public way
    page.in_order(properties, frame, ("w:spacing", "w:ind", "w:jc"))


def _keep(document: Document, kind: str) -> None:
    folder = _FOLDER / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letter.docx").write_bytes(same_every_time(document))


if __name__ == "__main__":
    main()
