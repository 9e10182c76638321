"""Sentences of the office's search, of saved views, and of changing many reports at once."""

from types import MappingProxyType

from catalogue.wording import staff_labels

HOLDINGS = MappingProxyType({"photo": "有照片", "voice": "有语音", "video": "有视频"})
SOURCES = MappingProxyType(
    {"chat": "观察员自己发的"}
    | {code: f"代录：{name}" for code, name in staff_labels.SOURCES.items()}
)

NO_WORDS = "要找的字里没有汉字、字母或数字，请换个说法。"
VIEW_SAVED = "存好了，以后点一下名字就能看。"
VIEW_RENAMED = "名字改好了。"
VIEW_DELETED = "删掉了。"
VIEW_NAME_TAKEN = "已经有一个叫这个名字的了，请换个名字。"
VIEW_NAME_EMPTY = "请给它起个名字，最多20个字。"
VIEW_EMPTY = "请先选好筛选条件，再保存。"
VIEW_GONE = "这个已经不在了，或者不是您存的。"
NOTHING_TICKED = "还没有勾选信息。请先在左边打勾，再选要做的事。"


def too_long(most: int) -> str:
    """Say that a query has too many characters."""
    return f"要找的字太多了，最多{most}个字。请挑几个关键的字再找。"


def by_number(number: str) -> str:
    """Say that figures were taken for a report's number."""
    return f"按编号“{number}”查找。要找文字里的“{number}”，请加上引号。"


def by_name(name: str) -> str:
    """Say that a word was taken for an observer's name."""
    return f"只看观察员{name}报的。要找文字里的“{name}”，请加上引号。"


def nobody_called(name: str) -> str:
    """Say that no observer has this name."""
    return f"花名册里没有叫“{name}”的人，请核对姓名。"


def behind(seconds: int) -> str:
    """Say that the newest words cannot be found yet."""
    return f"搜索索引落后{seconds}秒，刚来的信息可能还搜不到。"


def too_many_ticked(most: int) -> str:
    """Say that more reports were ticked than one act takes."""
    return f"一次最多改{most}条，请少选一些。"


def changed_many(done: int, left: dict[str, int]) -> str:
    """Say how many reports an act changed, and why it left others: {reason: how many}."""
    reasons = "".join(f"，{count}条没变（{reason}）" for reason, count in left.items())
    return f"{done}条已改{reasons}。"


SAME_ALREADY = "本来就是这样"
CHANGED_ELSEWHERE = "刚刚在别处改过"
GONE = "已经不在了"
NOT_WAITING = "不用接手，或者已有人接手"
