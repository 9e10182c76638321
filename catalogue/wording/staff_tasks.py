"""What the desk's tasks say: what to do, about what, and what to say on the telephone."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from catalogue.wording.calendar import year_not_loaded

ASKS: Final[Mapping[str, str]] = {
    "soon": "两个工作日内到期",
    "today": "今天到期",
    "ring": "催办电话",
    "call": "催办电话",
    "calendar": "放假安排",
    "duban": "拟督办函",
    "not_fixed": "请核查",
    "visit": "到现场看",
    "look_back": "回头看",
    "last_year": "上年度回头看",
}
ENDS: Final[Mapping[str, str]] = {
    "done": "办好了",
    "dismissed": "不用办",
    "over": "情况变了，自动撤下",
}
DONE: Final[Mapping[str, str]] = {"done": "记下了：办好了。", "dismissed": "记下了：不用办。"}
WORDS_MISSING: Final = "请写一句办得怎么样，或者为什么不用办。"
GONE: Final = "这件事刚才有人办过了，或者已经自动撤下。"
DUBAN_PROPOSED: Final = "已列入待办：拟督办函。函要另外起草，由召集人或副召集人签发。"
DUBAN_NEEDS_TICK: Final = "建议督办要两样：勾选第六条，写明理由。没有记。"
NO_TASKS: Final = "没有要办的事。"
_TODOS: Final[Mapping[str, str]] = {
    "soon": "应于{due}前反馈，可以先问一声。",
    "today": "今天是反馈的最后一天。",
    "ring": "应于{due}前反馈。催办消息发不出去或没有送到，请打电话催办。",
    "call": "应于{due}前反馈，已经过期，请打电话催办。",
    "duban": "经办建议发督办函，理由：{note}",
    "not_fixed": "观察员看了现场，说还没好。请核查，再定要不要请单位重办。",
    "visit": "观察员没有去看，请派人到现场看一眼，把看到的写下来。",
    "look_back": "办结有一段时间了，请回头看一次，问题有没有再出现。",
}


def what_to_do(kind: str, due: date | None, note: str) -> str:
    """Say what a task asks for; `due` is its letter's last day."""
    if kind == "calendar":
        return year_not_loaded(int(note))
    if kind == "last_year":
        year, _, count = note.partition(" ")
        return (
            f"{year}年报来、已解决或转长期的有{count}条，请回头看一遍，问题有没有再出现。"
            "清单在「台账」，办理状态选“已办结”下载（办公室约定，每年3—4月）。"
        )
    return _TODOS[kind].format(due=_day(due), note=note)


def call_script(office: str, number: str, due: date | None, *, over: bool) -> list[str]:
    """Return what to say to a unit whose answer is due or over, line by line."""
    asked = "已经过了。请问现在是什么情况" if over else "快到了。请问现在办到哪一步"
    return [
        f"您好，我是{office}的。我们发给贵单位的{number}，请您查一下办到哪一步了。",
        f"反馈时间是{_day(due)}，{asked}，哪天能反馈？",
        "确实办不完的，请写个延期申请，说明理由和新的日期。",
        "打完记下：对方姓名和职务、怎么说的、答应哪一天。",
    ]


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
