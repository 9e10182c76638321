"""What the office and the leaders read in a digest (信息摘报) and on its pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

KINDS: Final = MappingProxyType({"day": "日报", "week": "周报", "asked": "临时摘报"})
FIGURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new": "新收信息",
        "urgent": "其中紧急",
        "unseen": "紧急还没看",
        "sent": "函已送达单位",
        "answered": "单位已反馈",
        "closed": "函已办结",
        "ended": "信息有了结果",
        "overdue": "反馈已逾期",
        "soon": "反馈快到期",
        "voices": "语音没听写",
        "unreachable": "观察员联系不上",
    }
)
_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {"sent": "件", "answered": "件", "closed": "件", "overdue": "件", "soon": "件"}
    | {"unreachable": "人"}
)
_WEEKDAYS: Final = "一二三四五六日"
NO_PROJECT: Final = "未定项目"
NO_COUNTY: Final = "地点不明"
MADE: Final = "出好了，留在下面的清单里。"
SENT: Final = "交给办公室工作群的机器人了，到了没有，看本页下面。"
SENT_BEFORE: Final = "这一份已经发过，不再发第二遍。"
NO_GROUP: Final = "config.toml 里没有写 duty_robot，发不了群。请打印，或复制文字转发。"
CANNOT_MAKE: Final = "Word 文件没有做成，请再试一次；还不行，就用浏览器打印本页。"
CHANGED: Final = "这份摘报的内容和出的时候不一样了，请马上告诉管理员。"
NO_NUMBER: Final = "没有文号"
GONE: Final = "已不在花名册"
SEALED_NAME: Final = "姓名请到“联系不上”页看"
ROADS: Final = MappingProxyType({"robot": "办公室工作群", "mail": "邮件"})


def count(figure: str, number: int) -> str:
    """Return a number with what it counts, e.g. 12条."""
    return f"{number}{_UNITS.get(figure, '条')}"


def weekday(day: date) -> str:
    """Return a day as people say it, e.g. 7月14日（周二）."""
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def heading(kind: str, day: date) -> str:
    """Return a digest's name, e.g. 信息摘报·日报　7月14日（周二）."""
    return f"信息摘报·{KINDS[kind]}　{weekday(day)}"


def nothing(kind: str, day: date, end: str = "") -> str:
    """Say in one line that there is nothing to say; `end` is that of the record of deeds."""
    told = f"{heading(kind, day)}：没有新情况，也没有要催办的事。"
    return f"{told}（{end}）" if end else told


def figure_line(figure: str, number: int) -> str:
    """Return one figure's line."""
    return f"{FIGURES[figure]}：{count(figure, number)}"


def part_line(name: str, number: int) -> str:
    """Return one line under the new reports."""
    return f"　{name} {number}条"


def places(title: str, lines: Sequence[str]) -> str:
    """Return a paragraph of lines under its title."""
    return "\n".join([title, *lines])


BY_PROJECT: Final = "新收信息按项目："
BY_COUNTY: Final = "新收信息按县市区："


def urgent_numbers(numbers: Sequence[str], more: int) -> str:
    """Name the urgent reports that nobody has looked at."""
    tail = f"等{len(numbers) + more}条" if more else ""
    return f"请先看紧急信息：{'、'.join(f'{number}号' for number in numbers)}{tail}"


def where_to_look(address: str) -> str:
    """Tell where every figure opens its list."""
    return f"点开数字看清单：{address}"


def audit_line(head: str) -> str:
    """Print the end of the chain of deeds, so that a later change is found."""
    return f"操作记录链尾 {head}" if head else "操作记录还没有封存"


def part_of(number: int, whole: int) -> str:
    """Return a part's number, e.g. （2/3）."""
    return f"（{number}/{whole}）"


def file_name(kind: str, day: date) -> str:
    """Return how the Word file is called."""
    return f"信息摘报-{KINDS[kind]}-{day:%Y%m%d}.docx"


# --- on paper -------------------------------------------------------------------------------------
OVERVIEW: Final = "总的情况"
OVERVIEW_HEAD: Final = ("项目", "数")
PLACES: Final = "新收信息：项目和县市区"
PROJECT: Final = "民生实事项目"
SUM: Final = "合计"
LETTER_HEAD: Final = ("文号", "主送单位", "反馈期限")
REPORT_HEAD: Final = ("编号", "民生实事项目", "县市区")


def more(number: int) -> str:
    """Tell that a list goes on in the console."""
    return f"还有{number}条，见网页"


def content_line(fingerprint: str) -> str:
    """Print what the content is known by."""
    return f"内容校验码 {fingerprint[:16]}"


# --- plots ----------------------------------------------------------------------------------------
STEPS: Final = ("收到", "核实", "已发函", "单位反馈", "办结")
AGES: Final = ("7天以内", "8至15天", "16至30天", "超过30天")
MAP_NOTE: Final = "经开区在图上没有单独的界线，数在表里。"
FUNNEL_NOTE: Final = "核实，不论结果如何；办结，写了结果的，不发函就办结的也算。"
