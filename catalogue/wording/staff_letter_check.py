"""What `guancha letter check` says of a letter: where, what is there, what is right."""

from typing import Final

PAPER, LETTERHEAD, NUMBER, TITLE = "页面", "发文机关标志", "发文字号", "标题"
ADDRESSEE, SIGNED, DATED, COPIES = "主送机关", "署名", "成文日期", "抄送"
ATTACHED, FOOT, LINES = "附件说明", "页码", "红线"
FONT, SIZE, SPACING, COLOUR, WIDTH, PLACE = "字体", "字号", "行距", "颜色", "长度", "位置"
SIDES: Final = {"top": "上边距", "bottom": "下边距", "left": "左边距", "right": "右边距"}
SIZES: Final = {
    26.0: "一号",
    22.0: "二号",
    18.0: "小二号",
    16.0: "三号",
    14.0: "四号",
    12.0: "小四号",
}
ALIGNS: Final = {"center": "居中", "right": "右对齐", "left": "左对齐", "both": "两端对齐"}
UNKNOWN_FONT, RED, BLACK = "未指定", "红色", "黑色"
RIGHT_SPACING: Final = "固定值28—30磅"

LETTERHEAD_MISSING: Final = "发文机关标志：没有找到，应在首页上方用红色小标宋体写发文机关全称。"
NUMBER_MISSING: Final = "发文字号：没有找到，应在第一条红线下右侧，如“邵民生保障函〔2023〕5号”。"
NUMBER_BLANK: Final = "发文字号：还是空的，签发后再填。"
NUMBER_BRACKETS: Final = "发文字号：年份的括号不对，应为六角括号〔〕。"
NUMBER_YEAR: Final = "发文字号：年份要写四位，如〔2023〕。"
NUMBER_ORDINAL: Final = "发文字号：序号前不加“第”，如〔2023〕5号。"
NUMBER_ZERO: Final = "发文字号：序号不补零，如〔2023〕5号。"
NUMBER_FORM: Final = (
    "发文字号：写法不对，应为机关代字、六角括号里的四位年份、阿拉伯数字的序号和“号”，中间不空格，"
    "如“邵民生保障函〔2023〕5号”。"
)
TITLE_MISSING: Final = "标题：没有找到，应在发文字号下空二行，用二号小标宋体居中。"
TITLE_END: Final = "标题：末尾不加标点。"
TITLE_KIND: Final = "标题：要写明文种，以“函”或“通知”结尾。"
ADDRESSEE_MISSING: Final = "主送机关：没有找到，应在标题下空一行，顶格写全称，末尾用冒号。"
ADDRESSEE_COLON: Final = "主送机关：末尾的冒号要用中文全角“：”。"
SIGNED_MISSING: Final = "署名：没有找到，应在成文日期上一行写发文机关全称。"
DATED_MISSING: Final = "成文日期：没有找到，应写在署名下面，如2023年7月14日。"
DATED_BLANK: Final = "成文日期：还是空的，签发后再填。"
COPIES_END: Final = "抄送：末尾要有句号。"
COPIES_OFFICE: Final = "版记：信函格式不写印发机关和印发日期。"
ATTACHED_END: Final = "附件说明：附件名称后面不加标点。"
ATTACHED_FEWER: Final = "附件说明：列出的附件和后面的附件页数目对不上，请核对。"
UPPER_LINE_MISSING: Final = "红线：首页发文机关标志下没有红色双线。"
LOWER_LINE_MISSING: Final = "红线：首页下方没有红色双线。"
UPPER_LINE_SINGLE: Final = "红线：首页发文机关标志下应为双线，上粗下细。"
LOWER_LINE_SINGLE: Final = "红线：首页下方应为双线，上细下粗。"
FOOT_MISSING: Final = "页码：没有找到，第二页起应有页码，如“— 2 —”。"
FOOT_ON_FIRST: Final = "页码：首页不显示页码。"
FOOT_DASHES: Final = "页码：数字两边各放一条一字线，如“— 2 —”。"
FOOT_SIDES: Final = "页码：单页居右、双页居左，请设置奇偶页不同。"
FIELDS_LEFT: Final = "模板字段没有填完，还留着花括号。"
_SHOWN: Final = 12  # characters of a paragraph, enough to find it

LOOKS_RIGHT: Final = "版式检查通过，没有发现问题。"


def differs(where: str, what: str, found: str, right: str) -> str:
    """Say what is there and what is right."""
    return f"{where}：{what}是{found}，应为{right}。"


def paragraph(place: int, text: str) -> str:
    """Name a paragraph by its number and its first words."""
    start = text.strip("　 ")
    shown = start if len(start) <= _SHOWN else f"{start[:_SHOWN]}…"
    return f"第{place}段“{shown}”"


def part_of(where: str, text: str) -> str:
    """Name a part of a paragraph by its first words."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"{where}里的“{shown}”"


def size(points: float) -> str:
    """Name a size as Word's Chinese menus do."""
    return f"{SIZES[points]}（{points:g}磅）" if points in SIZES else f"{points:g}磅"


def millimetres(length: float) -> str:
    """Write a length."""
    return f"{length:.1f}毫米".replace(".0毫米", "毫米")


def fixed(points: float) -> str:
    """Write a line spacing."""
    return f"固定值{points:g}磅"


def not_fixed(where: str) -> str:
    """Say that the lines have no fixed spacing."""
    return f"{where}：行距不是固定值，应为{RIGHT_SPACING}。"


def bold(where: str) -> str:
    """Say that a paragraph is bold."""
    return f"{where}：不用加粗。"


def not_indented(where: str) -> str:
    """Say that a paragraph does not begin two characters further right."""
    return f"{where}：首行没有空二字。"


def date_form(where: str, found: str, right: str) -> str:
    """Say how a date is written."""
    return f"{where}：日期“{found}”应写成“{right}”。"


def impossible_date(where: str, found: str) -> str:
    """Say that there is no such day."""
    return f"{where}：没有“{found}”这一天，请核对。"


def short_year(where: str, found: str) -> str:
    """Say that a year lacks its first two figures."""
    return f"{where}：日期“{found}”的年份要写四位，如2023年。"


def photo_cut(where: str) -> str:
    """Say that a photo is cut to one line."""
    return f"{where}：照片所在段落是固定行距，照片会被裁掉，应改为单倍行距。"


def found(count: int) -> str:
    """Sum up."""
    return f"共发现{count}处不符合信函格式。"


def template_mistakes(count: int) -> str:
    """Sum up what is wrong with a template."""
    return f"共有{count}处要改。" if count else "模板可以使用。"


def unwritable(output: str, why: str) -> str:
    """Say that a file cannot be written."""
    return f"写不了文件{output}：{why}。"
