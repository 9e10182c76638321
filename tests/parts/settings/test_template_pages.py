"""函的模板 in the console: each mistake named at upload, tried before it holds, brought back."""

import re
from io import BytesIO
from secrets import token_bytes
from zipfile import ZipFile

import pytest

from office.letters.files import BUILT_IN
from storage.desk.acts import acts_on
from tests.support.forms import press_button
from tests.support.letter_paper import opened, saved, told

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
AT = "/office/settings/templates"
REASON = "落款前加一句话，主任定的"


def changed(before: str, after: str) -> bytes:
    """Return the built-in template of a 提示函 with other words."""
    document = opened((BUILT_IN / "tishi" / "letter.docx").read_bytes())
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(before, after)
    return saved(document)


def upload(browser, data: bytes, note: str = REASON):
    seen = re.search(r'name="seen" value="(\d+)"', browser.read(AT)).group(1)
    given = (BytesIO(data), "新提示函.docx")
    return browser.press(f"{AT}/tishi/preview", AT, template=given, note=note, seen=seen)


def test_a_template_is_tried_put_in_force_and_taken_back_while_frozen_letters_keep_theirs(
    office, at_desk
):
    director, files = at_desk("director"), office.letter_files()
    frozen_by = files.keep_template("tishi")
    preview = upload(director, changed("联系方式：", "联系人："))
    assert "字段齐全" in preview.text
    assert "版式检查通过" in preview.text
    assert files.hash_in_force("tishi") == frozen_by
    assert "有没有传错地方" not in preview.text
    sample = re.search(r'href="([^"]+/sample.docx)"', preview.text).group(1)
    with director.client.get(sample) as made:
        assert "某某镇敬老院" in told(made.data) or "产业路" in told(made.data)
    kept = press_button(director, preview.text, "启用这个模板").text
    assert "新模板已启用" in kept
    assert "《新提示函.docx》" in kept
    assert files.hash_in_force("tishi") != frozen_by
    assert files.has_template("tishi", frozen_by)
    with office.database.read() as connection:
        (act,) = acts_on(connection, "template:tishi")
    assert (act.act, act.who) == ("setting.template", "director先生")
    press_button(director, kept, "改回系统自带的")
    assert files.hash_in_force("tishi") == frozen_by


def test_each_missing_and_unknown_field_is_named_and_nothing_is_kept(office, at_desk):
    director = at_desk("director")
    refusal = upload(director, changed("{{标题}}", "{{标提}}"))
    assert refusal.status_code == 422
    assert "模板里的字段{{标提}}不认识，是不是{{标题}}？" in refusal.text
    assert "模板缺少字段{{标题}}，请加上。" in refusal.text
    assert "这不是Word（.docx）文件" in upload(director, b"no template").text
    assert "请写一句为什么换" in upload(director, b"no template", note="").text
    assert list(office.files.keys("templates/")) == []


def test_a_template_with_pictures_may_be_large(office, at_desk):
    director, data = at_desk("director"), BytesIO(changed("联系方式：", "联系人："))
    with ZipFile(data, "a") as package:
        package.writestr("word/media/emblem.png", token_bytes(300_000))
    assert "字段齐全" in upload(director, data.getvalue()).text


def test_a_template_of_another_kind_is_pointed_out(office, at_desk):
    other = (BUILT_IN / "tixing" / "letter.docx").read_bytes()
    page = upload(at_desk("director"), other).text
    assert "这份文件就是提醒函现在用的模板，请看看有没有传错地方。" in page


def test_a_clerk_looks_at_templates_and_changes_none(at_desk):
    clerk = at_desk("clerk")
    assert "换模板要主任或管理员来做" in clerk.read(AT)
    with clerk.client.get(f"{AT}/duban/file") as given:
        assert "{{文号}}" in told(given.data)
    assert clerk.client.get(f"{AT}/nonsense/file").status_code == 404
    form = {"template": (BytesIO(b"x"), "x.docx"), "note": "x", "seen": "0"}
    assert clerk.press(f"{AT}/tishi/preview", **form).status_code == 403
