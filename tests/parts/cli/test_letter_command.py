"""guancha letter: a line per finding, a code for scripts, one sentence for what is no letter."""

import os

import pytest
from click.testing import CliRunner

from bot.__main__ import guancha
from tests.support.letter_paper import opened, saved


def letter(*words):
    return CliRunner().invoke(guancha, ["letter", *map(str, words)])


@pytest.fixture
def sample(tmp_path):
    file = tmp_path / "样张.docx"
    assert letter("sample", "duban", file).exit_code == 0
    return file


def test_a_good_letter_passes(sample):
    done = letter("check", sample)
    assert (done.exit_code, done.stdout) == (0, "版式检查通过，没有发现问题。\n")


def test_each_finding_is_a_line_and_a_script_sees_the_code(sample):
    document = opened(sample.read_bytes())
    document.sections[0].left_margin = 914400
    document.paragraphs[0].runs[0].text = "邵民生保障函[2023]05号"
    sample.write_bytes(saved(document))
    done = letter("check", sample)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "页面：左边距是25.4毫米，应为28毫米。",
        "发文字号：年份的括号不对，应为六角括号〔〕。",
        "发文字号：序号不补零，如〔2023〕5号。",
        "共发现3处不符合信函格式。",
    ]


@pytest.mark.parametrize("verb", [("check",), ("check-template", "tishi")])
def test_a_file_that_is_no_letter_gets_one_sentence(tmp_path, verb):
    file = tmp_path / "x.docx"
    file.write_bytes(b"not a letter")
    done = letter(*verb, file)
    assert done.exit_code == 2
    assert done.stderr == "这不是Word（.docx）文件，请选择.docx文件。\n"


def test_a_template_is_checked_and_tried(sample, tmp_path):
    done = letter("check-template", "duban", sample)
    assert done.exit_code == 1
    assert "模板缺少字段{{标题}}，请加上。" in done.stdout.splitlines()
    tried = letter("sample", "duban", tmp_path / "y.docx", "--template", sample)
    assert tried.exit_code == 2
    assert "模板缺少字段{{标题}}，请加上。" in tried.stderr


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    done = letter("sample", "tishi", tmp_path / "none" / "y.docx")
    assert done.exit_code == 2
    assert "写不了文件" in done.stderr


def test_a_pdf_or_a_sentence(sample, tmp_path, monkeypatch):
    output, office = tmp_path / "y.pdf", tmp_path / "soffice"
    monkeypatch.setenv("PATH", os.devnull)
    refused = letter("pdf", sample, output)
    assert refused.exit_code == 2
    assert "没有安装LibreOffice" in refused.stderr
    office.write_text('#!/bin/sh\nfor last; do :; done\necho %PDF-1.7 >"${last%docx}pdf"\n')
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    made = letter("pdf", sample, output)
    assert made.exit_code == 0
    assert "PDF用相近字体代替" in made.stderr
    assert output.read_bytes().startswith(b"%PDF-")
