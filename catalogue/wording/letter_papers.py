"""What is said of a file that goes with a letter: a signed scan, a unit's photo or report."""

from types import MappingProxyType
from typing import Final

FORMS: Final = "PDF 或照片（.jpg、.png、.heic）"
_OTHER: Final = f"不是这里能收的文件，请换成{FORMS}"
_WHY: Final = MappingProxyType(
    {
        "empty": "是空的，请打开看看，存好再选一次",
        "too_big": "超过{megabytes}MB，请分开扫描，或把清晰度调低一些",
        "locked": "设了密码或限制，打不开，请去掉密码再选",
        "pdf_script": "里面带着会自己运行的东西，为了安全不收，请重新扫描成 PDF",
        "pdf_attachment": "里面夹着别的文件，为了安全不收，请重新扫描成 PDF",
        "bomb": "打开后会大得不正常，为了安全不收，请重新扫描",
        "polyglot": "照片里夹带了别的内容，为了安全不收，请重新拍一张",
        "broken": "打不开，可能没传完整，请再选一次",
    }
)
STORE_FAILS: Final = "文件暂时存不下来，请过几分钟再试一次。"


def refused(name: str, reason: str, megabytes: int) -> str:
    """Say why a file is not taken, and what to do."""
    why = _WHY.get(reason, _OTHER).format(megabytes=megabytes)
    return f"“{name}”{why}。" if name else f"文件{why}。"


def too_many(most: int) -> str:
    """Say how many files go at once."""
    return f"一次最多{most}个文件，请分几次登记。"
