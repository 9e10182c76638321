"""Which files an essay may bring: told by content alone, whatever the name says."""

from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile

import pytest

from casework.essays.file_checks import form_of
from casework.essays.refusals import RefusedFile
from tests.support import essay_files as made
from tests.support.platform import picture

PHOTO = picture("old-wall.jpg")
PLAIN = "综合情况反映：敬老院建设有三点建议。\n"
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def form(data: bytes) -> str:
    return form_of(BytesIO(data))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (made.docx(), "docx"),
        (made.office_file(made.SHEET), "xlsx"),
        (made.ole("WordDocument", "1Table"), "doc"),
        (made.pdf(), "pdf"),
        (made.pdf(b"% \xe5 /JS", packed=b"6 0 <</Type/Page>>"), "pdf"),
        (PLAIN.encode(), "txt"),
        (PLAIN.encode("utf-8-sig"), "txt"),
        (PLAIN.encode("gb18030"), "txt"),
        (PLAIN.encode("utf-16"), "txt"),
        (PHOTO, "jpg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), "heic"),
    ],
)
def test_what_people_hand_in_is_taken(data: bytes, told: str) -> None:
    assert form(data) == told


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\0\1\2", "unknown"),
        (made.office_file(made.WORD_MACROS), "macros"),
        (made.office_file(made.WORD, **{"word__vbaProject.bin": b"x"}), "macros"),
        (made.office_file(made.SHEET, **{"xl__VBAPROJECT.BIN": b"x"}), "macros"),
        (made.office_file(made.SHEET, "application/vnd.ms-office.vbaProject"), "macros"),
        (made.office_file(made.WORD, **{"word__embeddings__a.xlsm": b"x"}), "macros"),
        (made.ole("WordDocument", "Macros", "_VBA_PROJECT"), "macros"),
        (made.locked_zip(), "locked"),
        (made.ole("EncryptedPackage", "EncryptionInfo"), "locked"),
        (made.ole("WordDocument", locked=True), "locked"),
        (made.pdf(b"9 0 obj <</Encrypt 8 0 R>> endobj"), "locked"),
        (made.bomb(), "bomb"),
        (made.lying_bomb(), "bomb"),
        (made.office_file(made.SLIDES), "slides"),
        (made.ole("PowerPoint Document"), "slides"),
        (made.ole("Workbook"), "old_sheet"),
        (made.ole("Contents"), "unknown"),
        (made.zipped({"a.txt": b"a"}), "archive"),
        (b"Rar!\x1a\x07\x00" + bytes(40), "archive"),
        (made.docx()[:200], "broken"),
        (made.pdf()[:-8], "broken"),  # a copy that broke off
        (made.ole("WordDocument")[:512] + bytes(512) + made.ole("WordDocument")[1024:], "broken"),
        (made.pdf(b"3 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj"), "pdf_script"),
        (made.pdf(b"3 0 obj <</S/#4aava#53cript/JS 4 0 R>> endobj"), "pdf_script"),
        (made.pdf(b"3 0 obj <</S/Launch/F(cmd.exe)>> endobj"), "pdf_script"),
        (made.pdf(packed=b"3 0 <</S/JavaScript/JS(x)>>"), "pdf_script"),
        (made.pdf(b"3 0 obj <</Type/EmbeddedFile>> endobj"), "pdf_attachment"),
        (made.pdf(packed=bytes(65 << 20)), "bomb"),
        (made.pdf(b"5 0 obj <</Type/ObjStm>>stream\nnot packed\nendstream"), "broken"),
        (PHOTO + made.zipped({"a": b"b"}), "polyglot"),
        (PAGE, "unknown"),
        (b"\xef\xbb\xbf  " + PAGE, "unknown"),
        (b"#!/bin/sh\nrm -rf .\n", "unknown"),
        (b"MZ\x90\0" + bytes(60), "unknown"),
        (b"GIF89a" + bytes(40), "unknown"),
    ],
)
def test_what_could_harm_or_cannot_be_opened_is_refused_by_its_reason(
    data: bytes, reason: str
) -> None:
    with pytest.raises(RefusedFile) as refusal:
        form(data)
    assert refusal.value.reason == reason


def test_a_large_file_is_looked_through_on_the_disk(tmp_path: Path) -> None:
    with SpooledTemporaryFile(max_size=1000) as file:
        file.write(made.pdf(b"x" * (1 << 20) + b"3 0 obj <</S/Launch>> endobj"))
        with pytest.raises(RefusedFile, match="pdf_script"):
            form_of(file)
    with (tmp_path / "sparse").open("wb+") as sparse:
        sparse.truncate((50 << 20) + 1)
        with pytest.raises(RefusedFile, match="too_big"):
            form_of(sparse)
