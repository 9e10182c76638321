"""函的模板: given out, uploaded, tried, put in force, brought back; nobody needs the server for it.

A template is checked by its content and its fields before anything is kept, and filled with a
made-up letter, whose layout is looked through. (Source: issue 5 items 5 and 11, its bad input.)
"""

from typing import Final
from urllib.parse import quote

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.content import CannotRender
from casework.settings.changing import Wish
from casework.settings.letter_templates import FAMILY, OwnTemplate
from catalogue.wording import staff_templates as words
from office.letters.reading import check_template, try_template
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    form_note,
    form_number,
    refused,
    restore,
    save,
    version_of,
)
from storage.settings.versions import history, newest

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MIMES: Final = {"docx": _WORD, "pdf": "application/pdf"}
_LARGEST: Final = 10 << 20  # bytes; the built-in ones have 20,000
_LONGEST_NAME: Final = 80
_NONE: Final = "0" * 64  # no file has this sha256


class TemplatePages:
    """The templates of the letters and of the 呈批单."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/settings/templates"
        one = f"{at}/<kind>"
        return (
            ("GET", at, "settings_templates", self.show),
            ("GET", f"{one}/file", "settings_template_file", self.in_force),
            ("GET", f"{one}/<sha256>/file", "settings_template_version", self.version),
            ("GET", f"{one}/<sha256>/sample.<form>", "settings_template_sample", self.sample),
            ("POST", f"{one}/preview", "settings_template_preview", self.preview),
            ("POST", f"{one}/save", "settings_template_save", self.save),
            ("POST", f"{one}/restore", "settings_template_restore", self.restore),
        )

    def show(self) -> ResponseReturnValue:
        """Show which template of each kind is in force, since when, and by whom."""
        with self._parts.database.read() as connection:
            kept = newest(connection, FAMILY)
            changes = {kind: history(connection, FAMILY, kind) for kind in words.NAMES}
        files = self._parts.letter_files
        return render_template(
            "office/settings/templates.html",
            names=words.NAMES,
            origins={kind: words.ORIGINS[files.origin(kind)] for kind in words.NAMES},
            hashes={kind: self._hash_in_force(kind) for kind in words.NAMES},
            versions_seen={kind: version_of(kept.get(kind)) for kind in words.NAMES},
            changes=changes,
        )

    def in_force(self, kind: str) -> ResponseReturnValue:
        """Give the template in force, to be changed in Word."""
        return _file(self._template(kind, ""), "docx", words.file_name(_known(kind)))

    def version(self, kind: str, sha256: str) -> ResponseReturnValue:
        """Give an earlier template, or one that was just uploaded."""
        return _file(self._template(kind, sha256), "docx", words.file_name(kind))

    def sample(self, kind: str, sha256: str, form: str) -> ResponseReturnValue:
        """Give a made-up letter by a template, as Word file or PDF; says why there is none."""
        if form not in _MIMES:
            abort(404)
        template = self._template(kind, sha256)
        try:
            tried = try_template(template, kind, as_pdf=form == "pdf")
        except CannotRender as mistakes:
            return refused(mistakes.mistakes, url_for("office.settings_templates"))
        return _file(tried.made, form, words.sample_name(kind, form))

    def preview(self, kind: str) -> ResponseReturnValue:
        """Check an uploaded template, fill it on trial, and show what is to be confirmed."""
        back, given = url_for("office.settings_templates"), request.files.get("template")
        data = given.stream.read(_LARGEST + 1) if given else b""
        mistakes = _mistakes(data)
        if mistakes:
            return refused(mistakes, back)
        try:
            tried = try_template(data, _known(kind))
            kept = self._parts.letter_files.keep(data)
        except CannotRender as refusal:
            return refused(refusal.mistakes, back)
        if kept == self._hash_in_force(kind):
            return refused([words.SAME], back)
        name = (given.filename if given else "") or words.file_name(kind)
        return render_template(
            "office/settings/template_try.html",
            kind=kind,
            name=words.NAMES[kind],
            template=OwnTemplate(kept, _plain(name)),
            of_another=[
                words.NAMES[each]
                for each in words.NAMES
                if each != kind and self._hash_in_force(each) == kept
            ],
            findings=tried.findings,
            is_letter=kind != "approval",
            note=form_note(),
            seen=form_number("seen"),
        )

    def save(self, kind: str) -> ResponseReturnValue:
        """Put a confirmed template in force; it is checked once more, as a form can be forged."""
        back, chosen = url_for("office.settings_templates"), request.form.get("sha256", "")
        template = self._template(kind, chosen or _NONE)
        mistakes = check_template(template, kind).sentences
        if mistakes or not form_note():
            return refused(mistakes or (words.NO_REASON,), back)
        kept = self._parts.letter_files.keep(template)
        own = OwnTemplate(kept, _plain(request.form.get("filename", "")))
        wish = Wish(FAMILY, kind, form_number("seen"), own.value(), form_note())
        return save(self._parts, wish, back, words.SAVED)

    def restore(self, kind: str) -> ResponseReturnValue:
        """Let an earlier template hold again, or the built-in one."""
        back = url_for("office.settings_templates")
        return restore(self._parts, FAMILY, _known(kind), back)

    def _hash_in_force(self, kind: str) -> str:
        """Return the sha256 of the template in force, empty where its file is lost."""
        try:
            return self._parts.letter_files.hash_in_force(kind)
        except CannotRender:
            return ""

    def _template(self, kind: str, sha256: str) -> bytes:
        try:
            return self._parts.letter_files.template(_known(kind), sha256)
        except (CannotRender, ValueError):
            abort(404)


def _known(kind: str) -> str:
    return kind if kind in words.NAMES else abort(404)


def _mistakes(data: bytes) -> tuple[str, ...]:
    if not data:
        return (words.NO_FILE,)
    if len(data) > _LARGEST:
        return (words.TOO_LARGE,)
    return () if form_note() else (words.NO_REASON,)


def _plain(name: str) -> str:
    """Return a file's name without folders and what cannot be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).strip()[-_LONGEST_NAME:]


def _file(data: bytes, form: str, name: str) -> Response:
    """Have a browser save a file: none is shown on our address."""
    response = Response(data, mimetype=_MIMES[form])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Cache-Control"] = "no-store"
    return response
