"""Looks through a letter and says, a line each, where it leaves the letter format."""

from docx.document import Document

from office.letters.layout.anatomy import dissect
from office.letters.layout.looks import Looks
from office.letters.layout.mark_rules import check_marks
from office.letters.layout.page_rules import check_page
from office.letters.layout.part_rules import check_parts
from office.letters.package import open_letter


def findings_in(data: bytes) -> tuple[str, ...]:
    """Return one sentence per finding, none twice. Raises UnreadableLetter."""
    return findings_of(open_letter(data))


def findings_of(document: Document) -> tuple[str, ...]:
    """Return what is wrong with an open document."""
    looks = Looks(document)
    parts = dissect(document, looks)
    found = (
        *check_page(document, looks),
        *check_parts(parts),
        *check_marks(document, parts, looks),
    )
    return tuple(dict.fromkeys(found))
