"""LibreOffice makes a PDF of a letter within its bounds, or one sentence says why not."""

import os
import select
import shutil
import sys

import pytest
from docx.oxml.ns import qn

from catalogue.wording import staff_letter_files as words
from office.letters import fonts, pdf
from office.letters.bounded import Bounds, Unfinished, run
from office.letters.pdf import NoPdf, to_pdf
from office.letters.sample import sample
from tests.support.letter_paper import opened, saved

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="no LibreOffice on this machine: apt-get install libreoffice-writer-nogui",
)
FEW = Bounds(seconds=1, memory_kb=1_000_000)


@needs_libreoffice
def test_a_letter_becomes_a_pdf_and_the_clerk_hears_of_missing_fonts(tmp_path):
    made = to_pdf(sample("duban"))
    assert made.data.startswith(b"%PDF-")
    lacking = fonts.missing(("方正小标宋简体",))
    assert ("方正小标宋简体" in made.warning) == bool(lacking)
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine: apt-get install poppler-utils")
    file = tmp_path / "letter.pdf"
    file.write_bytes(made.data)
    pages = run(("pdftotext", str(file), "-"), FEW).decode().split("\f")
    assert len(pages) == 5  # the letter, its signature, photos, the form; nothing behind the last
    assert "邵东民生保障函〔2023〕5号" in pages[0].replace(" ", "")
    assert "督办事项处理报告" in pages[3]
    assert "抄送" in pages[3]


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(NoPdf) as refused:
        to_pdf(sample("tishi"))
    assert refused.value.sentence == words.NO_LIBREOFFICE


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 3", words.PDF_FAILED),
        ("exit 0", words.PDF_FAILED),
        ("sleep 30 & sleep 30", words.PDF_TOO_SLOW),
    ],
    ids=["fails", "makes-nothing", "hangs"],
)
def test_a_libreoffice_that_fails_is_told_in_one_sentence(tmp_path, monkeypatch, script, sentence):
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\n{script}\n")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(pdf, "_BOUNDS", FEW)
    with pytest.raises(NoPdf) as refused:
        to_pdf(sample("tishi"))
    assert refused.value.sentence == sentence


def test_a_file_that_reaches_outside_is_not_given_to_libreoffice(tmp_path, monkeypatch):
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    document = opened(sample("tishi"))
    document.part.relate_to("http://192.0.2.1/x.png", "http://x/image", is_external=True)
    for data, sentence in (
        (saved(document), words.LINKED_OUTSIDE),
        (b"no letter", words.UNREADABLE["not_docx"]),
    ):
        with pytest.raises(NoPdf) as refused:
            to_pdf(data)
        assert refused.value.sentence == sentence


def test_nothing_of_a_stopped_child_stays_behind(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(Unfinished) as stopped:
        run(("/bin/sh", "-c", f"exec 3>{pipe}; echo up >&3; sleep 60 & sleep 60"), FEW)
    assert stopped.value.late
    assert os.read(reading, 9) == b"up\n"
    assert select.select([reading], [], [], 20)[0]  # nobody holds the other end any more
    assert os.read(reading, 9) == b""
    os.close(reading)


def test_a_child_cannot_take_all_memory():
    with pytest.raises(Unfinished) as ended:
        run((sys.executable, "-c", "bytearray(2 << 30)"), Bounds(seconds=10, memory_kb=500_000))
    assert not ended.value.late


def test_the_fonts_of_a_letter_are_those_its_template_names():
    document = opened(sample("tixing"))
    named = fonts.fonts_of(document)
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体"} <= set(named)
    run_of_ours = document.paragraphs[3].runs[0]
    run_of_ours.font.name = "x"
    run_of_ours._r.rPr.rFonts.set(qn("w:eastAsia"), "华文行楷")
    assert "华文行楷" in fonts.fonts_of(opened(saved(document)))


def test_a_machine_that_cannot_be_asked_has_no_fonts(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    assert fonts.missing(("黑体",)) == ("黑体",)


def test_every_font_of_a_template_has_a_stand_in_on_every_machine():
    for font in fonts.fonts_of(opened(sample("jiaoban"))):
        assert fonts.STAND_INS[font]
        assert f"<family>{font}</family>" in fonts.configuration("cache")
