"""What an observer reads about essays (调研材料): in the chat, on the page, and of each file."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

FileReason = Literal[
    "empty",
    "too_big",
    "unknown",
    "archive",
    "old_sheet",
    "slides",
    "macros",
    "locked",
    "pdf_script",
    "pdf_attachment",
    "bomb",
    "polyglot",
    "broken",
]

FORMS: Final = "Word 文档（.docx、.doc、.wps）、PDF、表格（.xlsx）、.txt、照片（.jpg、.png、.heic）"
SEND_ANOTHER: Final = f"请换成{FORMS}再交。"
_WHY: Final = MappingProxyType(
    {
        "empty": "是空的，可能还没保存好。请打开看看，存好再选一次。",
        "unknown": f"不是这里能收的文件。{SEND_ANOTHER}",
        "archive": "是压缩包。请解开，把里面的文件一个个选上。",
        "old_sheet": "是老式表格。请打开后另存为 .xlsx 再交。",
        "slides": "是演示文稿。请打开后另存为 PDF 再交。",
        "macros": "里面带着宏（小程序），为了安全不收。请打开后另存为不带宏的 .docx 或 PDF 再交。",
        "locked": "设了密码或限制，办公室打不开。请去掉密码，存好再交。",
        "pdf_script": "里面带着会自己运行的东西，为了安全不收。请用原来的文档重新存一份 PDF 再交。",
        "pdf_attachment": "里面夹着别的文件，为了安全不收。请把夹着的单独选上，再重新存一份 PDF。",
        "bomb": "打开后会大得吓人，为了安全不收。请打开后另存一份再交，或分成几个文件。",
        "polyglot": "照片里夹带了别的内容，为了安全不收。请重新拍一张，或发截图。",
        "broken": "打不开，可能没传完整。请打开看看，另存一份再交。",
    }
)

NOTHING_THERE: Final = "还没有内容：请在下面写几句，或者选一个文件。"
STORE_FAILS: Final = "文件暂时存不下来，不是您的问题。请过几分钟再点一次“交上去”。"
TOO_MANY_AT_ONCE: Final = "现在交材料的人多，请过一分钟再点一次“交上去”。"
CHOOSE_AGAIN: Final = "文字还在，文件请重新选一次。"
FORGED: Final = "这个链接不完整，可能少复制了几个字。"
GONE: Final = "这个链接过期了。"
ASK_AGAIN: Final = "请回到聊天里发“交材料”，马上给您新的链接。"
NOT_NOW: Final = "您现在不在聘，或正在停聘，材料先不用交。有事请联系办公室。"
PAGE_FAILS: Final = "网页出了点问题，没有交上。请过几分钟再试，或带到办公室。"
STATES: Final = MappingProxyType(
    {"submitted": "已收到，待审", "accepted": "已收下", "returned": "退回修改"}
)


def number(essay_id: int) -> str:
    """Return how an essay is called."""
    return f"材料{essay_id}号"


def here_is_the_link(link: str, days: int, title: str) -> str:
    """Answer 交材料."""
    named = f"“{title}”" if title else "材料"
    return (
        f"{named}从这里交，可以直接写，也可以选文件或照片：\n{link}\n"
        f"{days}天内有效，只给您自己用。过期了再发“交材料”。"
    )


def file_came_by_chat(link: str, days: int, title: str) -> str:
    """Answer a chat file where the page can take it: neither platform lets us download it."""
    named = f"“{title}”" if title else ""
    return (
        f"聊天里发的文件{named}我们取不下来。请点开这里，再选一次就交上了：\n{link}\n"
        f"{days}天内有效，只给您自己用。"
    )


def bring_it(office: str, mailbox: str) -> str:
    """Answer 交材料 where the service has no address for a page."""
    mail = f"，或发到邮箱{mailbox}" if mailbox else ""
    return f"材料请带到{office}{mail}，也可以拍成照片请{office}代录。"


def file_not_taken(title: str, office: str, mailbox: str) -> str:
    """Answer a chat file where there is no page to take it."""
    named = f"“{title}”" if title else ""
    return f"聊天里发的文件{named}我们取不下来，没有收到内容。{bring_it(office, mailbox)}"


def refused(name: str, reason: FileReason, megabytes: int) -> str:
    """Say why a file is not taken, and what to do; `megabytes` is the most it may have."""
    if reason == "too_big":
        return f"“{name}”超过了{megabytes}兆。请压缩一下照片，或分成几个文件再交。"
    return f"“{name}”{_WHY[reason]}"


def too_many(most: int) -> str:
    """Say how many files fit."""
    return f"一次最多{most}个文件，多的请再交一份，或合成一个文件。"


def too_much(megabytes: int) -> str:
    """Say how much fits together."""
    return f"一次交的文件合起来不能超过{megabytes}兆。请压缩一下照片，或分几次交。"


def too_long(most: int) -> str:
    """Say how much text fits."""
    return f"文字超过{most}字了。请存成文档，当文件交。"


def received(essay_id: int) -> str:
    """Tell on the page that an essay is in."""
    return f"收到，编号：{number(essay_id)}。"


def received_before(essay_id: int) -> str:
    """Tell that the very same was handed in before."""
    return f"这份材料已经交过了，编号：{number(essay_id)}，不用再交。"


def accepted(essay_id: int, title: str) -> str:
    """Tell an observer that an essay is accepted."""
    return f"您交的“{title}”（{number(essay_id)}）办公室已收下，谢谢您。"


def returned(essay_id: int, title: str, reason: str, how: str) -> str:
    """Tell an observer that an essay came back, why, and how to hand it in anew."""
    why = reason if reason.endswith(("。", "！", "？")) else f"{reason}。"
    return f"您交的“{title}”（{number(essay_id)}）办公室看过了，请改一改再交：{why}{how}"


def still_counts(until: date, year: int) -> str:
    """Say until when a new version still counts for the year of the first."""
    return f"{until.month}月{until.day}日前交上来，还算{year}年的。"


def hand_in_again(link: str, days: int) -> str:
    """Say where a returned essay is handed in anew."""
    return f"改好了从这里交：\n{link}\n{days}天内有效，过期了再发“交材料”。"


def how_much(sizes: Sequence[int]) -> str:
    """Return a size of bytes in words, of one file or of several together."""
    total = sum(sizes)
    return f"{total / (1 << 20):.1f}兆" if total >= 1 << 20 else f"{max(1, total >> 10)}KB"
