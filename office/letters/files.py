"""The office's letters as files: which template, which photos, and who puts them together.

This module is light: the web may use it with `reading.render_in_child`, the worker, which has the
Word library in memory, with `renderer.render`.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from casework.letters.content import CannotRender, LetterContent, Picture
from catalogue.wording import staff_letter_files as words
from office.letters.fields import APPROVAL
from office.letters.values import pictures_of
from storage.blobs.files import FileStore, original_key

BUILT_IN: Final = Path(__file__).parent / "templates"
_FILE: Final = "letter.docx"

# Content, photos by their sha256, the template, and the kind whose fields it must have.
Make = Callable[[LetterContent, Mapping[str, bytes], bytes, str], bytes]


class LetterFiles:
    """Makes letters as .docx. `folder` holds KIND/letter.docx; what it lacks is built in."""

    def __init__(self, store: FileStore, make: Make, folder: Path | None = None) -> None:
        self._store = store
        self._make = make
        self._folder = folder

    def template_hash(self, kind: str) -> str:
        """Return the sha256 (hex) of the template of this kind. Raises CannotRender."""
        return sha256(self._template(kind)).hexdigest()

    def render(self, content: LetterContent) -> bytes:
        """Return the .docx, with blanks for a missing number and date. Raises CannotRender."""
        pictures = pictures_of(content)
        photos = {picture.sha256: self._photo(picture, caption) for picture, caption in pictures}
        return self._make(content, photos, self._template(content.kind), content.kind)

    def approval_slip(self, content: LetterContent) -> bytes:
        """Return the 呈批单 of a letter, to be signed by hand. Raises CannotRender."""
        return self._make(content, {}, self._template(APPROVAL), APPROVAL)

    def _template(self, kind: str) -> bytes:
        for folder in (self._folder, BUILT_IN):
            if folder is not None and (file := folder / kind / _FILE).is_file():
                return file.read_bytes()
        raise CannotRender((words.no_template(kind),))

    def _photo(self, picture: Picture, caption: str) -> bytes:
        try:
            return self._store.get(original_key(picture.sha256))
        except FileNotFoundError as error:
            raise CannotRender((words.photo_lost(caption),)) from error
