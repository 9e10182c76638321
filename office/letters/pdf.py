"""A letter as PDF, by LibreOffice where the machine has it.

LibreOffice gets a profile and a folder of its own (two on one profile: one of them fails without a
word), no macros, no proxy that leads anywhere, and an end to its time and memory. A file that
reaches outside for a picture or a template is refused before.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from catalogue.wording import staff_letter_files as words
from office.letters import fonts
from office.letters.bounded import Bounds, Unfinished, run
from office.letters.package import UnreadableLetter, open_letter
from office.letters.template_check import left_in

_BOUNDS: Final = Bounds(seconds=60, memory_kb=2_500_000)  # of address space; 300 MB resident seen
_EXPORT: Final = (
    'pdf:writer_pdf_Export:{"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
_QUIET: Final = (
    "--headless",
    "--norestore",
    "--nolockcheck",
    "--nodefault",
    "--nofirststartwizard",
)
_SETTINGS: Final = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_REGISTRY: Final = "http://openoffice.org/2001/registry"
_PDF: Final = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, and a sentence for the clerk where its fonts are not those of the Word file."""

    data: bytes
    warning: str


class NoPdf(Exception):
    """No PDF can be made; `sentence` says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def to_pdf(letter: bytes) -> Pdf:
    """Return a .docx as PDF. Raises NoPdf."""
    program = shutil.which("soffice")
    if program is None:
        raise NoPdf(words.NO_LIBREOFFICE)
    try:
        document = open_letter(letter)
    except UnreadableLetter as unreadable:
        raise NoPdf(unreadable.sentence) from unreadable
    if words.LINKED_OUTSIDE in left_in(document):
        raise NoPdf(words.LINKED_OUTSIDE)
    with TemporaryDirectory(prefix="guancha-pdf-") as folder:
        data = _convert(program, letter, Path(folder))
    lacking = fonts.missing(fonts.fonts_of(document))
    return Pdf(data, words.fonts_missing(lacking) if lacking else "")


def _convert(program: str, letter: bytes, folder: Path) -> bytes:
    source, made = folder / "letter.docx", folder / "letter.pdf"
    source.write_bytes(letter)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    fontconfig = folder / "fonts.conf"
    fontconfig.write_text(fonts.configuration(str(folder / "cache")), encoding="utf-8")
    home = (f"-env:UserInstallation={profile.as_uri()}", *_QUIET)
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(fontconfig),
    }
    target = ("--convert-to", _EXPORT, "--outdir", str(folder), str(source))
    try:
        run((program, *home, *target), _BOUNDS, environment=environment)
    except Unfinished as unfinished:
        raise NoPdf(words.PDF_TOO_SLOW if unfinished.late else words.PDF_FAILED) from unfinished
    data = made.read_bytes() if made.is_file() else b""
    if not data.startswith(_PDF):
        raise NoPdf(words.PDF_FAILED)
    return data


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<oor:items xmlns:oor="{_REGISTRY}">{items}</oor:items>'
