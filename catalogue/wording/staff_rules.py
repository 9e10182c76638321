"""The lines of the letters' rules in the office's words, and whom a change of one touches."""

from collections.abc import Sequence
from typing import Final

GROUPS: Final = {
    "office": "发文和用印",
    "series": "机关代字",
    "grounds": "发函依据",
}
LINES: Final = {
    "office": "发文机关",
    "seal": "用印单位（代章写代章的单位）",
    "contact": "联系电话",
    "recipient": "函发给谁",
    "county_unit": "县市区收函的单位",
    "paper": "哪些人一般在纸上签",
    "draft": "谁可以拟稿",
    "sign": "谁签发",
    "deputies": "谁可以代签",
    "term": "反馈时限",
    "answer": "反馈形式",
    "copies": "抄送谁",
    "stamp": "反馈要不要盖章件",
}
SERIES: Final = {"han": "函的机关代字", "du": "督办的机关代字"}
RECIPIENTS: Final = {"county": "县市区专班", "lead": "牵头单位"}
COPIES: Final = {"lead": "牵头单位", "also": "涉及的其他项目的牵头单位"}
NOBODY: Final = "没有"
ASKED: Final = {True: "要签字盖章的扫描件", False: "不要，适当形式即可"}
COUNTS: Final = ("工作日", "自然日")
POSTPONED: Final = "，逢放假顺延"
NOT_PRINTED: Final = "（函里只写“适当形式”，天数只供办公室掌握）"
NO_REASON: Final = "请写明依据或原因（哪份文件、谁定的），最多200字。"
CONFIRMED_AS_IT_STANDS: Final = "内容不变，性质改为“核定”"
BAD_VALUE: Final = (
    "这样填不行：内容不能空，天数要1到366，工作日不顺延，签发和拟稿至少要有一个岗位。"
)
BAD_LEAVE: Final = "请假要填起止日期，止不能早于起；代签的不能是本人。"
NOTHING_CONCERNED: Final = "现在没有哪种函由这个岗位签发。"
FROZEN: Final = "已经送签、签发的函内容已定，不会变。"
FIELDS: Final = {
    "text": "内容",
    "clause": "函里怎么引用（没有依据的条款就空着）",
    "roles": "岗位",
    "to": "对象",
    "days": "天数",
    "count": "怎么数",
    "postpone": "最后一天逢放假顺延",
    "printed": "函里印出天数",
    "asked": "反馈要附签字盖章的扫描件",
}


def kind_line(kind: str, part: str) -> str:
    """Name a line of one kind of letter."""
    return f"{kind}：{LINES[part]}"


def days(number: int, count: str) -> str:
    """Tell a term."""
    return f"{number}个{count}"


def drafts_touched(number: int) -> str:
    """Say how many drafts go by the new line."""
    return f"还没有送签的{number}件草稿，送签时按新的；" + FROZEN


def kinds_touched(kinds: Sequence[str], role: str, deputy: str) -> str:
    """Say what is signed by a deputy."""
    return f"这些天里，{'、'.join(kinds)}改由{deputy}签发（原来是{role}）。"


def waiting_touched(number: int, role: str) -> str:
    """Say what becomes of letters that wait for who goes away."""
    return f"现在等{role}签发的有{number}件：请假期间要签，由拟稿人撤回，换签发人重新送签。"


def leave_title(role: str) -> str:
    """Head the preview of a leave."""
    return f"{role}请假、外出"


def span(first: str, last: str, deputy: str) -> str:
    """Tell a leave."""
    return f"{first}至{last}，由{deputy}代签"


def deputy_away(deputy: str, first: str, last: str) -> str:
    """Say that who would stand in is away too."""
    return f"{deputy}{first}至{last}自己也请假，不能代签，请换一位。"
