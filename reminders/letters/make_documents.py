"""The job of letters' files: Word as soon as a letter has its number, then PDF where it can be.

Both are made from the frozen content and the signed template alone, so they can be made again at
any time and are the same (ADR 0023).
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from casework.letters.content import CannotRender, Renderer, numbered, read_content
from catalogue.wording import staff_letter_desk as wording
from reminders.jobs import LEASE
from reminders.ports import Clock
from storage.blobs.files import FileStore, letter_key
from storage.database import Database
from storage.letters import documents
from storage.letters.documents import DOCX, PDF, WantedDocument
from storage.letters.rows import LetterRow, letter_row


class MadePdf(Protocol):
    """A PDF and a sentence for its reader, or an empty one."""

    @property
    def data(self) -> bytes:
        """The file."""
        ...

    @property
    def warning(self) -> str:
        """What its reader should know."""
        ...


class CannotMake(Exception):
    """A file that cannot be made; the message is a sentence for the clerk."""


class MakeDocuments:
    """`to_pdf` turns a Word file into a PDF; it raises CannotMake where this machine cannot."""

    kind = "letter-file"

    def __init__(
        self,
        database: Database,
        store: FileStore,
        renderer: Renderer,
        to_pdf: Callable[[bytes], MadePdf],
        clock: Clock,
    ) -> None:
        self._database, self._store, self._clock = database, store, clock
        self._renderer, self._to_pdf = renderer, to_pdf

    def take(self, limit: int) -> Sequence[WantedDocument]:
        """Claim files that are to be made; new numbers are found here."""
        now = self._clock()
        with self._database.read() as connection:
            fresh = documents.letters_without_files(connection, limit)
            if not (fresh or documents.some_due(connection, now)):
                return ()
        with self._database.write() as connection:
            for letter_id in fresh:
                documents.want_document(connection, letter_id, DOCX, now)
            return documents.claim(connection, now, limit, LEASE)

    def work(self, row: WantedDocument) -> None:
        """Make one; the file is safe before its row says so."""
        with self._database.read() as connection:
            letter = letter_row(connection, row.letter_id)
            word = documents.documents_of(connection, row.letter_id)[DOCX]
        try:
            data, remark = self._pdf(word.sha256) if row.form == PDF else (self._word(letter), "")
        except (CannotMake, CannotRender) as refusal:
            self._give_up(row, str(refusal))
            return
        sha256 = hashlib.sha256(data).hexdigest()
        self._store.put(letter_key(sha256), data)
        with self._database.write() as connection:
            documents.finish(connection, row, (sha256, len(data)), remark)
            if row.form == DOCX:
                documents.want_document(connection, row.letter_id, PDF, self._clock())

    def put_back(self, row: WantedDocument, pause: timedelta) -> None:
        """Free a file after a failure of ours."""
        with self._database.write() as connection:
            documents.release(connection, row, self._clock() + pause)

    def bury(self, row: WantedDocument) -> None:
        """Give up a file on which our own program failed three times; the letter's page says so."""
        self._give_up(row, wording.DOCUMENT_FAILED)

    def _word(self, letter: LetterRow | None) -> bytes:
        if letter is None or letter.dated is None:
            raise CannotMake(wording.NOT_NUMBERED)
        content = numbered(read_content(letter.content), letter.number, letter.dated)
        return self._renderer.render(content, letter.template_hash)

    def _pdf(self, sha256: str) -> tuple[bytes, str]:
        if not sha256:
            raise CannotMake(wording.DOCUMENT_FAILED)
        made = self._to_pdf(self._store.get(letter_key(sha256)))
        return made.data, made.warning

    def _give_up(self, row: WantedDocument, remark: str) -> None:
        with self._database.write() as connection:
            documents.give_up(connection, row, remark)
