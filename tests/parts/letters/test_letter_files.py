"""What a letter says arrives in its Word file, whole, safe, and the same every time."""

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from casework.letters.content import CannotRender, Picture, Term
from office.letters import photos
from office.letters.fields import APPROVAL
from office.letters.files import BUILT_IN, LetterFiles
from office.letters.reading import render_in_child
from office.letters.renderer import render
from storage.blobs.files import original_key
from storage.blobs.local_files import LocalFiles
from tests.support.letter_paper import KINDS, by_name, letter, name_of, opened, photo, saved, told

PHOTO, OTHER = photo(1), photo(2)
HOSTILE = '墙<b>裂</b> & "倒"\t又\v裂\x00了\x1b{{标题}}｛｛主送｝｝{%raw%}\u202e]]>'


def made(content, *shown, kind=None):
    kind = kind or content.kind
    template = (BUILT_IN / kind / "letter.docx").read_bytes()
    return render(content, by_name(*shown), template, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_tells_all_that_its_letter_says(kind):
    content = letter(kind, 2, (PHOTO, OTHER))
    said = told(made(content, PHOTO, OTHER))
    for text in (
        content.number,
        content.title,
        f"{content.unit}：",
        content.opening,
        "1. 7月3日至9日，廉桥镇第1村，路肩悬空第1处（见图1—2）。请加固第1处。",
        "请于2023年7月28日前书面反馈。",
        f"联系方式：{content.contact}",
        "附件：1. 现场照片",
        content.issuer,
        "（邵东市人力资源和社会保障局代章）",
        "2023年7月14日",
        "图1　现场1",
        "抄送：邵东市公路建设养护中心，廉桥镇人民政府。",
    ):
        assert text in said
    assert "{{" not in said


def test_the_letterhead_names_the_office_on_the_first_page_only():
    section = opened(made(letter("tishi"))).sections[0]
    assert section.first_page_header.paragraphs[0].text == letter("tishi").issuer
    assert section.header.paragraphs[0].text == ""


def test_a_visit_tells_when_where_who_and_what():
    said = told(made(letter("onsite")))
    assert "时间：7月20日上午9:00" in said
    assert "查看内容：加固方案" in said
    assert "准备材料：施工图纸" in said


def test_many_items_go_into_a_list_and_a_form_with_a_row_each():
    said = told(made(letter("jiaoban", 40)))
    assert "以上问题共40项，详见附件《问题清单》。" in said
    assert "2. 整改反馈表" in said
    assert said.count("路肩悬空第40处") == 2
    assert "廉桥镇第17村：路肩悬空第17处" in said


def test_what_there_is_not_leaves_no_trace():
    bare = letter("tixing", copies=(), seal="", contact="", ground="", feedback_form=False)
    said = told(made(bare))
    for label in ("抄送", "代章", "联系方式", "根据", "附件", "函号", "图1"):
        assert label not in said


def test_an_unsigned_letter_has_blanks_to_fill_in():
    said = told(made(letter("tishi", number="", dated=None)))
    assert "〔　　　　〕　　号" in said
    assert "　　　　年　　月　　日" in said


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (Term(days=5), "请自收到本函次日起5个工作日内书面反馈。"),
        (Term(days=7, working=False), "请自收到本函次日起7日内书面反馈。"),
        (Term(), "请书面反馈。"),
    ],
)
def test_the_term_is_told_as_the_rule_says_it(term, sentence):
    assert sentence in told(made(letter("duban", term=term)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_letter_gives_the_same_bytes(kind):
    content = letter(kind, 5, (PHOTO, OTHER))
    assert made(content, PHOTO, OTHER) == made(content, PHOTO, OTHER)


def test_hostile_words_arrive_as_words_and_never_as_fields():
    content = letter("tishi", title=f"关于{HOSTILE}的函", unit=HOSTILE, opening=HOSTILE * 2)
    content = replace(content, items=(replace(content.items[0], problem=HOSTILE),))
    document = opened(made(content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert said.count('墙<b>裂</b> & "倒" 又\n裂了{{标题}}｛｛主送｝｝{%raw%}]]>') == 3
    assert '墙<b>裂</b> & "倒" 又 裂了{{标题}}｛｛主送｝｝{%raw%}]]>：' in said


def test_a_line_break_begins_a_new_paragraph():
    document = opened(made(letter("tishi", opening="第一段。\r\n第二段。\n\n第三段。")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[3:6] == ["第一段。", "第二段。", "第三段。"]


def test_headings_get_the_font_of_their_level_and_the_rest_stays():
    document = opened(made(letter("tishi")))
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["一、压实责任。"].font.name == "黑体"
    assert runs["（一）立即排险。"].font.name == "楷体_GB2312"
    assert runs["请明确专人负责。"].font.name is None


def test_photos_are_shown_with_their_words_for_those_who_cannot_see():
    document = opened(made(letter("tishi", 1, (PHOTO, OTHER)), PHOTO, OTHER))
    assert len(document.inline_shapes) == 2
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == ["图1　现场1", "图2　现场2"]


def test_a_photos_line_grows_with_the_photo():
    document = opened(made(letter("tishi", 1, (PHOTO, OTHER)), PHOTO, OTHER))
    cell = document.tables[0].cell(0, 0)
    assert cell.paragraphs[0].paragraph_format.line_spacing == 1.0


def test_no_photo_carries_where_and_when_it_was_taken():
    exif = Image.Exif()
    exif[0x0132] = "2023:07:05 10:11:12"
    exif[0x8825] = {1: "N", 2: (27.0, 14.0, 0.0)}
    talking = photo(9, exif=exif)
    data = made(letter("tishi", 1, (talking,)), talking)
    [inside] = photos_in(data)
    assert b"Exif" in talking
    assert b"Exif" not in inside
    assert b"2023:07:05" not in inside


def test_a_photo_larger_than_a_standard_copy_is_made_smaller_and_others_pass_as_they_are():
    large = photo(3, (5000, 3000))
    inside = photos_in(made(letter("tishi", 1, (large, PHOTO)), large, PHOTO))
    assert PHOTO in inside
    assert {max(Image.open(BytesIO(each)).size) for each in inside} == {64, 2048}


def test_the_largest_photos_shrink_until_the_letter_can_be_mailed(monkeypatch):
    small, large = photo(1, (640, 480)), photo(2, (2000, 1500))
    monkeypatch.setattr(photos, "MOST_BYTES", len(small) + len(large) - 1)
    inside = photos_in(made(letter("tishi", 1, (small, large)), small, large))
    assert small in inside
    assert {max(Image.open(BytesIO(each)).size) for each in inside} == {640, 1024}


def photos_in(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


def test_a_photo_that_is_not_the_signed_one_is_refused():
    with pytest.raises(CannotRender, match="已被改动"):
        render(
            letter("tishi", 1, (PHOTO,)),
            {name_of(PHOTO): OTHER},
            (BUILT_IN / "tishi" / "letter.docx").read_bytes(),
            "tishi",
        )


def test_a_lost_or_broken_photo_is_named():
    content = letter("tishi", 1, (PHOTO,))
    with pytest.raises(CannotRender) as lost:
        made(content)
    assert lost.value.mistakes == ("照片“图1　现场1”找不到了或已被改动，请重新添加。",)
    broken = b"\xff\xd8no picture"
    with pytest.raises(CannotRender) as refused:
        made(letter("tishi", 1, (broken,)), broken)
    assert refused.value.mistakes == ("照片“图1　现场1”打不开，请换一张或重新添加。",)


def test_the_slip_names_the_signer_and_what_the_signature_binds():
    content = letter("duban", 2, (PHOTO,))
    said = told(made(content, kind=APPROVAL))
    assert "市专班办公室主任　王某" in said
    assert "现场照片、督办事项处理报告" in said
    changed = told(made(replace(content, title="关于另一件事的督办函"), kind=APPROVAL))
    assert _checksum(said) != _checksum(changed)


def test_the_slip_of_an_endless_matter_stays_short():
    said = told(made(letter("jiaoban", 40), kind=APPROVAL))
    assert "……" in said
    assert len(said) < 800


def test_letters_are_made_from_the_store_and_an_office_may_have_templates_of_its_own(tmp_path):
    store = LocalFiles(tmp_path / "files")
    store.put(original_key(name_of(PHOTO)), PHOTO)
    letters, content = LetterFiles(store, render, tmp_path), letter("tishi", 1, (PHOTO,))
    assert letters.render(content) == made(content, PHOTO)
    built_in = letters.keep_template("tishi")
    (tmp_path / "tishi").mkdir()
    own = (BUILT_IN / "tixing" / "letter.docx").read_bytes()
    (tmp_path / "tishi" / "letter.docx").write_bytes(own)
    assert letters.keep_template("tishi") == name_of(own) != built_in
    assert "现予提醒" in told(letters.render(content))
    assert letters.render(content, built_in) == made(content, PHOTO)
    assert not letters.has_template("tishi", "0" * 64)
    with pytest.raises(CannotRender, match="送签时用的模板找不到了"):
        letters.render(content, "0" * 64)
    assert "签发人意见" in told(letters.approval_slip(content))
    with pytest.raises(CannotRender, match="找不到了"):
        letters.render(replace(content, items=(_another(content),)))
    with pytest.raises(CannotRender, match="没有“yujing”这种函的模板"):
        letters.template("yujing")


def test_a_child_makes_the_very_same_file_and_names_the_same_mistakes():
    content, template = letter("duban", 2, (PHOTO,)), (BUILT_IN / "duban" / "letter.docx")
    made_there = render_in_child(content, by_name(PHOTO), template.read_bytes(), "duban")
    assert made_there == made(content, PHOTO)
    with pytest.raises(CannotRender, match="“图1　现场1”找不到了"):
        render_in_child(content, {}, template.read_bytes(), "duban")
    with pytest.raises(CannotRender, match="这不是Word"):
        render_in_child(content, by_name(PHOTO), b"no template", "duban")


@pytest.mark.parametrize("kind", [*KINDS, APPROVAL])
def test_the_office_can_see_that_no_built_in_template_names_a_person_or_a_day(kind):
    properties = opened((BUILT_IN / kind / "letter.docx").read_bytes()).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.date() == date(2000, 1, 1)


def test_a_letter_does_not_tell_who_made_its_template_or_where():
    document = opened((BUILT_IN / "tishi" / "letter.docx").read_bytes())
    document.core_properties.author = document.core_properties.keywords = "王打字"
    (about,) = (p for p in document.part.package.iter_parts() if p.partname == "/docProps/app.xml")
    about._blob = about.blob.replace(b"</Properties>", b"<Company>X</Company></Properties>")
    template = saved(document)
    data = render(letter("tishi"), {}, template, "tishi")
    open_zip = zipfile.ZipFile
    with open_zip(BytesIO(template)) as before, open_zip(BytesIO(data)) as after:
        assert b"<Company>X</Company>" in before.read("docProps/app.xml")
        assert b"Company>X" not in after.read("docProps/app.xml")
        assert "王打字" not in after.read("docProps/core.xml").decode()


def test_what_the_web_process_needs_of_letters_brings_no_word_library():
    script = (
        "import sys, bot.app, office.letters.files, office.letters.reading; "
        "print([name for name in ('docx', 'lxml', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def _another(content):
    item = content.items[0]
    return replace(item, pictures=(Picture("ab" * 32, "现场"),))


def _checksum(said):
    return next(line for line in said.splitlines() if line.startswith("正文校验码"))
