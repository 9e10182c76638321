"""The office's letters as files: which template, which photos, and who puts them together.

This module is light: the web may use it with `reading.render_in_child`, the worker, which has the
Word library in memory, with `renderer.render`.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from casework.letters.content import CannotRender, LetterContent, Picture
from catalogue.wording import staff_letter_files as words
from office.letters.fields import APPROVAL
from office.letters.values import pictures_of
from storage.blobs.files import FileStore, original_key, template_key

BUILT_IN: Final = Path(__file__).parent / "templates"
_FILE: Final = "letter.docx"

Origin = Literal["chosen", "folder", "built_in"]
# Content, photos by their sha256, the template, and the kind whose fields it must have.
Make = Callable[[LetterContent, Mapping[str, bytes], bytes, str], bytes]


def _none_chosen(_kind: str) -> str:
    return ""


class LetterFiles:
    """Makes letters as .docx.

    The template of a kind is the one that the office uploaded (`chosen` tells its sha256, or an
    empty text), else KIND/letter.docx in `folder`, where the administrator may put one, else the
    one that is built in. A template by which a letter was frozen is found by its sha256.
    """

    def __init__(
        self,
        store: FileStore,
        make: Make,
        folder: Path | None = None,
        chosen: Callable[[str], str] = _none_chosen,
    ) -> None:
        self._store, self._make = store, make
        self._folder, self._chosen = folder, chosen

    def keep_template(self, kind: str) -> str:
        """Keep the template in force for good; return its sha256. Raises CannotRender."""
        return self.keep(self.template(kind))

    def keep(self, template: bytes) -> str:
        """Keep a template, in force or not; return its sha256. Raises CannotRender."""
        name = sha256(template).hexdigest()
        try:
            self._store.put(template_key(name), template)
        except OSError as error:  # a full disk, a store that is away
            raise CannotRender((words.STORE_FAILS,)) from error
        return name

    def hash_in_force(self, kind: str) -> str:
        """Return the sha256 of the template in force. Raises CannotRender."""
        return sha256(self.template(kind)).hexdigest()

    def has_template(self, kind: str, template: str) -> bool:
        """Whether letters can still be made by the template with this sha256."""
        try:
            self.template(kind, template)
        except CannotRender:
            return False
        return True

    def template(self, kind: str, name: str = "") -> bytes:
        """Return the template with this sha256, or the one in force. Raises CannotRender."""
        wanted = name or self._chosen(kind)
        if wanted:
            return self._named(kind, wanted)
        for _, file in self._files(kind):
            return file.read_bytes()
        raise CannotRender((words.no_template(kind),))

    def origin(self, kind: str) -> Origin:
        """Tell where the template in force comes from."""
        if self._chosen(kind):
            return "chosen"
        return next((origin for origin, _ in self._files(kind)), "built_in")

    def render(self, content: LetterContent, template: str = "") -> bytes:
        """Return the .docx, with blanks for a missing number and date. Raises CannotRender."""
        pictures = pictures_of(content)
        photos = {picture.sha256: self._photo(picture, caption) for picture, caption in pictures}
        return self._make(content, photos, self.template(content.kind, template), content.kind)

    def approval_slip(self, content: LetterContent) -> bytes:
        """Return the 呈批单 of a letter, to be signed by hand. Raises CannotRender."""
        return self._make(content, {}, self.template(APPROVAL), APPROVAL)

    def _files(self, kind: str) -> Iterator[tuple[Origin, Path]]:
        places: tuple[tuple[Origin, Path | None], ...] = (
            ("folder", self._folder),
            ("built_in", BUILT_IN),
        )
        for origin, folder in places:
            if folder is not None and (file := folder / kind / _FILE).is_file():
                yield origin, file

    def _named(self, kind: str, name: str) -> bytes:
        try:
            kept = self._store.get(template_key(name))
        except FileNotFoundError:
            kept = b""
        found = (kept, *(file.read_bytes() for _, file in self._files(kind)))
        for template in found:
            if sha256(template).hexdigest() == name:
                return template
        raise CannotRender((words.TEMPLATE_LOST,))

    def _photo(self, picture: Picture, caption: str) -> bytes:
        try:
            return self._store.get(original_key(picture.sha256))
        except FileNotFoundError as error:
            raise CannotRender((words.photo_lost(caption),)) from error
