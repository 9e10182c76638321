"""Whether a template can carry every letter of its kind: each mistake is named, at upload."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn

from catalogue.wording import staff_letter_files as words
from office.letters import fields
from office.letters.filling import FIELD, fields_in, roots, text_of
from office.letters.package import UnreadableLetter, open_letter

_TRACKED: Final = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange")
_CHANGES: Final = tuple(qn(f"w:{tag}") for tag in _TRACKED)
_COMMENT: Final = qn("w:commentReference")
_BRACES: Final = ("{{", "}}", "｛｛", "｝｝")
_NEAR: Final = 0.5
_HARMLESS: Final = ("/hyperlink",)


def mistakes_in(template: bytes, kind: str) -> tuple[str, ...]:
    """Return one sentence per mistake, in the order of the page; none for a template that fits."""
    try:
        return mistakes_of(open_letter(template), kind)
    except UnreadableLetter as unreadable:
        return (unreadable.sentence,)


def mistakes_of(document: Document, kind: str) -> tuple[str, ...]:
    """Return the mistakes of an open template."""
    return tuple(dict.fromkeys((*_fields(document), *_missing(document, kind), *left_in(document))))


def left_in(document: Document) -> Iterator[str]:
    """Tell what people leave in files that go out: tracked changes, comments, links outside."""
    trees = list(roots(document))
    if any(next(root.iter(*_CHANGES), None) is not None for root in trees):
        yield words.CHANGES_LEFT
    if any(next(root.iter(_COMMENT), None) is not None for root in trees):
        yield words.COMMENTS_LEFT
    if any(_reaches_outside(part) for part in document.part.package.iter_parts()):
        yield words.LINKED_OUTSIDE


def _reaches_outside(part: Any) -> bool:
    return any(
        relation.is_external and not relation.reltype.endswith(_HARMLESS)
        for relation in part.rels.values()
    )


def _fields(document: Document) -> Iterator[str]:
    body = document.element.body
    for root in roots(document):
        for paragraph in root.iter(qn("w:p")):
            rest = FIELD.sub("", text_of(paragraph))
            if any(brace in rest for brace in _BRACES):
                yield words.BRACES_OPEN
            for name in fields_in(paragraph):
                yield from _field(name, paragraph, rest, in_body=root is body)


def _field(name: str, paragraph: Any, rest: str, *, in_body: bool) -> Iterator[str]:
    if name not in fields.KNOWN:
        near = get_close_matches(name, fields.KNOWN, n=1, cutoff=_NEAR)
        yield words.unknown_field(name, near[0] if near else "")
    elif not in_body and name not in fields.LINES:
        yield words.not_in_the_body(name)
    elif name == fields.PHOTOS and rest.strip():
        yield words.not_alone(name)
    elif name in fields.COLUMNS and next(paragraph.iterancestors(qn("w:tr")), None) is None:
        yield words.not_in_a_table(name)


def _missing(document: Document, kind: str) -> Iterator[str]:
    there = {
        name
        for root in roots(document)
        for paragraph in root.iter(qn("w:p"))
        for name in fields_in(paragraph)
    }
    for name in fields.NEEDED.get(kind, ()):
        if name not in there:
            yield words.missing_field(name)
