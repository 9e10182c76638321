"""What the worker makes of letters. Word's library comes with this module."""

from bot.wiring import Foundations, letter_files
from office.letters.pdf import NoPdf, Pdf, to_pdf
from office.letters.renderer import render
from reminders.letters.make_documents import CannotMake, MakeDocuments


def making_documents(base: Foundations) -> MakeDocuments:
    """Return the job of letters' Word files and PDFs."""
    return MakeDocuments(base.database, base.files, letter_files(base, render), _pdf, base.clock)


def _pdf(word: bytes) -> Pdf:
    try:
        return to_pdf(word)
    except NoPdf as refusal:
        raise CannotMake(refusal.sentence) from refusal
