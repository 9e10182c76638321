"""Scans and units' files: PDF and pictures by content, at most 20 MB, nothing that runs."""

from io import BytesIO

import pytest

from casework.letters.papers import LARGEST, GivenPaper, UnfitPaper, keep_papers
from storage.blobs.files import original_key
from storage.blobs.local_files import LocalFiles
from tests.support.essay_files import docx, pdf
from tests.support.office_house import picture

SCRIPT = b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert)>> >> endobj\n%%EOF"


@pytest.fixture
def store(tmp_path):
    return LocalFiles(tmp_path / "media")


def given(name, data):
    return GivenPaper(name, BytesIO(data))


def test_a_scan_and_a_photo_are_kept_under_what_they_are(store):
    photo = picture("grey", (640, 480), "1")
    scan, shot = keep_papers(store, [given("C:\\扫描\\签批单.PDF", pdf()), given("后墙", photo)])
    assert (scan.name, scan.mime) == ("签批单.pdf", "application/pdf")
    assert (shot.name, shot.mime) == ("后墙.jpg", "image/jpeg")
    assert store.get(original_key(shot.sha256)) == photo


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (SCRIPT, "自己运行"),
        (docx(), "PDF 或照片"),
        (b"", "空的"),
        (b"%PDF-" + bytes(LARGEST), "超过20MB"),
    ],
    ids=["script", "word", "empty", "large"],
)
def test_what_must_not_be_kept_is_refused_with_its_name_and_nothing_is_kept(store, data, why):
    with pytest.raises(UnfitPaper) as refused:
        keep_papers(store, [given("好的.pdf", pdf()), given("签批单.pdf", data)])
    (sentence,) = refused.value.sentences
    assert "签批单.pdf" in sentence
    assert why in sentence
    assert list(store.keys()) == []
