"""A template that cannot carry its letters is refused at upload, every mistake by its name."""

import zipfile
from io import BytesIO

import pytest
from docx.oxml import OxmlElement

from casework.letters.content import CannotRender
from office.letters.files import BUILT_IN
from office.letters.renderer import render
from office.letters.template_check import mistakes_in
from tests.support.letter_paper import KINDS, letter, opened, saved, told

GOOD = (BUILT_IN / "tixing" / "letter.docx").read_bytes()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def changed(old: str, new: str) -> bytes:
    document = opened(GOOD)
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            paragraph.runs[0].text = paragraph.text.replace(old, new)
    return saved(document)


@pytest.mark.parametrize("kind", [*KINDS, "approval"])
def test_every_built_in_template_fits_its_kind(kind):
    assert mistakes_in((BUILT_IN / kind / "letter.docx").read_bytes(), kind) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{{标题}}", "", "模板缺少字段{{标题}}，请加上。"),
        ("{{标题}}", "{{标题}}{{标头}}", "模板里的字段{{标头}}不认识，是不是{{标题}}？"),
        ("{{要求}}", "{{要求}}{{foo}}", "模板里的字段{{foo}}不认识，请删除或改正。"),
        ("{{要求}}", "{{要求}}{{依据", "有花括号没有成对，字段要写成{{字段名}}。"),
        ("{{照片}}", "照片：{{照片}}", "字段{{照片}}要单独占一段，前后不能有别的字。"),
        (
            "{{要求}}",
            "{{要求}}{{清单.问题}}",
            "字段{{清单.问题}}要放在表格的一行里，这一行会按问题逐行重复。",
        ),
    ],
)
def test_each_mistake_is_named(old, new, sentence):
    assert mistakes_in(changed(old, new), "tixing") == (sentence,)


def test_a_block_in_the_header_is_named():
    document = opened(GOOD)
    document.sections[0].first_page_header.paragraphs[0].add_run("{{要求}}")
    assert mistakes_in(saved(document), "tixing") == (
        "字段{{要求}}不能放在页眉页脚里，请移到正文。",
    )


def test_what_an_editor_left_behind_is_named():
    document = opened(GOOD)
    document.paragraphs[3]._p.append(OxmlElement("w:ins"))
    document.paragraphs[3].add_run()._r.append(OxmlElement("w:commentReference"))
    document.part.relate_to(
        "http://192.0.2.1/a.dotm", "http://x/attachedTemplate", is_external=True
    )
    assert mistakes_in(saved(document), "tixing") == (
        "文件里还有未接受的修订，请在“审阅”里全部接受或拒绝后再保存。",
        "文件里还有批注，请删除后再保存。",
        "文件引用了外部的图片或文件，请改为直接插入。",
    )


def test_a_field_that_word_has_cut_into_pieces_is_one_field():
    document = opened(GOOD)
    [title] = [each for each in document.paragraphs if each.text == "{{标题}}"]
    title.runs[0].text = "{"
    for piece in ("{标", "题", "}} （", "依据：{{ 依据 }}）"):
        title.add_run(piece)
    assert mistakes_in(saved(document), "tixing") == ()
    data = render(letter("tixing", title="关于甲的函"), {}, saved(document), "tixing")
    assert "关于甲的函 （依据：《邵东市" in told(data)


def test_full_width_braces_are_taken_too():
    data = render(letter("tixing"), {}, changed("{{要求}}", "｛｛要求｝｝"), "tixing")
    assert "压实责任" in told(data)


def test_a_field_may_move_into_a_table_or_a_text_of_the_office():
    document = opened(changed("{{反馈}}", "（反馈：{{反馈}}谢谢。）"))
    document.add_table(1, 1).cell(0, 0).text = "联系：{{联系方式}}"
    said = told(render(letter("tixing"), {}, saved(document), "tixing"))
    assert "（反馈：请于2023年7月28日前书面反馈。谢谢。）" in said
    assert "联系：李某，0739-0000000" in said


def test_a_bad_template_makes_no_letter():
    with pytest.raises(CannotRender) as refused:
        render(letter("tixing"), {}, changed("{{标题}}", "{{标头}}"), "tixing")
    assert len(refused.value.mistakes) == 2


def _zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b"%PDF-1.7", "这不是Word"),
        (OLE, "旧版Word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (GOOD[: len(GOOD) // 2], "已损坏"),
        (_zip(xl__workbook_xml=b"<a/>"), "这不是Word"),
        (_zip(word__document_xml=b"<a/>"), "已损坏"),
        (_zip(word__document_xml=b" " * (21 << 20)), "大得不正常"),
    ],
    ids=["empty", "pdf", "doc", "password", "cut", "xlsx", "odd", "bomb"],
)
def test_a_file_that_cannot_be_opened_gets_one_sentence(data, word):
    [sentence] = mistakes_in(data, "tixing")
    assert word in sentence
    assert sentence.endswith("。")


def test_a_file_with_macros_is_not_opened():
    data = BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    [sentence] = mistakes_in(data.getvalue(), "tixing")
    assert "宏" in sentence


def test_entities_of_a_hostile_file_are_not_expanded():
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                head, rest = data.split(b"?>", 1)
                data = head + b"?>" + entity + rest.replace(b"{{\xe6\xa0\x87\xe9\xa2\x98}}", b"&x;")
            target.writestr(name, data)
    assert "模板缺少字段{{标题}}，请加上。" in mistakes_in(out.getvalue(), "tixing")
