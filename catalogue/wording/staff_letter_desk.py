"""What the office reads on the pages of letters: acts, buttons' outcomes, files, numbers."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

ACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "start": "起草",
        "edit": "修改",
        "submit": "送签",
        "withdraw": "撤回送签",
        "return": "退回修改",
        "sign": "签发",
        "bring_scan": "上传签批单",
        "refuse_scan": "复核不通过",
        "confirm_scan": "复核通过，签发",
        "seal": "用印",
        "deliver": "送达主送单位",
        "deliver_copy": "送达抄送单位",
        "receive": "单位签收",
        "contest": "单位退回",
        "uphold": "维持原函",
        "ask_extension": "申请延期",
        "grant": "同意延期",
        "refuse": "不同意延期",
        "answer": "单位反馈",
        "close": "销号",
        "reopen": "重新办理",
        "discard": "放弃草稿",
        "void": "作废",
    }
)
LETTER_ACTS: Final[Mapping[str, str]] = MappingProxyType(
    {f"letter.{act}": f"函：{name}" for act, name in ACTS.items()}
    | {
        "letter.photo-checked": "函：核对照片",
        "letter.rule": "核定函的规则",
        "letter.numbers": "填写文号起点",
        "letter.file": "重做函的文件",
    }
)
DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "withdraw": "已撤回，可以再改。",
        "return": "已退回拟稿人修改。",
        "bring_scan": "签批单已上传，请另一位同志复核。",
        "refuse_scan": "已记下复核不通过，请重新上传签批单。",
        "seal": "已记下用印，可以送达了。",
        "deliver_copy": "已记下抄送单位收到。",
        "receive": "已记下单位签收。",
        "contest": "已记下单位退回，请主任定。",
        "uphold": "已维持，函仍由这个单位办，时限不变。",
        "ask_extension": "已记下延期申请，请有权的同志定。",
        "refuse": "已记下不同意延期，时限不变。",
        "answer": "已记下单位的反馈。",
        "reopen": "已重新办理，等单位再反馈。",
        "void": "已作废，文号不再使用。",
    }
)
WAYS: Final = MappingProxyType({"console": "后台签发", "paper": "纸质签批"})
SENT_BY: Final = MappingProxyType({"exchange": "公文交换", "hand": "当面送达", "link": "链接"})
ITEM_STATES: Final = MappingProxyType({"open": "待反馈", "answered": "已反馈", "closed": "已销号"})
ANSWERS: Final = MappingProxyType(
    {
        "idle": "未启动",
        "going": "整改中",
        "finished": "已完成",
        "lasting": "长期坚持",
        "untrue": "单位认为不属实",
    }
)
OUTCOMES: Final = MappingProxyType(
    {
        "solved": "已解决",
        "lasting": "转长期",
        "not_ours": "不属职责",
        "unverifiable": "无法核实",
        "duplicate": "重复",
    }
)
WISHES: Final = MappingProxyType({"asked": "待定", "granted": "同意", "refused": "不同意"})
SERIES: Final = MappingProxyType({"han": "函", "du": "督办"})
FORMS: Final = MappingProxyType({"docx": "Word 文件", "pdf": "PDF"})
STAMP_MISSING: Final = "还没有登记：这种函要盖章的处理报告。请选盖章件，或勾选“盖章原件已收存”。"
SIDES: Final = MappingProxyType({"before": "整改前", "after": "整改后", "stamped": "盖章件"})

DOCUMENT_FAILED: Final = "文件没有做成，请点“重新生成”；还不行请告诉管理员。"
NOT_NUMBERED: Final = "还没有签发，没有文号，不能生成正式文件。"
DOCUMENT_WANTED: Final = "正在生成，过一会儿刷新看。"
DOCUMENT_MISSING: Final = "还没有生成。"
AGAIN: Final = "正在重新生成，过一会儿刷新看。"
UNIT: Final = "单位"
SLIP: Final = "呈批单 "
SCAN: Final = "签批单扫描件"
BAD_DATE: Final = "请写上日期，像 2026-07-14 这样。"
NO_SCAN: Final = "请选一份签好字的签批单（扫描的 PDF 或照片）。"
BAD_CHOICE: Final = "请从列出的几项里选一项。"
WAY_CLOSED: Final = "请选公文交换或当面送达；链接送达要由管理员开通。"
YOUR_WORDS: Final = "没有办成，您刚才填的字都在下面，可以复制了再填。"
NUMBERS_TAKEN: Final = "今年这个代字已经取过号，起点不能再改。"
NUMBERS_RANGE: Final = "请填今年手工用到的最后一个号，1到9999。"


def signed(number: str) -> str:
    """Tell the number that a signature brought."""
    return f"已签发，文号是{number}。接下来用印、送达。"


def delivered(due: date) -> str:
    """Tell until when the unit should answer."""
    return f"已记下送达，反馈时限到{due.year}年{due.month}月{due.day}日。"


def extended(until: date) -> str:
    """Tell the new last day."""
    return f"已同意延期，时限改到{until.year}年{until.month}月{until.day}日。"


def number_begins(word: str, year: int, last: int) -> str:
    """Tell which number comes next."""
    return f"已记下：{word}〔{year}〕从{last + 1}号开始。"


def nobody_signs(role: str, deputies: str) -> str:
    """Tell why nobody here can sign, and who else may by the rules."""
    other = f"改由{deputies}签发，或" if deputies else ""
    return f"{role}现在没有能签的账号。请撤回送签，{other}改走纸质签批。"


def signer_away(role: str, first: date, last: date, deputy: str) -> str:
    """Tell until when a signer is away, who stands in, and what to do."""
    return (
        f"{role}{first.month}月{first.day}日至{last.month}月{last.day}日请假，由{deputy}代签。"
        f"等不得的，请撤回送签，签发人改选{deputy}，再送签。"
    )


def no_liaison(unit: str) -> str:
    """Tell what a unit without a contact means for whoever sends it a letter."""
    return (
        f"“{unit}”还没有登记收函的联络人：公文交换照常送；要打电话或发链接，先到"
        "“设置·责任单位和联络人”里添上。"
    )


def closed(done: bool) -> str:  # noqa: FBT001 - what closing a matter returns
    """Tell whether the letter is done with it."""
    return "这个问题销号了，整件函办结。" if done else "这个问题销号了。"


def file_name(side: str, name: str) -> str:
    """Name a file of an answer with what it shows."""
    return f"{SIDES[side]}：{name}"
