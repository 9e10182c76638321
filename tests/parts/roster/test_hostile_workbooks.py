"""Files that are no roster, are damaged, or were made to hurt: one sentence, and no harm."""

import resource
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.people.roster_sheet import read_roster
from catalogue.wording.staff_roster import UNREADABLE
from tests.parts.roster.sheets import COUNTIES, HEADERS, part, person, repacked, saved, sheet_of

GOOD = saved(sheet_of(person(1), person(2)))
SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504


def sentences(data: bytes) -> list[str]:
    sheet = read_roster(data, COUNTIES)
    if sheet.troubles:
        assert sheet.rows == ()
    return [trouble.sentence for trouble in sheet.troubles]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0" * 400, "old_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400, "password"),
        ("姓名,手机号\n王芳,13812345678\n".encode(), "text"),
        ("姓名,手机号\n王芳,13812345678\n".encode("gb18030"), "text"),
        (b"%PDF-1.7\n1 0 obj", "not_xlsx"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not_xlsx"),
        (b"\xff\xd8\xff\xe0\0\0JFIF", "not_xlsx"),
        (zipped({"word/document.xml": b"<w/>"}), "not_xlsx"),
        (zipped({"a.txt": b"hello"}), "not_xlsx"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
        (repacked(GOOD, {SHEET: b"<worksheet><sheetData><row>"}), "damaged"),
        (repacked(GOOD, {"xl/_rels/workbook.xml.rels": None}), "damaged"),
    ],
)
def test_a_file_that_is_no_open_xlsx_gets_one_sentence_on_what_to_do(data, reason):
    assert sentences(data) == [UNREADABLE[reason]]


def test_one_flipped_byte_in_the_packed_sheet_is_noticed():
    at = GOOD.index(SHEET.encode()) + len(SHEET) + 60
    damaged = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
    assert sentences(damaged) == [UNREADABLE["damaged"]]


def with_doctype(doctype: bytes) -> bytes:
    declaration, _, body = part(GOOD, SHEET).partition(b"<worksheet")
    return repacked(GOOD, {SHEET: declaration + doctype + b"<worksheet" + body})


def test_entities_are_refused_whether_they_explode_or_read_our_files():
    bomb = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    spy = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for doctype in (bomb, spy):
        assert sentences(with_doctype(doctype)) == [UNREADABLE["damaged"]]


def test_a_zip_bomb_is_refused_by_its_directory_without_unpacking_it():
    declaration, _, body = part(GOOD, SHEET).partition(b"<worksheet")
    bomb = repacked(GOOD, {SHEET: declaration + b" " * 60_000_000 + b"<worksheet" + body})
    assert len(bomb) < 100_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sentences(bomb) == [UNREADABLE["too_large"]]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kilobytes


def test_a_zip_directory_that_lies_about_the_size_gains_nothing():
    declaration, _, body = part(GOOD, SHEET).partition(b"<worksheet")
    honest = declaration + b" " * 10_000_000 + b"<worksheet" + body
    bomb = bytearray(repacked(GOOD, {SHEET: honest}))
    size = len(honest).to_bytes(4, "little")
    while size in bomb:
        at = bomb.index(size)
        bomb[at : at + 4] = (1000).to_bytes(4, "little")
    assert sentences(bytes(bomb)) == [UNREADABLE["damaged"]]


def test_a_hundred_thousand_styled_empty_lines_cost_no_memory_to_speak_of():
    start, _, rest = part(GOOD, SHEET).partition(b"</sheetData>")
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(10, 120_000))
    data = repacked(GOOD, {SHEET: start + empty + b"</sheetData>" + rest})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sentences(data) == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kilobytes


def test_cells_to_the_far_right_and_bottom_do_no_harm():
    book = sheet_of(person())
    book.active["XFD1048576"] = "x"
    assert sentences(saved(book)) == []


def test_pictures_in_the_file_are_never_opened_and_macros_refused():
    parts = {name: part(GOOD, name) for name in zipfile.ZipFile(BytesIO(GOOD)).namelist()}
    assert sentences(zipped(parts | {"xl/media/image1.png": b"\x89PNG broken"})) == []
    [refusal] = sentences(zipped(parts | {"xl/vbaProject.bin": b"\xd0\xcf"}))
    assert "表格里带宏" in refusal


def formula_sheet(cell: bytes) -> bytes:
    sheet = part(GOOD, SHEET)
    start = sheet.index(b'<c r="C2"')
    end = sheet.index(b"</c>", start) + 4
    return repacked(GOOD, {SHEET: sheet[:start] + cell + sheet[end:]})


def test_a_formula_counts_by_the_result_that_was_kept_with_it():
    kept = b'<c r="C2" t="str"><f>A1&amp;B1</f><v>\xe6\xb0\x91\xe6\x94\xbf\xe5\xb1\x80</v></c>'
    assert read_roster(formula_sheet(kept), COUNTIES).rows[0].unit == "民政局"
    empty = b'<c r="C2" t="str"><f>IF(1,"","")</f><v></v></c>'
    assert read_roster(formula_sheet(empty), COUNTIES).rows[0].unit == ""


def test_a_formula_without_a_result_or_with_an_error_is_named():
    found = read_roster(formula_sheet(b'<c r="C2"><f>A1</f></c>'), COUNTIES).troubles
    assert [trouble.sentence for trouble in found] == [
        "第2行“单位”是公式，但没有存下结果。请用Excel打开、保存一次，或直接填写内容。"
    ]
    found = read_roster(formula_sheet(b'<c r="C2" t="e"><v>#N/A</v></c>'), COUNTIES).troubles
    assert [trouble.sentence for trouble in found] == [
        "第2行“单位”公式算出了错误值，请改成直接填写的内容。"
    ]


def test_cells_without_positions_rich_text_and_foreign_namespaces_are_read():
    def cells(*texts: str) -> str:
        return "".join(f'<x:c t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>' for text in texts)

    rich = (
        '<x:c t="inlineStr"><x:is><x:r><x:t>王</x:t></x:r><x:r><x:t>芳</x:t></x:r>'
        "<x:rPh><x:t>ワン</x:t></x:rPh></x:is></x:c>"
    )
    line = cells("13812345678", "民政局", "邵东市", "一组", "观察员", "", "")
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        f"<x:row>{cells(*HEADERS)}</x:row><x:row>{rich}{line}</x:row>"
        "</x:sheetData></x:worksheet>"
    )
    read = read_roster(repacked(GOOD, {SHEET: sheet.encode()}), COUNTIES)
    assert read.troubles == ()
    assert (read.rows[0].line, read.rows[0].name) == (2, "王芳")


def test_a_file_that_openpyxl_itself_would_stumble_over_is_read():
    data = repacked(GOOD, {"xl/styles.xml": b"<not styles at all", "xl/theme/theme1.xml": b"?"})
    assert sentences(data) == []


@settings(max_examples=150, deadline=None)
@example(places=[(915, 9)])  # a line whose number is a tab
@given(
    places=st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_any_damage_to_the_sheet_ends_in_people_or_in_sentences(places):
    damaged = bytearray(part(GOOD, SHEET))
    for place, value in places:
        damaged[place % len(damaged)] = value
    read = read_roster(repacked(GOOD, {SHEET: bytes(damaged)}), COUNTIES)
    assert read.rows or read.troubles
    assert all(trouble.sentence.endswith("。") for trouble in read.troubles)


def test_reading_a_roster_brings_neither_pillow_nor_openpyxl_into_the_web_process():
    script = (
        "import sys, casework.people.roster_sheet; "
        "print([name for name in ('PIL', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
