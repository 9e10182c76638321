"""What clerks read when a Word file cannot be opened, filled or turned into a PDF."""

from collections.abc import Sequence
from typing import Final, Literal

UnreadableReason = Literal[
    "empty", "too_large", "old_doc", "password", "not_docx", "broken", "bomb", "macros"
]

UNREADABLE: Final[dict[UnreadableReason, str]] = {
    "empty": "文件是空的，请重新保存后再试。",
    "too_large": "文件超过50MB，请先把里面的照片压缩一下。",
    "old_doc": "这是旧版Word（.doc）文件，请在Word或WPS中另存为.docx后再试。",
    "password": "文件设了打开密码，请去掉密码后再试。",
    "not_docx": "这不是Word（.docx）文件，请选择.docx文件。",
    "broken": "文件已损坏，打不开，请在Word或WPS中重新另存一份再试。",
    "bomb": "文件展开后大得不正常，没有打开，请在Word或WPS中重新另存一份再试。",
    "macros": "文件里带有宏，为安全起见没有打开，请另存为不带宏的.docx后再试。",
}

NO_LIBREOFFICE: Final = (
    "这台机器没有安装LibreOffice，不能生成PDF；请在Word或WPS中打开.docx另存为PDF。"
)
PDF_TOO_SLOW: Final = "生成PDF超过了时限，已停止；请在Word或WPS中打开.docx另存为PDF。"
PDF_FAILED: Final = "LibreOffice没能生成PDF；请在Word或WPS中打开.docx另存为PDF。"
CHANGES_LEFT: Final = "文件里还有未接受的修订，请在“审阅”里全部接受或拒绝后再保存。"
COMMENTS_LEFT: Final = "文件里还有批注，请删除后再保存。"
LINKED_OUTSIDE: Final = "文件引用了外部的图片或文件，请改为直接插入。"
TEMPLATE_LOST: Final = (
    "这件函送签时用的模板找不到了，请管理员从备份里找回文件库的templates文件夹，再点“重新生成”。"
)
STORE_FAILS: Final = "文件库暂时用不了，什么都没有动，请稍后再试；一直这样请告诉管理员。"
BRACES_OPEN: Final = "有花括号没有成对，字段要写成{{字段名}}。"


def photo_lost(caption: str) -> str:
    """Say which photo is not in the store any more as it was signed."""
    return f"照片“{caption}”找不到了或已被改动，请重新添加。"


def photo_broken(caption: str) -> str:
    """Say which photo cannot be read."""
    return f"照片“{caption}”打不开，请换一张或重新添加。"


def no_template(kind: str) -> str:
    """Say that there is no template of a kind of letter."""
    return f"没有“{kind}”这种函的模板，请联系管理员。"


def unknown_field(name: str, meant: str) -> str:
    """Name a field that no letter has, and the one that was probably meant."""
    hint = f"，是不是{{{{{meant}}}}}？" if meant else "，请删除或改正。"
    return f"模板里的字段{{{{{name}}}}}不认识{hint}"


def missing_field(name: str) -> str:
    """Name a field that a template needs."""
    return f"模板缺少字段{{{{{name}}}}}，请加上。"


def not_alone(name: str) -> str:
    """Name a field that needs a paragraph of its own."""
    return f"字段{{{{{name}}}}}要单独占一段，前后不能有别的字。"


def not_in_a_table(name: str) -> str:
    """Name a column's field that stands outside a table."""
    return f"字段{{{{{name}}}}}要放在表格的一行里，这一行会按问题逐行重复。"


def not_in_the_body(name: str) -> str:
    """Name a field that stands in a header or footer but may not."""
    return f"字段{{{{{name}}}}}不能放在页眉页脚里，请移到正文。"


def fonts_missing(fonts: Sequence[str]) -> str:
    """Say that the PDF looks a little different from the Word file."""
    named = "、".join(fonts)
    return f"这台机器没有{named}，PDF用相近字体代替；正式印发请在装有这些字体的电脑上用Word打印。"
