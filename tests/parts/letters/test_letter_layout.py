"""Each fault planted in a good letter is found and named; nothing else is."""

from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from office.letters.files import BUILT_IN
from office.letters.layout.check import findings_in
from office.letters.renderer import render
from tests.support.letter_faults import (
    adds,
    black_letterhead,
    black_lines,
    bold_title,
    boxed_letterhead,
    content_control,
    cut_photo,
    font,
    form,
    large_page_number,
    lines_on_the_grid,
    lower_lines_turned_round,
    no_dashes,
    no_lower_line,
    no_page_numbers,
    no_upper_line,
    number_on_the_first_page,
    number_on_the_outer_side,
    one_sided,
    one_upper_line,
    page_number_in_the_middle,
    printers_red,
    says,
    section,
    short_line,
    size,
    starting,
    tracked_format,
    without,
)
from tests.support.letter_paper import KINDS, by_name, letter, opened, photo, saved

PHOTOS = (photo(1), photo(2))


def made(kind: str = "tixing") -> bytes:
    template = (BUILT_IN / kind / "letter.docx").read_bytes()
    return render(letter(kind, 1, PHOTOS), by_name(*PHOTOS), template, kind)


GOOD = made()


def fixed_date(text: str) -> Callable[[Document], None]:
    return says("民生实事观察员反映", f"{text}，民生实事观察员反映有关情况。")


