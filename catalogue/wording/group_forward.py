"""What the office says in the observers' own group: warm, short, and only the complete by name."""

from collections.abc import Sequence

_MOST_NAMES = 150  # beyond these a group is told by its number alone
_HOW = (
    "看到民生实事，拍张照片、说一句在哪里什么事；有想法，随口说一句“建议……”，"
    "发在“{bot}”里就行。发“我的”，随时看自己还差什么。"
)
NO_GROUP = "其他"
ALL_DONE = "都交齐了，辛苦大家！"
THANKS = "谢谢大家，辛苦了！"
TITLE = "民生实事观察员"
COMPLETE = "人交齐了"


def greeting(month: int) -> str:
    """Open the month's first message."""
    return f"各位观察员，{month}月好！"


GREETING = "各位观察员好！"


def so_far(month: int, day: int, days_left: int) -> str:
    """Say of which days the figures are; `days_left` of the month where it is nearly over."""
    if days_left < 0:
        return f"{month}月，"
    last = f"{month}月还有{days_left}天，" if days_left else f"今天是{month}月的最后一天，"
    return last if day else f"{month}月到今天，"


def totals(items: Sequence[tuple[str, str, int]]) -> str:
    """Say how much came in, e.g. 一共收到信息40条、建议30条."""
    return "一共收到" + "、".join(f"{name}{count}{unit}" for name, unit, count in items)


def how_many(people: int, complete: int) -> str:
    """Say how many are complete; nothing while nobody is."""
    if not complete:
        return ""
    if complete == people:
        return f"{people}人全部交齐"
    return f"{complete}人已经交齐"


def groups_said(groups: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return a line for each group: its complete by name, or how many where they are too many."""
    many = sum(len(names) for _, names in groups) > _MOST_NAMES
    return [
        f"{group or NO_GROUP}：{f'{len(names)}人' if many else '、'.join(names)}"
        for group, names in groups
    ]


def what_next(month: int, items: Sequence[str], bot: str, *, new: bool) -> str:
    """Tell everybody in general words what helps; `new`: the month has just begun."""
    first = f"{month}月还是{'、'.join(items)}。" if new else "还没交的不着急。"
    return first + _HOW.format(bot=bot)


def headline(month: int) -> str:
    """Return the picture's second line."""
    return f"{month}月 四个一"


def as_of(month: int, day: int) -> str:
    """Say of which day the picture's figures are."""
    return f"截至{month}月{day}日"


def came_in(name: str, unit: str) -> str:
    """Return what stands under a number of the picture, e.g. 条信息."""
    return f"{unit}{name}"


def heading(group: str, complete: int) -> str:
    """Return what stands over a group's names on the picture."""
    return f"{group or NO_GROUP}　{complete}人"
