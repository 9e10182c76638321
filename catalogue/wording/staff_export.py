"""Headings and words of an exported table of reports, and what the command says."""

from types import MappingProxyType
from typing import Final

SHEET: Final = "观察信息"
# Heading and width, in the order of storage.exports.ReportLine; the name stands last.
COLUMNS: Final = (
    ("编号", 11),
    ("时间", 17),
    ("状态", 10),
    ("来源", 10),
    ("类别", 10),
    ("项目", 20),
    ("县市区", 12),
    ("乡镇街道", 16),
    ("紧急", 6),
    ("照片", 6),
    ("文字", 6),
    ("语音", 6),
    ("视频", 6),
    ("原话", 60),
    ("地点", 30),
    ("观察员", 12),
)
SOURCES: Final = MappingProxyType(
    {"chat": "随手拍", "group": "微信群", "phone": "电话", "paper": "纸质卡", "visit": "当面"}
)
YES: Final = "是"


def exported(count: int, path: str) -> str:
    """Say that the table is written."""
    return f"已导出{count}条，存在 {path}。"


def not_a_day(text: str) -> str:
    """Say that a day cannot be read."""
    return f"日期“{text}”看不懂，请写成 2026-07-14 这样。"


NO_DAYS: Final = "开始日期晚于结束日期，没有可导出的内容。"
NEEDS_OUTPUT: Final = "导出.xlsx 要用 --output 写明存到哪个文件。"


def unwritable(path: str) -> str:
    """Say that the file cannot be written."""
    return f"写不进 {path}。请看文件夹在不在、有没有写入权限、硬盘是不是满了。"