NUMBER_FORM = "中间不空格，如“邵民生保障函〔2023〕5号”。"
OPENING = "第4段“民生实事观察员反映，廉桥…”"
DATED = "第4段“{}…”：日期“{}”应写成“2023年7月5日”。"
FAULTS = [
    (
        section("page_width", Mm(216)),
        "纸张是216毫米 × 297毫米，应为A4（210毫米 × 297毫米）。",
    ),
    (section("left_margin", Mm(31.8)), "页面：左边距是31.8毫米，应为28毫米。"),
    (section("top_margin", Mm(25.4)), "页面：上边距是25.4毫米，应为37毫米。"),
    (black_letterhead, "发文机关标志：颜色是#000000，应为红色。"),
    (black_lines, "红线：颜色是#000000，应为红色。"),
    (no_upper_line, "红线：首页发文机关标志下没有红色双线。"),
    (no_lower_line, "红线：首页下方没有红色双线。"),
    (short_line, "红线：长度是156毫米，应为170毫米。"),
    (no_page_numbers, "页码：没有找到，第二页起应有页码，如“— 2 —”。"),
    (number_on_the_first_page, "页码：首页不显示页码。"),
    (one_sided, "页码：单页居右、双页居左，请设置奇偶页不同。"),
    (no_dashes, "页码：数字两边各放一条一字线，如“— 2 —”。"),
    (large_page_number, "页码：字号是三号（16磅），应为四号（14磅）。"),
    (says("邵东民生", "邵东民生保障函[2023]5号"), "发文字号：年份的括号不对，应为六角括号〔〕。"),
    (says("邵东民生", "邵东民生保障函（2023）5号"), "发文字号：年份的括号不对，应为六角括号〔〕。"),
    (says("邵东民生", "邵东民生保障函〔23〕5号"), "发文字号：年份要写四位，如〔2023〕。"),
    (says("邵东民生", "邵东民生保障函〔2023〕第5号"), "发文字号：序号前不加“第”，如〔2023〕5号。"),
    (says("邵东民生", "邵东民生保障函〔2023〕05号"), "发文字号：序号不补零，如〔2023〕5号。"),
    (says("邵东民生", "〔　　　　〕　　号"), "发文字号：还是空的，签发后再填。"),
    (
        without("邵东民生"),
        "没有找到，应在第一条红线下右侧，如“邵民生保障函〔2023〕5号”。",
    ),
    (
        form("邵东民生", "alignment", WD_ALIGN_PARAGRAPH.CENTER),
        "发文字号：位置是居中，应为右对齐。",
    ),
    (font("关于", "黑体"), "标题：字体是黑体，应为方正小标宋简体。"),
    (size("关于", 18), "标题：字号是小二号（18磅），应为二号（22磅）。"),
    (form("关于", "alignment", WD_ALIGN_PARAGRAPH.LEFT), "标题：位置是左对齐，应为居中。"),
    (says("关于", "关于产业路安全隐患的提醒函。"), "标题：末尾不加标点。"),
    (says("关于", "关于产业路安全隐患"), "标题：要写明文种，以“函”或“通知”结尾。"),
    *(
        (says("邵东民生", text), NUMBER_FORM)
        for text in (
            "邵东民生保障函 〔2023〕 5 号",
            "邵东民生保障函〔2023〕五号",
            "邵东民生保障函〔２０２３〕５号",
            "邵东民生保障函2023-5号",
            "邵东民生保障函2023〔5〕号",
            "邵东民生保障函〔2023〕5",
        )
    ),
    (without("关于"), "标题：没有找到，应在发文字号下空二行，用二号小标宋体居中。"),
    (says("邵东市交通", "邵东市交通运输局:"), "主送机关：末尾的冒号要用中文全角“：”。"),
    (without("邵东市交通"), "主送机关：没有找到，应在标题下空一行，顶格写全称，末尾用冒号。"),
    (font("民生实事", "宋体"), f"{OPENING}：字体是宋体，应为仿宋_GB2312。"),
    (size("民生实事", 15), f"{OPENING}：字号是15磅，应为三号（16磅）。"),
    (form("民生实事", "line_spacing", 1.5), f"{OPENING}：行距不是固定值，应为固定值28—30磅。"),
    (form("民生实事", "line_spacing", Pt(22)), f"{OPENING}：行距是固定值22磅，应为固定值28—30磅。"),
    (
        adds("民生实事", 16, "宋体"),
        f"{OPENING}里的“又加了几个字”：字体是宋体，应为仿宋_GB2312。",
    ),
    (
        adds("民生实事", 12, "仿宋"),
        f"{OPENING}里的“又加了几个字”：字号是小四号（12磅），应为三号（16磅）。",
    ),
    (one_upper_line, "红线：首页发文机关标志下应为双线，上粗下细。"),
    (lower_lines_turned_round, "红线：首页下方应为双线，上细下粗。"),
    (page_number_in_the_middle, "页码：单页居右、双页居左，请设置奇偶页不同。"),
    (bold_title, "标题：不用加粗。"),
    (tracked_format, "文件里还有未接受的修订，请在“审阅”里全部接受或拒绝后再保存。"),
    (font("一、", "宋体"), "第7段“一、压实责任。请明确专人…”：字体是宋体，应为黑体。"),
    (fixed_date("2023年07月05日"), DATED.format("2023年07月05日，", "2023年07月05日")),
    (fixed_date("2023.7.5"), DATED.format("2023.7.5，民生实", "2023.7.5")),
    (fixed_date("2023-07-05"), DATED.format("2023-07-05，民", "2023-07-05")),
    (
        fixed_date("二〇二三年七月五日"),
        DATED.format("二〇二三年七月五日，民生", "二〇二三年七月五日"),
    ),
    (fixed_date("2023年2月30日"), "没有“2023年2月30日”这一天，请核对。"),
    (fixed_date("23年7月5日"), "日期“23年7月5日”的年份要写四位，如2023年。"),
    (says("附件：1", "附件：1. 现场照片。"), "附件说明：附件名称后面不加标点。"),
    (without("2. 整改"), "附件说明：列出的附件和后面的附件页数目对不上，请核对。"),
    (without("2023年7月14日"), "成文日期：没有找到，应写在署名下面，如2023年7月14日。"),
    (says("2023年7月14日", "　　　　年　　月　　日"), "成文日期：还是空的，签发后再填。"),
    (size("抄送", 16), "抄送：字号是三号（16磅），应为四号（14磅）。"),
    (says("抄送", "抄送：廉桥镇人民政府"), "抄送：末尾要有句号。"),
    (says("联系方式", "联系方式：{{联系方式}}"), "模板字段没有填完，还留着花括号。"),
    (cut_photo, "照片所在段落是固定行距，照片会被裁掉，应改为单倍行距。"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_letters_have_no_fault(kind):
    assert findings_in(made(kind)) == ()


@pytest.mark.parametrize(("plant", "sentence"), FAULTS, ids=[each for _, each in FAULTS])
def test_a_planted_fault_is_found_and_nothing_else(plant, sentence):
    document = opened(GOOD)
    plant(document)
    found = findings_in(saved(document))
    assert len(found) == 1
    assert found[0].endswith(sentence)


@pytest.mark.parametrize(
    "change",
    [
        printers_red,
        content_control,
        boxed_letterhead,
        lines_on_the_grid,
        number_on_the_outer_side,
        adds("民生实事", 16, "仿宋"),
    ],
)
def test_what_offices_rightly_do_in_another_way_is_no_fault(change):
    document = opened(GOOD)
    change(document)
    assert findings_in(saved(document)) == ()


def test_bold_text_is_found():
    document = opened(GOOD)
    starting(document, "民生实事").runs[0].bold = True
    assert findings_in(saved(document)) == (f"{OPENING}：不用加粗。",)


def test_a_text_without_indentation_is_found():
    document = opened(GOOD)
    indent = starting(document, "民生实事").paragraph_format
    indent.first_line_indent = Pt(0)
    indent._element.pPr.ind.set(qn("w:firstLineChars"), "0")
    assert findings_in(saved(document)) == (f"{OPENING}：首行没有空二字。",)


def test_a_letter_typed_by_hand_is_read_too():
    document = docx.Document()
    for text in (
        "关于某事的函",
        "邵民生保障函[2023]第05号",
        "市交通局：",
        "　　现将有关情况函告如下。",
        "某某办公室",
        "2023年07月14日",
    ):
        document.add_paragraph(text)
    found = "\n".join(findings_in(saved(document)))
    for sentence in (
        "发文机关标志：没有找到",
        "发文字号：年份的括号不对",
        "发文字号：序号不补零",
        "首页发文机关标志下没有红色双线",
        "页面：上边距是25.4毫米，应为37毫米",
        "页码：没有找到",
        "“2023年07月14日”应写成“2023年7月14日”",
        "第4段“现将有关情况函告如下。”：行距不是固定值",
    ):
        assert sentence in found
    assert "第4段“现将有关情况函告如下。”：首行没有空二字" not in found


def test_an_empty_document_is_told_what_it_lacks():
    found = findings_in(saved(docx.Document()))
    assert any("标题：没有找到" in sentence for sentence in found)
    assert any("成文日期：没有找到" in sentence for sentence in found)
