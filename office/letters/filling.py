"""Writes a letter's values into the fields of its template.

The template's own formats stay: a value takes the look of the field it replaces. A paragraph of
which every field is empty goes, label and all, so `抄送：{{抄送}}。` leaves nothing behind.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from office.letters import fields, placement
from office.letters.fields import Line, Values
from office.letters.picture_table import picture_table

FIELD: Final = re.compile(
    r"(?:\{\{|｛｛)\s*([^{}｛｝]*?)\s*(?:\}\}|｝｝)"
)  # full-width ones slip in
_PARAGRAPH, _ROW, _TABLE, _CELL = qn("w:p"), qn("w:tr"), qn("w:tbl"), qn("w:tc")
_RUN, _TEXT, _BREAK = qn("w:r"), qn("w:t"), qn("w:br")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

# While fields are looked for, braces in values are private characters; `words` lets none in.
_GUARD: Final = str.maketrans("{}｛｝", "\ue000\ue001\ue002\ue003")
_UNGUARD: Final = str.maketrans("\ue000\ue001\ue002\ue003", "{}｛｝")


def fill(document: Document, plain: Values) -> None:
    """Fill every field of the body, its tables and text boxes, headers and footers."""
    body, values = document.element.body, _guarded(plain)
    _drop_missing_annexes(body, values)
    _repeat_rows(body, values)
    for name, block in values.blocks.items():
        _write_block(document, body, name, block)
    _write_pictures(document, body, values)
    lines = dict(values.lines)
    for annex, (number, name) in values.annexes.items():
        lines |= {f"{annex}.号": number, f"{annex}.名": name}
    for root in roots(document):
        for paragraph in list(root.iter(_PARAGRAPH)):
            _write_lines(paragraph, lines)
        for text in root.iter(_TEXT):
            text.text = (text.text or "").translate(_UNGUARD)


def _guarded(values: Values) -> Values:
    """Return the values so that no text of theirs can be taken for a field."""
    return replace(
        values,
        lines={name: text.translate(_GUARD) for name, text in values.lines.items()},
        blocks={
            name: tuple(replace(line, text=line.text.translate(_GUARD)) for line in lines)
            for name, lines in values.blocks.items()
        },
        rows=tuple(
            {name: text.translate(_GUARD) for name, text in row.items()} for row in values.rows
        ),
        shots=tuple(replace(shot, caption=shot.caption.translate(_GUARD)) for shot in values.shots),
    )


def roots(document: Document) -> Iterator[Any]:
    """Yield the elements under which text stands: the body, and every header and footer once."""
    yield document.element.body
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


def texts_of(paragraph: Any) -> list[Any]:
    """Return the text elements of a paragraph, without those of text boxes that hang on it."""
    return [text for text in paragraph.iter(_TEXT) if _owner(text) is paragraph]


def text_of(paragraph: Any) -> str:
    """Return a paragraph's own text."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def fields_in(paragraph: Any) -> list[str]:
    """Return the names of the fields in a paragraph."""
    return FIELD.findall(text_of(paragraph))


def _owner(text: Any) -> Any:
    return next(text.iterancestors(_PARAGRAPH))


def _drop_missing_annexes(body: Any, values: Values) -> None:
    """Take out what stands between the mark of a missing annex and whatever follows it."""
    dropping = False
    for element in list(body):
        names = [name for paragraph in _paragraphs(element) for name in fields_in(paragraph)]
        begun = [annex for annex in fields.ANNEXES if f"{annex}.号" in names]
        if begun:
            dropping = begun[0] not in values.annexes
        if fields.COPIES in names or element.tag == qn("w:sectPr"):
            dropping = False
        if dropping:
            body.remove(element)


def _paragraphs(element: Any) -> list[Any]:
    return list(element.iter(_PARAGRAPH))


def _repeat_rows(body: Any, values: Values) -> None:
    for row in [row for row in body.iter(_ROW) if _is_repeated(row)]:
        for cells in values.rows:
            copy = deepcopy(row)
            row.addprevious(copy)
            for paragraph in _paragraphs(copy):
                _write_lines(paragraph, cells)
        row.getparent().remove(row)


