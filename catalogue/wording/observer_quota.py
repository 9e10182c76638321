"""What an observer is told about 四个一: how it stands, what is left to do, reminders, verdicts.

已收到（待审）after the insert, 已审核 after a clerk's word. Nobody is scolded: what is there comes
first, then what is lacking and the easiest way to do it.
"""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from catalogue.quota.quota_policy import Item
from catalogue.quota.quotas import Line, Slot

_TWO_CHARACTER_NAMES = frozenset(
    (
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒",
        "夏侯", "端木", "南宫", "长孙", "宇文", "轩辕", "申屠", "钟离", "闻人", "澹台", "呼延",
    )
)  # fmt: skip
_HOW = MappingProxyType(
    {
        "info": "看到民生实事，拍张照片、说一句在哪里什么事就行",
        "suggestion": "随口说一句“建议……”就行",
        "inspection": "有活动时办公室会请您",
        "essay": "写好了发“交材料”，照着交",
    }
)
_BOTH = "拍张照片、说一句在哪里什么事，再随口说一句“建议……”就行"
NO_MORE = "回“暂停提醒”不再提醒。"
_MOST_NAMES = 10

PAUSED = "好，不再提醒您了。想再要提醒，回“恢复提醒”。随时发“我的”，看自己还差什么。"
PAUSED_BEFORE = "提醒已经停着。想再要提醒，回“恢复提醒”。"
RESUMED = "好，还差的时候会提醒您，一个月最多两次。"
RESUMED_BEFORE = "提醒开着，一个月最多两次，交齐了就不提醒。不要提醒，回“暂停提醒”。"


def address(name: str) -> str:
    """Return how an observer is addressed, e.g. 李老师, 欧阳老师."""
    family = name[:2] if name[:2] in _TWO_CHARACTER_NAMES else name[:1]
    return f"{family}老师"


def line_said(item: Item, line: Line) -> str:
    """Say one item of a period, e.g. 信息1条已收到（待审）; empty where there is nothing to say."""
    have = len(line.pieces)
    lack = f"还差{line.lacking}{item.unit}" if line.lacking else ""
    if not have:
        return f"{item.name}{lack}" if lack else ""
    checked = "已审核" if not line.pending else "已收到" + _waiting(item, line)
    return f"{item.name}{have}{item.unit}{checked}" + (f"、{lack}" if lack else "")


def _waiting(item: Item, line: Line) -> str:
    if line.pending == len(line.pieces):
        return "（待审）"
    return f"（{line.pending}{item.unit}待审）"


def standing(month: int, monthly: Sequence[str], yearly: Sequence[str], *, owes: bool) -> str:
    """Answer 我的 in two lines: the month and the year; `owes`: whether the month has a number."""
    said = "，".join(monthly)
    free = "" if owes else "（本月不计任务）"
    first = f"{month}月：{said or '没有任务'}{free if said else ''}。"
    return first + (f"\n今年：{'，'.join(yearly)}。" if yearly else "")


def work_list(tasks: Sequence[str]) -> str:
    """Return the personal 工作清单, one task a line."""
    lines = [f"{number}. {task}" for number, task in enumerate(tasks, start=1)]
    return "工作清单：\n" + "\n".join(lines)


def task(item: Item, lacking: int) -> str:
    """Name one thing left to do and the easiest way to do it."""
    return f"{item.name}{lacking}{item.unit}：{_HOW.get(item.code, '请问办公室')}"


def task_to_make_good(item: Item, slot: Slot, until: date) -> str:
    """Name a piece that was not accepted and can still be made good."""
    period = f"{slot.month}月" if slot.month else f"{slot.year}年"
    return f"补1{item.unit}{period}的{item.name}，{until.month}月{until.day}日前有效"


def reminder(  # to whom, how it stands, and what would help
    name: str, monthly: Sequence[str], yearly: Sequence[str], codes: Sequence[str], days_left: int
) -> str:
    """Remind of what is lacking; `days_left` of the month are said the second time, else 0."""
    when = f"本月还有{days_left}天，" if days_left else "本月"
    month = f"{when}{'，'.join(monthly)}" if monthly else ""
    year = f"今年{'，'.join(yearly)}" if yearly else ""
    said = "；".join(filter(None, (month, year)))
    return f"{address(name)}，{said}，{_how(codes)}。{NO_MORE}"


def _how(codes: Sequence[str]) -> str:
    if {"info", "suggestion"} <= set(codes):
        return _BOTH
    return _HOW.get(codes[0], "请问办公室")


def reminder_field(lacking: Sequence[tuple[Item, int]]) -> str:
    """Say in a notice's field what is lacking, e.g. 还差信息1条、建议1条."""
    return "还差" + "、".join(f"{item.name}{count}{item.unit}" for item, count in lacking)


def group_summary(group: str, people: int, done: int, lacking: Sequence[tuple[str, str]]) -> str:
    """Tell a group's leader how many are complete and who else lacks what: (name, 信息1条)."""
    shown = "；".join(f"{name}还差{what}" for name, what in lacking[:_MOST_NAMES])
    more = f"；另有{len(lacking) - _MOST_NAMES}人" if len(lacking) > _MOST_NAMES else ""
    return f"{group or '本组'}{people}人，本月交齐{done}人。{shown}{more}。请您顺便问一声。"


def call_them(names: Sequence[str]) -> str:
    """Ask a group's leader to call those whom nothing reaches; their numbers are not for chat."""
    if not names:
        return ""
    shown = "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")
    return f"其中{len(names)}人收不到系统的消息：{shown}，请您打个电话告诉一声。"


def leader_greeting(name: str, summary: str) -> str:
    """Address a leader who lacks nothing."""
    return f"{address(name)}，{summary}{NO_MORE}"


def group_field(lacking: int) -> str:
    """Say in a notice's field how many of a leader's group lack something."""
    return f"本组还有{lacking}人没交齐"


def rejected(number: str, names: Sequence[str], reason: str, chance: tuple[int, date]) -> str:
    """Tell that a report does not count, why, and until when one more counts for its month."""
    month, until = chance
    what = "、".join(names)
    said = f"{number}号办公室看过了，这条不计入{what}：{_sentence(reason)}"
    said += f"{until.month}月{until.day}日前补一条，还算{month}月的。"
    return said + "情况本身照样有人看。有不同意见，回“问办公室”加上您的话。"


def accepted_after_all(number: str) -> str:
    """Tell an observer that a report counts after all."""
    return f"{number}号办公室又看了一遍，这条算数了。"


def also_counts(number: str, name: str) -> str:
    """Answer 也算建议."""
    return f"好，{number}号也算一条{name}。"


def counts_already(number: str, name: str) -> str:
    """Answer 也算建议 on a report that is one."""
    return f"{number}号已经算一条{name}了。"


def cannot_count(number: str) -> str:
    """Answer 也算信息 on a report of no project."""
    return f"{number}号还没认出是哪个项目。先发“改 {number} 项目”和项目名，再说“也算信息”。"


def offers_second_part(name: str) -> str:
    """Ask whether the other part of a report (建议, 信息) counts on its own."""
    return f"要是也算一条{name}，回“也算{name}”。"


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
