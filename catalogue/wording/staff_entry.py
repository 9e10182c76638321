"""Sentences of 代录: what a clerk reads while entering what came by another way."""

from datetime import date

IN_THE_FUTURE = "时间还没到。请填观察员当时反映的时间。"
TOO_LONG_AGO = "时间太早了，请核对年份。"
NO_TIME = "请填反映的日期和时间，例如2026-07-14 09:30。"
NO_SOURCE = "请选来源。"
NO_OBSERVER = "请选观察员。"
NOTHING_SAID = "请填内容、地点，或者选照片，至少一样。"
NOTHING_PASTED = "请先把聊天记录贴进来。"
NO_MESSAGES = "没有找到消息。请从群里多选、复制后贴进来。"
NOTHING_TICKED = "没有勾选要录入的条目。已保存。"
BATCH_SAVED = "已保存，可以随时接着录。"
BATCH_CHANGED = "这一批刚刚在别处改过，您的改动没有保存。下面是最新的内容，请再核一遍。"
LINES_ENTERED_ELSEWHERE = "有的条目刚刚由别人录入了，请看下面的编号；其余的请再点一次录入。"
ALREADY = "这条以前录入过，没有重复录入。"
NOBODY = "（没有署名）"
STORE_FAILS = "照片现在存不进去，文字还在。请过几分钟再传照片。"
NOT_TOLD = "观察员没有绑定，或者48小时内没有来过消息，这次没有在微信里告知。"


def unknown_observer(text: str) -> str:
    """Say that nobody of the roster is meant by what was typed."""
    return f"花名册里没有“{text[:20]}”。请从列表里选，或者先在花名册里加上。"


def several_observers(text: str) -> str:
    """Say that the name is not enough."""
    return f"有几位“{text[:20]}”，请从列表里选带小组和手机尾号的那一行。"


def not_yet_appointed(name: str, since: date) -> str:
    """Say that the time lies before the appointment."""
    return f"{name}从{since.isoformat()}起聘任，这个时间还不是观察员。请核对时间。"


def no_more_appointed(name: str, until: date) -> str:
    """Say that the time lies after the appointment."""
    return f"{name}的聘任到{until.isoformat()}为止，这个时间已不是观察员。请核对时间。"


def too_many_words(length: int, most: int) -> str:
    """Say that the words are too long; they are still in the form."""
    return f"内容有{length}个字，最多{most}个。请分成两条。"


def too_long_place(most: int) -> str:
    """Say that the place is too long."""
    return f"地点最多{most}个字。"


def transcript_too_long(length: int, most: int) -> str:
    """Say that a pasted text is too long."""
    return f"贴的内容有{length}个字，一次最多{most}个。请分几次贴，重复的行会自动认出来。"


def too_many_messages(count: int, most: int) -> str:
    """Say that a transcript has too many messages."""
    return f"这段记录有{count}条消息，一次最多{most}条。请分几次贴，重复的行会自动认出来。"


def too_many_files(most: int) -> str:
    """Say that too many files were chosen."""
    return f"一次最多{most}张照片，多出来的没有收下，请分几次传。"


def file_too_big(name: str, megabytes: int) -> str:
    """Say that one of the files is too big."""
    return f"{name[:60]}超过{megabytes}MB，没有收下。"


def file_empty(name: str) -> str:
    """Say that one of the files is empty."""
    return f"{name[:60]}是空的，没有收下。"


def in_row(number: int, sentence: str) -> str:
    """Say which row a sentence is about."""
    return f"第{number}条：{sentence}"


def no_such_photo(text: str) -> str:
    """Say that a row names photos that are not there."""
    return f"没有“{text[:20]}”号照片。照片写编号，如1-3,5。"


def photo_twice(number: int) -> str:
    """Say that a photo is named by two rows."""
    return f"{number}号照片写给了两条。"


def batch_entered(count: int, observers: int) -> str:
    """Say what a press of the button did."""
    return f"录好了{count}条，{observers}位观察员。"