def _is_repeated(row: Any) -> bool:
    return any(
        name in fields.COLUMNS for paragraph in _paragraphs(row) for name in fields_in(paragraph)
    )


def _write_block(document: Document, body: Any, name: str, lines: tuple[Line, ...]) -> None:
    for paragraph in [each for each in _paragraphs(body) if name in fields_in(each)]:
        before, _, after = FIELD.sub("\0", text_of(paragraph)).partition("\0")
        for place, line in enumerate(lines):
            copy = deepcopy(paragraph)
            paragraph.addprevious(copy)
            shown = before + line.text if place == 0 else line.text
            shown += after if place == len(lines) - 1 else ""
            _set_text(copy, shown)
            _apply(document, copy, line, offset=len(before) if place == 0 else 0)
        _remove(paragraph)


def _apply(document: Document, paragraph: Any, line: Line, offset: int) -> None:
    styles = {style.name: style.style_id for style in document.styles}
    if line.style in styles:
        paragraph.get_or_add_pPr().get_or_add_pStyle().val = styles[line.style]
    if line.lead and not offset:
        _split_heading(paragraph, line)


def _split_heading(paragraph: Any, line: Line) -> None:
    """Give the first characters a run of their own, in the font of their level."""
    text = texts_of(paragraph)[0]
    run = text.getparent()
    heading = deepcopy(run)
    run.addprevious(heading)
    _say(heading.find(_TEXT), line.text[: line.lead])
    _say(text, line.text[line.lead :])
    names = heading.get_or_add_rPr()._add_rFonts()  # noqa: SLF001 - no public way to one run's
    for script in ("ascii", "hAnsi", "eastAsia"):
        names.set(qn(f"w:{script}"), line.font)


def _write_pictures(document: Document, body: Any, values: Values) -> None:
    for paragraph in [each for each in _paragraphs(body) if fields.PHOTOS in fields_in(each)]:
        if values.shots:
            paragraph.addprevious(picture_table(document, values.shots))
        _remove(paragraph)


def _write_lines(paragraph: Any, lines: Mapping[str, str]) -> None:
    names = [name for name in fields_in(paragraph) if name in lines]
    if not names:
        return
    if not any(lines[name] for name in names) and set(fields_in(paragraph)) == set(names):
        _remove(paragraph)
        return
    while found := _first(paragraph, lines):
        _replace(paragraph, *found.span(), lines[found[1]])
    placement.place(paragraph, names, lines)


def _first(paragraph: Any, lines: Mapping[str, str]) -> re.Match[str] | None:
    found = FIELD.finditer(text_of(paragraph))
    return next((match for match in found if match[1] in lines), None)


def _replace(paragraph: Any, start: int, end: int, value: str) -> None:
    """Put a value into the run where its field begins; Word may have cut the field into many."""
    place = 0
    for text in texts_of(paragraph):
        said = text.text or ""
        first, last = max(start - place, 0), min(end - place, len(said))
        if first < last:
            _say(text, said[:first] + value + said[last:])
            value = ""
        place += len(said)


def _set_text(paragraph: Any, shown: str) -> None:
    first, *others = texts_of(paragraph)
    for text in others:
        text.getparent().remove(text)
    _say(first, shown)


def _say(text: Any, said: str) -> None:
    """Set a text; its line breaks become Word's own."""
    head, *rest = said.split("\n")
    text.text = head
    text.set(_SPACE, "preserve")
    last = text
    for part in rest:
        breaking, following = OxmlElement("w:br"), OxmlElement("w:t")
        following.text = part
        following.set(_SPACE, "preserve")
        last.addnext(breaking)
        breaking.addnext(following)
        last = following


def _remove(paragraph: Any) -> None:
    """Take a paragraph out; the last one of a cell, which Word needs, is emptied instead."""
    parent = paragraph.getparent()
    if parent.tag == _CELL and len(parent.findall(_PARAGRAPH)) == 1:
        for run in paragraph.findall(_RUN):
            paragraph.remove(run)
        return
    parent.remove(paragraph)
