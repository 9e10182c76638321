"""What a unit's liaison reads behind a link, and what the office reads about such links."""

from collections.abc import Mapping
from datetime import date
from typing import Final

STATES: Final[Mapping[str, str]] = {
    "finished": "已完成",
    "going": "整改中",
    "idle": "未启动",
    "lasting": "长期坚持",
    "untrue": "不属实",
}
ROLES: Final[Mapping[str, str]] = {"before": "整改前", "after": "整改后", "stamped": "盖章件"}
CHOOSE: Final[Mapping[str, str]] = {
    "before": "整改前照片",
    "after": "整改后照片",
    "stamped": "盖章的扫描件",
}
STANDS: Final[Mapping[str, str]] = {
    "delivered": "已送达，等您签收",
    "received": "已签收，等您反馈",
    "contested": "已退回，等办公室答复",
    "answered": "已反馈，等办公室核对",
    "done": "已办结",
}
WISHES: Final[Mapping[str, str]] = {"asked": "等办公室答复", "granted": "同意", "refused": "未同意"}
DEEDS: Final[Mapping[str, str]] = {
    "receive": "签收",
    "contest": "退回",
    "ask_extension": "申请延期",
    "answer": "反馈",
}
DONE: Final[Mapping[str, str]] = {
    "receive": "签收好了。",
    "extension": "延期申请交上去了，等办公室答复。答复以前，时限不变。",
    "contest": "退回办公室了，等办公室答复。",
    "answer": "反馈交上去了。",
    "kept": "草稿存好了，还没有交。可以关掉，下次从同一个链接接着填。",
    "dropped": "这个文件去掉了。",
}

OFF: Final = "网上办函没有开通，请按纸质函办理，或致电办公室。"
CLOSED: Final[Mapping[str, str]] = {
    "UNKNOWN": "这个链接打不开，可能少复制了几个字。请整段复制再试，或致电办公室。",
    "EXPIRED": "这个链接过期了。请致电办公室，要一个新的。",
    "REVOKED": "这个链接停用了。请致电办公室，要一个新的。",
    "VOID": "这一件已经作废，不用再办。有疑问请致电办公室。",
}
TOO_OFTEN: Final = "打不开的次数太多，请过15分钟再试，或致电办公室。"
FOREIGN: Final = "这个表单不是从本页交来的，没有办理。请从收到的链接打开再办。"
TOO_MANY_AT_ONCE: Final = "现在交文件的人多，请过一分钟再点一次。文字已存好。"
PAGE_FAILS: Final = "网页出了点问题，没有办成。请过几分钟再试，或致电办公室。"
CHANGED: Final = "这一步刚才已经办过，或者情况有了变化，没有重复办理。下面是最新情况，请看一下。"
CHOOSE_AGAIN: Final = "文字已存好，没收下的文件请重新选一次。"

HOLDER_MISSING: Final = "请写姓名和电话。"
REASON_MISSING: Final = "请写明退回的理由。"
EXTENSION_INCOMPLETE: Final = "请写明延到哪一天和理由。"
ANSWER_INCOMPLETE: Final = "还没有交：整改状态、整改措施、责任人和电话都要写。文字已存好。"
DAY_MISSING: Final = "还没有交：整改中的，请写计划完成日期。文字已存好。"
STAMP_MISSING: Final = "还没有交：要附盖章的《督办事项处理报告》，请选扫描件或照片。文字已存好。"
BAD_DAY: Final = "日期看不懂，请按“2023-08-04”这样写。文字已存好。"

NOT_DELIVERED: Final = "送达以后才能做链接。"
MADE_BEFORE: Final = "链接已经做好，只显示一次。没有记下的，请撤销后重新做。"
NO_ADDRESS: Final = "没有配置对外网址（server.public_url），做不了链接，请找管理员。"
REVOKED: Final = "链接已撤销，由它转交出去的也一并停用。"
URGING: Final = "您有1件待办，请登录或致电办公室"
MESSAGE: Final = f"{URGING}："


def date_words(day: date) -> str:
    """Return a day as letters write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def link_name(link_id: int) -> str:
    """Name a link in the record."""
    return f"链接{link_id}号"


def passed_on(by: str, made: str) -> str:
    """Say in the record which link was passed on as which."""
    return f"由{by}转交为{made}"


def too_many_links(most: int) -> str:
    """Say why there is no further link."""
    return f"这一件已有{most}个能用的链接，请先撤销不用的。"


def file_name(role: str, name: str) -> str:
    """Name a file of an answer for the office, with what it shows."""
    return f"{ROLES[role]}：{name}"


def too_many_files(most: int) -> str:
    """Say how many files go with one matter."""
    return f"一个问题一次最多附{most}个文件，请去掉几个。文字已存好。"


def too_much(megabytes: int, together: int) -> str:
    """Say how much fits into one sending."""
    most = f"一个不超过{megabytes}兆，一次合起来不超过{together}兆"
    return f"文件太大，没有收下。{most}，请压缩一下，或分几次交。"
