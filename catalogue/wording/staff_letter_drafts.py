"""What a clerk reads while writing a letter: drafts, photos, grades of rules."""

from datetime import date
from typing import Final

SAVED: Final = "草稿已保存。"
SUBMITTED: Final = "已送签，等签发人处理。"
SUBMITTED_BEFORE: Final = "这件函已经送签了。"
DISCARDED: Final = "草稿已弃用。"
CHANGED_MEANWHILE: Final = (
    "这件函刚才有人改过。您写的还在下面，没有丢；已存的那份在最上面，请对照后再保存。"
)
NO_SUCH_REPORT: Final = "没有找到这个编号的信息，请核对，如 0714-32。"
TOO_MANY_REPORTS: Final = "一件函最多放40条信息，请分成几件。"
BAD_DAY: Final = "反馈时限的日期看不懂，请重新选。"
ONLY_DRAFTS: Final = "这件函已经不是草稿，不能再改。要改请先撤回送签。"
PHOTO_MARKED: Final = "正在处理这张照片，几秒钟就好。"
PHOTOS_CHECKED: Final = "已记下：照片由您核对。"
PHOTOS_UNTICKED: Final = "还没有勾选照片。请看清楚每一张再勾。"
PHOTO_CHANGED: Final = "这张照片刚才又处理过，请看过新的再勾。"
BAD_BOX: Final = "四个数要在0到100之间，右边要大于左边，下边要大于上边。"
NOT_CONFIRMED: Final = "参考，待办公室核定"
_LABELS: Final = {
    "title": "标题",
    "unit": "主送单位",
    "copies": "抄送单位",
    "opening": "缘由",
    "requirement": "总的要求",
    "reason": "必要性",
    "signer_name": "签发人姓名",
    "problem": "问题内容",
    "place": "地点",
    "asked": "问题的要求",
    "caption": "照片说明",
    "visit": "现场督办的安排",
}


def too_long(name: str, most: int) -> str:
    """Say that a field holds too much."""
    return f"{_LABELS[name]}太长，最多{most}个字。"


def grade_told(grade: str, source: str, *, confirmed: bool) -> str:
    """Say how sure a rule is and where it comes from."""
    return f"{grade if confirmed else NOT_CONFIRMED}：{source}"


def term_told(days: int, count: str, *, printed: bool) -> str:
    """Say a kind's own term."""
    if printed:
        return f"送达次日起{days}个{count}" if count == "工作日" else f"送达次日起{days}日"
    return f"函里只写“适当形式”，办公室按{days}{'个工作日' if count == '工作日' else '日'}掌握"


def sent_to(unit: str, this_year: tuple[int, int], last_year: tuple[int, int]) -> str:
    """Say how many letters a unit got: (all, those that only imported sheets know) of each year."""
    told = f"今年已给{unit}发函{_with_sheets(*this_year)}"
    return f"{told}，去年{_with_sheets(*last_year)}。" if last_year[0] else f"{told}。"


def _with_sheets(count: int, imported: int) -> str:
    return f"{count}件（含往年表格里的{imported}件）" if imported else f"{count}件"


def file_name(title: str) -> str:
    """Name a preview's file."""
    return f"草稿-{title.strip() or '未写标题'}.docx"


def away(role: str, last: date, deputy: str) -> str:
    """Say that a signer is away, until when, and who stands in."""
    return f"{role}请假到{last.month}月{last.day}日，由{deputy}代签。"
