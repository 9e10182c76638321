"""The worker makes the files of signed letters: found by themselves, made once, made again."""

from dataclasses import dataclass

import pytest

from casework.letters.signing import sign
from reminders.jobs import do_row
from reminders.letters.make_documents import CannotMake, MakeDocuments
from storage.blobs.files import letter_key
from storage.blobs.local_files import LocalFiles
from storage.letters.documents import documents_of, want_document


@dataclass(frozen=True)
class PaperPdf:
    data: bytes
    warning: str = "字体用了相近的。"


def pdf_of(word: bytes) -> PaperPdf:
    return PaperPdf(b"%PDF-" + word)


def no_pdf(_word: bytes) -> PaperPdf:
    raise CannotMake("这台机器没有安装LibreOffice。")


@pytest.fixture
def store(tmp_path):
    return LocalFiles(tmp_path / "media")


def work(house, store, to_pdf=pdf_of):
    job = MakeDocuments(house.database, store, house.word, to_pdf, house.clock)
    while rows := job.take(5):
        for row in rows:
            do_row(job, row, house.clock)


def documents(house, letter_id):
    with house.database.read() as connection:
        return documents_of(connection, letter_id)


def test_a_signed_letter_gets_its_word_file_and_its_pdf_without_being_asked(house, store):
    draft, letter_id = house.submitted(), house.signed()
    work(house, store)
    made = documents(house, letter_id)
    word = store.get(letter_key(made["docx"].sha256)).decode()
    assert f"邵东民生保障函〔2026〕1号 {house.today()}" in word
    assert store.get(letter_key(made["pdf"].sha256)) == b"%PDF-" + word.encode()
    assert made["pdf"].remark == "字体用了相近的。"
    assert documents(house, draft) == {}


def test_without_libreoffice_the_word_file_is_there_and_a_sentence_says_why_no_pdf(house, store):
    letter_id = house.signed()
    work(house, store, no_pdf)
    made = documents(house, letter_id)
    assert made["docx"].state == "ready"
    assert (made["pdf"].state, made["pdf"].remark) == ("failed", "这台机器没有安装LibreOffice。")


def test_a_letter_goes_by_the_template_of_its_submission_whatever_was_put_in_force_since(
    house, store
):
    letter_id = house.submitted()
    house.word.template = "t2"
    house.do(sign, letter_id, "director", house.letter(letter_id).content_hash)
    work(house, store)
    first = documents(house, letter_id)["docx"]
    assert store.get(letter_key(first.sha256)).decode().endswith("tixing-t1")
    with house.database.write() as connection:
        want_document(connection, letter_id, "docx", house.clock())
    work(house, store)
    assert documents(house, letter_id)["docx"] == first
