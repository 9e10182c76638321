"""What the pages of units and their contacts say."""

from collections.abc import Sequence
from typing import Final

KINDS: Final = {
    "city": "牵头单位（市直、县直）",
    "county": "县市区专班",
    "town": "乡镇、街道",
    "other": "其他",
}
SHEET: Final = "责任单位"
HEADINGS: Final = (
    ("单位", 34),
    ("类别", 22),
    ("县市区", 12),
    ("负责项目", 44),
    ("联络人", 12),
    ("电话", 18),
    ("职务", 16),
    ("接收来函", 10),
)
SHEET_NAME: Final = "责任单位和联络人.xlsx"
YES, NO = "是", "否"
BAD_NAME: Final = "单位名称要写全称，2到60个字。"
NO_COUNTY: Final = "县市区专班要选是哪个县市区。"
BAD_PERSON: Final = "联络人的姓名要写，最多30个字；职务最多30个字。"
BAD_PHONE: Final = "电话要写7到16位数字，可以带区号和横线，例如0739-5026059。"
NO_FILE: Final = "还没有选文件。"
NOTHING_NEW: Final = "和现在的一样，没有要改的。"
PREVIEW_GONE: Final = "这张表已经导入过，或者放得太久了，请重新上传。"
MISSING: Final = "表里没有写到的单位和联络人保持不变。"
UNIT_LINE: Final = "同一个单位写了几行，类别、县市区、负责项目要一样"
BAD_KIND: Final = "类别要写其中一个：" + "、".join(KINDS.values())
BAD_COUNTY: Final = "没有这个县市区"
REPEATED: Final = "同一个联络人写了两次"
UNDO_GONE: Final = "这次导入已经撤销过了。"


def name_taken(name: str) -> str:
    """Say that a name is another unit's."""
    return f"已经有一个“{name}”。"


def county_taken(county: str, name: str) -> str:
    """Say that a county has its unit."""
    return f"{county}的专班已经有“{name}”，先停用它。"


def duty_taken(project: str, name: str) -> str:
    """Say that a project is led by another unit."""
    return f"{project}已由“{name}”负责，先从那里去掉。"


def unknown_duty(name: str) -> str:
    """Say that a project's name is not known."""
    return f"没有“{name}”这个项目"


def line(number: int, what: str) -> str:
    """Name the line of a sheet."""
    return f"第{number}行：{what.rstrip('。')}。"


def duty_moves(project: str, before: str, after: str) -> str:
    """Say to whom letters about a project are proposed."""
    return f"{project}的函：建议的牵头单位由{before or '（没有）'}改为{after or '（没有）'}。"


def drafts_stay(number: int) -> str:
    """Say what becomes of drafts that name a unit already."""
    return f"已写给原来单位的{number}件草稿不会自动改，请经办逐件看；已送签、签发的函不变。"


def undone(number: int, left: int) -> str:
    """Say what undoing an import did."""
    told = f"撤销了{number}处修改。"
    return told + (f"有{left}处后来又改过，没有动。" if left else "")


def change_of_unit(kind: str, county: str, duties: Sequence[str], *, is_open: bool) -> str:
    """Tell a unit on one line."""
    told = [kind, county, "、".join(duties), "" if is_open else "停用"]
    return "；".join(filter(None, told))


def change_of_contact(phone: str, post: str, *, receives: bool, is_open: bool) -> str:
    """Tell a contact on one line."""
    told = [phone, post, "接收来函" if receives else "", "" if is_open else "停用"]
    return "；".join(filter(None, told))


def imported(filename: str) -> str:
    """Note from which file a version came."""
    return f"导入：{filename}"


def taken_back(sheet_id: int) -> str:
    """Note that an import was taken back."""
    return f"撤销第{sheet_id}次导入"


def named(name: str, told: str) -> str:
    """Put a unit's name before what is told of it."""
    return f"{name}；{told}"
