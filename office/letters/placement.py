"""Where the signature stands, and how large the letterhead may be: sums over widths of text.

Source: GB/T 9704-2012, 7.3.5 (成文日期右空四字，署名以成文日期为准居中) and 7.2.4.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from catalogue.wording import letter_print as words
from office.letters import fields

_CHARACTER: Final = 15.8  # points of a full-width character of the text
_RIGHT_OF_DATE: Final = 4.0  # characters
_AT_LEAST: Final = 1.0
_WIDEST_MARK: Final = 156.0 / 25.4 * 72  # points
_SMALLEST_MARK, _LARGEST_MARK = 15.0, 26.0


def place(paragraph: Any, names: Sequence[str], lines: Mapping[str, str]) -> None:
    """Move what has its place by rule: the signature's lines, the letterhead's size."""
    signed = next((name for name in names if name in fields.SIGNATURE), None)
    if signed is not None and paragraph.getparent().tag == qn("w:body"):
        indent = signature_indents(lines)[signed]
        paragraph.get_or_add_pPr().get_or_add_ind().set(qn("w:right"), str(round(indent * 20)))
    if fields.ISSUER in names and _is_in_header(paragraph):
        _shrink(paragraph, letterhead_size(lines[fields.ISSUER]))


def signature_indents(lines: Mapping[str, str]) -> Mapping[str, float]:
    """Return the right indents in points that centre the signature's lines on one axis."""
    shown = {name: lines.get(name, "") for name in fields.SIGNATURE}
    seal = shown[fields.SEAL]
    shown[fields.SEAL] = words.sealed_by(seal) if seal else ""
    widths = {name: width(text) for name, text in shown.items()}
    axis = _RIGHT_OF_DATE + widths[fields.DATED] / 2
    axis = max(axis, max(widths.values()) / 2 + _AT_LEAST)
    return {name: (axis - each / 2) * _CHARACTER for name, each in widths.items()}


def letterhead_size(issuer: str) -> float:
    """Return the size in points at which the office's name fills at most one line."""
    fitting = int(_WIDEST_MARK / max(width(issuer), 1.0) * 2) / 2
    return min(max(fitting, _SMALLEST_MARK), _LARGEST_MARK)


def width(text: str) -> float:
    """Return a text's width in full-width characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _is_in_header(paragraph: Any) -> bool:
    return any(each.tag == qn("w:hdr") for each in paragraph.iterancestors())


def _shrink(paragraph: Any, points: float) -> None:
    for run in paragraph.findall(qn("w:r")):
        properties = run.get_or_add_rPr()
        for tag in ("w:sz", "w:szCs"):
            size = properties.find(qn(tag))
            if size is None:
                size = OxmlElement(tag)
                properties.append(size)
            size.set(qn("w:val"), str(round(points * 2)))
