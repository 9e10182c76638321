"""What the page of the letters' templates says."""

from typing import Final

NAMES: Final = {
    "tishi": "工作提示函",
    "tixing": "提醒函",
    "jiaoban": "工作交办函",
    "duban": "督办函",
    "onsite": "现场督办通知",
    "approval": "呈批单",
}
ORIGINS: Final = {
    "chosen": "办公室上传的",
    "folder": "管理员放在服务器上的",
    "built_in": "系统自带的",
}
NO_FILE: Final = "请选一个.docx文件。"
TOO_LARGE: Final = "模板超过10MB，请去掉里面的大图片再传。"
NO_REASON: Final = "请写一句为什么换（改了什么、谁定的），最多200字。"
SAVED: Final = "新模板已启用：以后送签的函用它；已经送签的还用送签时的模板。"
SAME: Final = "这份模板和现在用的一模一样，不用换。"


def file_name(kind: str) -> str:
    """Name a template to save."""
    return f"{NAMES[kind]}模板.docx"


def sample_name(kind: str, form: str) -> str:
    """Name a filled template to save."""
    return f"{NAMES[kind]}样张.{form}"
